// SPDX-License-Identifier: Apache-2.0
#include "text/language_profiles.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "core/list.h"
#include "core/utf8.h"
#include "text/lists.h"

namespace tocsin::text {
namespace {

// Most words have no more than eight bytes.
std::uint64_t hash_of(std::string_view word) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15u;
  std::uint64_t out = word.size() * kMix;
  for (std::size_t at = 0; at < word.size(); at += 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, word.data() + at, std::min<std::size_t>(8, word.size() - at));
    out = (out ^ part) * kMix;
    out ^= out >> 29;
  }
  return out;
}

void read(const std::string& words, std::uint8_t language, WordTable& into) {
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (end > begin) into.add(std::string_view(words).substr(begin, end - begin), language);
    begin = end + 1;
  }
}

}  // namespace

std::size_t WordTable::slot_of(std::string_view word, std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].entry != 0 && (slots_[at].hash != hash || entries_[slots_[at].entry - 1].first != word)) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void WordTable::add(std::string_view word, std::uint8_t language) {
  const std::uint64_t hash = hash_of(word);
  Slot& slot = slots_[slot_of(word, hash)];
  if (slot.entry != 0) return entries_[slot.entry - 1].second.push_back(language);
  bits_[hash >> 54] |= std::uint64_t{1} << (hash >> 48 & 63);
  entries_.push_back({std::string(word), {language}});
  slot = {hash, static_cast<std::uint32_t>(entries_.size())};
  if (entries_.size() * 4 > slots_.size()) grow();
}

void WordTable::grow() {
  slots_.assign(slots_.size() * 2, {});
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::uint64_t hash = hash_of(entries_[i].first);
    slots_[slot_of(entries_[i].first, hash)] = {hash, static_cast<std::uint32_t>(i + 1)};
  }
}

const Languages* WordTable::find(std::string_view word) const {
  const std::uint64_t hash = hash_of(word);
  if ((bits_[hash >> 54] >> (hash >> 48 & 63) & 1) == 0) return nullptr;
  const Slot& slot = slots_[slot_of(word, hash)];
  return slot.entry == 0 ? nullptr : &entries_[slot.entry - 1].second;
}

Profiles::Profiles() {
  for (const ListRow& row : builtin_list("languages.tsv", list("languages.tsv"))) {
    const auto language = static_cast<std::uint8_t>(names.size());
    names.push_back(row["lang"]);
    scripts.push_back(row["script"] == "latin" ? Script::latin : row["script"] == "cyrillic" ? Script::cyrillic : Script::arabic);
    read(row["words"], language, of_word);
    read(row["endings"], language, of_ending);
    const std::string& told = row["letters"];
    for (std::size_t at = 0; at < told.size();) {
      const auto [c, length] = utf8::decode(told, at);
      at += length;
      assert(c < letter_groups.size());
      if (letter_groups[c] == 0) {
        letter_groups[c] = static_cast<std::uint8_t>(letters.size());
        letters.emplace_back();
      }
      letters[letter_groups[c]].push_back(language);
    }
  }
  assert(letters.size() < 256);
}

const Profiles& profiles() {
  static const Profiles kProfiles;
  return kProfiles;
}

}  // namespace tocsin::text
