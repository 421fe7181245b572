// SPDX-License-Identifier: Apache-2.0
// Which parts two texts have in common, letter by letter: the exact check behind every sketch.
//
//   first "powercutatthepier"  second "todaypowercutatthequay"     runs {0, 5, 13}
//
// Greedy tiling from 6-letter seeds: linear in both texts for any input (at most kMostPlaces places are tried for a
// seed, and a run once found is stepped over).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tocsin::trace {

struct Run {
  std::uint32_t first, second;  // where it begins in each text, in letters
  std::uint32_t length;

  friend bool operator==(const Run&, const Run&) = default;
};

class CommonRuns {
 public:
  static constexpr std::size_t kSeed = 6;
  static constexpr std::size_t kLeast = 8;  // a shorter run counts only close behind another, on both sides
  static constexpr std::size_t kClose = 24;
  static constexpr std::size_t kMostPlaces = 8;

  // The letters must outlive the searches.
  void set_first(std::span<const char16_t> letters);
  // Runs by their place in `second`, where they do not overlap; in the first text they may.
  const std::vector<Run>& find(std::span<const char16_t> second);

 private:
  std::span<const char16_t> first_;
  std::vector<std::uint32_t> heads_, next_;  // places of each seed: 1 + position, 0 ends a chain
  std::uint32_t shift_ = 63;
  std::vector<Run> runs_;
};

// How many letters of the first text the runs cover.
std::uint32_t covered_first(const std::vector<Run>& runs);

// Of the runs, those that lie in the same order on both sides: the choice with most letters.
std::vector<Run> in_order(const std::vector<Run>& runs);

}  // namespace tocsin::trace
