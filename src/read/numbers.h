// SPDX-License-Identifier: Apache-2.0
// Numbers in a text, with the words that qualify them: where they begin and end. What they are worth is `record`'s.
//
//   "at least 53 people, including 21 children"   → "at least 53", "21"
//   "between five and seven soldiers; dozens hurt" → "between five and seven", "dozens"
//
// Words are a list (lists/number_words.tsv). Refuses: numbers inside a time, "one" as a pronoun, digits inside a name or link.
#pragma once

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::read {

// Appends mentions of kind number, in order. Times must be in `reading` already.
void find_numbers(const std::vector<text::Word>& words, const std::vector<Span>& sentences, Reading& reading);

}  // namespace tocsin::read
