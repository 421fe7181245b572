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

// Feasts that move, seasons, quarters, halves; still published on 9 October 2025.
TEST(Times, WhatACalendarHasToReckon) {
  const struct { const char *text, *timex; } cases[] = {
      {"On [Easter Sunday] the bells were silent", "2025-04-20"}, {"on [Good Friday 2024]", "2024-03-29"}, {"[Thanksgiving 2024]", "2024-11-28"},
      {"[Memorial Day 2023]", "2023-05-29"}, {"[Eid al-Fitr 2026]", "2026-03-20"}, {"since [last winter]", "2024-WI"}, {"[last summer]", "2025-SU"},
      {"[the third quarter]", "2025-Q3"}, {"rose in [the fourth quarter]", "2024-Q4"}, {"[the second half of 2024]", "2024-H2"}, {"[Q2 2025]", "2025-Q2"},
      {"[half a century ago]", "1975"}, {"for [half an hour]", "PT30M"}, {"took [five and a half years]", "P5.5Y"}, {"a [31-year-old] man", "P31Y"},
      {"[every other day]", "P2D"}, {"[44 BC]", "BC0044"}, {"[the 1600s]", "16"}, {"[at 0600 this morning]", "2025-10-09T06:00"},
      {"في [تسعينيات القرن الماضي]", "199"}, {"[الساعة العاشرة والنصف مساء]", "2025-10-09T22:30"}, {"[عيد الأضحى 2026]", "2026-05-27"},
  };
  for (const auto& c : cases) {
    const auto value = resolve(c.text, "2025-10-09T12:00:00Z");
    ASSERT_TRUE(value) << c.text;
    EXPECT_EQ(value->timex, c.timex) << c.text;
  }
}

// All times of a text, whose brackets are where they stand.
std::vector<std::string> resolve_all(const std::string& marked, const char* published, const char* url = "") {
  Document document;
  Reading reading;
  for (const char c : marked) {
    if (c == '[') {
      reading.mentions.emplace_back();
      reading.mentions.back().kind = MentionKind::time;
      reading.mentions.back().span.begin = static_cast<std::uint32_t>(document.text.size());
    } else if (c == ']') {
      reading.mentions.back().span.end = static_cast<std::uint32_t>(document.text.size());
    } else {
      document.text += c;
    }
  }
  if (const auto t = parse_time(published)) document.published = t->time;
  document.url = url;
  resolve_times(document, reading);
  std::vector<std::string> out;
  for (const Mention& m : reading.mentions) out.push_back(m.time ? m.time->timex : "");
  return out;
}

TEST(Times, WhatATextToldOfLast) {
  const std::string far(500, 'x');
  const struct { std::string text; std::vector<std::string> timex; } cases[] = {
      {"It began on [3 March 2012]. [The next day] it was over, and [that night] they left.", {"2012-03-03", "2012-03-04", "2012-03-04TNI"}},
      {"Elected in [2014], he resigned [two years later].", {"2014", "2016"}},
      {"In [2014] he left. [Two days later] nothing was known.", {"2014", "2025-10-11"}},                    // a year is no day
      {"It fell on [Monday]. " + far + " They had warned [two days earlier].", {"2025-10-06", "2025-10-07"}},   // too far back
      {"From [Monday] to [Friday] it will be closed.", {"2025-10-13", "2025-10-17"}},
      {"At [16:20 on 3 March 2024] it rang, and at [16:35] again.", {"2024-03-03T16:20", "2024-03-03T16:35"}},
      {"[16]-[23 January 2026], [July 4]-[6, 2024], [2010]-[2014]", {"2026-01-16", "2026-01-23", "2024-07-04", "2024-07-06", "2010", "2014"}},
      {"Born in [1810], he left in [1829]. On [30 May 1832] he was shot; on [2 June] he was buried.", {"1810", "1829", "1832-05-30", "1832-06-02"}},
      {"انتخب [عام 2014] واستقال [بعد عامين]", {"2014", "2016"}},
      {"سيعود [بعد يومين]", {"2025-10-11"}},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_all(c.text, "2025-10-09T12:00:00Z"), c.timex) << c.text;
}

// Years of a story are its own, whether or not the file says when it was published.
TEST(Times, AStoryTakesItsYearsFromItself) {
  const struct { std::string text; std::vector<std::string> timex; } cases[] = {
      {"War came in [April 1861]. On [22 May] they met; in [the autumn] it rained. By [January] all was over, and [that spring] peace was made.",
       {"1861-04", "1861-05-22", "1861-FA", "1862-01", "1862-SP"}},
      {"It began on [3 December 1971]. On [the 16th] it ended. [The following January] they left; in [March of the next year] they voted.",
       {"1971-12-03", "1971-12-16", "1972-01", "1973-03"}},
      {"The siege lasted from [9 September 1704] to [2 February 1705]. In [November] a column came.", {"1704-09-09", "1705-02-02", "1704-11"}},
      {"On [the night of 9 July 1943] they sailed. At [0245 hours] they landed, and by [the end of the month] all was done.",
       {"1943-07-09TNI", "1943-07-10T02:45", "1943-07"}},
      {"Peace was made in [218 BC]. [Two years later] it was broken.", {"BC0218", "BC0216"}},
      {"In [May 1916] he left. [Two days later] he was back.", {"1916-05", "1916-05-XX"}},
  };
  for (const char* published : {"", "2011-03-15T12:00:00Z"})
    for (const auto& c : cases) EXPECT_EQ(resolve_all(c.text, published), c.timex) << c.text << published;
}

TEST(Times, NewsWithYearsInItsBackgroundIsNoStory) {
  const struct { std::string text; std::vector<std::string> timex; } cases[] = {
      {"Jailed in [May 2014], he was freed [last week]; he will appear on [3 December].", {"2014-05", "2025-W40", "2025-12-03"}},
      {"Sales rose in [the third quarter] to 12 million from 11 million [a year earlier].", {"2025-Q3", "2024-Q3"}},
      {"The reservoir ran dry in [the summer of 2012] and again [last spring].", {"2012-SU", "2025-SP"}},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_all(c.text, "2025-10-09T12:00:00Z"), c.timex) << c.text;
}

TEST(Times, ADocumentDatesItself) {
  const struct { const char* text; std::vector<std::string> timex; } cases[] = {
      {"LAKE ISSAT, [9 October 2025] (Courier) - Two ferries collided on [Wednesday].", {"2025-10-09", "2025-10-08"}},
      {"Published: [12 March 2026]\nIt fell [yesterday].", {"2026-03-12", "2026-03-11"}},
      {"He was born on [9 October 1952] in a town by the sea. [Yesterday] he died.", {"1952-10-09", "XXXX-XX-XX"}},
      {"It fell [yesterday].", {"XXXX-XX-XX"}},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_all(c.text, ""), c.timex) << c.text;
}

TEST(Times, DayOrMonthFirst) {
  const struct { const char *text, *url; std::vector<std::string> timex; } cases[] = {
      {"[09/30/2025] and [10/2/2025]", "", {"2025-09-30", "2025-10-02"}},     // as it writes elsewhere
      {"[30/9/2025] and [10/2/2025]", "", {"2025-09-30", "2025-02-10"}},
      {"[3/4/2024]", "https://courier.example.uk/a", {"2024-04-03"}},         // as its country does
      {"[3/4/2024]", "https://courier.example.us/a", {"2024-03-04"}},
      {"[8/10/2025]", "", {"2025-10-08"}},                                    // near its publication
      {"[3/4/2024]", "", {"2024-03-04"}},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_all(c.text, "2025-10-09T12:00:00Z", c.url), c.timex) << c.text;
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
  for (const char* text : {"[31 June 2025]", "[45/45/2025]", "[99999 years later]", "[90000 centuries ago]", "[9999999 weeks from Tuesday]", "[the school]", "[at 29:70]"}) EXPECT_FALSE(resolve(text, "2025-10-09T12:00:00Z")) << text;
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
