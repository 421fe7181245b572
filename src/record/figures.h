// SPDX-License-Identifier: Apache-2.0
// Figures: what each casualty mention says in numbers, of whom, and who gave it.
//
//   "The directorate speaks of 48 dead, four of them aid workers."
//     → {killed people 48 exactly, source "Tell Marwud Health Directorate"}, {killed aid_workers 4, the same source, subset_of}
//
// A figure's giver is the source of the statement it stands in, else who the sentence gives it to ("puts", "has", "kept to",
// lists/figure_words.tsv), else nobody: then it is the document's own. Figures that sum over years ("70,000 in ten years of
// war") belong to no incident and are marked so. Reckoned ones ("killed 14 and wounded twice as many") are marked `derived`.
#pragma once

#include <optional>
#include <vector>

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

struct FigureDraft {
  std::size_t casualty = 0;     // index in reading.casualties
  Figure figure;
  Span cue;                     // the word of harm
  bool sums_over_time = false;
};

// One per casualty, in their order. `reading` must be resolved.
std::vector<FigureDraft> record_figures(const Document& document, const Reading& reading);

}  // namespace tocsin::record
