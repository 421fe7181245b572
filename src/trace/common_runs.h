// SPDX-License-Identifier: Apache-2.0
// Which parts two texts have in common, letter by letter: the exact check behind every fingerprint.
//
//   first "powercutatthepier"  second "todaypowercutatthequay"     runs {0, 5, 13}
//
// What both begin and end with, then between these greedy tiling from 6-letter seeds: linear in both texts for any input
// (at most kMostPlaces places are tried for a seed, and a run once found is stepped over).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "trace/alphabet.h"

namespace tocsin::trace {

struct Run {
  std::uint32_t first, second;  // where it begins in each text, in letters
  std::uint32_t length;

  friend bool operator==(const Run&, const Run&) = default;
};

class CommonRuns {
 public:
  static constexpr std::size_t kSeed = 6;
  static constexpr std::size_t kLeast = 8;   // a shorter run counts only close behind another, on both sides
  static constexpr std::size_t kEdge = 16;   // what both begin or end with is a run by itself from here on
  static constexpr std::size_t kClose = 24;
  static constexpr std::size_t kMostPlaces = 8;

  // The letters must outlive the searches.
  void set_first(std::span<const Letter> letters);
  // Runs by their place in `second`, where they do not overlap; in the first text they may.
  const std::vector<Run>& find(std::span<const Letter> second);

 private:
  void index();
  void tile(std::span<const Letter> second, std::uint32_t begin, std::uint32_t end);
  std::uint32_t seed_slot(const Letter* letters) const;

  std::span<const Letter> first_;
  bool indexed_ = false;
  std::vector<std::uint32_t> heads_, next_;  // places of each seed: 1 + position, 0 ends a chain
  std::uint32_t shift_ = 63;
  std::vector<Run> runs_;
};

// How many letters of the first text the runs cover.
std::uint32_t covered_first(const std::vector<Run>& runs);

// Of the runs, those that lie in the same order on both sides: the choice with most letters.
std::vector<Run> in_order(const std::vector<Run>& runs);

}  // namespace tocsin::trace
