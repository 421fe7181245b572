// SPDX-License-Identifier: Apache-2.0
#include "record/time_calendar.h"

#include <cstdio>

namespace tocsin::record {
namespace {

using namespace std::chrono;

// The first of Muharram of the year 1 is 16 July 622 of the Julian calendar: day 227015 counted from 0001-01-01 as day 1.
constexpr long kHijriEpoch = 227015;
constexpr long kUnixFromOne = 719163;   // 1970-01-01 in the same count

long hijri_day_number(long y, long m, long d) {
  return d + (59 * (m - 1) + 1) / 2 + (y - 1) * 354 + (3 + 11 * y) / 30 + kHijriEpoch - 1;
}

}  // namespace

bool valid_day(int y, unsigned m, unsigned d) { return year_month_day{year(y), month(m), day(d)}.ok(); }

Day make_day(int y, unsigned m, unsigned d) {
  if (valid_day(y, m, d)) return sys_days(year_month_day{year(y), month(m), day(d)});
  return sys_days(year_month_day_last{year(y), month_day_last{month(m)}});
}

unsigned weekday(Day d) { return std::chrono::weekday(d).iso_encoding(); }
Day monday(Day d) { return d - days(weekday(d) - 1); }

std::pair<int, int> iso_week(Day d) {
  const Day thursday = monday(d) + days(3);
  const int y = static_cast<int>(year_month_day(thursday).year());
  return {y, static_cast<int>((thursday - make_day(y, 1, 1)).count() / 7) + 1};
}

std::pair<int, unsigned> year_month(Day d) {
  const year_month_day ymd(d);
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month())};
}

Day gregorian_from_hijri(int y, int m, int d) { return Day(days(hijri_day_number(y, m, d) - kUnixFromOne)); }

std::pair<int, int> hijri_year_month(Day d) {
  const long n = d.time_since_epoch().count() + kUnixFromOne;
  long y = (30 * (n - kHijriEpoch) + 10646) / 10631;
  long m = 12;
  while (m > 1 && hijri_day_number(y, m, 1) > n) --m;
  return {static_cast<int>(y), static_cast<int>(m)};
}

Interval day_interval(Day from, Day to, Precision precision) {
  return {Time(from), Time(to + days(1)) - seconds(1), precision};
}

std::string write_day(Day d) {
  const year_month_day ymd(d);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return out;
}

std::string write_week(Day d) {
  const auto [y, w] = iso_week(d);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-W%02d", y, w);
  return out;
}

}  // namespace tocsin::record
