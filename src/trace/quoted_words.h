// SPDX-License-Identifier: Apache-2.0
// Where an article quotes: what stands between quotation marks, and paragraphs set off as quotations.
//
//   He wrote: “The pier closes at noon.”          what stands between the marks
//   The post read:⏎⏎The pier closes at noon.      the second paragraph
//   > The pier closes at noon                     what follows the mark
#pragma once

#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::trace {

// Spans inside the marks, each once, by begin, an outer before an inner: a quotation within a quotation has its own.
// Marks of all the kinds that news uses: "…", “…”, „…“, «…», ‹…›, ‘…’, 「…」. A quotation that goes on over paragraphs
// is cut where they end; one longer than kLongestQuotation bytes is none.
std::vector<Span> quoted_words(std::string_view text);

inline constexpr std::size_t kLongestQuotation = 20000;

}  // namespace tocsin::trace
