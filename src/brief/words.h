// SPDX-License-Identifier: Apache-2.0
// How a brief says values in plain English: the closed sets (lists/words.tsv), times, intervals, places and figures.
//
//   say("force", to_string(Force::calls_for))   "calls for violence"
//   say(Time of 2025-10-07T15:42:10Z)           "Tue 7 Oct 2025, 15:42 UTC"
//   say(Interval of a day)                      "Thu 2 Oct 2025"
//   said_number(53, none, at_least)             "at least 53"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tocsin/records.h"

namespace tocsin::brief {

// The words of `value` in a set of lists/words.tsv; the value itself, with spaces for underscores, where the list has none.
std::string say(std::string_view set, std::string_view value);

std::string say(Time time);                       // to the minute
std::string say_exactly(Time time);               // to the second: "Tue 7 Oct 2025, 15:42:10 UTC"
std::string say_short(Time time);                 // for columns in UTC: "7 Oct 2025, 15:42:10"
std::string say_day(Time time);                   // "Tue 7 Oct 2025"
std::string say(const Interval& interval);        // with "to" and the part it leaves open
std::string say(const TimeValue& value);          // "Sat 11 Oct 2025, evening"; empty when nothing is resolved

std::string say_duration(std::int64_t seconds);   // "45 s", "9 min", "2 h 10 min", "3 days 4 h", "21 days"

std::string country_name(std::string_view code);  // "JO": "Jordan"; the code itself when unknown
std::string language_name(std::string_view code); // "ar": "Arabic"; "language not known"

std::string digits(std::int64_t number);          // "1,200"
std::string said_number(std::optional<std::int64_t> min, std::optional<std::int64_t> max, Qualifier qualifier);
// The range over sources: "41 to 60 or more"; `max` none: somebody gave no upper end.
std::string said_range(const Total& total);
std::string count(std::uint64_t n, std::string_view one, std::string_view many);   // "1 copy", "12 copies"

std::string capital(std::string text);            // the first letter, where it is ASCII

}  // namespace tocsin::brief
