// SPDX-License-Identifier: Apache-2.0
// Hands what the reader knows of a text's meaning, whatever its language, to trace's second step: copies in
// translation. Unless all are asked for, only messages that speak of harm are compared, so ordinary posts cost one look
// each.
#pragma once

#include <vector>

#include "tocsin/engine.h"
#include "trace/trace.h"

namespace tocsin {

// More messages than this are not compared through the encoder unasked ("auto"): it takes about 20 ms for each.
inline constexpr std::size_t kUnasked = 300;

// Pairs (positions in `messages`) in different languages that say the same, with how near they are. Looks at what
// `options.translations` says, through the encoder in `options.embedding`. Where there is none, or too much for it to do
// unasked, the bilingual list stands in and `notice` is told once.
std::vector<trace::TranslatedPair> translated_pairs(const std::vector<trace::Entry>& messages, const Options& options,
                                                    const Notice& notice);

}  // namespace tocsin
