// SPDX-License-Identifier: Apache-2.0
// What differs between two texts that have much in common, at the places where what they have in common breaks off.
// Posts that put other numbers, dates and names into the same words tell of different facts: they share a template
// and are no copies of each other.
//
//   "Power cut in Saltmouth from 9 to 11" / "Power cut in Ferrybridge from 2 to 4"     facts 3, others 0
//   "Power cut in Saltmouth from 9 to 11" / "Power out in Saltmouth, from 9 to 11!"    facts 0, others 1
#pragma once

#include <cstddef>
#include <vector>

#include "trace/common_runs.h"
#include "trace/letters.h"

namespace tocsin::trace {

struct Differences {
  std::size_t facts = 0;       // a number, date or name that stands where the other text has another one
  std::size_t numbers = 0;     // of these, a number or date that stands for another one
  std::size_t others = 0;      // any other word replaced, left out or put in between words in common
  std::size_t gaps = 0;        // places where words differ
  std::size_t slots = 0;       // of these, where several words stand for several quite different ones
  std::size_t slot_words = 0;  // in them, of the text that has fewer
};

// `runs` in the same order on both sides (in_order). Passages put in or left out, of more than kLongestGap words on one
// side, count as nothing.
Differences differences(const Letters& first, const Letters& second, const std::vector<Run>& runs);

inline constexpr std::size_t kLongestGap = 12;

}  // namespace tocsin::trace
