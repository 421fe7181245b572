// SPDX-License-Identifier: Apache-2.0
// Hands what the reader knows of a text's meaning, whatever its language, to trace's second step: copies in
// translation. Unless all are asked for, only messages that speak of harm are compared, so ordinary posts cost one look
// each.
#pragma once

#include <vector>

#include "tocsin/engine.h"
#include "trace/trace.h"

namespace tocsin {

// A number of messages that are compared through the encoder unasked ("auto"): it takes up to 20 ms for each.
inline constexpr std::size_t kUnasked = 300;

// Pairs (positions in `messages`) in different languages that say the same, with how near they are. Looks at what
// `options.translations` says, through the encoder in `options.embedding`; where there is none, the bilingual list
// stands in. "auto" joins nothing where more than `unasked` messages would have to be compared. `notice` is told either.
std::vector<trace::TranslatedPair> translated_pairs(const std::vector<trace::Entry>& messages, const Options& options,
                                                    std::size_t unasked, const Notice& notice);

}  // namespace tocsin
