// SPDX-License-Identifier: Apache-2.0
#include "brief/words.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "brief/lists.h"
#include "core/clock.h"
#include "core/list.h"

namespace tocsin::brief {
namespace {

using std::chrono::days;

std::string day_words(Time time, bool weekday, bool year) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day ymd{day};
  std::string out;
  if (weekday) out += std::string(kDays[std::chrono::weekday{day}.c_encoding()]) + " ";
  out += std::to_string(static_cast<unsigned>(ymd.day())) + " " + kMonths[static_cast<unsigned>(ymd.month()) - 1];
  if (year) out += " " + std::to_string(static_cast<int>(ymd.year()));
  return out;
}

std::string clock_words(Time time, bool seconds) {
  const std::chrono::hh_mm_ss<std::chrono::seconds> clock{time - std::chrono::floor<days>(time)};
  char buffer[32];
  if (seconds)
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  else
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()));
  return buffer;
}

int year_of(Time time) {
  return static_cast<int>(std::chrono::year_month_day{std::chrono::floor<days>(time)}.year());
}

std::string month_words(Time time) {
  static constexpr std::array<const char*, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                          "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day ymd{std::chrono::floor<days>(time)};
  return std::string(kMonths[static_cast<unsigned>(ymd.month()) - 1]) + " " + std::to_string(static_cast<int>(ymd.year()));
}

// Both ends are known.
std::string closed(Time from, Time to, Precision precision) {
  const bool same_day = std::chrono::floor<days>(from) == std::chrono::floor<days>(to);
  switch (precision) {
    case Precision::second:
    case Precision::minute:
    case Precision::hour:
    case Precision::part_of_day:
      if (from == to) return day_words(from, true, true) + ", " + clock_words(from, precision == Precision::second) + " UTC";
      if (same_day) return day_words(from, true, true) + ", " + clock_words(from, false) + " to " + clock_words(to, false) + " UTC";
      return day_words(from, true, true) + ", " + clock_words(from, false) + " to " + day_words(to, true, true) + ", " +
             clock_words(to, false) + " UTC";
    case Precision::month:
      if (month_words(from) == month_words(to)) return month_words(from);
      break;
    case Precision::year:
      if (year_of(from) == year_of(to)) return std::to_string(year_of(from));
      break;
    case Precision::decade:
      if (year_of(from) / 10 == year_of(to) / 10) return "the " + std::to_string(year_of(from) / 10 * 10) + "s";
      break;
    default:
      break;
  }
  if (same_day) return day_words(from, true, true);
  return day_words(from, true, year_of(from) != year_of(to)) + " to " + day_words(to, true, true);
}

using Words = std::map<std::string, std::string, std::less<>>;

const Words& words() {
  static const Words kWords = [] {
    Words out;
    for (const ListRow& row : builtin_list("words.tsv", list("words.tsv"))) out[row["set"] + ' ' + row["value"]] = row["words"];
    return out;
  }();
  return kWords;
}

}  // namespace

std::string say(std::string_view set, std::string_view value) {
  const auto it = words().find(std::string(set) + ' ' + std::string(value));
  if (it != words().end()) return it->second;
  std::string out(value);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string say(Time time) { return day_words(time, true, true) + ", " + clock_words(time, false) + " UTC"; }
std::string say_exactly(Time time) { return day_words(time, true, true) + ", " + clock_words(time, true) + " UTC"; }
std::string say_short(Time time) { return day_words(time, false, true) + ", " + clock_words(time, true); }
std::string say_day(Time time) { return day_words(time, true, true); }

std::string say(const Interval& i) {
  const auto end = [&](Time t) { return i.precision >= Precision::day ? say_day(t) : say(t); };
  if (i.from && i.to) return closed(*i.from, *i.to, i.precision);
  if (i.from) return "from " + end(*i.from) + " on";
  if (i.to) return "until " + end(*i.to);
  return {};
}

std::string say(const TimeValue& value) {
  if (!value.interval) return {};
  // "2025-10-11TEV": the day, then the part of it.
  const std::size_t t = value.timex.find('T');
  if (value.interval->precision == Precision::part_of_day && t != std::string::npos) {
    const auto part = words().find("part " + value.timex.substr(t + 1));
    const auto day = parse_time(std::string_view(value.timex).substr(0, t));
    if (part != words().end() && day) return day_words(day->time, true, true) + ", " + part->second;
  }
  return say(*value.interval);
}

std::string say_duration(std::int64_t seconds) {
  const auto two = [](std::int64_t large, const std::string& unit, std::int64_t small, const char* rest) {
    return digits(large) + unit + (small ? " " + std::to_string(small) + rest : "");
  };
  const std::int64_t minutes = seconds / 60, hours = minutes / 60, whole_days = hours / 24;
  if (seconds < 60) return std::to_string(std::max<std::int64_t>(seconds, 0)) + " s";
  if (hours == 0) return std::to_string(minutes) + " min";
  if (whole_days == 0) return two(hours, " h", minutes % 60, " min");
  return two(whole_days, whole_days == 1 ? " day" : " days", whole_days < 14 ? hours % 24 : 0, " h");
}

std::string country_name(std::string_view code) {
  static const Words kNames = [] {
    Words out;
    for (const ListRow& row : builtin_list("countries.tsv", list("countries.tsv"))) out[row["code"]] = row["name"];
    return out;
  }();
  const auto it = kNames.find(code);
  return it == kNames.end() ? std::string(code) : it->second;
}

std::string language_name(std::string_view code) {
  const auto it = words().find("lang " + std::string(code));
  return it == words().end() ? "a language that was not recognised" : it->second;
}

std::string digits(std::int64_t number) {
  std::string out = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t i = out.size(); i > first + 3; i -= 3) out.insert(i - 3, ",");
  return out;
}

std::string said_number(std::optional<std::int64_t> min, std::optional<std::int64_t> max, Qualifier qualifier) {
  if (!min && !max) return "a number that is not given";
  switch (qualifier) {
    case Qualifier::tens:
    case Qualifier::dozens:
    case Qualifier::hundreds: {
      const char* word = qualifier == Qualifier::tens ? "tens" : qualifier == Qualifier::dozens ? "dozens" : "hundreds";
      return std::string(word) + (min ? " (" + digits(*min) + " or more)" : "");
    }
    default:
      break;
  }
  if (!max) return "at least " + digits(*min);
  if (!min) return "up to " + digits(*max);
  const std::string number = *min == *max ? digits(*min) : digits(*min) + " to " + digits(*max);
  return qualifier == Qualifier::about ? "about " + number : number;
}

std::string said_range(const Total& total) {
  // The highest number anybody gave, when somebody left the upper end open.
  std::optional<std::int64_t> high = total.max;
  for (const TotalBySource& s : total.by_source)
    for (const auto& end : {s.min, s.max})
      if (!total.max && end && (!high || *end > *high)) high = end;
  if (!total.min && !high) return "no number given";
  if (!total.min) return "up to " + digits(*high);
  std::string out = digits(*total.min);
  if (high && *high > *total.min) out += " to " + digits(*high);
  return total.max ? out : out + " or more";
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string count(std::uint64_t n, std::string_view one, std::string_view many) {
  return digits(static_cast<std::int64_t>(n)) + " " + std::string(n == 1 ? one : many);
}

}  // namespace tocsin::brief
