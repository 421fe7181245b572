// SPDX-License-Identifier: Apache-2.0
// Short digests of a text's letters that texts with something in common share. Two kinds:
//
//   keys    of runs of kGram letters, chosen by winnowing (Schleimer, Wilkerson & Aiken 2003): of every `window`
//           neighbouring runs the one whose hash is least. Texts that share a run of kGram + window − 1 letters share a
//           key; about two in window + 1 runs are chosen. Windows grow with the text, so that each has about twelve keys:
//           what a window chooses, the smaller ones inside it choose too, so short and long texts agree.
//   grams   a set of all runs of four letters as kGramBits bits, for telling cheaply how much of one text is in another
//           before they are compared letter by letter.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "trace/alphabet.h"

namespace tocsin::trace {

inline constexpr std::size_t kGram = 12, kLeastWindow = 5, kWindow = 24;
inline constexpr std::size_t kLettersForWindow = 6;  // a text of so many times a window's size
inline constexpr std::size_t kGramBits = 512;
inline constexpr std::size_t kMostKeys = 4096;  // of one text; of a longer one the least

struct Key {
  std::uint32_t hash;           // of the run
  std::uint32_t place : 31;     // where it begins, in letters
  std::uint32_t crowded : 1 = 0;  // so many families have it that it says next to nothing (key_table.h)
};

// By place; one run that stands twice may be chosen twice.
class KeyMaker {
 public:
  // Of runs of `gram` letters, 8 to 12.
  std::span<const Key> keys(std::span<const Letter> letters, std::size_t window, std::size_t gram = kGram);
  std::span<const Key> keys(std::span<const Letter> letters) {
    return keys(letters, std::clamp(letters.size() / kLettersForWindow, kLeastWindow, kWindow));
  }

 private:
  std::vector<std::uint32_t> hashes_, orders_;
  std::vector<Key> keys_;
};

std::uint32_t run_hash(const Letter* letters);  // of kGram letters

struct alignas(64) Grams {
  std::array<std::uint64_t, kGramBits / 64> bits{};
  std::uint32_t size() const;
};
Grams grams(std::span<const Letter> letters);

// An estimate of the share of the smaller set that the larger one holds, chance overlap taken off; 1 where the larger
// holds nearly all bits and says nothing. `a_size` is a.size().
double share_held(const Grams& a, std::uint32_t a_size, const Grams& b);

}  // namespace tocsin::trace
