// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "link/link.h"

namespace tocsin::link {
namespace {

// One incident as outlets tell it: each telling a document of its own.
struct Telling {
  std::string outlet = {};
  std::string source = {};  // of its figure; empty: the outlet's own
  std::string actor = {};
  IncidentStatus status = IncidentStatus::reported;
  std::string wire = {};       // tellings of one wire are copies of one text
  std::string statement = {};  // said by the actor
  std::string text = {};       // more of the text
};

Grading graded(const std::vector<Telling>& tellings, std::vector<RegisterLine> listed = {}) {
  Input input;
  input.listed = std::move(listed);
  std::map<std::string, Family> wires;
  int n = 0;
  for (const Telling& t : tellings) {
    const Id id = "doc-" + std::to_string(++n);
    Findings f;
    Document d;
    d.id = id, d.kind = DocumentKind::article, d.outlet = t.outlet;
    d.published = Time(std::chrono::days(20000) + std::chrono::hours(n));
    d.text = "The depot at Tell Marwud was hit. " + t.statement + t.text;
    Incident i;
    i.id = "inc-" + id, i.what = "strike", i.status = t.status;
    i.place = Place{"Tell Marwud", 0, "", {}, {}, ""};
    i.when = Interval{Time(std::chrono::days(20000)), Time(std::chrono::days(20000)), Precision::day};
    if (!t.actor.empty()) i.actor = Name{t.actor, {}};
    i.spans = {{id, {0, 9}}};
    Figure figure;
    figure.id = "fig-" + id, figure.min = figure.max = 4, figure.span = {id, {0, 9}};
    if (!t.source.empty()) figure.source = Name{t.source, {}};
    i.figures = {figure};
    f.incidents = {i};
    if (!t.statement.empty()) {
      Statement s;
      s.id = "sta-" + id, s.source = Name{t.actor, {}};
      s.span = {id, {34, static_cast<std::uint32_t>(d.text.size())}};
      f.statements = {s};
    }
    if (!t.wire.empty()) {
      Family& wire = wires[t.wire];
      if (wire.members.empty()) wire.first = id;
      wire.members.push_back({id, wire.members.empty() ? Relation::first : Relation::exact, "", 1, {}});
    }
    f.documents = {d};
    input.documents.push_back(std::move(f));
    input.readings[id] = Reading{};
  }
  for (auto& [name, wire] : wires) input.wires.push_back(wire);
  const Findings out = link(std::move(input));
  EXPECT_EQ(out.incidents.size(), 1u);
  return out.incidents.at(0).grading.value();
}

TEST(Grading, FollowsWhoTellsOfIt) {
  const struct {
    std::string what;
    std::vector<Telling> tellings;
    Grade grade;
    std::int64_t sources, credibility;
  } kTable[] = {
      {"one outlet", {{.outlet = "Saltline"}}, Grade::weak, 1, 6},
      {"one that calls it confirmed", {{.outlet = "Saltline", .status = IncidentStatus::confirmed}}, Grade::weak, 1, 3},
      {"two outlets", {{.outlet = "Saltline"}, {.outlet = "Courier"}}, Grade::fair, 2, 2},
      {"one office in two outlets", {{.outlet = "Saltline", .source = "Harbour Office"}, {.outlet = "Courier", .source = "the Harbour Office"}}, Grade::weak, 1, 6},
      {"two offices in one outlet", {{.outlet = "Saltline", .source = "Harbour Office"}, {.outlet = "Saltline", .source = "Red Lantern"}}, Grade::fair, 2, 2},
      {"one agency in three papers", {{.outlet = "A Post", .wire = "w"}, {.outlet = "B Times", .wire = "w"}, {.outlet = "C Echo", .wire = "w"}}, Grade::weak, 1, 6},
      {"and a fourth of its own", {{.outlet = "A Post", .wire = "w"}, {.outlet = "B Times", .wire = "w"}, {.outlet = "Delta Echo"}}, Grade::fair, 2, 2},
      {"two who did it", {{.outlet = "Saltline", .actor = "the Heron Front"}, {.outlet = "Courier", .actor = "the border guard"}}, Grade::contested, 2, 4},
      {"one under a longer name", {{.outlet = "Saltline", .actor = "Heron Front"}, {.outlet = "Courier", .actor = "Heron Front of the Coast"}}, Grade::fair, 2, 2},
      {"disputed", {{.outlet = "Saltline"}, {.outlet = "Courier", .status = IncidentStatus::disputed}}, Grade::contested, 2, 4},
      {"denied by the only one", {{.outlet = "Saltline", .status = IncidentStatus::denied}}, Grade::discounted, 1, 5},
      {"taken on", {{.outlet = "Saltline", .actor = "Heron Front", .statement = "The Heron Front claimed responsibility."}, {.outlet = "Courier", .actor = "Heron Front"}}, Grade::confirmed, 2, 1},
      {"a statement that takes nothing on", {{.outlet = "Saltline", .actor = "Heron Front", .statement = "The Heron Front mourned the dead."}, {.outlet = "Courier"}}, Grade::fair, 2, 2},
  };
  for (const auto& row : kTable) {
    const Grading g = graded(row.tellings);
    EXPECT_EQ(g.grade, row.grade) << row.what << ": " << g.why;
    EXPECT_EQ(g.sources, row.sources) << row.what << ": " << g.why;
    EXPECT_EQ(g.credibility, row.credibility) << row.what;
    EXPECT_FALSE(g.why.empty());
  }
}

TEST(Grading, OneSourceUnderTwoNamesIsOne) {
  const std::vector<Telling> two = {{.outlet = "Saltline", .source = "Casualty Observatory"}, {.outlet = "Courier", .source = "مرصد الضحايا"}};
  EXPECT_EQ(graded(two).sources, 2);
  EXPECT_EQ(graded(two, {{"Casualty Observatory", {"مرصد الضحايا"}, Standing::known, "B", "desk", "2026-02-01"}}).sources, 1);
  std::vector<Telling> said = two;
  said[1].text = "مرصد الضحايا (Casualty Observatory) counts the dead.";
  EXPECT_EQ(graded(said).sources, 1) << "the text gives both names";
  said[1].text = "The «مرصد الضحايا» (Casualty Observatory) counts the dead.";
  EXPECT_EQ(graded(said).sources, 1) << "in quotation marks";
  said[1].text = "مرصد الضحايا (Harbour Office) counts the dead.";
  EXPECT_EQ(graded(said).sources, 2) << "another's name";
  EXPECT_EQ(graded({{.outlet = "Saltline"}, {.outlet = "Courier", .source = "Saltline"}}).sources, 1) << "who quotes an outlet is no second voice";
}

TEST(Grading, AChannelThatCarriesTwoNamesIsOneVoice) {
  Input input;
  int n = 0;
  for (const std::string name : {"Tamarisk Voice | صوت الأثل", "Tamarisk Voice", "صوت الأثل"}) {
    Findings f;
    Document d;
    d.id = "doc-" + std::to_string(++n), d.channel = name, d.text = "The depot at Tell Marwud was hit.";
    d.published = Time(std::chrono::days(20000) + std::chrono::hours(n));
    Incident i;
    i.id = "inc-" + d.id, i.what = "strike", i.place = Place{"Tell Marwud", 0, "", {}, {}, ""};
    i.when = Interval{Time(std::chrono::days(20000)), Time(std::chrono::days(20000)), Precision::day};
    i.spans = {{d.id, {0, 9}}};
    f.incidents = {i};
    if (n == 1) {
      Outlet o;
      o.id = "out-1", o.name = "Tamarisk Voice", o.aliases = {name, "صوت الأثل"};
      f.outlets = {o};
    }
    f.documents = {d};
    input.readings[d.id] = Reading{};
    input.documents.push_back(std::move(f));
  }
  const Findings out = link(std::move(input));
  ASSERT_EQ(out.incidents.size(), 1u);
  EXPECT_EQ(out.incidents[0].grading->sources, 1);
}

Outlet outlet(const std::string& name) {
  Outlet o;
  o.id = "out-" + name, o.name = name;
  return o;
}

std::map<std::string, Outlet> with_register(const std::vector<std::string>& names, const std::vector<RegisterLine>& lines) {
  Input input;
  input.listed = lines;
  for (const std::string& name : names) {
    Findings f;
    Document d;
    d.id = "doc-" + name, d.channel = name, d.text = "The pier opens.";
    f.documents = {d};
    f.outlets = {outlet(name)};
    input.readings[d.id] = Reading{};
    input.documents.push_back(std::move(f));
  }
  std::map<std::string, Outlet> out;
  for (const Outlet& o : link(std::move(input)).outlets) out[o.name] = o;
  return out;
}

TEST(Register, NewestLineHoldsAndAllAreKept) {
  const auto out = with_register({"Tamarisk Voice"}, {{"Tamarisk Voice", {}, Standing::known, "B", "desk", "2026-02-01"},
                                                      {"صوت الأثل", {"Tamarisk Voice"}, Standing::disputed, "D", "lead", "2026-03-01"},
                                                      {"Heron Post", {}, Standing::established, "A", "desk", "2026-03-01"}});
  ASSERT_EQ(out.size(), 1u) << "what nobody posted in is not in the findings";
  const Outlet& o = out.at("Tamarisk Voice");
  EXPECT_EQ(o.standing, Standing::disputed);
  ASSERT_EQ(o.listed.size(), 2u);
  EXPECT_EQ(o.listed[0].reliability, "B");
}

TEST(Register, LookalikesOfKnownNamesAreFlaggedAndStayApart) {
  const std::vector<RegisterLine> lines = {{"Tamarisk Voice", {"صوت الأثل"}, Standing::established, "B", "desk", "2026-02-01"}};
  const struct {
    std::string name;
    bool flagged;
  } kTable[] = {
      {"Tamarisk V0ice", true},          {"Tаmarisk Voice", true} /* Cyrillic а */, {"Tamarisk Vioce", true}, {"Tamarisk Voices", true},
      {"Tamarisk Voice Official", true}, {"Tamarisk Voice 2", true},                {"Tamarisk Post", false}, {"Heron Voice", false},
      {"صوت الأثل الرسمية", true},       {"صوت الأرز", false},
  };
  for (const auto& row : kTable) {
    const auto out = with_register({"Tamarisk Voice", row.name}, lines);
    ASSERT_TRUE(out.contains(row.name)) << row.name << " became one with the real one";
    EXPECT_EQ(!out.at(row.name).resembles.empty(), row.flagged) << row.name;
    EXPECT_TRUE(out.at("Tamarisk Voice").resembles.empty());
    EXPECT_EQ(out.at(row.name).standing, Standing::unknown) << row.name;
  }
  EXPECT_TRUE(with_register({"TAMARISK VOICE"}, lines).at("TAMARISK VOICE").resembles.empty()) << "case alone is no disguise";
}

}  // namespace
}  // namespace tocsin::link
