// SPDX-License-Identifier: Apache-2.0
// What one matched time expression is worth: a TIMEX3 value and, where it falls on the calendar, an interval.
//
//   rule "ago", n 2, unit D, published 2025-10-09      → {date, "2025-10-07", 2025-10-07…2025-10-07 day}
//   rule "told" ("the next day"), told 2012-01-01      → {date, "2012-01-02", …}
#pragma once

#include <optional>

#include "record/time_calendar.h"
#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

// The time a text told of last, as finely as it was told: what "two years later" counts from.
struct TimeTold {
  std::optional<Time> hour;              // the clock
  std::optional<Day> day, month, year;   // the first day of each
  std::optional<Day> from;               // where the very last one begins
  Precision precision = Precision::year; // of the very last one
  std::string period;                    // the month, season or part of a year told of last, as TIMEX writes it
  bool night = false;                    // the very last one was a night: a morning told of next is of the day after
  int bc = 0;                            // the year before Christ, where that was the last

  // `value` was told before `end`, an offset.
  void note(const TimeValue& value, std::uint32_t end);
  // What is still spoken of at `begin`: a day is forgotten sooner than a year.
  TimeTold near(std::uint32_t begin) const;

 private:
  std::uint32_t day_end_ = 0, month_end_ = 0, period_end_ = 0, year_end_ = 0;
};

struct TimeContext {
  std::optional<Time> published;
  int tense = 0;                   // -1 behind the day of publication, 1 ahead, 0 not told
  std::optional<bool> day_first;   // 10/3/2026 is 10 March; none: not known
  TimeTold told;
  bool same_sentence = false;      // as what was told of last
  bool history = false;            // the text tells its own story: what has no year takes it from what was told of last
};

// None where the words make no time (a 31 June, a clock of 29:70).
std::optional<TimeValue> time_value(const text::Match& match, const TimeContext& context);

}  // namespace tocsin::record
