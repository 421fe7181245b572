// SPDX-License-Identifier: Apache-2.0
// Numbers of a whole reading. record.h declares `resolve_number` for the words of one:
//
//   "at least 53" → {53, none, at_least}    "dozens" → {12, none, dozens}    "between 5 and 7" → {5, 7, between}
//   "up to 900"   → {none, 900, up_to}      "ثلاثة وعشرين" → {23, 23, exactly}   "several" → {2, none, at_least}
//
// Vague numbers are counted as casualty recorders do: several 2, tens 10, dozens 12, hundreds 100. Words are
// lists/number_words.tsv, shared with the finder in `read`.
#pragma once

#include "tocsin/records.h"

namespace tocsin::record {

void resolve_numbers(const Document& document, Reading& reading);

// "twice as many", "more than double that number": so many times the figure before it.
struct Multiple {
  std::int64_t times = 1, of = 1;   // times/of
  Qualifier qualifier = Qualifier::exactly;
};
std::optional<Multiple> resolve_multiple(std::string_view number_words);
NumberValue multiplied(const NumberValue& whole, const Multiple& by);

}  // namespace tocsin::record
