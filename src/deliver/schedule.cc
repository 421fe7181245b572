// SPDX-License-Identifier: Apache-2.0
#include "deliver/schedule.h"

#include <algorithm>

#include "core/clock.h"

namespace tocsin::deliver {
namespace {

using std::chrono::days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kFirstWait{60}, kLongestWait{6 * 3600};

seconds offset(const std::string& zone, local_seconds local) { return minutes(zone_offset(zone, local).value_or(0)); }

local_seconds local(const std::string& zone, Time utc) {
  const local_seconds same(utc.time_since_epoch());
  return same + offset(zone, same + offset(zone, same));
}
Time utc(const std::string& zone, local_seconds at) { return Time(at.time_since_epoch() - offset(zone, at)); }

int minute_of_day(local_seconds at) {
  const auto day = std::chrono::floor<days>(at);
  return static_cast<int>(std::chrono::floor<minutes>(at - day).count());
}

// The next time after `now` that the clock on the wall shows `minute`.
Time next_at(const std::string& zone, int minute, Time now) {
  const auto day = std::chrono::floor<days>(local(zone, now));
  for (int ahead = 0;; ++ahead) {
    const Time at = utc(zone, day + days(ahead) + minutes(minute));
    if (at > now || ahead == 3) return at;
  }
}

std::uint64_t splitmix(std::uint64_t& state) {
  std::uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace

std::optional<int> parse_clock(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
  return hour < 24 && minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
}

std::optional<Schedule::Hours> parse_hours(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const std::optional<int> from = parse_clock(text.substr(0, 5)), to = parse_clock(text.substr(6));
  return from && to ? std::optional(Schedule::Hours{*from, *to}) : std::nullopt;
}

bool is_quiet(const Schedule& s, Time now) {
  if (!s.quiet) return false;
  const int at = minute_of_day(local(s.zone, now));
  return s.quiet->from < s.quiet->to ? at >= s.quiet->from && at < s.quiet->to : at >= s.quiet->from || at < s.quiet->to;
}

std::optional<Time> held_until(const Schedule& s, Time now) {
  std::optional<Time> out;
  if (s.digest) out = next_at(s.zone, *s.digest, now);
  if (s.every.count() > 0) out = Time((now.time_since_epoch() / s.every + 1) * s.every);
  if (is_quiet(s, out.value_or(now))) out = next_at(s.zone, s.quiet->to, out.value_or(now));
  return out;
}

seconds back_off(unsigned attempts, std::uint64_t& random) {
  const unsigned doublings = std::min(attempts > 0 ? attempts - 1 : 0, 20u);
  const std::int64_t wait = std::min(kFirstWait.count() << doublings, kLongestWait.count());
  return seconds(wait - wait / 4 + static_cast<std::int64_t>(splitmix(random) % static_cast<std::uint64_t>(wait / 2 + 1)));
}

}  // namespace tocsin::deliver
