// SPDX-License-Identifier: Apache-2.0
// Are these two texts copies, and how? The exact answer for a pair that fingerprints propose.
//
// Two texts are copies when most of both is the same words in the same runs (an edit), or when one holds most of the
// other in one place (an excerpt, an extension, a quotation), unless they only share a template (differences.h). What
// counts is unbroken text: of every run in common kBreak letters are taken off, so that two reports of one event, which
// share its names and phrases in many short runs, are told from one report that was edited.
// Every threshold of the room stands here.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/common_runs.h"
#include "trace/letters.h"

namespace tocsin::trace {

inline constexpr std::size_t kFewestWords = 5;      // texts of fewer words are compared as wholes only
inline constexpr std::uint32_t kLeastMatched = 18;  // letters in common, or it says nothing
inline constexpr std::uint32_t kLeastRun = 14;      // letters of the longest run, where one text holds the other
inline constexpr double kManyLetters = 60;          // in common: from here on the first of each two shares is needed,
                                                    // at 20 letters the second, between them linear
inline constexpr double kLeastUnbroken = .5, kLeastShortUnbroken = .5;  // of both texts: an edit
inline constexpr double kLeastHeld = .62, kLeastShortHeld = .75;        // of the shorter, in one place of the longer
inline constexpr double kStrongUnbroken = .6;         // enough to tie two families together, and to let a fact differ
inline constexpr double kStrongResemblance = .68;     // besides, to tie two families: above 2/3
inline constexpr double kWorthWeighing = .3;          // of the shorter text, unbroken anywhere, or it is no copy
inline constexpr std::uint32_t kBreak = 4;            // letters that each run loses at its ends
inline constexpr std::uint32_t kLongRun = 64;         // half of the shorter text in a run this long is enough by itself
inline constexpr std::size_t kWordsForAFact = 25;     // in common, for one number or name to differ between copies
inline constexpr std::size_t kWordsForASlotWord = 7;  // of the text, for a word in the one place where the two differ

struct Comparison {
  bool copies = false;
  bool same_template = false;
  bool excerpt = false;       // the lengths differ by more than a third and a run of half the shorter is in both
  bool alike = false;         // copies, and similar as wholes: not because one holds the other
  double resemblance = 0;     // 2·matched / (sum of lengths)
  double unbroken = 0;        // the same, less kBreak for each run, by weight
  double similarity = 0;      // the resemblance; for an excerpt, the share of the shorter text that is held
  std::uint32_t matched = 0;  // letters
  Run longest{0, 0, 0};
};

// What letters weigh, summed up from the start: sums[i] for the first i, in quarters of a letter. Words that many
// families have say less about copying than what only two texts have. Empty: all letters weigh the same.
using Weights = std::span<const std::uint32_t>;

class Comparer {
 public:
  // The letters and weights must outlive the comparisons.
  void set_first(const Letters& first, Weights weights = {});
  Comparison compare(const Letters& second);
  const std::vector<Run>& runs() const { return *runs_; }  // of the last comparison, by place in `second`

 private:
  Letters first_;
  Weights weights_;
  CommonRuns common_;
  const std::vector<Run>* runs_ = nullptr;
};

}  // namespace tocsin::trace
