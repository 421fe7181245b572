// SPDX-License-Identifier: Apache-2.0
// The rules of lists/time_patterns.tsv, each a function from what it matched to a value (time_values.h). By what they reckon with:
// time_dates.cc (a place on the calendar), time_relative.cc (from the day of publication or the time told of last),
// time_amounts.cc (durations, sets).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/time_values.h"

namespace tocsin::record {

int digits(std::string_view written);                          // "1,200…" → 1200; 0 where there are none
int signed_digits(std::string_view written);                   // "-2" → -2
std::string format(const char* pattern, int a, int b = 0);

struct TimeBuilder {
  const text::Match& m;
  const TimeContext& context;

  using Value = std::optional<TimeValue>;

  static TimeValue date(Day d);
  static TimeValue month(int year, unsigned month);
  static TimeValue quarter_of(int year, int quarter);
  static TimeValue season_of(int year, std::string_view season);
  static TimeValue year(int year);
  static TimeValue years(int from, int to, std::string timex);
  static TimeValue bare(TimeType type, std::string timex) { return {type, std::move(timex), std::nullopt}; }
  static TimeValue part_of(Day d, std::string_view part);   // "EV", "T12:00"
  static TimeValue some_part(std::string_view part);        // of a day that is not known

  bool anchored() const { return context.published.has_value(); }
  Day today() const { return day_of(*context.published); }
  std::optional<int> story_year(unsigned month) const;      // of a month without a year; none: the text tells no story of its own
  std::optional<Time> fallback() const { return context.history ? std::nullopt : context.published; }
  std::optional<Day> told_day(bool morning = false) const;                      // else, or of what lies ahead where that is past, the day of publication
  std::string_view first_of(std::initializer_list<const char*> names) const;
  int direction() const;                                    // "last" -1, "this" 0, "next" 1, else kNone
  std::string_view part() const;
  std::string_view unit() const;
  unsigned month_number() const;
  TimeValue day_with_part(Day d) const { return part().empty() ? date(d) : part_of(d, part()); }
  static constexpr int kNone = 99;

  // time_dates.cc
  int year_for(unsigned month, unsigned day) const;
  int full_year(std::string_view written) const;
  Value absolute() const;
  Value numeric() const;
  Value iso() const;
  Value hijri() const;
  Value year_rule() const;
  Value era() const;
  Value decade() const;
  Value century() const;
  Value season() const;
  Value told_month() const;
  Value nth_weekday() const;
  Value day_of_month() const;
  Value quarter_ended() const;
  Value holiday() const;
  Value quarter() const;
  Value fixed() const;

  // time_relative.cc
  Value deictic_rule() const;
  Value deictic(int offset, std::string_view part = {}) const;
  Value tonight() const;
  Value today_rule() const;
  Value part_rule() const;
  Value weekday_rule() const;
  Value week_from() const;
  Value weekend() const;
  Value shifted(std::string_view unit, int n, std::optional<Time> from) const;
  const std::optional<Day>& told_of(std::string_view unit) const;
  Value unknown(std::string_view unit) const;
  Value unit_rule() const;
  Value ago() const;
  Value nights_ago() const;
  Value moved(int direction, std::optional<Time> from) const;
  Value thence() const;
  Value year_ago() const;
  Value told() const;
  Value clock() const;
  Value ref() const;

  // time_amounts.cc
  std::string amount() const;                               // "3", "2.5", "X" for an unknown number
  Value duration() const;
  Value set_rule() const;
};

}  // namespace tocsin::record
