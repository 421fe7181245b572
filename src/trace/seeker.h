// SPDX-License-Identifier: Apache-2.0
// For one core: the earlier ones it may be a copy of, and which of them it is. The likeliest by shared keys, those
// whose grams overlap enough, at most kMostCompared of them compared letter by letter.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "trace/comparison.h"
#include "trace/cores.h"
#include "trace/grouping.h"
#include "trace/key_table.h"

namespace tocsin::trace {

inline constexpr std::size_t kMostCompared = 12;
inline constexpr std::size_t kMostOfOneFamily = 3;

// Not safe for use by two threads at once; each has its own. Several may ask the same tables.
class Seeker {
 public:
  Seeker(const Cores& cores, const Grouping& grouping) : cores_(cores), grouping_(grouping) {}

  // What a core with these letters, keys and grams is a copy of among those that `table` holds. What it returns lasts
  // until the next call. Marks the keys that are crowded.
  std::span<const Found> seek(const Letters& letters, std::span<Key> keys, const Grams& grams,
                              const KeyTable& table);
  // The same among cores that hold keys of it: `holders` by key, FirstTable::kNobody for none.
  std::span<const Found> seek_among(const Letters& letters, std::span<const Key> keys, const Grams& grams,
                                    std::span<const std::uint32_t> holders);

 private:
  struct Candidate {
    std::uint32_t core;
    float weight;  // sum over shared keys of 1 / families that have the key
  };
  std::span<const Found> compare_likely(const Letters& letters, std::span<const Key> keys, const Grams& grams);
  void keep_likely(const Grams& grams);
  void count(std::uint32_t core, float weight);
  void weigh(std::span<const Key> keys, std::size_t letters);

  const Cores& cores_;
  const Grouping& grouping_;
  Comparer comparer_;
  static constexpr std::size_t kSlots = 1024;
  std::array<std::uint16_t, kSlots> slots_{};  // 1 + position among the candidates
  std::vector<std::uint16_t> used_;
  std::vector<Candidate> candidates_;
  std::vector<std::uint8_t> held_;  // for each key, how many families have it
  std::vector<std::uint32_t> sums_;
  std::vector<Found> found_;
  std::vector<std::uint32_t> families_;
};

}  // namespace tocsin::trace
