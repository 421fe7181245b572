// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "link/incident_merger.h"
#include "link/outlets.h"
#include "link/score.h"

namespace tocsin::link {
namespace {

constexpr std::chrono::seconds kHour(3600);
Time day(int n) { return Time(std::chrono::seconds(1760000000 / 86400 * 86400)) + std::chrono::days(n); }

// A small world: a threat in a channel, its copy, a condemnation, and two articles on the incident that it cites.
class World {
 public:
  Passage at(const Id& document, std::string_view words) {
    const std::string& text = texts_.at(document);
    const auto begin = static_cast<std::uint32_t>(text.find(words));
    EXPECT_NE(begin, static_cast<std::uint32_t>(std::string::npos)) << words;
    return {document, {begin, begin + static_cast<std::uint32_t>(words.size())}};
  }

  Findings& document(const Id& id, DocumentKind kind, const std::string& where, Time when, const std::string& text) {
    texts_[id] = text;
    Findings f;
    Document d;
    d.id = id, d.kind = kind, d.published = when, d.text = text, d.lang = "en";
    (kind == DocumentKind::article ? d.outlet : d.channel) = where;
    f.documents.push_back(d);
    f.outlets.push_back({"out-" + where, where, {}, Standing::unknown, {}, {}});
    input.documents.push_back(f);
    input.readings[id].document = id;
    return input.documents.back();
  }

  void threat(const Id& document, Force force, Stance stance, const std::string& target) {
    Findings& f = find(document);
    Threat t;
    t.id = "thr-" + document, t.force = force, t.stance = stance, t.score = 0.9, t.document = document;
    t.posted = Interval{f.documents[0].published, f.documents[0].published, Precision::second};
    t.targets_chosen = {at(document, target)};
    t.caller = Name{"Pine Brigade", {}};
    t.motive = {at(document, "the Bir Tamun strike")};
    f.threats.push_back(t);
    ThreatReading r;
    r.force = force, r.stance = stance, r.score = 0.9;
    input.readings[document].threats.push_back(r);
    input.readings[document].is_alert = stance == Stance::own;
  }

  Incident incident(const Id& document, const std::string& what, const std::string& place, int on,
                    std::vector<Figure> figures) {
    Incident i;
    i.id = "inc-" + document, i.what = what, i.place = Place{place, 0, "", {}, {}, ""};
    i.when = Interval{day(on), day(on), Precision::day};
    i.figures = std::move(figures);
    i.spans = {at(document, what)};
    return i;
  }

  Figure figure(const Id& document, std::optional<std::int64_t> min, std::optional<std::int64_t> max,
                const std::string& source) {
    return {"fig-" + document + source, Effect::killed,   Category::people,        min, max,
            Qualifier::exactly,         Name{source, {}}, ClaimStatus::attributed, "",  {document, {0, 1}}};
  }

  Findings& find(const Id& id) {
    return *std::find_if(input.documents.begin(), input.documents.end(),
                         [&](const Findings& f) { return f.documents[0].id == id; });
  }

  Input input;

 private:
  std::map<Id, std::string> texts_;
};

World world() {
  World w;
  w.document("m1", DocumentKind::message, "Pine Voice", day(5), "After the Bir Tamun strike we will hit the old pier.");
  w.threat("m1", Force::intends, Stance::own, "the old pier");
  w.document("m2", DocumentKind::message, "Mirror", day(5) + kHour,
             "After the Bir Tamun strike we will hit the old pier!");
  w.threat("m2", Force::intends, Stance::own, "the old pier");
  w.document("m3", DocumentKind::message, "Neighbours", day(5) + 2 * kHour,
             "Shame: After the Bir Tamun strike we will hit the old pier, they write.");
  w.threat("m3", Force::intends, Stance::opposed, "the old pier");
  w.document("a1", DocumentKind::article, "Saltline", day(6),
             "The strike on Bir Tamun killed 12. Pine Voice is known.");
  w.find("a1").incidents = {w.incident("a1", "strike", "Bir Tamun", 2, {w.figure("a1", 12, 12, "Directorate")})};
  w.document("a2", DocumentKind::article, "Courier", day(7), "The shelling of Bīr Tamun market killed at least 15.");
  w.find("a2").incidents = {
      w.incident("a2", "shelling", "Bīr Tamun", 2, {w.figure("a2", 15, std::nullopt, "Observatory")})};
  Mention place;
  place.kind = MentionKind::place, place.span = w.at("m1", "Bir Tamun").span;
  Mention event;
  event.kind = MentionKind::event, event.span = w.at("m1", "strike").span;
  w.input.readings["m1"].mentions = {place, event};
  Family family{"m1",
                "m1",
                {{"m1", Relation::first, "", 1, {}},
                 {"m2", Relation::edited, "m1", .98, {}},
                 {"m3", Relation::excerpt, "m2", .8, {}}},
                {},
                {},
                {}};
  w.input.families = {family};
  w.input.as_of = day(7);
  return w;
}

const ScorePart* part(const Alert& a, std::string_view name) {
  const auto it = std::find_if(a.parts.begin(), a.parts.end(), [&](const ScorePart& p) { return p.name == name; });
  return it == a.parts.end() ? nullptr : &*it;
}

TEST(Link, MakesOneAlertWithItsIncidentAndKeepsConflicts) {
  const Findings f = link(world().input);
  ASSERT_EQ(f.alerts.size(), 1u);
  const Alert& a = f.alerts[0];
  EXPECT_EQ(a.threat, "thr-m1");
  ASSERT_EQ(f.incidents.size(), 1u);
  EXPECT_EQ(a.incidents, std::vector<Id>{"inc-a1"});
  const Incident& i = f.incidents[0];
  ASSERT_EQ(i.totals.size(), 1u);
  EXPECT_EQ(i.totals[0].min, 12);
  EXPECT_EQ(i.totals[0].max, std::nullopt);  // "at least 15" leaves the top open
  EXPECT_EQ(i.totals[0].by_source.size(), 2u);
  const auto has = [&](LinkRelation r, LinkStatus s) {
    return std::any_of(f.links.begin(), f.links.end(), [&](const Link& l) { return l.relation == r && l.status == s; });
  };
  EXPECT_TRUE(has(LinkRelation::contradicts, LinkStatus::inferred));
  EXPECT_TRUE(has(LinkRelation::same_incident, LinkStatus::inferred));
  EXPECT_TRUE(has(LinkRelation::cites_as_motive, LinkStatus::stated));
}

TEST(Link, WhoCondemnsLeavesTheFamilyAndIsLinked) {
  const Findings f = link(world().input);
  ASSERT_EQ(f.families.size(), 1u);
  EXPECT_EQ(f.families[0].members.size(), 2u);
  EXPECT_TRUE(std::any_of(f.links.begin(), f.links.end(), [&](const Link& l) {
    return l.relation == LinkRelation::quotes && l.from == "m3" && l.to == f.families[0].id;
  }));
}

TEST(Link, OrderChangesNothing) {
  const Findings expected = link(world().input);
  for (unsigned seed : {1u, 2u, 3u, 4u}) {
    World w = world();
    std::shuffle(w.input.documents.begin(), w.input.documents.end(), std::mt19937(seed));
    EXPECT_EQ(link(w.input), expected) << seed;
  }
}

TEST(Link, WhatIsCalledUnclearStandsBesideWhatIsStated) {
  World w = world();
  w.document("a3", DocumentKind::article, "Steppe", day(7),
             "They threatened the old pier. It is unclear whether the two are linked.");
  w.find("a3").claims = {{"clm-1", std::nullopt, "whether the two are linked", ClaimStatus::unclear,
                          w.at("a3", "unclear"), w.at("a3", "the two are linked")}};
  w.input.quotations = {{w.at("a3", "the old pier"), w.at("m1", "the old pier"), 1}};
  const Findings f = link(w.input);
  std::vector<LinkStatus> statuses;
  for (const Link& l : f.links)
    if (l.relation == LinkRelation::cites_as_motive) statuses.push_back(l.status);
  std::sort(statuses.begin(), statuses.end());
  EXPECT_EQ(statuses, (std::vector<LinkStatus>{LinkStatus::stated, LinkStatus::unclear}));
}

TEST(Link, AReportOfAThreatThatNobodyHoldsMakesAnAlert) {
  World w;
  w.document("a1", DocumentKind::article, "Saltline", day(6),
             "The Pine Brigade threatened the old pier over the Bir Tamun strike.");
  w.threat("a1", Force::intends, Stance::reported, "the old pier");
  const Findings f = link(w.input);
  ASSERT_EQ(f.alerts.size(), 1u);
  EXPECT_EQ(f.alerts[0].family, "");
  World condemned;
  condemned.document("m1", DocumentKind::message, "Neighbours", day(6),
                     "Shame on who threatens the old pier over the Bir Tamun strike.");
  condemned.threat("m1", Force::intends, Stance::opposed, "the old pier");
  EXPECT_TRUE(link(condemned.input).alerts.empty());
}

// Each thing a team expects to move a score, and which way.
TEST(Score, MovesTheRightWayAndIsTheSumOfItsParts) {
  const double base = link(world().input).alerts[0].score;
  const struct {
    std::string what;
    int direction;  // +1 higher, -1 lower, 0 the same
    void (*change)(World&);
  } kTable[] = {
      {"a wish weighs less than an intention", -1,
       [](World& w) {
         for (const char* m : {"m1", "m2"}) w.find(m).threats[0].force = Force::wishes;
       }},
      {"less sure", -1,
       [](World& w) {
         w.find("m1").threats[0].score = .4;
         w.find("m2").threats[0].score = .3;
       }},
      {"a time named", 1, [](World& w) { w.find("m1").threats[0].time = {w.at("m1", "After")}; }},
      {"a place named", 1,
       [](World& w) {
         w.find("m1").threats[0].places = {{w.at("m1", "Bir Tamun"), 0, "", "Bir Tamun"}};
       }},
      {"no target", -1, [](World& w) { w.find("m1").threats[0].targets_chosen.clear(); }},
      {"more copies", 1,
       [](World& w) {
         w.document("m9", DocumentKind::message, "Far", day(6), "After the Bir Tamun strike we will hit the old pier");
         w.input.families[0].members.push_back({"m9", Relation::edited, "m1", .9, {}});
       }},
      {"a means named", 1, [](World& w) { w.find("m1").threats[0].means = {w.at("m1", "hit")}; }},
      {"an established channel", 1,
       [](World& w) {
         w.find("a1").outlets.push_back(
             {"out-x", "Pine Voice", {}, Standing::established, {}, {w.at("a1", "Pine Voice")}});
       }},
      {"long ago", -1, [](World& w) { w.input.as_of = day(60); }},
      {"another name for the group", 0,
       [](World& w) {
         for (const char* m : {"m1", "m2"}) w.find(m).threats[0].caller->name = "Heron Front";
       }},
  };
  for (const auto& row : kTable) {
    World w = world();
    row.change(w);
    const Findings f = link(w.input);
    ASSERT_EQ(f.alerts.size(), 1u) << row.what;
    const double score = f.alerts[0].score;
    EXPECT_EQ((score > base) - (score < base), row.direction) << row.what << ": " << base << " → " << score;
    double sum = 0;
    for (const ScorePart& p : f.alerts[0].parts) sum += p.points;
    EXPECT_EQ(sum, score);
    EXPECT_GE(score, 0);
    EXPECT_LE(score, 100);
  }
}

TEST(Score, CopiesInHoursWeighMoreThanCopiesInDays) {
  const auto with_copies = [](std::chrono::seconds apart) {
    World w = world();
    int n = 0;
    for (const char* m : {"m7", "m8", "m9"}) {
      w.document(m, DocumentKind::message, "Far", day(5) + ++n * apart, "After the Bir Tamun strike we will hit the old pier");
      w.input.families[0].members.push_back({m, Relation::edited, "m1", .9, {}});
    }
    return link(w.input).alerts.at(0);
  };
  const Alert hours = with_copies(kHour), days = with_copies(std::chrono::hours(12));
  EXPECT_GT(hours.score, days.score);
  EXPECT_EQ(part(days, "pace"), nullptr);
  ASSERT_NE(part(hours, "pace"), nullptr);
  EXPECT_EQ(part(hours, "pace")->why, "4 copies seen within six hours");
}

TEST(Score, LooksAtRolesAndNotAtWhoIsNamed) {
  const auto with_target = [](const std::string& target) {
    World w;
    w.document("m1", DocumentKind::message, "Pine Voice", day(5),
               "After the Bir Tamun strike we will hit " + target + ".");
    w.threat("m1", Force::intends, Stance::own, target);
    w.input.families = {{"m1", "m1", {{"m1", Relation::first, "", 1, {}}}, {}, {}, {}}};
    return link(w.input).alerts.at(0);
  };
  const Alert plain = with_target("the old pier"), named = with_target("the Karvonian pier"),
              pupils = with_target("the school and its children");
  EXPECT_EQ(plain.score, named.score);
  EXPECT_GT(pupils.score, plain.score);
  EXPECT_NE(part(pupils, "vulnerable"), nullptr);
}

TEST(Incidents, MeetByPlaceTimeAndKind) {
  World w;
  w.document("a", DocumentKind::article, "X", day(1), "strike arrests fire");
  const auto made = [&](const std::string& what, const std::string& place, int on) {
    return w.incident("a", what, place, on, {});
  };
  const struct {
    Incident a, b;
    bool same;
  } kTable[] = {
      {made("strike", "Bir Tamun", 1), made("strike", "Bir Tamun market", 1), true},
      {made("strike", "Bir Tamun", 1), made("strike", "بير تامون", 1), true},
      {made("strike", "Bir Tamun", 1), made("strike", "Bir Tamun", 3), false},
      {made("strike", "Bir Tamun", 1), made("strike", "Qasr Lanud", 1), false},
      {made("strike", "Bir Tamun", 1), made("arrests", "Bir Tamun", 1), false},
  };
  for (const auto& row : kTable) {
    Findings x, y;
    x.documents.resize(1), y.documents.resize(1);
    x.documents[0].id = "x", y.documents[0].id = "y";
    x.incidents = {row.a}, y.incidents = {row.b};
    x.incidents[0].id = "inc-x", y.incidents[0].id = "inc-y";
    IncidentMerger merger;
    for (const Findings* f : {&x, &y}) merger.put(order_of(f->documents[0]), f);
    MergedIncidents merged;
    merger.settle(merged);
    EXPECT_EQ(merged.incidents.size() == 1, row.same)
        << row.a.what << " " << row.a.place->name << " / " << row.b.what << " " << row.b.place->name;
  }
}

TEST(Outlets, AreOneUnderAllTheirNames) {
  Findings x, y;
  x.outlets = {{"out-1", "Pine Voice | صوت الصنوبر", {}, Standing::established, {"stm-1"}, {}}};
  y.outlets = {{"out-2", "صوت الصنوبر", {}, Standing::disputed, {"stm-2"}, {}},
               {"out-3", "Heron Voice", {}, Standing::unknown, {}, {}}};
  const MergedOutlets merged = merge_outlets({&x, &y});
  ASSERT_EQ(merged.outlets.size(), 2u);
  const auto& voice =
      *std::find_if(merged.outlets.begin(), merged.outlets.end(), [](const Outlet& o) { return o.id == "out-1"; });
  EXPECT_EQ(voice.standing, Standing::disputed);  // those who judge it do not agree
  EXPECT_EQ(voice.vouched_by.size(), 2u);
  EXPECT_EQ(outlet_of(merged, "Pine Voice"), "out-1");
  EXPECT_EQ(outlet_of(merged, "Nobody's Voice at all"), "");
}

}  // namespace
}  // namespace tocsin::link
