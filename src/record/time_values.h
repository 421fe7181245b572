// SPDX-License-Identifier: Apache-2.0
// What one matched time expression is worth: a TIMEX3 value and, where it falls on the calendar, an interval.
//
//   rule "ago", n 2, unit D, published 2025-10-09   → {date, "2025-10-07", 2025-10-07…2025-10-07 day}
#pragma once

#include <optional>

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

struct TimeContext {
  std::optional<Time> published;
  int tense = 0;              // -1 behind the day of publication, 1 ahead, 0 not told
  bool day_first = false;     // 10/3/2026 is 10 March
};

// None where the words make no time (a 31 June, a clock of 29:70).
std::optional<TimeValue> time_value(const text::Match& match, const TimeContext& context);

}  // namespace tocsin::record
