// SPDX-License-Identifier: Apache-2.0
// The slow twin: whatever order documents come in, and however many at a time, what is linked step by step is what is linked at once.
#include "link/linker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "link/link.h"

namespace tocsin::link {
namespace {

constexpr std::chrono::hours kHour(1);
const Time kStart{std::chrono::days(20000)};

// Posts and reports of a small country, in which few names are used for many things.
class Country {
 public:
  explicit Country(unsigned seed) : random_(seed) {
    for (int n = 0; n < 40; ++n) input.documents.push_back(document(n));
    group();
    input.as_of = kStart + 21 * 24 * kHour;
    if (roll(2)) input.listed = {{pick(kChannels), {}, Standing::established, "", "a desk", "2024-01-01"}};
    for (const Findings& f : input.documents)
      if (f.documents[0].kind == DocumentKind::article || roll(3) == 0) quote(f.documents[0]);
  }

  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  // Who is whose copy, otherwise than before.
  void regroup() {
    input.families.clear(), input.wires.clear();
    group();
  }

  Input input;

 private:
  template <std::size_t N>
  const char* pick(const char* const (&words)[N]) { return words[roll(N)]; }

  static constexpr const char* kChannels[] = {"Cedar Voice", "Heron Voice | Heron", "Heron", "Lantern Wire", "Lantern Wire backup"};
  static constexpr const char* kPlaces[] = {"Tell Marwud", "Tell Marwud market", "Bir Tamun", "Qasr Lanud", "Io"};
  static constexpr const char* kTargets[] = {"ferry office", "customs house", "grain store"};
  static constexpr const char* kActors[] = {"Pine Brigade", "Heron Front"};

  Passage at(Document& d, const std::string& words) {
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text += words;
    const Passage out{d.id, {begin, static_cast<std::uint32_t>(d.text.size())}};
    d.text += " ";
    return out;
  }

  void threat(Findings& f, Reading& r) {
    Document& d = f.documents[0];
    Threat t;
    t.id = "thr-" + d.id, t.document = d.id, t.force = Force::intends, t.score = .3 + .1 * roll(7);
    const Stance stances[] = {Stance::own, Stance::own, Stance::forwarded, Stance::reported, Stance::opposed, Stance::negated};
    t.stance = d.kind == DocumentKind::article ? Stance::reported : stances[roll(6)];
    const std::string actor = pick(kActors);
    if (roll(3)) t.caller = Name{actor, {at(d, actor)}};
    t.targets_chosen = {at(d, pick(kTargets))};
    const std::string place = pick(kPlaces);
    t.places = {{at(d, place), 0, roll(4) ? "" : roll(2) ? "JO" : "SY", place, {}, {}}};
    if (roll(2)) t.act = at(d, "will burn");
    if (roll(2)) {
      const std::string cited = pick(kPlaces);
      const Passage motive = at(d, "the strike on " + cited);
      t.motive = {motive};
      Mention m;
      m.kind = roll(2) ? MentionKind::event : MentionKind::time, m.span = motive.span;
      if (m.kind == MentionKind::time) m.time = TimeValue{TimeType::date, "", Interval{day(3), day(3), Precision::day}};
      r.mentions.push_back(m);
    }
    if (d.kind == DocumentKind::article) t.reported_by = d.id;
    else t.posted = Interval{d.published, d.published, Precision::second};
    if (roll(3) == 0) t.times = {TimeValue{TimeType::date, "", Interval{day(roll(20)), day(roll(20)), Precision::day}}}, t.time = {t.targets_chosen[0]};
    ThreatReading reading;
    reading.force = t.force, reading.stance = t.stance, reading.score = t.score, reading.span = t.targets_chosen[0].span;
    r.threats = {reading};
    r.is_alert = asserted(t.stance);
    f.threats.push_back(t);
  }

  void incident(Findings& f) {
    Document& d = f.documents[0];
    Incident i;
    i.id = "inc-" + d.id, i.what = roll(3) ? "strike" : "arrests";
    const std::string place = pick(kPlaces);
    i.spans = {at(d, i.what + " on " + place)};
    if (roll(6)) i.place = Place{place, 0, roll(4) ? "" : "JO", {}, {}, roll(4) ? "" : pick(kPlaces)};
    if (roll(4)) i.when = Interval{day(3 + roll(2)), day(3 + roll(2)), Precision::day};
    if (roll(3) == 0) i.actor = Name{pick(kActors), {i.spans[0]}};
    Figure figure;
    figure.id = "fig-" + d.id, figure.min = figure.max = 5 + roll(3), figure.span = i.spans[0];
    if (roll(2)) figure.source = Name{pick(kActors), {}};
    i.figures = {figure};
    f.incidents = {i};
    d.main_incident = i.id;
    if (roll(4)) return;
    const Passage denied = at(d, "denied it was linked");
    f.claims.push_back({"clm-" + d.id, std::nullopt, "whether it was linked", roll(2) ? ClaimStatus::denied : ClaimStatus::unclear, denied, denied});
  }

  Findings document(int n) {
    Findings f;
    Document& d = f.documents.emplace_back();
    d.id = "doc-" + std::to_string(100 + n), d.lang = "en";
    d.kind = roll(3) ? DocumentKind::message : DocumentKind::article;
    (d.kind == DocumentKind::message ? d.channel : d.outlet) = pick(kChannels);
    if (roll(12)) d.published = day(4) + roll(400) * kHour;
    Reading r;
    r.document = d.id;
    if (roll(4)) threat(f, r);
    if (d.kind == DocumentKind::article && roll(4)) incident(f);
    const std::string name = d.channel.empty() ? d.outlet : d.channel;
    if (roll(6)) f.outlets.push_back({"out-" + name, name, {}, Standing::unknown, {}, {}});
    if (roll(5) == 0) {
      const std::string other = pick(kChannels);
      const Passage named = at(d, other);
      f.outlets.push_back({"out-" + other, other, {}, roll(2) ? Standing::unknown : Standing::disputed, {"sta-" + d.id}, {named}});
      Statement s;
      s.id = "sta-" + d.id, s.span = named;
      f.statements.push_back(s);
    }
    if (roll(8)) input.readings[d.id] = r;
    else f.threats.clear();
    return f;
  }

  void group() {
    std::vector<const Document*> messages, articles;
    for (const Findings& f : input.documents) (f.documents[0].kind == DocumentKind::message ? messages : articles).push_back(&f.documents[0]);
    const auto earlier = [](const Document* a, const Document* b) {
      return std::tuple(!a->published, a->published, a->id) < std::tuple(!b->published, b->published, b->id);
    };
    for (auto [from, to] : {std::pair(&messages, &input.families), std::pair(&articles, &input.wires)}) {
      std::sort(from->begin(), from->end(), earlier);
      for (const Document* d : *from) {
        if (to->empty() || roll(2)) {
          to->push_back({d->id, d->id, {{d->id, Relation::first, "", 1, {}}}, {}, {}, {}});
        } else {
          Family& f = (*to)[static_cast<std::size_t>(roll(static_cast<int>(to->size())))];
          const Id of = f.members[static_cast<std::size_t>(roll(static_cast<int>(f.members.size())))].document;
          f.members.push_back({d->id, roll(3) ? Relation::edited : Relation::forwarded, of, .9, {}});
        }
      }
      std::sort(to->begin(), to->end(), [](const Family& a, const Family& b) { return a.id < b.id; });
    }
  }

  void quote(const Document& d) {
    for (const Findings& f : input.documents)
      if (f.documents[0].kind == DocumentKind::message && f.documents[0].id != d.id && roll(12) == 0)
        input.quotations.push_back({{d.id, {0, 4}}, {f.documents[0].id, {0, 4}}, 1});
  }

  Time day(int n) const { return kStart + n * 24 * kHour; }
  std::mt19937 random_;
};

// Of all that is given what is known when only these documents are.
Input known(const Input& all, const std::set<Id>& documents) {
  const auto there = [&](const Member& m) { return documents.contains(m.document); };
  Input out;
  out.listed = all.listed, out.as_of = std::nullopt;
  for (const Findings& f : all.documents)
    if (documents.contains(f.documents[0].id)) {
      out.documents.push_back(f);
      out.as_of = std::max(out.as_of, f.documents[0].published);
    }
  for (const auto& [id, r] : all.readings)
    if (documents.contains(id)) out.readings.emplace(id, r);
  for (auto [from, to] : {std::pair(&all.families, &out.families), std::pair(&all.wires, &out.wires)})
    for (Family f : *from) {
      std::erase_if(f.members, [&](const Member& m) { return !there(m); });
      if (f.members.empty()) continue;
      // Another first, where it is not there yet; who was copied from one that is not there, from the first.
      f.first = f.id = f.members[0].document;
      for (Member& m : f.members)
        if (m.document == f.first) m = {f.first, Relation::first, "", 1, {}};
        else if (!documents.contains(m.of)) m.of = f.first;
      to->push_back(std::move(f));
    }
  for (const Quotation& q : all.quotations)
    if (documents.contains(q.article.document) && documents.contains(q.message.document)) out.quotations.push_back(q);
  return out;
}

// Tells the linker what is new in `now`.
void bring(Linker& linker, const Input& before, const Input& now) {
  std::set<Id> held;
  for (const Findings& f : before.documents) held.insert(f.documents[0].id);
  for (const Findings& f : now.documents) {
    const Id& id = f.documents[0].id;
    if (held.contains(id)) continue;
    const auto r = now.readings.find(id);
    linker.add(f, r == now.readings.end() ? std::nullopt : std::optional(r->second));
  }
  std::map<Id, std::vector<Member>> families;
  for (const Family& f : before.families) families[f.first];
  for (const Family& f : now.families) families[f.first] = f.members;
  for (const Family& f : before.families)
    if (families[f.first] == f.members) families.erase(f.first);
  for (const auto& [name, members] : families) linker.set_family(name, members);
  std::map<Id, std::vector<Quotation>> quotations;
  for (const Quotation& q : now.quotations) quotations[q.article.document].push_back(q);
  for (const auto& [id, of] : quotations) linker.set_quotations(id, of);
  linker.set_wires(now.wires);
  linker.set_listed(now.listed);
}

template <class Record>
void put(std::map<Id, Record>& into, const std::vector<Record>& now, const std::vector<Id>& gone) {
  for (const Id& id : gone) into.erase(id);
  for (const Record& r : now) into.insert_or_assign(r.id, r);
}

// What a store holds that was told of changes only.
struct Told {
  std::map<Id, Alert> alerts;
  std::map<Id, Threat> threats;
  std::map<Id, Incident> incidents;
  std::map<Id, Outlet> outlets;
  std::map<Id, Link> links;
  std::map<Id, Id> mains;

  void take(const Changes& c) {
    put(alerts, c.now.alerts, c.alerts_gone);
    put(threats, c.now.threats, {});
    put(incidents, c.now.incidents, c.incidents_gone);
    put(outlets, c.now.outlets, c.outlets_gone);
    put(links, c.now.links, c.links_gone);
    for (const Document& d : c.now.documents) mains[d.id] = d.main_incident;
  }
  void expect(const Findings& all) const {
    const auto same = [](const auto& told, const auto& records) {
      EXPECT_EQ(told.size(), records.size());
      for (const auto& r : records) {
        const auto it = told.find(r.id);
        ASSERT_NE(it, told.end()) << r.id;
        EXPECT_TRUE(it->second == r) << r.id;
      }
    };
    same(alerts, all.alerts), same(threats, all.threats), same(incidents, all.incidents), same(outlets, all.outlets), same(links, all.links);
    for (const Document& d : all.documents) {
      const auto main = mains.find(d.id);
      EXPECT_EQ(main == mains.end() ? Id() : main->second, d.main_incident);
    }
  }
};

// "lnk-1 doc-2 → doc-3", of those that only one side has.
std::string only_in(const std::vector<Link>& a, const std::vector<Link>& b) {
  std::string out;
  for (const Link& l : a)
    if (std::find(b.begin(), b.end(), l) == b.end()) out += " " + l.id + " " + l.from + " → " + l.to;
  return out;
}

void expect_same(const Findings& step, const Findings& once, const std::string& where) {
  EXPECT_TRUE(step.documents == once.documents) << where;
  EXPECT_TRUE(step.families == once.families) << where;
  EXPECT_TRUE(step.alerts == once.alerts) << where;
  EXPECT_TRUE(step.threats == once.threats) << where;
  EXPECT_TRUE(step.incidents == once.incidents) << where;
  EXPECT_TRUE(step.outlets == once.outlets) << where;
  EXPECT_TRUE(step.links == once.links) << where << ", only step by step:" << only_in(step.links, once.links) << ", only at once:" << only_in(once.links, step.links);
  EXPECT_TRUE(step == once) << where;
}

TEST(Linker, StepByStepIsAllAtOnceInWhateverOrder) {
  std::size_t alerts = 0, incidents = 0, tellers = 0;
  for (unsigned seed = 0; seed < 150 && !testing::Test::HasFailure(); ++seed) {
    Country country(seed);
    std::vector<Id> order;
    for (const Findings& f : country.input.documents) order.push_back(f.documents[0].id);
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    Linker linker(Linker::Names::made);
    Told told;
    std::set<Id> documents;
    Input before;
    for (std::size_t at = 0; at < order.size();) {
      for (int more = 1 + country.roll(4); more > 0 && at < order.size(); --more) documents.insert(order[at++]);
      if (country.roll(5) == 0) country.regroup();
      Input now = known(country.input, documents);
      if (country.roll(10) == 0) now.as_of = country.input.as_of;
      bring(linker, before, now);
      linker.settle(now.as_of);
      const Findings once = link(now);
      expect_same(linker.all(), once, "seed " + std::to_string(seed) + ", " + std::to_string(at) + " documents");
      told.take(linker.take_changes());
      told.expect(once);
      alerts += once.alerts.size(), incidents += once.incidents.size();
      for (const Alert& a : once.alerts)
        for (const ScorePart& p : a.parts) tellers += p.name == "corroboration";
      before = std::move(now);
      if (testing::Test::HasFailure()) break;
    }
  }
  // Or it tells nothing.
  EXPECT_GT(alerts, 1000u);
  EXPECT_GT(incidents, 1000u);
  EXPECT_GT(tellers, 100u);
}

}  // namespace
}  // namespace tocsin::link
