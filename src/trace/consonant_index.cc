// SPDX-License-Identifier: Apache-2.0
#include "trace/consonant_index.h"

#include <algorithm>

namespace tocsin::trace {
namespace {

constexpr std::size_t kConsonantWindow = 3, kConsonants = 10;  // people agree on few in a row
constexpr std::size_t kMostTried = 8;        // candidates compared
constexpr std::size_t kFewestConsonants = 16;
constexpr std::size_t kArabicForOne = 4000;  // where texts in Latin letters are rarer, most that look it are no Arabic
constexpr std::uint32_t kOneKeyIn = 4;  // is looked up and kept: a text has about ten
constexpr std::size_t kMostOfAText = 8192;  // bytes of it that are read

// The same keys on both sides.
bool taken(const Key& key) { return (key.hash * 0x9E3779B1u >> 16) % kOneKeyIn == 0; }

}  // namespace

void ConsonantIndex::add(std::uint32_t core, Writing writing, std::string_view text, std::vector<Found>& found) {
  arabic_ += writing == Writing::arabic;
  arabizi_ += writing == Writing::arabizi;
  if (!in_latin_ && writing == Writing::arabizi && arabizi_ * kArabicForOne < arabic_) return;
  if (!in_latin_ && writing == Writing::arabic) {
    if (kept_.size() < kMostKept) kept_.emplace_back();
    Kept& kept = kept_[next_kept_];
    kept.core = core;
    kept.text.assign(text.substr(0, kMostOfAText));
    next_kept_ = (next_kept_ + 1) % kMostKept;
    return;
  }
  if (!in_latin_) begin();
  const std::uint32_t own = hold(core, writing, text);
  if (own == kNone) return;
  seek(own, *in_latin_, found);
  if (writing == Writing::arabizi) seek(own, *in_arabic_, found);
  insert(own, writing == Writing::arabic ? *in_arabic_ : *in_latin_);
}

void ConsonantIndex::begin() {
  in_latin_ = std::make_unique<KeyTable>();
  in_arabic_ = std::make_unique<KeyTable>();
  for (std::size_t i = 0; i < kept_.size(); ++i) {  // from the earliest
    const Kept& kept = kept_[kept_.size() < kMostKept ? i : (next_kept_ + i) % kMostKept];
    if (const std::uint32_t own = hold(kept.core, Writing::arabic, kept.text); own != kNone) insert(own, *in_arabic_);
  }
  kept_ = {};
}

std::uint32_t ConsonantIndex::hold(std::uint32_t core, Writing writing, std::string_view text) {
  const Letters consonants = consonants_.read(text.substr(0, kMostOfAText), writing);
  if (consonants.letters.size() < kFewestConsonants) return kNone;
  std::uint8_t* const bytes = bytes_.take(consonants.letters.size() + consonants.words.size());
  std::ranges::copy(consonants.letters, bytes);
  std::ranges::copy(consonants.words, bytes + consonants.letters.size());
  texts_.push_back({bytes, static_cast<std::uint32_t>(consonants.letters.size()),
                    static_cast<std::uint32_t>(consonants.words.size()), cores_.reading_words(core), core});
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

void ConsonantIndex::insert(std::uint32_t text, KeyTable& table) {
  const std::span<const Key> keys = key_maker_.keys(letters(text).letters, kConsonantWindow, kConsonants);
  table.reserve(keys.size() / kOneKeyIn + 1);
  for (const Key& key : keys)
    if (taken(key)) table.insert(key.hash, text, [&](std::uint32_t other) { return other == text; });
}

void ConsonantIndex::seek(std::uint32_t text, const KeyTable& table, std::vector<Found>& found) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // how many keys, which text
  for (const Key& key : key_maker_.keys(letters(text).letters, kConsonantWindow, kConsonants)) {
    if (!taken(key)) continue;
    table.find(key.hash, [&](std::uint32_t other) {
      const auto have = std::ranges::find(hits, other, &std::pair<std::uint32_t, std::uint32_t>::second);
      if (have != hits.end())
        ++have->first;
      else if (hits.size() < 64 * kMostTried)
        hits.emplace_back(1, other);
    });
  }
  std::ranges::sort(hits, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  if (hits.size() > kMostTried) hits.resize(kMostTried);
  comparer_.set_first(letters(text));
  for (const auto& [keys, other] : hits) {
    Comparison comparison = comparer_.compare(letters(other));
    if (!comparison.copies) continue;
    const Text& own = texts_[text];
    // As of all its letters, which what else is found is measured in.
    const std::size_t all = cores_.letters(own.core).letters.size();
    comparison.matched = static_cast<std::uint32_t>(std::min<std::size_t>(all, std::size_t{comparison.matched} * all / own.letters));
    const std::uint32_t core = texts_[other].core;
    if (std::ranges::none_of(found, [&](const Found& f) { return f.core == core; })) found.push_back({core, comparison});
  }
}

}  // namespace tocsin::trace
