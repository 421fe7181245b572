// SPDX-License-Identifier: Apache-2.0
#include "trace/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "tocsin/span.h"

namespace tocsin::trace {
namespace {

struct Post {
  std::string id, text;
  int minute = 0;  // -1: undated
  std::string channel, forwarded_from;
};

std::vector<Entry> entries(const std::vector<Post>& posts) {
  std::vector<Entry> out;
  for (const Post& p : posts) {
    Entry e{p.id, p.text, p.channel, p.forwarded_from, {}, {}};
    if (p.minute >= 0) e.published = Time(std::chrono::minutes(p.minute));
    out.push_back(e);
  }
  return out;
}

std::map<Id, Member> members(const std::vector<Family>& families) {
  std::map<Id, Member> out;
  for (const Family& f : families)
    for (const Member& m : f.members) out[m.document] = m;
  return out;
}

std::map<Id, Id> family_of(const std::vector<Family>& families) {
  std::map<Id, Id> out;
  for (const Family& f : families)
    for (const Member& m : f.members) out[m.document] = f.id;
  return out;
}

const std::string kPier = "The old pier at Saltmouth will be closed for repairs until the end of the winter season";
const std::string kLong =
    "Good morning to all readers of this page, the weather is mild and the ferries run as planned. " + kPier +
    ". The fish market opens an hour later than usual, and the library lends sledges again.";
const std::string kArabic = "سيغلق الرصيف القديم في القنطرة للصيانة حتى نهاية فصل الشتاء كما قالت البلدية";

TEST(Trace, RelationOfTheSecondOfTwo) {
  struct Case {
    std::string first, second, forwarded_from;
    Relation relation;  // first: it is no copy
    double least;
  };
  const Case cases[] = {
      {kPier, kPier, "", Relation::exact, 1},
      {kPier, "  \n" + kPier + " \t", "", Relation::exact, 1},
      {kPier, kPier, "harbour", Relation::forwarded, 1},
      {kPier, "RT @harbour: " + kPier, "", Relation::forwarded, 1},
      {kPier, "Forwarded from Harbour News\n" + kPier, "", Relation::forwarded, 1},
      {kPier, "Репост из Гавань\n" + kPier, "", Relation::forwarded, 1},
      {kArabic, "منقول من أخبار الميناء: " + kArabic, "", Relation::forwarded, 1},
      {kPier, "🚨 harbour: " + kPier, "", Relation::forwarded, 1},  // "harbour" is a channel of the input
      {kPier, kPier + "\n\nhttps://t.me/harbour/12", "", Relation::edited, 1},
      {kPier, kPier + "!!! 🚨🚨", "", Relation::edited, 1},
      {kPier, "THE OLD PIER AT SALTMOUTH will be CLOSED for repairs... until the end of the winter season", "",
       Relation::edited, 1},
      {kPier, "Тhe оld рier аt Sаltmоuth will bе сlоsеd fоr rераirs until thе еnd оf thе wintеr sеаsоn", "",
       Relation::edited, .95},
      {kPier,
       "T\u200Bhe ol\u200Bd pi\u200Ber at Salt\u00ADmouth will be clo\u2060sed for repairs until the end of the winter "
       "season",
       "", Relation::edited, 1},
      {kPier,
       "The o l d p-i-e-r at S a l t m o u t h will be c.l.o.s.e.d for repairs until the end of the winter season", "",
       Relation::edited, .9},
      {kPier, "7h3 0ld p13r 47 54l7m0u7h w1ll b3 cl053d f0r r3p41r5 un71l 7h3 3nd 0f 7h3 w1n73r 534s0n", "",
       Relation::edited, .95},
      {kPier, "The old peir at Saltmouth will be closd for repairs untill the end of winter season", "",
       Relation::edited, .7},
      {kPier, "The old pier will be closed for urgent repairs until the end of the winter season", "", Relation::edited,
       .7},
      {kPier, kLong, "", Relation::excerpt, 1},
      {kLong, kPier, "", Relation::excerpt, 1},
      {kArabic, "سَيُغلقُ الرصيفُ القديمُ في القنطرةِ للصيانةِ حتى نهايةِ فصلِ الشتاءِ كما قالتِ البلديةُ", "", Relation::edited,
       1},
      {kArabic, "سيغلـق الرصيـف القديـم في القنطره للصيانه حتي نهايه فصل الشتاء كما قالت البلديه", "", Relation::edited,
       1},
      // Templates: other places, numbers, names.
      {"Power cut in Saltmouth from 9 to 11", "Power cut in Ferrybridge from 9 to 11", "", Relation::first, 0},
      {"Power cut in Saltmouth from 9 to 11", "Power cut in Saltmouth from 2 to 4", "", Relation::first, 0},
      {"power cut in saltmouth from nine to eleven today", "power cut in ferrybridge from nine to eleven today", "",
       Relation::first, 0},
      {"POWER CUT IN SALTMOUTH FROM NINE TO ELEVEN", "POWER CUT IN FERRYBRIDGE FROM NINE TO ELEVEN", "",
       Relation::first, 0},
      {"Отключение света в Каменске с 9 до 11 часов утра", "Отключение света в Заречье с 12 до 14 часов дня", "",
       Relation::first, 0},
      {"انقطاع الكهرباء في القنطرة من الساعة 9 حتى 11 صباحا", "انقطاع الكهرباء في الروضة من الساعة 3 حتى 5 مساء", "",
       Relation::first, 0},
      {"انقطاع الكهرباء في القنطرة من الساعة التاسعة ليلا", "انقطاع الكهرباء في الروضة من الساعة التاسعة ليلا", "",
       Relation::first, 0},
      {"Ferry fares rise to 112 crowns, says the harbour office", "Ferry fares rise now to 113 crowns, the office says",
       "", Relation::first, 0},
      // Fewer than five words: as wholes only.
      {"Pier closed today", "Pier closed today", "", Relation::exact, 1},
      {"Pier closed today", "PIER CLOSED today!", "", Relation::edited, 1},
      {"Pier closed today", "RT @harbour: pier closed today", "", Relation::forwarded, 1},
      {"Pier closed today", "Pier closed todays", "", Relation::first, 0},
      {"Pier closed today", "the pier is closed today as you all know", "", Relation::first, 0},
      // Nothing to compare.
      {"", "", "", Relation::first, 0},
      {" \n", "", "", Relation::first, 0},
      {"🔥🔥🔥", "🔥🔥🔥", "", Relation::exact, 1},
      {"🔥🔥🔥", "🔥🔥", "", Relation::first, 0},
      {"The pier closes at noon on Monday", "A quite different sentence about nothing at all", "", Relation::first, 0},
  };
  for (const Case& c : cases) {
    const std::vector<Post> posts = {{"a", c.first, 1, "harbour", ""}, {"b", c.second, 2, "market", c.forwarded_from}};
    const std::vector<Family> families = trace(entries(posts));
    const Member b = members(families).at("b");
    EXPECT_EQ(b.relation, c.relation) << c.first << " / " << c.second << " " << b.similarity;
    EXPECT_EQ(families.size(), c.relation == Relation::first ? 2u : 1u) << c.second;
    if (c.relation == Relation::first) continue;
    EXPECT_EQ(b.of, "a");
    EXPECT_GE(b.similarity, c.least) << c.second;
    EXPECT_LE(b.similarity, 1) << c.second;
    EXPECT_EQ(families[0].id, "a");
    EXPECT_EQ(families[0].first, "a");
    EXPECT_EQ(families[0].members[0].relation, Relation::first);
    EXPECT_EQ(families[0].members[0].similarity, 1);
    EXPECT_TRUE(families[0].members[0].of.empty());
    EXPECT_EQ(families[0].channels, (std::vector<std::string>{"harbour", "market"}));
    EXPECT_EQ(families[0].from, Time(std::chrono::minutes(1)));
    EXPECT_EQ(families[0].to, Time(std::chrono::minutes(2)));
  }
}

TEST(Trace, FirstIsTheEarliestThenTheSmallestIdUndatedLast) {
  const std::vector<Post> posts = {
      {"z", kPier, -1, "", ""}, {"c", kPier, 5, "", ""}, {"b", kPier, 5, "", ""}, {"a", kPier, 9, "", ""}};
  const std::vector<Family> families = trace(entries(posts));
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].id, "b");
  std::string order;
  for (const Member& m : families[0].members) order += m.document;
  EXPECT_EQ(order, "bcaz");
  for (const Member& m : families[0].members) EXPECT_EQ(m.of, m.document == "b" ? "" : "b");
}

TEST(Trace, CopiedFromTheMostSimilarEarlierMember) {
  const std::string edit =
      "The old pier at Saltmouth will be closed for thorough repairs until the end of the summer season, says Ana";
  const std::vector<Post> posts = {{"a", kPier, 1, "", ""},
                                   {"b", edit, 2, "", ""},
                                   {"c", edit + ", and she would know", 3, "", ""},
                                   {"d", kPier + "!", 4, "harbour", ""},
                                   {"e", kPier + "!", 5, "", "harbour"}};
  const auto m = members(trace(entries(posts)));
  EXPECT_EQ(m.at("b").of, "a");
  EXPECT_EQ(m.at("c").of, "b");
  EXPECT_EQ(m.at("d").of, "a");
  EXPECT_EQ(m.at("e").of, "d");  // equal to a and d; the forward names d's channel
  EXPECT_EQ(m.at("e").relation, Relation::forwarded);
}

TEST(Trace, ExcerptSpansAreTheSameWordsOnBothSides) {
  const std::vector<Post> posts = {
      {"a", "«The old p\u200Bier at Saltmouth will be closed for repairs until the end of the winter season»", 1, "",
       ""},
      {"b", kLong, 2, "", ""}};
  const Member b = members(trace(entries(posts))).at("b");
  ASSERT_EQ(b.relation, Relation::excerpt);
  ASSERT_EQ(b.spans.size(), 2u);
  EXPECT_EQ(b.spans[0].document, "a");
  EXPECT_EQ(b.spans[1].document, "b");
  EXPECT_EQ(slice(posts[0].text, b.spans[0].span),
            "The old p\u200Bier at Saltmouth will be closed for repairs until the end of the winter season");
  EXPECT_EQ(slice(posts[1].text, b.spans[1].span), kPier);
}

TEST(Trace, PostThatQuotesTwoFamiliesIsInTheOneItHoldsMostOf) {
  const std::string market = "The fish market moves to the new hall beside the station on the first day of spring";
  const std::vector<Post> posts = {{"a", kPier, 1, "", ""},
                                   {"a2", kPier + "!", 2, "", ""},
                                   {"m", market, 3, "", ""},
                                   {"m2", market + "?", 4, "", ""},
                                   {"hub", kPier + " says one. Another says: " + market.substr(0, 60), 5, "", ""},
                                   {"m3", "Well, " + market, 6, "", ""}};
  const auto f = family_of(trace(entries(posts)));
  EXPECT_EQ(f.at("hub"), "a");
  EXPECT_EQ(f.at("m2"), "m");
  EXPECT_EQ(f.at("m3"), "m");
}

TEST(Trace, TwoPostsThatOneMergesStayApart) {
  const std::string market = "The fish market moves to the new hall beside the station on the first day of spring this year";
  for (const bool turned : {false, true}) {
    const std::vector<Post> posts = {{"a", kPier, 1, "", ""},
                                     {"m", market, 2, "", ""},
                                     {"both", turned ? market + "\n" + kPier : kPier + "\n" + market, 3, "", ""},
                                     {"a2", kPier + "!", 4, "", ""},
                                     {"m2", market + "?", 5, "", ""}};
    const auto f = family_of(trace(entries(posts)));
    EXPECT_EQ(f.at("a"), "a");
    EXPECT_EQ(f.at("m"), "m");
    EXPECT_EQ(f.at("a2"), "a");
    EXPECT_EQ(f.at("m2"), "m");
  }
}

TEST(Trace, ArabicInLatinLettersIsFoundBesideArabic) {
  const std::string text = "سيغلق الرصيف القديم في المدينة للإصلاح حتى نهاية فصل الشتاء كما قال مكتب الميناء صباح اليوم";
  const std::vector<Post> posts = {
      {"a", text, 1, "", ""},
      {"b", "انتقل سوق السمك إلى القاعة الجديدة بجانب المحطة في أول يوم من فصل الربيع هذا العام", 2, "", ""},
      {"c", "sayu3'la2 el raseef el 2adeem fi el madina lel2isla7 7atta nehayet fasl el sheta2 kama 2al maktab el mina2 saba7 el yom",
       3, "", ""},
      {"d", "5th of May: the B52s play at 8pm, tickets 20EUR, doors 7pm, bring the 3D glasses from the 90s", 4, "", ""}};
  const auto f = family_of(trace(entries(posts)));
  EXPECT_EQ(f.at("c"), "a");
  EXPECT_EQ(f.at("b"), "b");
  EXPECT_EQ(f.at("d"), "d");
}

TEST(Trace, OtherWordsOfAHolderDoNotSpeakForTheFamily) {
  const std::string own =
      "Meanwhile the choir of the lighthouse keepers sings every Thursday in the yellow tent by the lake";
  const std::vector<Post> posts = {
      {"a", kPier, 1, "", ""}, {"hub", own + " " + kPier, 2, "", ""}, {"c", own, 3, "", ""}};
  const auto f = family_of(trace(entries(posts)));
  EXPECT_EQ(f.at("hub"), "a");
  EXPECT_EQ(f.at("c"), "c");
}

TEST(Trace, TranslatedPairsTieFamilies) {
  const std::vector<Post> posts = {{"a", kPier, 1, "", ""},
                                   {"b", kArabic, 2, "", ""},
                                   {"c", kArabic, 3, "", ""},
                                   {"d", kArabic, 4, "", "harbour"},
                                   {"e", "Something else entirely, said by nobody in particular", 5, "", ""}};
  const std::vector<Entry> in = entries(posts);
  const std::vector<Family> families = trace(in, {{1, 0, .93}, {7, 0, 1}});
  ASSERT_EQ(families.size(), 2u);
  const auto m = members(families);
  EXPECT_EQ(m.at("b").relation, Relation::translated);
  EXPECT_EQ(m.at("b").of, "a");
  EXPECT_EQ(m.at("b").similarity, .93);
  EXPECT_EQ(m.at("c").relation, Relation::exact);
  EXPECT_EQ(m.at("c").of, "b");
  EXPECT_EQ(m.at("d").relation, Relation::forwarded);
  EXPECT_EQ(m.at("e").relation, Relation::first);
}

TEST(Trace, IdsThatRepeatAreToldApart) {
  const std::vector<Post> posts = {{"a", kPier, 1, "", ""},
                                   {"a", kPier, 1, "", ""},
                                   {"a", "Quite other words about a lighthouse far away", 1, "", ""}};
  const std::vector<Family> families = trace(entries(posts));
  ASSERT_EQ(families.size(), 2u);
  std::size_t members_seen = 0;
  for (const Family& f : families) members_seen += f.members.size();
  EXPECT_EQ(members_seen, 3u);
}

// Words of a made-up language, so that no two texts are alike by chance.
std::string words(std::mt19937& random, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) {
    if (i) out += ' ';
    for (int k = static_cast<int>(3 + random() % 6); k > 0; --k) out += static_cast<char>('a' + random() % 26);
  }
  return out;
}

TEST(Trace, OrderOfTheInputChangesNothing) {
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    std::vector<Post> posts;
    for (int i = 0; i < 60; ++i) {
      std::string text = words(random, static_cast<int>(4 + random() % 20));
      if (i > 5 && random() % 2) {
        text = posts[random() % posts.size()].text;
        if (random() % 2) text += " " + words(random, static_cast<int>(random() % 12));
        if (random() % 3 == 0) text = "RT @x: " + text;
      }
      posts.push_back({"p" + std::to_string(random() % 50), text, static_cast<int>(random() % 40) - 1,
                       "c" + std::to_string(random() % 3), ""});
    }
    const std::vector<Family> expected = trace(entries(posts));
    for (int shuffle = 0; shuffle < 4; ++shuffle) {
      std::shuffle(posts.begin(), posts.end(), random);
      EXPECT_EQ(trace(entries(posts)), expected);
    }
  }
}

}  // namespace
}  // namespace tocsin::trace
