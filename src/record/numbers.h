// SPDX-License-Identifier: Apache-2.0
// Numbers of a whole reading. record.h declares `resolve_number` for the words of one:
//
//   "at least 53" → {53, none, at_least}    "dozens" → {12, none, dozens}    "between 5 and 7" → {5, 7, between}
//   "up to 900"   → {none, 900, up_to}      "ثلاثة وعشرين" → {23, 23, exactly}   "several" → {none, none, about}
//
// Vague numbers are counted as casualty recorders do: tens 10, dozens 12, hundreds 100. Words are lists/number_words.tsv,
// shared with the finder in `read`.
#pragma once

#include "tocsin/records.h"

namespace tocsin::record {

void resolve_numbers(const Document& document, Reading& reading);

}  // namespace tocsin::record
