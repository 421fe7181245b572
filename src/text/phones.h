// SPDX-License-Identifier: Apache-2.0
// Telephone numbers in running text: international forms, and those a cue word, a leading nought or their grouping
// gives away.
//
//   phones("call +970 59-912-3456 before 2026-03-10")  →  the span of "+970 59-912-3456"
//
// It would rather leave a number standing than eat evidence: dates, years, prices, grouped numbers, coordinates and
// addresses of machines are no telephones.
#pragma once

#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::text {

std::vector<Span> phones(std::string_view text);

}  // namespace tocsin::text
