// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <memory>

namespace tocsin {
namespace {

using namespace std::chrono;

struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char c) { return peek() == c && (++at, true); }
  void spaces() {
    while (peek() == ' ' || peek() == ',') ++at;
  }
  // Between `least` and `most` digits.
  std::optional<int> number(int least, int most) {
    int value = 0, count = 0;
    while (count < most && std::isdigit(static_cast<unsigned char>(peek())))
      value = value * 10 + (text[at++] - '0'), ++count;
    if (count < least) return std::nullopt;
    return value;
  }
  std::string_view word() {
    const std::size_t begin = at;
    while (std::isalpha(static_cast<unsigned char>(peek()))) ++at;
    return text.substr(begin, at - begin);
  }
};

std::optional<unsigned> month_number(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                               "jul", "aug", "sep", "oct", "nov", "dec"};
  if (name.size() < 3) return std::nullopt;
  for (unsigned m = 0; m < 12; ++m) {
    bool same = true;
    for (int i = 0; i < 3; ++i) same = same && std::tolower(static_cast<unsigned char>(name[i])) == kMonths[m][i];
    if (same) return m + 1;
  }
  return std::nullopt;
}

std::optional<local_days> date(int year, unsigned month, int day) {
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return local_days{ymd};
}

}  // namespace

std::optional<int> zone_offset(std::string_view zone, local_seconds local) {
  if (zone.empty() || zone == "Z" || zone == "z" || zone == "UTC" || zone == "UT" || zone == "GMT") return 0;
  if (zone[0] == '+' || zone[0] == '-') {
    Cursor c{zone, 1};
    const auto hours = c.number(2, 2);
    c.take(':');
    const auto minutes = c.done() ? std::optional<int>(0) : c.number(2, 2);
    if (!hours || !minutes || !c.done() || *hours > 15 || *minutes > 59) return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
  }
  static constexpr std::array<std::pair<std::string_view, int>, 8> kNamed = {{{"EST", -300},
                                                                              {"EDT", -240},
                                                                              {"CST", -360},
                                                                              {"CDT", -300},
                                                                              {"MST", -420},
                                                                              {"MDT", -360},
                                                                              {"PST", -480},
                                                                              {"PDT", -420}}};
  for (const auto& [name, minutes] : kNamed)
    if (zone == name) return minutes;
  std::unique_ptr<icu::TimeZone> tz(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(zone.data(), static_cast<int>(zone.size())))));
  if (*tz == icu::TimeZone::getUnknown()) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  int32_t raw = 0, saving = 0;
  tz->getOffset(static_cast<double>(local.time_since_epoch().count()) * 1000, true, raw, saving, error);
  if (U_FAILURE(error)) return std::nullopt;
  return (raw + saving) / 60000;
}

std::optional<ParsedTime> parse_time(std::string_view text, std::string_view zone) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  Cursor c{text, 0};
  std::optional<local_days> day;
  bool date_only = false;
  if (std::isalpha(static_cast<unsigned char>(c.peek())) || (text.size() > 3 && (text[1] == ' ' || text[2] == ' '))) {
    c.word();  // RFC 2822: [Tue,] 10 Mar 2026 12:00[:00] [zone]
    c.spaces();
    const auto d = c.number(1, 2);
    c.spaces();
    const auto m = month_number(c.word());
    c.spaces();
    const std::size_t year_at = c.at;
    auto y = c.number(2, 4);
    if (y && c.at - year_at == 2) *y += *y < 50 ? 2000 : 1900;  // RFC 822's, read as RFC 2822 says
    if (!d || !m || !y || *y < 1000) return std::nullopt;
    day = date(*y, *m, *d);
    c.spaces();
    date_only = c.done();
  } else {
    const auto y = c.number(4, 4);
    if (!y || !c.take('-')) return std::nullopt;
    const auto m = c.number(2, 2);
    if (!m || !c.take('-')) return std::nullopt;
    const auto d = c.number(2, 2);
    if (!d) return std::nullopt;
    day = date(*y, static_cast<unsigned>(*m), *d);
    date_only = c.done();
    if (!date_only && !c.take('T') && !c.take('t') && !c.take(' ')) return std::nullopt;
  }
  if (!day) return std::nullopt;
  local_seconds local = *day;
  if (!date_only) {
    const auto hour = c.number(1, 2);
    if (!hour || *hour > 23 || !c.take(':')) return std::nullopt;
    const auto minute = c.number(2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    int second = 0;
    if (c.take(':')) {
      const auto s = c.number(2, 2);
      if (!s || *s > 60) return std::nullopt;
      second = *s;
      if (c.take('.'))
        while (std::isdigit(static_cast<unsigned char>(c.peek()))) ++c.at;
    }
    local += hours(*hour) + minutes(*minute) + seconds(second);
  }
  c.spaces();
  std::string_view named = c.text.substr(c.at);
  if (const std::size_t comment = named.find('('); comment != std::string_view::npos && named.ends_with(')'))
    named = named.substr(0, named.find_last_not_of(" (", comment) + 1);
  const auto offset = zone_offset(named.empty() ? zone : named, local);
  if (!offset) return std::nullopt;
  return ParsedTime{Time(local.time_since_epoch() - minutes(*offset)), !named.empty(), date_only};
}

std::string format_date(Time time) {
  const year_month_day ymd{floor<days>(time)};
  if (const int year = static_cast<int>(ymd.year()); year >= 1000 && year <= 9999) {
    std::string out = "0000-00-00";
    const auto put = [&](std::size_t at, unsigned value) {
      out[at] = static_cast<char>('0' + value / 10);
      out[at + 1] = static_cast<char>('0' + value % 10);
    };
    put(0, static_cast<unsigned>(year) / 100);
    put(2, static_cast<unsigned>(year) % 100);
    put(5, static_cast<unsigned>(ymd.month()));
    put(8, static_cast<unsigned>(ymd.day()));
    return out;
  }
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return out;
}

std::string format_time(Time time) {
  const hh_mm_ss clock{time - floor<days>(time)};
  std::string out = format_date(time) + "T00:00:00Z";
  const auto put = [&](std::size_t from_end, std::int64_t value) {
    out[out.size() - from_end] = static_cast<char>('0' + value / 10);
    out[out.size() - from_end + 1] = static_cast<char>('0' + value % 10);
  };
  put(9, clock.hours().count());
  put(6, clock.minutes().count());
  put(3, clock.seconds().count());
  return out;
}

}  // namespace tocsin
