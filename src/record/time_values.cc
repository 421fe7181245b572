// SPDX-License-Identifier: Apache-2.0
#include "record/time_values.h"

#include <cstdio>
#include <map>

#include "record/time_builder.h"

namespace tocsin::record {

using std::chrono::hours;

namespace {

constexpr std::uint32_t kDayReach = 400, kYearReach = 800;   // bytes

}  // namespace

void TimeTold::note(const TimeValue& value, std::uint32_t end) {
  if (value.timex.starts_with("BC") && value.timex.size() >= 6) *this = {}, bc = digits(std::string_view(value.timex).substr(2, 4));
  if (!value.interval || !value.interval->from) return;
  const Precision p = value.interval->precision;
  if (p >= Precision::decade) return;
  const Day d = day_of(*value.interval->from);
  if (p == Precision::week && day && *day >= d && *day < d + std::chrono::days(7)) return;   // "the same week": the day is known better
  const auto [y, mo] = year_month(d);
  bc = 0, from = d, precision = p, night = value.timex.ends_with("TNI");
  year = make_day(y, 1, 1), year_end_ = end;
  if (p == Precision::month && day && *day < d && year_month(*day).second != mo) day.reset(), hour.reset();   // the story went on
  if (p <= Precision::month) month = make_day(y, mo, 1), month_end_ = end;
  if (p == Precision::month || p == Precision::season) period = value.timex, period_end_ = end;
  if (p <= Precision::week) day = d, day_end_ = end;
  if (p <= Precision::hour) hour = *value.interval->from;
}

TimeTold TimeTold::near(std::uint32_t begin) const {
  TimeTold out = *this;
  if (begin > day_end_ + kDayReach) out.day.reset(), out.hour.reset();
  if (begin > month_end_ + kYearReach) out.month.reset();
  if (begin > period_end_ + kDayReach) out.period.clear();
  if (begin > year_end_ + kYearReach) out.year.reset(), out.from.reset();
  return out;
}

int digits(std::string_view s) {
  int n = 0;
  for (const char c : s) {
    if (c == ',') continue;
    if (c < '0' || c > '9') break;
    if (n > 100000000) return n;
    n = n * 10 + (c - '0');
  }
  return n;
}

int signed_digits(std::string_view s) {
  if (s.starts_with("-")) return -digits(s.substr(1));
  return digits(s.starts_with("+") ? s.substr(1) : s);
}

std::string format(const char* pattern, int a, int b) {
  char out[48];
  std::snprintf(out, sizeof out, pattern, a, b);
  return out;
}

TimeValue TimeBuilder::date(Day d) { return {TimeType::date, write_day(d), day_interval(d, d, Precision::day)}; }

TimeValue TimeBuilder::month(int y, unsigned mo) {
  return {TimeType::date, format("%04d-%02d", y, static_cast<int>(mo)),
          day_interval(make_day(y, mo, 1), make_day(y, mo, 31), Precision::month)};
}

TimeValue TimeBuilder::quarter_of(int y, int q) {
  const auto first = static_cast<unsigned>(q * 3 - 2);
  return {TimeType::date, format("%04d-Q%d", y, q), day_interval(make_day(y, first, 1), make_day(y, first + 2, 31), Precision::season)};
}

TimeValue TimeBuilder::year(int y) {
  return {TimeType::date, format("%04d", y), day_interval(make_day(y, 1, 1), make_day(y, 12, 31), Precision::year)};
}

TimeValue TimeBuilder::years(int from, int to, std::string timex) {
  return {TimeType::date, std::move(timex), day_interval(make_day(from, 1, 1), make_day(to, 12, 31), Precision::decade)};
}

// Hours as the gazettes of the field take them.
TimeValue TimeBuilder::part_of(Day d, std::string_view part) {
  if (part.starts_with("T")) {
    const Time at = Time(d) + hours(digits(part.substr(1)));
    return {TimeType::time, write_day(d) + std::string(part), Interval{at, at, Precision::hour}};
  }
  int from = 0, to = 24;
  if (part == "MO") from = 4, to = 12;
  if (part == "MI") from = 11, to = 14;
  if (part == "AF") from = 12, to = 18;
  if (part == "EV") from = 17, to = 24;
  if (part == "NI") from = 18, to = 30;
  return {TimeType::time, write_day(d) + "T" + std::string(part),
          Interval{Time(d) + hours(from), Time(d) + hours(to) - std::chrono::seconds(1), Precision::part_of_day}};
}

TimeValue TimeBuilder::some_part(std::string_view part) {
  return bare(TimeType::time, "XXXX-XX-XX" + std::string(part.starts_with("T") ? "" : "T") + std::string(part));
}

// A story goes on: January told after December is of the next year.
std::optional<int> TimeBuilder::story_year(unsigned mo) const {
  if (!context.history || !context.told.from) return std::nullopt;
  const auto [y, told] = year_month(*context.told.from);
  return mo + 6 < told ? y + 1 : y;
}

std::optional<Day> TimeBuilder::told_day(bool morning) const {
  if (context.told.night && context.told.day && morning) return *context.told.day + std::chrono::days(1);
  const bool past = context.told.day && anchored() && context.tense > 0 && !context.history && *context.told.day < today();
  if (context.told.day && !past) return context.told.day;
  return anchored() ? std::optional(today()) : std::nullopt;
}

std::string_view TimeBuilder::first_of(std::initializer_list<const char*> names) const {
  for (const char* name : names)
    if (const std::string_view v = m.value(name); !v.empty()) return v;
  return {};
}

int TimeBuilder::direction() const {
  const std::string_view v = first_of({"last", "next", "dira", "pastn", "pastu", "this"});
  return v.empty() ? kNone : v == "-1" ? -1 : v == "1" ? 1 : 0;
}

std::string_view TimeBuilder::part() const {
  if (const std::string_view v = first_of({"part", "parta", "thepart"}); !v.empty()) return v;
  if (const std::string_view v = m.value("ampm"); !v.empty()) return v == "am" ? "MO" : "EV";
  return {};
}

std::string_view TimeBuilder::unit() const { return first_of({"unit", "units", "dual", "theunit", "theunits", "thedual", "unitx", "unitq", "decadea", "w2"}); }

unsigned TimeBuilder::month_number() const { return static_cast<unsigned>(digits(first_of({"first", "month", "monthv", "montha"}))); }

std::optional<TimeValue> time_value(const text::Match& match, const TimeContext& context) {
  using Builder = TimeBuilder;
  using Rule = std::optional<TimeValue> (Builder::*)() const;
  static const std::map<std::string_view, Rule> kRules = {
      {"iso", &Builder::iso}, {"numeric", &Builder::numeric}, {"date", &Builder::absolute},
      {"month", &Builder::absolute}, {"hijri", &Builder::hijri}, {"year", &Builder::year_rule},
      {"oneyear", &Builder::year_rule}, {"oldyear", &Builder::year_rule}, {"era", &Builder::era},
      {"years", &Builder::year_rule}, {"decade", &Builder::decade}, {"century", &Builder::century},
      {"season", &Builder::season}, {"holiday", &Builder::holiday}, {"fixed", &Builder::fixed},
      {"quarter", &Builder::quarter}, {"deictic", &Builder::deictic_rule}, {"tonight", &Builder::tonight},
      {"today", &Builder::today_rule}, {"part", &Builder::part_rule}, {"ref", &Builder::ref},
      {"refpast", &Builder::ref}, {"told", &Builder::told}, {"toldmonth", &Builder::told_month}, {"toldseason", &Builder::told_month}, {"weekday", &Builder::weekday_rule},
      {"weekfrom", &Builder::week_from}, {"weekend", &Builder::weekend}, {"unit", &Builder::unit_rule},
      {"unitend", &Builder::unit_rule}, {"ago", &Builder::ago}, {"thence", &Builder::thence},
      {"nthday", &Builder::nth_weekday}, {"dayof", &Builder::day_of_month}, {"quarterended", &Builder::quarter_ended},
      {"yearago", &Builder::year_ago}, {"nightsago", &Builder::nights_ago},
      {"past", &Builder::duration}, {"duration", &Builder::duration}, {"set", &Builder::set_rule},
      {"clock", &Builder::clock}};
  const auto it = kRules.find(match.rule);
  if (it == kRules.end()) return std::nullopt;
  std::optional<TimeValue> out = (Builder{match, context}.*it->second)();
  if (out && out->timex.find("T24:00") != std::string::npos && out->interval) out->interval->from = out->interval->to;   // the day's end
  return out;
}

}  // namespace tocsin::record
