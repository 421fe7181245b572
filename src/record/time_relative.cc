// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "record/time_builder.h"

namespace tocsin::record {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

std::optional<TimeValue> TimeBuilder::deictic_rule() const {
  if (!m.value("tonight").empty()) return tonight();
  if (context.history && m.value("deictic") == "0" && part().empty()) return bare(TimeType::date, "PRESENT_REF");   // "today a park"
  return deictic(signed_digits(m.value("deictic")));
}

std::optional<TimeValue> TimeBuilder::deictic(int offset, std::string_view fixed_part) const {
  if (!anchored()) return bare(TimeType::date, "XXXX-XX-XX");
  const Day d = today() + days(offset);
  if (!fixed_part.empty()) return part_of(d, fixed_part);
  return day_with_part(d);
}

std::optional<TimeValue> TimeBuilder::tonight() const {
  const std::string_view t = m.value("tonight");
  return deictic(t.empty() ? (direction() == -1 ? -1 : 0) : signed_digits(t), "NI");
}

std::optional<TimeValue> TimeBuilder::today_rule() const { return m.find("month") ? absolute() : deictic(0); }

std::optional<TimeValue> TimeBuilder::part_rule() const {
  if (m.find("weekday")) return weekday_rule();
  if (month_number() != 0) return absolute();
  const std::string_view p = part();
  if (p.empty()) return bare(TimeType::date, "PRESENT_REF");      // "this second"
  if (const std::string_view offset = m.value("deictic"); !offset.empty()) return deictic(signed_digits(offset), p);
  if (!m.value("this").empty()) return deictic(0, p);
  if (direction() == -1 && anchored()) return deictic(-1, p);
  const auto d = told_day(p == "MO" || p == "T12:00" || p == "MI");
  return d ? part_of(*d, p) : some_part(p);
}

std::optional<TimeValue> TimeBuilder::weekday_rule() const {
  const int w = digits(m.value("weekday"));
  if (w < 1 || w > 7) return std::nullopt;
  if (!anchored() && !context.told.day) return bare(TimeType::date, format("XXXX-WXX-%d", w));
  const auto next_after = [&](Day from) { return from + days((w - static_cast<int>(weekday(from)) + 7) % 7); };
  // "from Monday to Friday"; in a history, the next one
  if ((m.find("w1") || context.history) && context.told.day) return day_with_part(next_after(*context.told.day));
  if (!anchored()) return bare(TimeType::date, format("XXXX-WXX-%d", w));
  const int ahead = w - static_cast<int>(weekday(today()));
  const int dir = direction();
  Day d = today();
  if (m.find("unit") || m.find("w2")) {                       // of last week
    d = monday(today()) + days((dir == kNone ? -1 : dir) * 7 + w - 1);
  } else if (dir == 0) {
    d = monday(today()) + days(w - 1);
  } else if (dir == 1) {
    d = today() + days(ahead > 0 ? ahead : ahead + 7);
  } else if (dir == -1) {
    d = today() + days(ahead < 0 ? ahead : ahead - 7);
  } else if (context.tense > 0) {
    // What lies ahead goes on from what was told of last: "opens on Sunday and stays open until Thursday".
    const bool later = context.same_sentence && context.told.day && *context.told.day > today() && *context.told.day - today() < days(7);
    d = next_after(later ? *context.told.day : today());
  } else {
    d = today() + days(ahead <= 0 ? ahead : ahead - 7);
  }
  return day_with_part(d);
}

// "a week from Tuesday"
std::optional<TimeValue> TimeBuilder::week_from() const {
  if (!anchored()) return bare(TimeType::date, "XXXX-XX-XX");
  const int ahead = (digits(m.value("weekday")) - static_cast<int>(weekday(today())) + 7) % 7, weeks = std::max(1, digits(m.value("n")));
  if (weeks > 1000) return std::nullopt;
  return date(today() + days((ahead == 0 ? 7 : ahead) + 7 * weeks));
}

// "the weekend": the last one, or the next.
std::optional<TimeValue> TimeBuilder::weekend() const {
  if (!anchored()) return shifted("WE", 0, std::nullopt);
  return shifted("WE", context.tense > 0 || weekday(today()) > 5 ? 0 : -1, context.published);
}

// `n` units of `unit` from a time.
std::optional<TimeValue> TimeBuilder::shifted(std::string_view unit, int n, std::optional<Time> from) const {
  if (!from) {
    if (unit == "D") return bare(TimeType::date, "XXXX-XX-XX");
    return bare(TimeType::date, unit == "W" || unit == "WE" ? "XXXX-WXX" : unit == "M" ? "XXXX-XX" : "XXXX");
  }
  const Day t = day_of(*from);
  const auto [y, mo] = year_month(t);
  if (n < -100000 || n > 100000) return std::nullopt;
  const int quarters = unit == "CE" ? 400 : unit == "DE" ? 40 : unit == "Y" ? 4 : unit == "Q" ? 1 : 0;
  const int to_year = unit == "M" ? y + n / 12 : static_cast<int>(y + std::int64_t{n} * quarters / 4);
  if (to_year < 2 || to_year > 9998) return std::nullopt;
  if (unit == "D") return date(t + days(n));
  if (unit == "W") {
    const Day d = t + days(7 * n);
    return TimeValue{TimeType::date, write_week(d), day_interval(monday(d), monday(d) + days(6), Precision::week)};
  }
  if (unit == "WE") {
    const Day d = monday(t + days(7 * n));
    return TimeValue{TimeType::date, write_week(d) + "-WE", day_interval(d + days(5), d + days(6), Precision::day)};
  }
  const int months = y * 12 + static_cast<int>(mo) - 1;
  if (unit == "M") return month((months + n) / 12, static_cast<unsigned>((months + n) % 12) + 1);
  if (unit == "Q") return quarter_of((months / 3 + n) / 4, (months / 3 + n) % 4 + 1);
  if (unit == "Y") return year(y + n);
  if (unit == "DE") return years((y / 10 + n) * 10, (y / 10 + n) * 10 + 9, format("%03d", y / 10 + n));
  if (unit == "CE") return years((y / 100 + n) * 100, (y / 100 + n) * 100 + 99, format("%02d", y / 100 + n));
  if (unit == "H" || unit == "TM" || unit == "S") {
    const std::chrono::seconds by = unit == "H" ? hours(n) : unit == "TM" ? minutes(n) : std::chrono::seconds(n);
    const Time at = *from + by;
    const Day d = day_of(at);
    const int rest = static_cast<int>(std::chrono::duration_cast<minutes>(at - Time(d)).count());
    const bool hour = unit == "H" && m.rule != "thence";
    return TimeValue{TimeType::time, write_day(d) + (hour ? format("T%02d", rest / 60) : format("T%02d:%02d", rest / 60, rest % 60)),
                     Interval{at, at, unit == "H" ? Precision::hour : Precision::minute}};
  }
  return std::nullopt;
}

std::optional<TimeValue> TimeBuilder::unit_rule() const {
  const int dir = direction();
  if (dir == kNone && context.history) {   // "late in the year", "by the end of the month"
    const auto& d = told_of(unit());
    return d ? shifted(unit(), 0, Time(*d)) : unknown(unit());
  }
  return shifted(unit(), dir == kNone ? 0 : dir, context.published);
}

// What was told of last as finely as the unit asks.
const std::optional<Day>& TimeBuilder::told_of(std::string_view unit) const {
  const TimeTold& t = context.told;
  return unit == "D" || unit == "W" || unit == "WE" ? t.day : unit == "M" || unit == "Q" ? t.month : t.year;
}

// In a story, some day of a month or a year that are known.
std::optional<TimeValue> TimeBuilder::unknown(std::string_view unit) const {
  const TimeTold& t = context.told;
  if (!context.history || !t.year) return shifted(unit, 0, std::nullopt);
  const auto [y, mo] = year_month(t.month ? *t.month : *t.year);
  if (unit == "D") return bare(TimeType::date, t.month ? format("%04d-%02d-XX", y, static_cast<int>(mo)) : format("%04d-XX-XX", y));
  if (unit == "W" || unit == "WE") return bare(TimeType::date, format("%04d-WXX", y));
  if (unit == "M" || unit == "Q") return bare(TimeType::date, format("%04d-XX", y));
  return shifted(unit, 0, std::nullopt);
}

std::optional<TimeValue> TimeBuilder::ago() const {
  return moved(m.value("ago") == "1" || !m.value("deictic").empty() || m.value("beforea") == "1" ? 1 : -1, context.published);
}

std::optional<TimeValue> TimeBuilder::moved(int dir, std::optional<Time> from) const {
  const std::string n = amount();
  if (n == "0.5" && unit() == "CE") return shifted("Y", 50 * dir, from);
  if (n == "0.5" && unit() == "DE") return shifted("Y", 5 * dir, from);
  if (n == "0.5" && unit() == "Y") return shifted("M", 6 * dir, from);
  if (n == "0.5" && unit() == "H") return shifted("TM", 30 * dir, from);
  if (n == "X" || n == "0.5") return bare(TimeType::date, dir < 0 ? "PAST_REF" : "FUTURE_REF");
  return shifted(unit(), dir * digits(n), from);
}

std::optional<TimeValue> TimeBuilder::nights_ago() const {
  const int n = digits(m.value("n"));
  return n <= 1000 ? deictic(-n, "NI") : std::nullopt;
}

// "up from a year earlier", "the year-ago quarter", "the same month last year": a year before the period told of last.
std::optional<TimeValue> TimeBuilder::year_ago() const {
  const std::string& period = context.told.period;
  if (period.size() > 5 && period[0] != 'X') return bare(TimeType::date, format("%04d", digits(period) - 1) + period.substr(4));
  const auto& year = context.told.year;
  return shifted("Y", -1, year ? std::optional<Time>(*year) : context.published);
}

// "two years later": from what was told of last, where that was told finely enough. Arabic "بعد" of what is to come: from now.
std::optional<TimeValue> TimeBuilder::thence() const {
  const std::string n = amount();
  const std::string_view word = first_of({"thence", "before", "aftera"});
  const int dir = word == "-1" ? -1 : 1;
  if (n == "X") return bare(TimeType::date, dir < 0 ? "PAST_REF" : "FUTURE_REF");
  const std::string_view u = unit();
  const TimeTold& t = context.told;
  const bool from_now = m.find("aftera") && context.tense > 0 && !(context.same_sentence && u == "H");
  std::optional<Time> from;
  if (!from_now) {
    if (u == "H" || u == "TM" || u == "S") {
      from = t.hour;
      if (!from && t.day) return bare(TimeType::time, write_day(*t.day) + "TXX");
    } else if (const auto& d = told_of(u)) {
      from = Time(*d);
    }
  }
  if (!from && t.bc && u == "Y" && t.bc > dir * digits(n)) return bare(TimeType::date, format("BC%04d", t.bc - dir * digits(n)));
  if (!from && context.history) return unknown(u);
  return moved(dir, from ? from : context.published);
}

// "the same day", "the following week", "that night"
std::optional<TimeValue> TimeBuilder::told() const {
  const std::string_view by = first_of({"told", "toldday", "dirref"}), u = unit(), p = part();
  const int offset = signed_digits(by);
  const TimeTold& t = context.told;
  if (!p.empty()) {
    const auto d = told_day();
    return d ? part_of(*d + days(offset), p) : some_part(p);
  }
  const std::string_view which = u.empty() ? std::string_view("D") : u;
  if (t.bc && which == "Y" && t.bc > offset) return bare(TimeType::date, format("BC%04d", t.bc - offset));
  const auto& d = told_of(which);
  if (!d && context.history) return unknown(which);
  return shifted(which, offset, d ? std::optional<Time>(*d) : context.published);
}

std::optional<TimeValue> TimeBuilder::clock() const {
  int h = digits(m.value("h")), mi = digits(m.value("m"));
  if (const std::string_view v = m.value("ordf"); !v.empty()) h = digits(v);
  if (const std::string_view v = m.value("halfhour"); !v.empty()) mi = digits(v);
  if (const std::string_view v = m.value("hm"); !v.empty()) h = digits(v) / 100, mi = digits(v) % 100;
  const std::string_view ap = m.value("ampm"), p = first_of({"part", "parta"});
  const bool late = ap == "pm" || p == "AF" || p == "EV" || p == "NI" || !m.value("tonight").empty();
  if ((late || (p == "MI" && h < 6)) && h < 12) h += 12;
  if (ap == "am" && h == 12) h = 0;
  if (h > 24 || mi > 59 || (h == 24 && mi > 0)) return std::nullopt;
  const bool exact = !m.value("m").empty() || !m.value("hm").empty() || mi > 0;
  const std::string time = format("T%02d:%02d", h, mi) + std::string(m.value("zone"));   // Z: GMT
  std::optional<TimeValue> on;
  if (!m.value("this").empty()) on = deictic(0, "MO");
  else if (const std::string_view t = m.value("tonight"); !t.empty()) on = deictic(signed_digits(t), "MO");
  else if (m.find("deictic")) on = deictic(signed_digits(m.value("deictic")), "MO");
  else if (m.find("weekday")) on = weekday_rule();
  else if (month_number() != 0) on = absolute();
  const bool dated = on && on->interval && on->interval->from;
  const std::optional<Day> d = dated ? std::optional(day_of(*on->interval->from)) : on ? std::nullopt : told_day(h <= 12);
  if (!d) return bare(TimeType::time, "XXXX-XX-XX" + time);
  const Time at = Time(*d) + hours(h) + minutes(mi);
  return TimeValue{TimeType::time, write_day(*d) + time, Interval{at, at, exact ? Precision::minute : Precision::hour}};
}

// "now", "recently", "recent years", "الأيام المقبلة"
std::optional<TimeValue> TimeBuilder::ref() const {
  if (const std::string_view v = first_of({"ref", "moment", "now", "soon", "refadj"}); !v.empty()) return bare(TimeType::date, std::string(v));
  return bare(TimeType::date, direction() == 1 ? "FUTURE_REF" : direction() == 0 ? "PRESENT_REF" : "PAST_REF");
}

}  // namespace tocsin::record
