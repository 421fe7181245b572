// SPDX-License-Identifier: Apache-2.0
// Days, ISO weeks and the two calendars, as plain arithmetic.
//
//   iso_week(2025-10-02) == {2025, 40}     gregorian_from_hijri(1447, 4, 10) == 2025-10-02 (tabular, civil epoch)
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "tocsin/records.h"

namespace tocsin::record {

using Day = std::chrono::sys_days;

inline Day day_of(Time t) { return std::chrono::floor<std::chrono::days>(t); }
Day make_day(int year, unsigned month, unsigned day);            // the last of the month where there is no such day
bool valid_day(int year, unsigned month, unsigned day);
unsigned weekday(Day d);                                         // 1 Monday … 7 Sunday
std::pair<int, int> iso_week(Day d);                             // its year and week
Day monday(Day d);
std::pair<int, unsigned> year_month(Day d);
Day gregorian_from_hijri(int year, int month, int day);          // tabular Islamic calendar: a day off where the moon was seen
std::pair<int, int> hijri_year_month(Day d);

Interval day_interval(Day from, Day to, Precision precision);    // to the last second of `to`
std::string write_day(Day d);                                    // 2025-10-02
std::string write_week(Day d);                                   // 2025-W40

}  // namespace tocsin::record
