// SPDX-License-Identifier: Apache-2.0
#include "record/times.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/clock.h"
#include "record/record.h"
#include "record/time_calendar.h"

namespace tocsin::record {
namespace {

std::optional<TimeValue> resolve(const std::string& marked, const char* published) {
  std::string text;
  Span span;
  for (const char c : marked) {
    if (c == '[') span.begin = static_cast<std::uint32_t>(text.size());
    else if (c == ']') span.end = static_cast<std::uint32_t>(text.size());
    else text += c;
  }
  const auto t = parse_time(published);
  return resolve_time(text, span, t ? std::optional(t->time) : std::nullopt);
}

// Published on Thursday, 9 October 2025, where nothing else is said.
TEST(Times, Values) {
  const struct { const char *text, *timex; } cases[] = {
      {"on [10 March 2026]", "2026-03-10"}, {"on [March 10, 2026]", "2026-03-10"}, {"on [2026-03-10]", "2026-03-10"},
      {"LIMA, [3 JAN 90]", "1990-01-03"}, {"on [31/12/2024]", "2024-12-31"}, {"on [10 November]", "2025-11-10"},
      {"They met [today]", "2025-10-09"}, {"[yesterday afternoon]", "2025-10-08TAF"}, {"the day [tomorrow]", "2025-10-10"},
      {"it said [two days earlier]", "2025-10-07"}, {"[three days ago]", "2025-10-06"}, {"[two weeks ago]", "2025-W39"},
      {"[last week]'s strike", "2025-W40"}, {"[next month]", "2025-11"}, {"[last year]", "2024"}, {"[earlier this month]", "2025-10"},
      {"[Thursday of last week]", "2025-10-02"}, {"It was posted on [Tuesday]", "2025-10-07"}, {"It will sail on [Tuesday]", "2025-10-14"},
      {"[last Friday]", "2025-10-03"}, {"[next Friday]", "2025-10-10"}, {"[this Friday]", "2025-10-10"},
      {"a strike there on [Saturday evening] you will see", "2025-10-11TEV"}, {"the strike on [Monday] will be answered", "2025-10-06"},
      {"at [about 16:20 today]", "2025-10-09T16:20"}, {"at [3 p.m. on Tuesday] it fell", "2025-10-07T15:00"}, {"[tonight]", "2025-10-09TNI"},
      {"[this morning]", "2025-10-09TMO"}, {"in [March 2024]", "2024-03"}, {"in [2019]", "2019"}, {"[the 1990s]", "199"},
      {"[the summer of 2012]", "2012-SU"}, {"[the 20th century]", "19"}, {"[the past three days]", "P3D"}, {"for [two hours]", "PT2H"},
      {"for [several years]", "PXY"}, {"[every Friday]", "XXXX-WXX-5"}, {"[every day]", "P1D"}, {"[Christmas Day]", "2025-12-25"},
      {"[15 Ramadan 1447]", "2026-03-04"}, {"If it leaves before [noon on Friday], stay", "2025-10-10T12:00"}, {"[now]", "PRESENT_REF"},
      {"في [الثاني من تشرين الأول]", "2025-10-02"}, {"في [14 سبتمبر الماضي]", "2025-09-14"}, {"[مساء أمس الأربعاء]", "2025-10-08TEV"},
      {"[قبل يومين]", "2025-10-07"}, {"[الأسبوع الماضي]", "2025-W40"}, {"قصف السوق [يوم الثلاثاء]", "2025-10-07"},
      {"ستستمر حتى [الجمعة]", "2025-10-10"}, {"في [١٠ آذار ٢٠٢٦]", "2026-03-10"}, {"[15 رمضان 1447]", "2026-03-04"}, {"[عام 1987]", "1987"},
      {"[الشهر المقبل]", "2025-11"}, {"[3 جانفي 2024]", "2024-01-03"}, {"[كل جمعة]", "XXXX-WXX-5"}, {"[10/3/2026] في", "2026-03-10"},
  };
  for (const auto& c : cases) {
    const auto value = resolve(c.text, "2025-10-09T12:00:00Z");
    ASSERT_TRUE(value) << c.text;
    EXPECT_EQ(value->timex, c.timex) << c.text;
  }
}

TEST(Times, Intervals) {
  const struct { const char *text, *from, *to; Precision precision; } cases[] = {
      {"[last week]", "2025-09-29", "2025-10-05", Precision::week},
      {"[earlier this month]", "2025-10-01", "2025-10-31", Precision::month},
      {"on [2 October]", "2025-10-02", "2025-10-02", Precision::day},
      {"in [2019]", "2019-01-01", "2019-12-31", Precision::year},
      {"في [رمضان 1447]", "2026-02-18", "2026-03-19", Precision::month},
  };
  for (const auto& c : cases) {
    const auto value = resolve(c.text, "2025-10-09T12:00:00Z");
    ASSERT_TRUE(value && value->interval) << c.text;
    EXPECT_EQ(format_date(*value->interval->from), c.from) << c.text;
    EXPECT_EQ(format_date(*value->interval->to), c.to) << c.text;
    EXPECT_EQ(value->interval->precision, c.precision) << c.text;
  }
}

TEST(Times, WithoutAPublicationDateNothingIsGuessed) {
  const struct { const char *text, *timex; } cases[] = {{"on [Tuesday]", "XXXX-WXX-2"}, {"[10 November]", "XXXX-11-10"}, {"[yesterday]", "XXXX-XX-XX"}};
  for (const auto& c : cases) {
    const auto value = resolve(c.text, "");
    ASSERT_TRUE(value) << c.text;
    EXPECT_EQ(value->timex, c.timex);
    EXPECT_FALSE(value->interval) << c.text;
  }
}

TEST(Times, WhatIsNoDateHasNoValue) {
  for (const char* text : {"[31 June 2025]", "[45/45/2025]", "[the school]", "[at 29:70]"}) EXPECT_FALSE(resolve(text, "2025-10-09T12:00:00Z")) << text;
}

// + lines: the weekday in brackets lies ahead; - lines: behind. Published on Thursday, 9 October 2025.
TEST(Times, ExamplesOfTense) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/record/lists/calendar_tense.examples");
  int n = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 3 || (line[0] != '+' && line[0] != '-')) continue;
    const auto value = resolve(line.substr(2), "2025-10-09T12:00:00Z");
    ASSERT_TRUE(value && value->interval) << line;
    EXPECT_EQ(*value->interval->from > parse_time("2025-10-09T12:00:00Z")->time, line[0] == '+') << line;
    ++n;
  }
  EXPECT_GT(n, 5);
}

TEST(Calendar, TheTwoCalendarsAgree) {
  const struct { int y, m, d; const char* day; } cases[] = {{1447, 4, 10, "2025-10-03"}, {1, 1, 1, "0622-07-19"}, {1445, 9, 1, "2024-03-11"}};
  for (const auto& c : cases) EXPECT_EQ(write_day(gregorian_from_hijri(c.y, c.m, c.d)), c.day);
  for (int y = 1300; y < 1500; ++y)
    for (int m = 1; m <= 12; ++m) EXPECT_EQ(hijri_year_month(gregorian_from_hijri(y, m, 15)), std::pair(y, m));
}

TEST(Calendar, Weeks) {
  const struct { int y; unsigned m, d; const char* week; } cases[] = {{2025, 10, 2, "2025-W40"}, {2021, 1, 3, "2020-W53"}, {2024, 12, 30, "2025-W01"}};
  for (const auto& c : cases) EXPECT_EQ(write_week(make_day(c.y, c.m, c.d)), c.week);
}

}  // namespace
}  // namespace tocsin::record
