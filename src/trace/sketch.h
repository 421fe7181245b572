// SPDX-License-Identifier: Apache-2.0
// Short digests of a text's letters that texts with much in common are likely to share. Two kinds:
//
//   bands          for texts that are alike as a whole. MinHash (Broder 1997) over the set of 5-letter shingles, in one
//                  permutation cut into bins (Li, Owen & Zhang 2012), empty bins filled by optimal densification
//                  (Shrivastava 2017); kRows neighbouring bins make a band. Texts of Jaccard similarity s share a band
//                  with probability 1 − (1 − s^kRows)^kBands: .75 at s = .35, .95 at .45, 1.0 at .6.
//   fingerprints   for texts that share a run. Winnowing (Schleimer, Wilkerson & Aiken 2003): any common run of
//                  kGram + kWindow − 1 = 17 letters gives a common fingerprint, about two in kWindow + 1 letters are
//                  kept.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tocsin::trace {

inline constexpr std::size_t kShingle = 5;
inline constexpr std::size_t kBands = 32, kRows = 3;
inline constexpr std::size_t kBins = kBands * kRows;
inline constexpr std::size_t kGram = 10, kWindow = 8;

using Sketch = std::array<std::uint32_t, kBins>;  // the least hash in each bin

std::uint64_t shingle_hash(const char16_t* letters);  // of kShingle letters

// A text of fewer letters than a shingle has the sketch of nothing, which is never looked up.
Sketch sketch(std::span<const char16_t> letters);

// Keys for one table of both kinds; never 0. Sorted, each once.
void band_keys(const Sketch& sketch, std::vector<std::uint32_t>& out);
void fingerprint_keys(std::span<const char16_t> letters, std::vector<std::uint32_t>& out);

}  // namespace tocsin::trace
