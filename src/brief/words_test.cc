// SPDX-License-Identifier: Apache-2.0
#include "brief/words.h"

#include <gtest/gtest.h>

#include "core/clock.h"

namespace tocsin::brief {
namespace {

Time at(const char* text) { return parse_time(text)->time; }

TEST(Words, Times) {
  EXPECT_EQ(say(at("2025-10-07T15:42:10Z")), "Tue 7 Oct 2025, 15:42 UTC");
  EXPECT_EQ(say_exactly(at("2025-10-07T15:42:10Z")), "Tue 7 Oct 2025, 15:42:10 UTC");
  EXPECT_EQ(say_short(at("2025-10-07T15:42:10Z")), "7 Oct 2025, 15:42:10");
}

TEST(Words, Intervals) {
  struct Case {
    const char *from, *to;
    Precision precision;
    const char* expected;
  };
  const Case cases[] = {
      {"2025-10-02", "2025-10-02", Precision::day, "Thu 2 Oct 2025"},
      {"2025-09-29", "2025-10-05", Precision::week, "Mon 29 Sep to Sun 5 Oct 2025"},
      {"2025-10-01", "2025-10-31", Precision::month, "October 2025"},
      {"2025-01-01", "2025-12-31", Precision::year, "2025"},
      {"2020-01-01", "2029-12-31", Precision::decade, "the 2020s"},
      {"2024-12-01", "2025-02-28", Precision::season, "Sun 1 Dec 2024 to Fri 28 Feb 2025"},
      {"2025-10-02T13:20:00Z", "2025-10-02T13:20:00Z", Precision::minute, "Thu 2 Oct 2025, 13:20 UTC"},
      {"2025-10-11T15:00:00Z", "2025-10-11T20:59:59Z", Precision::part_of_day, "Sat 11 Oct 2025, 15:00 to 20:59 UTC"},
      {"2025-10-11T19:00:00Z", "2025-10-12T02:59:59Z", Precision::part_of_day, "Sat 11 Oct 2025, 19:00 to Sun 12 Oct 2025, 02:59 UTC"},
  };
  for (const Case& c : cases) EXPECT_EQ(say(Interval{at(c.from), at(c.to), c.precision}), c.expected);
  EXPECT_EQ(say(Interval{at("2025-10-02"), std::nullopt, Precision::day}), "from Thu 2 Oct 2025 on");
  EXPECT_EQ(say(Interval{std::nullopt, at("2025-10-02"), Precision::day}), "until Thu 2 Oct 2025");
  const Interval evening{at("2025-10-11T15:00:00Z"), at("2025-10-11T20:59:59Z"), Precision::part_of_day};
  EXPECT_EQ(say(TimeValue{TimeType::time, "2025-10-11TEV", evening}), "Sat 11 Oct 2025, evening");
  EXPECT_EQ(say(TimeValue{TimeType::duration, "P3D", std::nullopt}), "");
}

TEST(Words, Durations) {
  const struct {
    std::int64_t seconds;
    const char* expected;
  } cases[] = {{-4, "0 s"}, {0, "0 s"}, {59, "59 s"}, {60, "1 min"}, {3599, "59 min"}, {3600, "1 h"}, {7800, "2 h 10 min"}, {86399, "23 h 59 min"},
               {86400, "1 day"}, {97200, "1 day 3 h"}, {273600, "3 days 4 h"}, {1814400 + 7200, "21 days"}, {86400 * 1200, "1,200 days"}};
  for (const auto& c : cases) EXPECT_EQ(say_duration(c.seconds), c.expected);
}

TEST(Words, Figures) {
  using Q = Qualifier;
  const std::optional<std::int64_t> none;
  EXPECT_EQ(said_number(53, none, Q::at_least), "at least 53");
  EXPECT_EQ(said_number(none, 6, Q::up_to), "up to 6");
  EXPECT_EQ(said_number(6, 10, Q::between), "6 to 10");
  EXPECT_EQ(said_number(1200, 1200, Q::about), "about 1,200");
  EXPECT_EQ(said_number(12, none, Q::dozens), "dozens (12 or more)");
  EXPECT_EQ(said_number(none, none, Q::exactly), "a number that is not given");
  Total total;
  total.min = 48;
  total.by_source = {{"a", 48, 48, {}}, {"b", 60, none, {}}};
  EXPECT_EQ(said_range(total), "48 to 60 or more");
  total.max = 60;
  EXPECT_EQ(said_range(total), "48 to 60");
  EXPECT_EQ(digits(-1234567), "-1,234,567");
  EXPECT_EQ(digits(999), "999");
  EXPECT_EQ(count(1, "copy", "copies"), "1 copy");
}

}  // namespace
}  // namespace tocsin::brief
