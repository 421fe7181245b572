// SPDX-License-Identifier: Apache-2.0
// What the text index holds and how a query asks it: both folded alike (case, marks, Arabic letter forms, look-alike
// letters), with handles left out, so that nobody is found by their handle.
//
//   query  Harbour "ferry terminal" -school   →   MATCH "harbour" "ferry terminal" NOT "school"
#pragma once

#include <string>
#include <string_view>

#include "tocsin/span.h"

namespace tocsin::store {

std::string indexed_text(std::string_view text);
// Words are joined by and; "…" is a phrase, a leading '-' excludes, a trailing '*' matches beginnings. Empty: nothing
// to ask.
std::string match_expression(std::string_view query);
// The first place one of the query's words stands; the text's first character when none can be found.
Span first_match(std::string_view text, std::string_view query);

}  // namespace tocsin::store
