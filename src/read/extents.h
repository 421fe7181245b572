// SPDX-License-Identifier: Apache-2.0
// How far a span of evidence reaches: the rules of docs/annotation.md §6 that hold for every slot.
//
//   "hit [the pie]r, now"   → [the pier]       words are whole
//   "hit[ the pier,] now"   → [the pier]       no white space or punctuation at the ends; what closes inside stays
//   "بـ[النار]", "[بالنار]" → [النار]           a prefixed letter is cut off where the rest is the word with its article
#pragma once

#include <string_view>

#include "tocsin/span.h"

namespace tocsin::read {

// `prefixes`: whether a prefixed Arabic preposition or conjunction is cut off. Empty where no letter is in it.
Span extent(std::string_view text, Span span, bool prefixes);

// Whether what begins at `at` goes on in the word before it. Not in Arabic, where a slot may begin within what is written as one.
bool goes_on(std::string_view text, std::size_t at);

}  // namespace tocsin::read
