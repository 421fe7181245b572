// SPDX-License-Identifier: Apache-2.0
// Times of a whole reading. record.h declares `resolve_time` for one of them:
//
//   resolve_time("The shelling on Tuesday", {16, 23}, 2026-03-13)   → {date, "2026-03-10", 2026-03-10 … 2026-03-10 day}
//
// Rules and words are lists shared with the finder in `read` (lists/time_patterns.tsv, lists/time_words.tsv); what a rule is
// worth is time_values.h; lists/calendar_tense.tsv tells ahead from behind.
#pragma once

#include "tocsin/records.h"

namespace tocsin::record {

void resolve_times(const Document& document, Reading& reading);

}  // namespace tocsin::record
