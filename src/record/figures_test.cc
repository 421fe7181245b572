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
      {"<k:48|people> were killed on <t:2 October>.", false}, {"<k:48|people> were killed <t:last week>.", false},
      {"<k:Five|people>, the oldest <t:66 years old>, were killed.", false}};
  for (const auto& c : cases) {
    const Marked m = marked(c.text);
    EXPECT_EQ(record_figures(m.document, m.reading)[0].sums_over_years, c.sums) << c.text;
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
