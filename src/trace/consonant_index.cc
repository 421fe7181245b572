// SPDX-License-Identifier: Apache-2.0
#include "trace/consonant_index.h"

#include <algorithm>

namespace tocsin::trace {
namespace {

constexpr std::size_t kConsonantWindow = 3;  // people agree on few consonants in a row
constexpr std::size_t kMostTried = 8;        // candidates compared
constexpr std::size_t kFewestConsonants = 16;

}  // namespace

void ConsonantIndex::add(std::uint32_t core, Writing writing, const Letters& consonants, std::vector<Found>& found) {
  if (consonants.letters.size() < kFewestConsonants) return;
  std::uint8_t* const bytes = bytes_.take(consonants.letters.size() + consonants.words.size());
  std::ranges::copy(consonants.letters, bytes);
  std::ranges::copy(consonants.words, bytes + consonants.letters.size());
  const auto text = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back({bytes, static_cast<std::uint32_t>(consonants.letters.size()),
                    static_cast<std::uint32_t>(consonants.words.size()), cores_.reading_words(core), core});
  if (writing == Writing::arabic) {
    if (in_latin_) seek(text, *in_latin_, found);
    arabic_.push_back(text);
    return;
  }
  if (!in_latin_) {
    in_latin_ = std::make_unique<KeyTable>();
    in_arabic_ = std::make_unique<KeyTable>();
  }
  for (const std::uint32_t earlier : arabic_) insert(earlier, *in_arabic_);
  arabic_.clear();
  seek(text, *in_arabic_, found);
  seek(text, *in_latin_, found);
  insert(text, *in_latin_);
}

void ConsonantIndex::insert(std::uint32_t text, KeyTable& table) {
  const std::span<const Key> keys = key_maker_.keys(letters(text).letters, kConsonantWindow);
  table.reserve(keys.size());
  for (const Key& key : keys) table.insert(key.hash, text, [&](std::uint32_t other) { return other == text; });
}

void ConsonantIndex::seek(std::uint32_t text, const KeyTable& table, std::vector<Found>& found) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // how many keys, which text
  for (const Key& key : key_maker_.keys(letters(text).letters, kConsonantWindow))
    table.find(key.hash, [&](std::uint32_t other) {
      const auto have = std::ranges::find(hits, other, &std::pair<std::uint32_t, std::uint32_t>::second);
      if (have != hits.end())
        ++have->first;
      else if (hits.size() < 64 * kMostTried)
        hits.emplace_back(1, other);
    });
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
