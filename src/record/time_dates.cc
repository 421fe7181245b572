// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>

#include "record/time_builder.h"

namespace tocsin::record {

using std::chrono::days;

// The year a day and month without one belong to: the nearest to publication, unless the tense says otherwise.
int TimeBuilder::year_for(unsigned mo, unsigned d) const {
  if (const auto y = story_year(mo)) return *y;
  const int y = year_month(today()).first;
  if (m.find("theunit") || m.find("last") || m.find("next"))   // "August last year", "آب من العام الماضي"
    if (m.rule == "date" && direction() != kNone) return y + direction();
  const int dir = direction() != kNone && direction() != 0 ? direction() : context.tense;
  if (direction() == 0) return y;
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

int TimeBuilder::full_year(std::string_view written) const {
  int y = digits(written);
  if (written.size() > 2) return y;
  const int near = anchored() ? year_month(today()).first + 5 : 2035;
  y += near / 100 * 100;
  return y > near ? y - 100 : y;
}

std::optional<TimeValue> TimeBuilder::absolute() const {
  const unsigned mo = month_number();
  std::string_view y = m.value("y");
  std::string of_story;
  if (m.find("told") && context.told.year) y = of_story = std::to_string(year_month(*context.told.year).first + signed_digits(m.value("told")));
  int d = digits(m.value("d"));
  if (const auto* c = m.find("orda"); c && d == 0) d = digits(c->value);
  if (const auto* c = m.find("ord"); c && d == 0) d = digits(c->value);
  if (mo < 1 || mo > 12) return std::nullopt;
  if (!y.empty()) {
    const int yy = full_year(y);
    if (d == 0) return month(yy, mo);
    if (!valid_day(yy, mo, static_cast<unsigned>(d))) return std::nullopt;
    return day_with_part(make_day(yy, mo, static_cast<unsigned>(d)));
  }
  if (d != 0 && !valid_day(2024, mo, static_cast<unsigned>(d))) return std::nullopt;
  if (!anchored() && !story_year(mo)) {
    if (d == 0) return bare(TimeType::date, format("XXXX-%02d", static_cast<int>(mo)));
    const std::string day = format("XXXX-%02d-%02d", static_cast<int>(mo), d);
    return part().empty() ? bare(TimeType::date, day) : bare(TimeType::time, day + (part().starts_with("T") ? "" : "T") + std::string(part()));
  }
  const int yy = year_for(mo, d ? static_cast<unsigned>(d) : 15);
  if (d == 0) return month(yy, mo);
  return day_with_part(make_day(yy, mo, static_cast<unsigned>(d)));
}

// Day or month first: as the document writes elsewhere or its country does; else what lies near publication, else the month.
std::optional<TimeValue> TimeBuilder::numeric() const {
  const unsigned a = static_cast<unsigned>(digits(m.value("a"))), b = static_cast<unsigned>(digits(m.value("b")));
  const int y = full_year(m.value("y"));
  if (y < 1000) return std::nullopt;
  const bool day_first = valid_day(y, b, a), month_first = valid_day(y, a, b);
  if (!day_first && !month_first) return std::nullopt;
  bool first = day_first && (!month_first || context.day_first.value_or(false));
  if (day_first && month_first && !context.day_first && anchored()) {
    const auto away = [&](unsigned month, unsigned day) { return std::labs((make_day(y, month, day) - today()).count()); };
    first = away(b, a) <= 31 && away(a, b) > 31;
  }
  return date(first ? make_day(y, b, a) : make_day(y, a, b));
}

std::optional<TimeValue> TimeBuilder::iso() const {
  const int y = digits(m.value("y"));
  const unsigned mo = static_cast<unsigned>(digits(m.value("m"))), d = static_cast<unsigned>(digits(m.value("d")));
  if (!valid_day(y, mo, d)) return std::nullopt;
  return date(make_day(y, mo, d));
}

std::optional<TimeValue> TimeBuilder::hijri() const {
  const int mo = digits(m.value("hmonth"));
  int d = digits(m.value("d")), y = digits(m.value("y"));
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

std::optional<TimeValue> TimeBuilder::year_rule() const {
  const int y = digits(m.value("y"));
  if (y < 1000 || y > 2199) return std::nullopt;
  return year(y);
}

std::optional<TimeValue> TimeBuilder::era() const {
  const int n = digits(m.value("n"));
  if (n < 1 || n > 9999) return std::nullopt;
  if (m.find("bc")) return bare(TimeType::date, format("BC%04d", n));
  return year(n);
}

std::optional<TimeValue> TimeBuilder::decade() const {
  if (const std::string_view y = m.value("y"); !y.empty()) {
    const int n = digits(y);
    if (n < 1000 || n > 2190) return std::nullopt;
    if (n % 10 != 0) return year(n);                                              // "2003's"
    if (n % 100 == 0 && n < 1900) return years(n, n + 99, format("%02d", n / 100));   // "the 1600s"
    return years(n, n + 9, format("%03d", n / 10));
  }
  const int n = 1900 + digits(first_of({"tens", "tensa"}));
  return years(n, n + 9, format("%03d", n / 10));
}

std::optional<TimeValue> TimeBuilder::century() const {
  const int n = digits(m.value("n"));
  if (n < 1 || n > 30) return std::nullopt;
  if (m.find("bc")) return bare(TimeType::date, format("BC%02d", n - 1));
  return years((n - 1) * 100 + 1, n * 100, format("%02d", n - 1));
}

namespace {

unsigned season_begins(std::string_view season) { return season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12; }

}  // namespace

std::optional<TimeValue> TimeBuilder::season() const {
  const std::string_view s = m.value("season");
  const unsigned begins = season_begins(s);
  int y = digits(m.value("y"));
  if (m.find("bc")) return bare(TimeType::date, format("BC%04d-", digits(m.value("n"))) + std::string(s));
  if (y == 0 && context.history && context.told.bc) return bare(TimeType::date, format("BC%04d-", context.told.bc) + std::string(s));
  if (y == 0 && direction() == kNone && story_year(begins)) {
    y = s == "WI" && context.told.precision < Precision::year && year_month(*context.told.from).second < 3 ? *story_year(12) - 1 : *story_year(begins);
  } else if (y == 0) {
    if (!anchored()) return bare(TimeType::date, "XXXX-" + std::string(s));
    const auto [now_year, now] = year_month(today());
    y = now_year;
    const bool winter = s == "WI", ahead = begins > now, over = winter ? now >= 3 && now < 12 : now >= begins + 3;
    const int dir = direction();
    if (dir == -1) y -= winter ? (now <= 2 ? 2 : 1) : over ? 0 : 1;
    else if (dir == 0) y -= winter && now <= 3 ? 1 : 0;
    else if (dir == 1) y += ahead ? 0 : 1;
    else if (ahead && context.tense <= 0) --y;
    else if (over && !winter && context.tense > 0) ++y;
  }
  return season_of(y, s);
}

TimeValue TimeBuilder::season_of(int y, std::string_view s) {
  const Day from = make_day(y, season_begins(s), 1), to = s == "WI" ? make_day(y + 1, 2, 31) : make_day(y, season_begins(s) + 2, 31);
  return TimeValue{TimeType::date, format("%04d-", y) + std::string(s), day_interval(from, to, Precision::season)};
}

// "the first Monday of September"
std::optional<TimeValue> TimeBuilder::nth_weekday() const {
  const unsigned mo = month_number();
  const int n = digits(m.value("n")), w = digits(m.value("weekday")), written = digits(m.value("y"));
  if (n < 1 || n > 5 || (written == 0 && !anchored() && !story_year(mo))) return std::nullopt;
  const int y = written ? written : year_for(mo, static_cast<unsigned>(n * 7 - 3));
  const Day first = make_day(y, mo, 1);
  const Day d = first + days((w - static_cast<int>(weekday(first)) + 7) % 7 + 7 * (n - 1));
  return year_month(d).second == mo ? std::optional(date(d)) : std::nullopt;
}

// "on the 16th", "the 30th of that month", "الرابع من الشهر الجاري": of the month told of last, or beside the day of publication.
std::optional<TimeValue> TimeBuilder::day_of_month() const {
  const std::string_view written = first_of({"d", "orda"});
  const int d = digits(written);
  std::optional<Day> in = context.told.month;
  if (m.find("theunit")) {
    if (unit() != "M") return std::nullopt;
    if (const auto month = direction() == kNone ? std::nullopt : shifted("M", direction(), context.published); month && month->interval)
      in = day_of(*month->interval->from);
  }
  if (!in && anchored()) in = today();
  if (!in || d < 1) return bare(TimeType::date, format("XXXX-XX-%02d", d));
  auto [y, mo] = year_month(*in);
  if (const int offset = signed_digits(m.value("told"))) {
    const int months = y * 12 + static_cast<int>(mo) - 1 + offset;
    y = months / 12, mo = static_cast<unsigned>(months % 12) + 1;
  }
  return valid_day(y, mo, static_cast<unsigned>(d)) ? std::optional(date(make_day(y, mo, static_cast<unsigned>(d)))) : std::nullopt;
}

// "the quarter ended March 31"
std::optional<TimeValue> TimeBuilder::quarter_ended() const {
  const unsigned mo = month_number();
  if (!anchored() && !story_year(mo)) return bare(TimeType::date, format("XXXX-Q%d", (static_cast<int>(mo) + 2) / 3));
  return quarter_of(year_for(mo, 28), (static_cast<int>(mo) + 2) / 3);
}

// "that spring", "the following January", "the previous winter": from what was told of last, else from publication.
std::optional<TimeValue> TimeBuilder::told_month() const {
  const std::string_view s = m.value("season");
  const unsigned mo = s.empty() ? month_number() : season_begins(s);
  const int offset = signed_digits(first_of({"told", "dirref"}));
  const bool whole_year = context.told.from ? context.told.precision >= Precision::year : false;
  if (!context.told.from && !fallback()) return bare(TimeType::date, "XXXX-" + (s.empty() ? format("%02d", static_cast<int>(mo)) : std::string(s)));
  const auto [told_year, told_mo] = year_month(context.told.from ? *context.told.from : today());
  int y = told_year;
  if (offset > 0 && (whole_year || mo <= told_mo)) ++y;
  if (offset < 0 && (whole_year || mo >= told_mo)) --y;
  if (offset == 0 && s == "WI" && !whole_year && told_mo < 3) --y;
  return s.empty() ? month(y, mo) : season_of(y, s);
}

namespace {

// The Sunday of Easter in the western churches (Meeus, Astronomical Algorithms, chapter 8).
Day easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int n = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * n + 114) / 31, day = (h + l - 7 * n + 114) % 31 + 1;
  return make_day(y, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

// "12-25"; "E-2" days from Easter; "N11-4-4" the fourth Thursday of November (the fifth: the last); "H10-01" of the Hijri year.
Day feast(std::string_view value, int y) {
  if (value[0] == 'E') return easter(y) + days(signed_digits(value.substr(1)));
  if (value[0] == 'N') {
    const unsigned mo = static_cast<unsigned>(digits(value.substr(1, 2)));
    const int nth = digits(value.substr(4, 1)), w = digits(value.substr(6, 1));
    const Day first = make_day(y, mo, 1);
    Day d = first + days((w - static_cast<int>(weekday(first)) + 7) % 7 + 7 * (nth - 1));
    if (year_month(d).second != mo) d -= days(7);
    return d;
  }
  if (value[0] == 'H') {
    const int mo = digits(value.substr(1, 2)), day = digits(value.substr(4, 2));
    const int hijri = hijri_year_month(make_day(y, 1, 1)).first;
    const Day d = gregorian_from_hijri(hijri, mo, day);
    return year_month(d).first < y ? gregorian_from_hijri(hijri + 1, mo, day) : d;
  }
  return make_day(y, static_cast<unsigned>(digits(value.substr(0, 2))), static_cast<unsigned>(digits(value.substr(3, 2))));
}

}  // namespace

std::optional<TimeValue> TimeBuilder::holiday() const {
  const std::string_view v = m.value("holiday");
  if (const int y = digits(m.value("y"))) return date(feast(v, y));
  const bool fixed_day = v[0] >= '0' && v[0] <= '9';
  if (const auto y = story_year(fixed_day ? static_cast<unsigned>(digits(v.substr(0, 2))) : 6)) return date(feast(v, *y));
  if (!anchored()) return bare(TimeType::date, fixed_day ? "XXXX-" + std::string(v) : "XXXX-XX-XX");
  const int y = year_month(today()).first;
  if (fixed_day)
    return date(feast(v, year_for(static_cast<unsigned>(digits(v.substr(0, 2))), static_cast<unsigned>(digits(v.substr(3, 2))))));
  Day best = feast(v, y);
  for (const int k : {y - 1, y + 1}) {
    const Day d = feast(v, k);
    const bool wrong = context.tense != 0 && (context.tense > 0 ? d < today() : d > today());
    const bool best_wrong = context.tense != 0 && (context.tense > 0 ? best < today() : best > today());
    if (wrong != best_wrong ? best_wrong : std::abs((d - today()).count()) < std::abs((best - today()).count())) best = d;
  }
  return date(best);
}

std::optional<TimeValue> TimeBuilder::quarter() const {
  int n = digits(first_of({"n", "lastq"}));
  const bool half = m.find("halfy") != nullptr;
  if (n < 1 || n > (half ? 2 : 4)) return std::nullopt;
  int y = digits(m.value("y"));
  if (y == 0 && context.history && context.told.year) {
    y = year_month(*context.told.year).first;
  } else if (y == 0) {
    if (!anchored()) return bare(TimeType::date, format(half ? "XXXX-H%d" : "XXXX-Q%d", n));
    const auto [now_year, now] = year_month(today());
    y = now_year;
    if (const int dir = direction(); dir != kNone) y += dir;
    else if (!half && context.tense <= 0 && n * 3 - (context.tense < 0 ? 0 : 2) > static_cast<int>(now)) --y;
  }
  if (!half) return quarter_of(y, n);
  return TimeValue{TimeType::date, format("%04d-H%d", y, n),
                   day_interval(make_day(y, n == 1 ? 1 : 7, 1), make_day(y, n == 1 ? 6 : 12, 31), Precision::season)};
}

std::optional<TimeValue> TimeBuilder::fixed() const {
  const std::string_view v = m.value("fixed");
  return date(make_day(digits(v.substr(0, 4)), static_cast<unsigned>(digits(v.substr(5, 2))), static_cast<unsigned>(digits(v.substr(8)))));
}

}  // namespace tocsin::record
