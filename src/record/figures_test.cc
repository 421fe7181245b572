// SPDX-License-Identifier: Apache-2.0
#include "record/figures.h"

#include <gtest/gtest.h>

#include <fstream>

#include "record/figure_givers.h"
#include "record/figure_test_page.h"

namespace tocsin::record {
namespace {

TEST(Figures, CategoriesAndNumbers) {
  const struct { const char* text; Category category; Qualifier qualifier; } cases[] = {
      {"<k:at least 53|people>", Category::people, Qualifier::at_least}, {"<k:21|children>", Category::children, Qualifier::exactly},
      {"<k:four|aid workers>", Category::aid_workers, Qualifier::exactly}, {"<k:dozens|soldiers>", Category::security_forces, Qualifier::dozens},
      {"<k:two|gunmen>", Category::combatants, Qualifier::exactly}, {"<k:five|suicide bombers>", Category::attackers, Qualifier::exactly},
      {"<k:12|مدنيا>", Category::civilians, Qualifier::exactly}, {"<k:21|طفلا>", Category::children, Qualifier::exactly},
      {"<k:12|lamplighters>", Category::people, Qualifier::exactly},
  };
  for (const auto& c : cases) {
    const Marked m = marked(c.text);
    const auto figures = record_figures(m.document, m.reading);
    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures[0].figure.category, c.category) << c.text;
    EXPECT_EQ(figures[0].figure.qualifier, c.qualifier) << c.text;
    EXPECT_EQ(figures[0].figure.status, ClaimStatus::asserted) << c.text;
  }
}

TEST(Figures, ALaterLowerNumberOfTheSameGiverTakesTheFirstBack) {
  const struct { const char* text; ClaimStatus first; } cases[] = {
      {"The <o:Harbour Office> first put the toll at <k:30> dead. The <o:Harbour Office> later said <k:19|people> had died.", ClaimStatus::denied},
      {"The <o:Harbour Office> first put the toll at <k:30> dead. The <o:Harbour Office> later said <k:41|people> had died.", ClaimStatus::attributed},
      {"The <o:Harbour Office> put the toll at <k:30> dead. The <o:Ferry Guild> put it at <k:19> dead.", ClaimStatus::attributed},
  };
  for (const auto& c : cases) {
    const Marked m = marked(c.text);
    const auto f = record_figures(m.document, m.reading);
    ASSERT_EQ(f.size(), 2u) << c.text;
    EXPECT_EQ(f[0].figure.status, c.first) << c.text;
  }
}

TEST(Figures, AnEndlessSentenceIsReadInPieces) {
  Document d;
  d.id = "doc";
  for (int n = 0; n < 400; ++n) d.text += "and 12 people were killed in a town ";
  const Page page(d, Reading{});
  std::uint32_t end = 0;
  for (const Span s : page.sentences) {
    EXPECT_EQ(s.begin, end);
    EXPECT_LE(length(s), 1700u);
    end = s.end;
  }
  EXPECT_GT(page.sentences.size(), 5u);
}

TEST(Figures, PartsKnowTheirWholeAndItsGiver) {
  const Marked m = marked("The <o:Tell Marwud Health Directorate> speaks of <k:48> dead, <k/:four|aid workers>.");
  const auto f = record_figures(m.document, m.reading);
  ASSERT_EQ(f.size(), 2u);
  EXPECT_EQ(f[1].figure.subset_of, f[0].figure.id);
  ASSERT_TRUE(f[0].figure.source && f[1].figure.source);
  EXPECT_EQ(f[0].figure.source->name, "Tell Marwud Health Directorate");
  EXPECT_EQ(f[1].figure.source->name, "Tell Marwud Health Directorate");
  EXPECT_EQ(f[0].figure.status, ClaimStatus::attributed);
}

TEST(Figures, TheNarrowestStatementGives) {
  Marked m = marked("Nadia Salem said that the harbour office counted <k:12|people> there.");
  StatementReading outer, inner;
  outer.source = Span{0, 11};
  outer.content = {Span{22, 66}};
  inner.source = Span{22, 40};
  inner.content = {Span{49, 66}};
  m.reading.statements = {outer, inner};
  const auto giver = giver_of(Page(m.document, m.reading), m.reading.casualties[0].span);
  ASSERT_TRUE(giver);
  EXPECT_EQ(slice(m.document.text, *giver), "the harbour office");
}

TEST(Figures, SumsOverYearsAreMarked) {
  const struct { const char* text; bool sums; } cases[] = {
      {"In <t:ten years> of civil war <k:70,000|people> were killed.", true}, {"Since <t:1981> <k:11|journalists> have been killed.", true},
      {"Since the party was founded in <t:1985>, <k:900|people> have been murdered.", true},
      {"Nearly <k:1,500|people> were killed in <e:clashes> in <t:1988>.", true}, {"A <e:raid> in <t:1994> killed <k:38|people>.", false},
      {"That is an average of <k:12|deaths> each day.", true}, {"The war has claimed <k:70,000|lives>.", true},
      {"The war has claimed <k:12|lives> since <t:Monday>.", false},
      {"<k:48|people> were killed on <t:2 October>.", false}, {"<k:48|people> were killed <t:last week>.", false},
      {"The <e:attack>, the worst in <t:five years>, killed <k:8|people>.", false},
      {"The <e:attack> was the worst since <t:1998>, when <k:52|people> died.", true},
      {"The mayor, in office since <t:2021>, said <k:8|people> had been killed.", false},
      {"On <t:Monday> it said that <k:900|people> had been murdered since <t:1985>.", true},
      {"The <e:attack> that killed <k:8|people> was the third in <t:a month>.", false},
      {"<k:Five|people>, the oldest <t:66 years old>, were killed.", false}};
  for (const auto& c : cases) {
    const Marked m = marked(c.text);
    EXPECT_EQ(record_figures(m.document, m.reading)[0].sums_over_time, c.sums) << c.text;
  }
}

TEST(Figures, ReckonedIsMarked) {
  const Marked m = marked("It killed <k:14> and wounded <i:twice as many>. Elsewhere it wounded <i:twice as many>.");
  const auto f = record_figures(m.document, m.reading);
  ASSERT_EQ(f.size(), 3u);
  EXPECT_FALSE(f[0].figure.derived);
  EXPECT_EQ(f[1].figure.min, 28);
  EXPECT_EQ(f[1].figure.max, 28);
  EXPECT_TRUE(f[1].figure.derived);
  EXPECT_FALSE(f[2].figure.min || f[2].figure.max || f[2].figure.derived);   // nothing in its sentence to reckon from
}

TEST(Figures, KilledOrWoundedIsAtMostSoManyOfEach) {
  Marked m = marked("They killed or wounded <k:40|soldiers>.");
  m.reading.casualties.push_back(m.reading.casualties[0]);
  m.reading.casualties[1].effect = Effect::injured;
  for (const FigureDraft& f : record_figures(m.document, m.reading)) {
    EXPECT_FALSE(f.figure.min);
    EXPECT_EQ(f.figure.max, 40);
    EXPECT_EQ(f.figure.qualifier, Qualifier::up_to);
  }
}

TEST(Figures, NobodyKilledOrWoundedIsNoneOfEach) {
  Marked m = marked("There <k:no one> was killed or wounded.");
  m.reading.casualties.push_back(m.reading.casualties[0]);
  m.reading.casualties[1].effect = Effect::injured;
  for (const FigureDraft& f : record_figures(m.document, m.reading)) {
    EXPECT_EQ(f.figure.min, 0);
    EXPECT_EQ(f.figure.max, 0);
  }
}

TEST(Figures, WhatIsTakenBack) {
  const struct { const char* text; bool first_denied; } cases[] = {
      {"An earlier version of this article said <k:11> had been killed; in fact <k:8> were.", true},
      {"It lowered the death toll from <k:30> to <k:19>.", true},
      {"The toll rose from <k:12> to <k:17>.", false},
  };
  for (const auto& c : cases) {
    const Marked m = marked(c.text);
    const auto f = record_figures(m.document, m.reading);
    ASSERT_EQ(f.size(), 2u) << c.text;
    EXPECT_EQ(f[0].figure.status == ClaimStatus::denied, c.first_denied) << c.text;
    EXPECT_NE(f[1].figure.status, ClaimStatus::denied) << c.text;
  }
}

TEST(Figures, AStatusThatPointsBack) {
  Marked m = marked("The brigade spoke of <k:more than 60> killed; that number was never confirmed.");
  ClaimReading claim;
  const auto at = static_cast<std::uint32_t>(m.document.text.find("was never confirmed"));
  claim.span = {at - 12, at};
  claim.status_span = Span{at, at + 19};
  claim.status = ClaimStatus::never_confirmed;
  m.reading.claims = {claim};
  EXPECT_EQ(record_figures(m.document, m.reading)[0].figure.status, ClaimStatus::never_confirmed);
}

// + [giver] and the figure, the last number of the line; - nobody in the sentence gives it.
TEST(Figures, ExamplesOfGivers) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/record/lists/figure_words.examples");
  int n = 0;
  for (std::string line; std::getline(in, line); ) {
    if (line.size() < 3 || (line[0] != '+' && line[0] != '-')) continue;
    std::string text, expected;
    std::size_t open = 0;
    for (const char c : line.substr(2)) {
      if (c == '[') open = text.size();
      else if (c == ']') expected = text.substr(open);
      else text += c;
    }
    const Marked m = marked(text);
    ASSERT_EQ(m.reading.casualties.size(), 1u) << line;
    const auto giver = giver_of(Page(m.document, m.reading), m.reading.casualties[0].span);
    EXPECT_EQ(giver ? std::string(slice(m.document.text, *giver)) : "", expected) << line;
    ++n;
  }
  EXPECT_GT(n, 5);
}

}  // namespace
}  // namespace tocsin::record
