// SPDX-License-Identifier: Apache-2.0
#include "deliver/schedule.h"

#include <gtest/gtest.h>

#include <set>

#include "core/clock.h"

namespace tocsin::deliver {
namespace {

Time at(const char* text) { return parse_time(text)->time; }

Schedule schedule(const char* quiet, const char* digest, int every, const char* zone) {
  Schedule out;
  if (*quiet) out.quiet = parse_hours(quiet);
  if (*digest) out.digest = parse_clock(digest);
  out.every = std::chrono::seconds(every);
  out.zone = zone;
  return out;
}

TEST(Schedule, WhatFiresLeavesThen) {
  struct Case {
    const char *quiet, *digest;
    int every;
    const char *zone, *now, *expected;  // empty: at once
  };
  const Case cases[] = {
      {"", "", 0, "UTC", "2026-03-10T03:00:00Z", ""},
      {"22:00-07:00", "", 0, "UTC", "2026-03-10T12:00:00Z", ""},
      {"22:00-07:00", "", 0, "UTC", "2026-03-10T22:00:00Z", "2026-03-11T07:00:00Z"},
      {"22:00-07:00", "", 0, "UTC", "2026-03-10T06:59:59Z", "2026-03-10T07:00:00Z"},
      {"22:00-07:00", "", 0, "UTC", "2026-03-10T07:00:00Z", ""},
      {"12:00-13:30", "", 0, "UTC", "2026-03-10T13:00:00Z", "2026-03-10T13:30:00Z"},
      {"22:00-07:00", "", 0, "Asia/Amman", "2026-03-10T20:00:00Z", "2026-03-11T04:00:00Z"},
      {"22:00-07:00", "", 0, "+05:30", "2026-03-10T16:30:00Z", "2026-03-11T01:30:00Z"},
      {"", "08:00", 0, "UTC", "2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"},
      {"", "08:00", 0, "UTC", "2026-03-10T08:00:00Z", "2026-03-11T08:00:00Z"},
      {"", "08:00", 0, "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T06:00:00Z"},  // the clocks went forward that night
      {"", "", 3600, "UTC", "2026-03-10T07:10:00Z", "2026-03-10T08:00:00Z"},
      {"", "", 3600, "UTC", "2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"},
      {"22:00-07:00", "06:00", 0, "UTC", "2026-03-10T12:00:00Z", "2026-03-11T07:00:00Z"},
      {"22:00-07:00", "", 3600, "UTC", "2026-03-10T23:10:00Z", "2026-03-11T07:00:00Z"},
  };
  for (const Case& c : cases) {
    const std::optional<Time> out = held_until(schedule(c.quiet, c.digest, c.every, c.zone), at(c.now));
    EXPECT_EQ(out ? format_time(*out) : "", c.expected) << c.quiet << " " << c.digest << " " << c.every << " " << c.zone << " " << c.now;
  }
}

TEST(Schedule, ClocksAsTheyAreWritten) {
  EXPECT_EQ(parse_clock("00:00"), 0);
  EXPECT_EQ(parse_clock("23:59"), 23 * 60 + 59);
  for (const char* bad : {"", "8:00", "24:00", "08:60", "08-00", "08:0x", "٠٨:٠٠", "08:00 "}) EXPECT_FALSE(parse_clock(bad)) << bad;
  EXPECT_TRUE(parse_hours("22:00-07:00"));
  for (const char* bad : {"", "22:00", "22:00 -07:00", "22:00/07:00", "22:00-25:00"}) EXPECT_FALSE(parse_hours(bad)) << bad;
}

TEST(Schedule, WaitsGrowAreBoundedAndDiffer) {
  std::uint64_t random = 7, same = 7;
  std::set<std::int64_t> first;
  for (int i = 0; i < 50; ++i) {
    const std::int64_t wait = back_off(1, random).count();
    EXPECT_GE(wait, 45);
    EXPECT_LE(wait, 75);
    first.insert(wait);
    EXPECT_EQ(wait, back_off(1, same).count()) << "the same seed, the same waits";
  }
  EXPECT_GT(first.size(), 10u);
  for (unsigned attempts : {4u, 12u, 1000u, ~0u}) {
    const std::int64_t wait = back_off(attempts, random).count();
    EXPECT_GE(wait, attempts == 4 ? 360 : 16'200);
    EXPECT_LE(wait, 27'000);
  }
}

}  // namespace
}  // namespace tocsin::deliver
