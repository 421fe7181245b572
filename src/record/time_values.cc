// SPDX-License-Identifier: Apache-2.0
#include "record/time_values.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>

#include "record/time_calendar.h"

namespace tocsin::record {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using text::Match;

int number(std::string_view s) {
  int n = 0;
  for (const char c : s) {
    if (c == ',') continue;
    if (c < '0' || c > '9') break;
    if (n > 100000000) return n;
    n = n * 10 + (c - '0');
  }
  return n;
}

std::string format(const char* pattern, int a, int b = 0) {
  char out[48];
  std::snprintf(out, sizeof out, pattern, a, b);
  return out;
}

// -1, 0 or 1 that "last", "this", "next", "الماضي" stand for; `none` where there is none of them.
constexpr int kNone = 99;
int direction(const Match& m) {
  for (const char* name : {"last", "next", "dira", "pastn", "this"}) {
    if (const std::string_view v = m.value(name); !v.empty()) return v == "-1" ? -1 : v == "1" ? 1 : 0;
  }
  return kNone;
}

struct Builder {
  const Match& m;
  const TimeContext& context;
  bool anchored() const { return context.published.has_value(); }
  Day today() const { return day_of(*context.published); }

  static TimeValue date(Day d) { return {TimeType::date, write_day(d), day_interval(d, d, Precision::day)}; }
  static TimeValue month(int y, unsigned mo) {
    return {TimeType::date, format("%04d-%02d", y, static_cast<int>(mo)),
            day_interval(make_day(y, mo, 1), make_day(y, mo, 31), Precision::month)};
  }
  static TimeValue year(int y) {
    return {TimeType::date, format("%04d", y), day_interval(make_day(y, 1, 1), make_day(y, 12, 31), Precision::year)};
  }
  static TimeValue years(int from, int to, std::string timex) {
    return {TimeType::date, std::move(timex), day_interval(make_day(from, 1, 1), make_day(to, 12, 31), Precision::decade)};
  }
  static TimeValue bare(TimeType type, std::string timex) { return {type, std::move(timex), std::nullopt}; }

  // A part of a day: hours as the gazettes of the field take them.
  static TimeValue part_of(Day d, std::string_view part) {
    if (part.starts_with("T")) {
      const int h = number(part.substr(1));
      const Time at = Time(d) + hours(h);
      return {TimeType::time, write_day(d) + std::string(part), Interval{at, at, Precision::hour}};
    }
    int from = 0, to = 24;
    if (part == "MO") from = 4, to = 12;
    if (part == "AF") from = 12, to = 18;
    if (part == "EV") from = 17, to = 24;
    if (part == "NI") from = 18, to = 30;
    return {TimeType::time, write_day(d) + "T" + std::string(part),
            Interval{Time(d) + hours(from), Time(d) + hours(to) - std::chrono::seconds(1), Precision::part_of_day}};
  }

  std::string_view part() const {
    for (const char* name : {"part", "parta", "thepart"})
      if (const std::string_view v = m.value(name); !v.empty()) return v;
    if (const text::Capture* c = m.find("ampm")) return c->value == "am" ? "MO" : "EV";
    return {};
  }
  TimeValue day_with_part(Day d) const { return part().empty() ? date(d) : part_of(d, part()); }

  // The year a day and month without one belong to: the nearest to publication, unless the tense says otherwise.
  int year_for(unsigned mo, unsigned d) const {
    const int y = year_month(today()).first;
    const int dir = direction(m) != kNone && direction(m) != 0 ? direction(m) : context.tense;
    if (direction(m) == 0) return y;
    int best = y;
    long best_distance = 1 << 20;
    for (int k = y - 1; k <= y + 1; ++k) {
      const long away = (make_day(k, mo, d) - today()).count();
      if (dir < 0 && away > 31) continue;       // a tense is a hint: a month's slack
      if (dir > 0 && away < -31) continue;
      if (std::labs(away) < best_distance) best = k, best_distance = std::labs(away);
    }
    return best;
  }

  unsigned month_number() const {
    for (const char* name : {"month", "monthv", "montha"})
      if (const std::string_view v = m.value(name); !v.empty()) return static_cast<unsigned>(number(v));
    return 0;
  }

  int full_year(std::string_view written) const {
    int y = number(written);
    if (written.size() > 2) return y;
    const int near = anchored() ? year_month(today()).first + 5 : 2035;
    y += near / 100 * 100;
    return y > near ? y - 100 : y;
  }

  std::optional<TimeValue> absolute() const {
    const unsigned mo = month_number();
    const std::string_view y = m.value("y");
    int d = number(m.value("d"));
    if (const auto* c = m.find("orda"); c && d == 0) d = number(c->value);
    if (mo < 1 || mo > 12) return std::nullopt;
    if (!y.empty()) {
      const int yy = full_year(y);
      if (d == 0) return month(yy, mo);
      if (!valid_day(yy, mo, static_cast<unsigned>(d))) return std::nullopt;
      return day_with_part(make_day(yy, mo, static_cast<unsigned>(d)));
    }
    if (d != 0 && !valid_day(2024, mo, static_cast<unsigned>(d))) return std::nullopt;
    if (!anchored())
      return bare(TimeType::date, d ? format("XXXX-%02d-%02d", static_cast<int>(mo), d) : format("XXXX-%02d", static_cast<int>(mo)));
    const int yy = year_for(mo, d ? static_cast<unsigned>(d) : 15);
    if (d == 0) return month(yy, mo);
    return day_with_part(make_day(yy, mo, static_cast<unsigned>(d)));
  }

  std::optional<TimeValue> numeric() const {
    unsigned d = static_cast<unsigned>(number(m.value("a"))), mo = static_cast<unsigned>(number(m.value("b")));
    if ((!context.day_first && d <= 12) || mo > 12) std::swap(d, mo);
    const int y = full_year(m.value("y"));
    if (y < 1000 || !valid_day(y, mo, d)) return std::nullopt;
    return date(make_day(y, mo, d));
  }

  std::optional<TimeValue> iso() const {
    const int y = number(m.value("y"));
    const unsigned mo = static_cast<unsigned>(number(m.value("m"))), d = static_cast<unsigned>(number(m.value("d")));
    if (!valid_day(y, mo, d)) return std::nullopt;
    return date(make_day(y, mo, d));
  }

  std::optional<TimeValue> hijri() const {
    const int mo = number(m.value("hmonth"));
    int d = number(m.value("d")), y = number(m.value("y"));
    if (y == 0) {
      if (!anchored()) return bare(TimeType::date, "XXXX-XX");
      const auto [hy, hm] = hijri_year_month(today());
      y = hy;
      if (context.tense > 0 ? mo < hm : mo > hm) y += context.tense > 0 ? 1 : -1;
    }
    if (y < 1 || y > 2000 || d > 30) return std::nullopt;
    if (d > 0) return date(gregorian_from_hijri(y, mo, d));
    const Day from = gregorian_from_hijri(y, mo, 1);
    const Day to = (mo == 12 ? gregorian_from_hijri(y + 1, 1, 1) : gregorian_from_hijri(y, mo + 1, 1)) - days(1);
    const auto [gy, gm] = year_month(from + days(14));
    return TimeValue{TimeType::date, format("%04d-%02d", gy, static_cast<int>(gm)), day_interval(from, to, Precision::month)};
  }

  std::optional<TimeValue> year_rule() const {
    const int y = number(m.value("y"));
    if (y < 1000 || y > 2199) return std::nullopt;
    return year(y);
  }

  std::optional<TimeValue> decade() const {
    if (const std::string_view y = m.value("y"); !y.empty()) {
      const int n = number(y);
      if (n % 10 != 0 || n < 1000 || n > 2190) return std::nullopt;
      return years(n, n + 9, format("%03d", n / 10));
    }
    const int n = 1900 + number(m.value("tens"));
    return years(n, n + 9, format("%03d", n / 10));
  }

  std::optional<TimeValue> century() const {
    const int n = number(m.value("n"));
    if (n < 1 || n > 30) return std::nullopt;
    return years((n - 1) * 100 + 1, n * 100, format("%02d", n - 1));
  }

  std::optional<TimeValue> season() const {
    const std::string_view s = m.value("season");
    int y = number(m.value("y"));
    if (y == 0) {
      if (!anchored()) return bare(TimeType::date, "XXXX-" + std::string(s));
      y = year_month(today()).first;
      const unsigned now = year_month(today()).second, begins = s == "SP" ? 3 : s == "SU" ? 6 : s == "FA" ? 9 : 12;
      if (direction(m) == -1 && now < begins + 3) --y;
      if (direction(m) == 1 && now >= begins) ++y;
    }
    const unsigned begins = s == "SP" ? 3 : s == "SU" ? 6 : s == "FA" ? 9 : 12;
    const Day from = make_day(y, begins, 1), to = begins == 12 ? make_day(y + 1, 2, 31) : make_day(y, begins + 2, 31);
    return TimeValue{TimeType::date, format("%04d-", y) + std::string(s), day_interval(from, to, Precision::season)};
  }

  std::optional<TimeValue> holiday() const {
    const std::string_view v = m.value("holiday");
    const unsigned mo = static_cast<unsigned>(number(v.substr(0, 2))), d = static_cast<unsigned>(number(v.substr(3)));
    if (const int y = number(m.value("y"))) return date(make_day(y, mo, d));
    if (!anchored()) return bare(TimeType::date, "XXXX-" + std::string(v));
    return date(make_day(year_for(mo, d), mo, d));
  }

  std::optional<TimeValue> deictic(std::string_view offset, std::string_view fixed_part = {}) const {
    if (!anchored()) return bare(TimeType::date, "XXXX-XX-XX");
    const Day d = today() + days(offset.starts_with("-") ? -number(offset.substr(1)) : number(offset));
    if (!fixed_part.empty()) return part_of(d, fixed_part);
    return day_with_part(d);
  }

  std::optional<TimeValue> part_rule() const {
    std::string_view offset = m.value("deictic");
    if (m.find("weekday")) return weekday_rule();
    if (!m.value("month").empty() || !m.value("montha").empty() || !m.value("monthv").empty()) return absolute();
    std::string_view p = part();
    if (offset.empty() && (!m.value("this").empty() || m.rule == "tonight")) offset = "0";
    if (p.empty()) return bare(TimeType::date, "PRESENT_REF");      // "this second"
    if (!offset.empty()) return deictic(offset, p);
    if (!anchored() || p.empty()) return bare(TimeType::time, "XXXX-XX-XX" + std::string(p.starts_with("T") ? "" : "T") + std::string(p));
    if (direction(m) == -1) return deictic("-1", p);
    return bare(TimeType::time, "XXXX-XX-XX" + std::string(p.starts_with("T") ? "" : "T") + std::string(p));
  }

  std::optional<TimeValue> weekday_rule() const {
    const unsigned w = static_cast<unsigned>(number(m.value("weekday")));
    if (w < 1 || w > 7) return std::nullopt;
    if (!anchored()) return bare(TimeType::date, format("XXXX-WXX-%d", static_cast<int>(w)));
    const int ahead = static_cast<int>(w) - static_cast<int>(weekday(today()));
    const int dir = direction(m);
    Day d = today();
    if (m.find("unit") || m.find("w2")) {                       // of last week
      d = monday(today()) + days((dir == kNone ? -1 : dir) * 7 + static_cast<int>(w) - 1);
    } else if (dir == 0) {
      d = monday(today()) + days(static_cast<int>(w) - 1);
    } else if (dir == 1) {
      d = today() + days(ahead > 0 ? ahead : ahead + 7);
    } else if (dir == -1) {
      d = today() + days(ahead < 0 ? ahead : ahead - 7);
    } else if (context.tense > 0) {
      d = today() + days(ahead >= 0 ? ahead : ahead + 7);
    } else {
      d = today() + days(ahead <= 0 ? ahead : ahead - 7);
    }
    return day_with_part(d);
  }

  // `n` units of `unit` from the day of publication.
  std::optional<TimeValue> shifted(std::string_view unit, int n) const {
    if (!anchored()) return bare(TimeType::date, "XXXX");
    const Day t = today();
    const auto [y, mo] = year_month(t);
    if (n < -100000 || n > 100000) return std::nullopt;
    if (unit == "D") return date(t + days(n));
    if (unit == "W") {
      const Day d = t + days(7 * n);
      return TimeValue{TimeType::date, write_week(d), day_interval(monday(d), monday(d) + days(6), Precision::week)};
    }
    if (unit == "WE") {
      const Day d = monday(t + days(7 * n));
      return TimeValue{TimeType::date, write_week(d) + "-WE", day_interval(d + days(5), d + days(6), Precision::day)};
    }
    if (unit == "M") {
      const int total = y * 12 + static_cast<int>(mo) - 1 + n;
      return month(total / 12, static_cast<unsigned>(total % 12) + 1);
    }
    if (unit == "Q") {
      const int total = y * 4 + (static_cast<int>(mo) - 1) / 3 + n;
      const unsigned first = static_cast<unsigned>(total % 4) * 3 + 1;
      return TimeValue{TimeType::date, format("%04d-Q%d", total / 4, total % 4 + 1),
                       day_interval(make_day(total / 4, first, 1), make_day(total / 4, first + 2, 31), Precision::season)};
    }
    if (unit == "Y") return y + n > 0 ? std::optional(year(y + n)) : std::nullopt;
    if (unit == "DE") return years((y / 10 + n) * 10, (y / 10 + n) * 10 + 9, format("%03d", y / 10 + n));
    if (unit == "CE") return years((y / 100 + n) * 100, (y / 100 + n) * 100 + 99, format("%02d", y / 100 + n));
    if (unit == "H" || unit == "TM" || unit == "S") {
      const Time at = *context.published + (unit == "H" ? hours(n) : unit == "TM" ? hours(0) + minutes(0) : hours(0)) +
                      (unit == "TM" ? minutes(n) : minutes(0));
      const Day d = day_of(at);
      const auto rest = std::chrono::duration_cast<minutes>(at - Time(d)).count();
      const Precision p = unit == "H" ? Precision::hour : Precision::minute;
      std::string timex = write_day(d) + (unit == "H" ? format("T%02d", static_cast<int>(rest / 60))
                                                      : format("T%02d:%02d", static_cast<int>(rest / 60), static_cast<int>(rest % 60)));
      return TimeValue{TimeType::time, std::move(timex), Interval{at, at, p}};
    }
    return std::nullopt;
  }

  std::string_view unit() const {
    for (const char* name : {"unit", "units", "dual", "theunit", "theunits", "unitx", "w2"})
      if (const std::string_view v = m.value(name); !v.empty()) return v;
    return {};
  }

  static std::string duration_of(std::string_view n, std::string_view unit) {
    const bool clock = unit == "H" || unit == "TM" || unit == "S";
    return std::string(clock ? "PT" : "P") + std::string(n) + std::string(unit == "TM" ? "M" : unit);
  }
  // "3", "X" for an unknown number; the digits of a written number otherwise.
  std::string amount() const {
    if (m.find("dual")) return "2";
    std::string out;
    for (const char c : m.value("n"))
      if (c != ',') out += c;
    if (!m.value("m").empty()) out = std::to_string(number(out) + number(m.value("m")));
    return out.empty() ? (m.find("units") || m.find("theunits") ? "X" : "1") : out;
  }

  std::optional<TimeValue> unit_rule() const {
    int dir = direction(m);
    if (dir == kNone) dir = 0;
    return shifted(unit(), dir);
  }

  std::optional<TimeValue> ago() const {
    const std::string n = amount();
    int dir = -1;
    for (const char* name : {"ago", "beforea"})
      if (m.value(name) == "1") dir = 1;
    if (n == "X" || n == "0.5") return bare(TimeType::date, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    if (const std::string_view offset = m.value("deictic"); !offset.empty()) dir = 1;
    return shifted(unit(), dir * number(n));
  }

  std::optional<TimeValue> set_rule() const {
    if (const std::string_view v = m.value("daily"); !v.empty()) return bare(TimeType::set, std::string(v));
    for (const char* name : {"weekday", "weekdays", "weekdayi"})
      if (const std::string_view v = m.value(name); !v.empty()) return bare(TimeType::set, "XXXX-WXX-" + std::string(v));
    for (const char* name : {"month", "monthv"})
      if (const std::string_view v = m.value(name); !v.empty()) return bare(TimeType::set, "XXXX-" + std::string(v));
    if (!m.value("season").empty()) return bare(TimeType::set, "XXXX-" + std::string(m.value("season")));
    if (const std::string_view v = part(); !v.empty()) return bare(TimeType::set, "XXXX-XX-XXT" + std::string(v.starts_with("T") ? v.substr(1) : v));
    const std::string_view n = m.value("n");
    return bare(TimeType::set, duration_of(n.empty() ? "1" : n, unit()));
  }

  std::optional<TimeValue> clock() const {
    int h = number(m.value("h")), mi = number(m.value("m"));
    if (const std::string_view v = m.value("ordf"); !v.empty()) h = number(v);
    if (const std::string_view v = m.value("hm"); !v.empty()) h = number(v) / 100, mi = number(v) % 100;
    const std::string_view ap = m.value("ampm"), p = m.value("part");
    if ((ap == "pm" || p == "AF" || p == "EV" || p == "NI") && h < 12) h += 12;
    if (ap == "am" && h == 12) h = 0;
    if (h > 24 || mi > 59 || (h == 24 && mi > 0)) return std::nullopt;
    const bool exact = !m.value("m").empty() || !m.value("hm").empty();
    const std::string time = exact ? format("T%02d:%02d", h, mi) : format("T%02d:%02d", h, 0);
    std::optional<TimeValue> on;
    if (m.find("deictic")) on = deictic(m.value("deictic"), "MO");
    else if (m.find("weekday")) on = weekday_rule();
    else if (m.find("month")) on = absolute();
    if (!on || !on->interval || !on->interval->from) return bare(TimeType::time, "XXXX-XX-XX" + time);
    const Day d = day_of(*on->interval->from);
    const Time at = Time(d) + hours(h) + minutes(mi);
    return TimeValue{TimeType::time, write_day(d) + time, Interval{at, at, exact ? Precision::minute : Precision::hour}};
  }

  std::optional<TimeValue> today_rule() const {
    if (m.find("month")) return absolute();
    return deictic("0");
  }

  std::optional<TimeValue> value() const {
    using Rule = std::optional<TimeValue> (Builder::*)() const;
    static const std::map<std::string_view, Rule> kRules = {
        {"iso", &Builder::iso}, {"numeric", &Builder::numeric}, {"date", &Builder::absolute}, {"month", &Builder::absolute},
        {"hijri", &Builder::hijri}, {"year", &Builder::year_rule}, {"decade", &Builder::decade}, {"century", &Builder::century},
        {"season", &Builder::season}, {"holiday", &Builder::holiday}, {"part", &Builder::part_rule},
        {"weekday", &Builder::weekday_rule}, {"unit", &Builder::unit_rule}, {"unitend", &Builder::unit_rule},
        {"ago", &Builder::ago}, {"set", &Builder::set_rule}, {"clock", &Builder::clock}, {"today", &Builder::today_rule}};
    if (const auto it = kRules.find(m.rule); it != kRules.end()) return (this->*it->second)();
    if (m.rule == "deictic") {
      if (const std::string_view t = m.value("tonight"); !t.empty()) return deictic(t, "NI");
      return deictic(m.value("deictic"));
    }
    if (m.rule == "tonight") return deictic(direction(m) == -1 ? "-1" : "0", "NI");
    if (m.rule == "fixed") {
      const std::string_view v = m.value("fixed");
      return date(make_day(number(v.substr(0, 4)), static_cast<unsigned>(number(v.substr(5, 2))), static_cast<unsigned>(number(v.substr(8)))));
    }
    if (m.rule == "ref") return bare(TimeType::date, std::string(m.value("ref")));
    if (m.rule == "sameday") return bare(TimeType::date, "XXXX-XX-XX");
    if (m.rule == "past" || m.rule == "duration") {
      if (unit().empty()) return bare(TimeType::duration, m.rule == "past" ? "PT24H" : "P1D");
      return bare(TimeType::duration, duration_of(amount(), unit()));
    }
    return std::nullopt;
  }
};

}  // namespace

std::optional<TimeValue> time_value(const Match& match, const TimeContext& context) {
  std::optional<TimeValue> out = Builder{match, context}.value();
  if (out && out->timex.find("T24:00") != std::string::npos && out->interval) {
    // Midnight of a day is its end.
    out->interval->from = out->interval->to;
  }
  return out;
}

}  // namespace tocsin::record
