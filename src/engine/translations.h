// SPDX-License-Identifier: Apache-2.0
// Hands what the reader knows of a text's meaning, whatever its language, to trace's second step: copies in
// translation. Only messages that hold a word for harm are compared, so ordinary posts cost one look each.
#pragma once

#include <vector>

#include "trace/trace.h"

namespace tocsin {

// Pairs (positions in `messages`) in different languages that say the same, with how much of it they share.
std::vector<trace::TranslatedPair> translated_pairs(const std::vector<trace::Entry>& messages);

}  // namespace tocsin
