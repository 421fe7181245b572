// SPDX-License-Identifier: Apache-2.0
// Whether a weekday or a date without a year lies ahead or behind, by the words of its clause (lists/calendar_tense.tsv).
//
//   "The boat will leave on [Monday]" → 1      "He said on [Monday] that it would sail" → -1
#pragma once

#include <string_view>
#include <vector>

#include "text/text.h"
#include "text/patterns.h"

namespace tocsin::record {

// Of the words [begin, end): 1 ahead, -1 behind, 0 not told.
int tense_near(std::string_view text, const std::vector<text::Word>& words, std::uint32_t begin, std::uint32_t end);

}  // namespace tocsin::record
