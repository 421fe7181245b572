// SPDX-License-Identifier: Apache-2.0
#include "record/incidents.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/clock.h"
#include "record/figure_test_page.h"
#include "record/incident_events.h"

namespace tocsin::record {
namespace {

IncidentList incidents(const Marked& m) { return record_incidents(m.document, m.reading, record_figures(m.document, m.reading), nullptr); }

const Incident* main_of(const IncidentList& list) {
  for (const Incident& i : list.incidents)
    if (i.id == list.main) return &i;
  return nullptr;
}

TEST(Incidents, OneEventToldSeveralTimes) {
  const Marked m = marked(
      "The <e:strike> on the market of <p:Tell Marwud> <t:earlier this month> is remembered.\n\n"
      "<k:At least 53|people> were killed there on <t:2 October>.\n\n"
      "The <e:strike> damaged stalls. In <p:Marsa Dulayb> <d:two|men> were detained on <t:Wednesday>.");
  const IncidentList list = incidents(m);
  ASSERT_EQ(list.incidents.size(), 2u);
  const Incident* main = main_of(list);
  ASSERT_TRUE(main);
  EXPECT_EQ(main->what, "strike");
  ASSERT_TRUE(main->place);
  EXPECT_EQ(main->place->name, "Tell Marwud");
  ASSERT_TRUE(main->when);
  EXPECT_EQ(format_date(*main->when->from), "2025-10-02");
  EXPECT_EQ(main->when->precision, Precision::day);
  ASSERT_EQ(main->figures.size(), 1u);
  EXPECT_EQ(main->figures[0].min, 53);
  ASSERT_EQ(main->totals.size(), 1u);
}

TEST(Incidents, AnotherDayOrTownIsAnother) {
  const struct { const char* text; std::size_t count; } cases[] = {
      {"A <e:shelling> hit <p:Azraq> on <t:2 October>. A <e:shelling> hit <p:Mafraq> on <t:5 October>.", 2},
      {"A <e:shelling> hit <p:Azraq> on <t:2 October>. The <e:bombardment> of <p:Azraq> on <t:2 October> was heavy.", 1},
      {"A <e:shelling> hit <p:Azraq> on <t:2 October>. The <e:blast> killed <k:3|people>.", 1},
      {"A <e:fire> in <p:Azraq> on <t:2 October>. A <e:kidnapping> in <p:Azraq> on <t:2 October>.", 2},
      {"In ten years of civil war <k:70,000|people> were killed.", 0},
      {"The group threatens a <e:strike> in <p:Azraq> on <t:Saturday>, which will come.", 0},
  };
  for (const auto& c : cases) EXPECT_EQ(incidents(marked(c.text)).incidents.size(), c.count) << c.text;
}

TEST(Incidents, WhoDidIt) {
  const struct { const char *text, *actor; } cases[] = {
      {"The <e:strike> on <p:Azraq> by the <o:Grey Tamarisk Brigade>", "Grey Tamarisk Brigade"},
      {"The <o:Joint Patrol> carried out the <e:strike> on <p:Azraq>.", "Joint Patrol"},
      {"The <e:strike> on <p:Azraq> was seen from the <o:Harbour Office>.", ""},
  };
  for (const auto& c : cases) {
    const IncidentList list = incidents(marked(c.text));
    ASSERT_EQ(list.incidents.size(), 1u) << c.text;
    EXPECT_EQ(list.incidents[0].actor ? list.incidents[0].actor->name : "", c.actor) << c.text;
  }
}

TEST(Incidents, TheKidnappedAreNoTollOfAClash) {
  Marked m = marked("A <e:clash> shook <p:Azraq> on <t:2 October>. Rebels kidnapped <m:4|guards>.");
  const auto at = static_cast<std::uint32_t>(m.document.text.find("kidnapped"));
  m.reading.casualties[0].cue = Span{at, at + 9};
  const IncidentList list = incidents(m);
  ASSERT_EQ(list.incidents.size(), 2u);
  for (const Incident& i : list.incidents) EXPECT_EQ(i.figures.size(), i.what == "kidnapped" ? 1u : 0u) << i.what;
}

TEST(Incidents, NobodyHurtIsNoIncidentOfItsOwn) {
  const struct { const char* text; std::size_t incidents, figures; } cases[] = {
      {"<i:No one> was hurt.", 0, 0}, {"<i:No one> was hurt in the <e:explosion>.", 1, 1},
      {"An <e:explosion> shook <p:Azraq> on <t:2 October>. <i:No one> was hurt.", 1, 1}};
  for (const auto& c : cases) {
    const IncidentList list = incidents(marked(c.text));
    ASSERT_EQ(list.incidents.size(), c.incidents) << c.text;
    for (const Incident& i : list.incidents) EXPECT_EQ(i.figures.size(), c.figures) << c.text;
  }
}

TEST(Incidents, SameInputSameIds) {
  const char* text = "A <e:shelling> hit <p:Azraq> on <t:2 October>. It killed <k:3|people>.";
  EXPECT_EQ(incidents(marked(text)).incidents, incidents(marked(text)).incidents);
}

TEST(Incidents, ExamplesOfWhatHappened) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/record/lists/incident_words.examples");
  int n = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 3 || (line[0] != '+' && line[0] != '-')) continue;
    std::string text = line.substr(2);
    text.replace(text.find('['), 1, "<e:");
    text.replace(text.find(']'), 1, ">");
    const Marked m = marked(text);
    EXPECT_EQ(tellings(Page(m.document, m.reading)).size(), line[0] == '+' ? 1u : 0u) << line;
    ++n;
  }
  EXPECT_GT(n, 8);
}

}  // namespace
}  // namespace tocsin::record
