// SPDX-License-Identifier: Apache-2.0
// Time expressions in a text: where they begin and end. What they mean is `record`'s.
//
//   "The shelling on Tuesday night, two days earlier"   → "Tuesday night", "two days earlier"
//
// Words and patterns are lists (lists/time_words.tsv, lists/time_patterns.tsv). Extents keep the determiner and leave the
// preposition. Refuses: to take a bare number for a year without a word that says so.
#pragma once

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::read {

// Appends mentions of kind time, in order.
void find_times(const std::vector<text::Word>& words, const std::vector<Span>& sentences, Reading& reading);

}  // namespace tocsin::read
