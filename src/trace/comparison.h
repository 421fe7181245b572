// SPDX-License-Identifier: Apache-2.0
// Are these two texts copies, and how? The exact answer for a pair that sketches propose.
//
// Two texts are copies when most of both is the same words in the same runs (an edit), or when one holds most of the other
// in one place (an excerpt, an extension, a quotation), unless they only share a template (differences.h).
// Every threshold of the room stands here.
#pragma once

#include <cstdint>

#include "common_runs.h"
#include "letters.h"

namespace tocsin::trace {

inline constexpr std::size_t kFewestWords = 5;          // texts of fewer words are compared as wholes only
inline constexpr std::uint32_t kLeastMatched = 18;      // letters in common, or it says nothing
inline constexpr std::uint32_t kLeastRun = 14;          // letters of the longest run, where one text holds the other
inline constexpr double kManyLetters = 60;              // in common: from here on the first of each two shares is needed,
                                                        // at 20 letters the second, between them linear
inline constexpr double kLeastSimilarity = .48, kLeastShortSimilarity = .66;     // of both texts: an edit
inline constexpr double kLeastContainment = .5, kLeastShortContainment = .85;    // of the shorter, in one place of the longer
inline constexpr double kStrongSimilarity = .7;         // enough to tie two families together
inline constexpr std::size_t kWordsForAFact = 25;       // in common, for one fact to differ between copies

struct Comparison {
  bool copies = false;
  bool same_template = false;
  bool excerpt = false;          // the lengths differ by more than a third and a run of half the shorter is in both
  bool alike = false;            // copies, and similar as wholes: not because one holds the other
  double similarity = 0;         // 2·matched / (sum of lengths); for an excerpt, the share of the shorter that is held
  std::uint32_t matched = 0;     // letters
  Run longest{0, 0, 0};
};

class Comparer {
 public:
  void set_first(const Letters& first);
  Comparison compare(const Letters& second);
  const std::vector<Run>& runs() const { return *runs_; }   // of the last comparison, by place in `second`

 private:
  Letters first_;
  CommonRuns common_;
  const std::vector<Run>* runs_ = nullptr;
};

}  // namespace tocsin::trace
