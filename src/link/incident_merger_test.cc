// SPDX-License-Identifier: Apache-2.0
// The slow twin: whatever comes in between, goes into a wire or reads otherwise, the incidents are those of all documents at once.
#include "link/incident_merger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tocsin::link {
namespace {

class Reports {
 public:
  explicit Reports(unsigned seed) : random_(seed) {}
  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  Findings report(int n) {
    Findings f;
    Document& d = f.documents.emplace_back();
    d.id = "doc-" + std::to_string(10000 + n), d.kind = DocumentKind::article, d.outlet = "Outlet " + std::to_string(roll(5));
    if (roll(15)) d.published = Time(std::chrono::days(20000) + std::chrono::hours(roll(900)));
    for (int more = roll(8) ? 1 : 2; more > 0; --more) {
      Incident i;
      const std::string place = place_name();
      i.id = "inc-" + d.id + std::to_string(more), i.what = roll(3) ? "strike" : roll(2) ? "arrests" : "event";
      const auto begin = static_cast<std::uint32_t>(d.text.size());
      d.text += i.what + " on " + place + ". ";
      i.spans = {{d.id, {begin, begin + 6}}};
      if (roll(5)) i.place = Place{place, roll(6) ? 0 : 7, roll(4) ? "" : "JO", {}, {}, ""};
      if (roll(4)) i.when = Interval{Time(std::chrono::days(20000 + roll(6))), Time(std::chrono::days(20000 + roll(6))), Precision::day};
      Figure figure;
      figure.id = "fig-" + i.id, figure.min = figure.max = roll(9), figure.span = i.spans[0];
      if (roll(2)) figure.source = Name{roll(2) ? "the observatory" : "Marwud Observatory", {}};
      i.figures = {figure};
      f.incidents.push_back(i);
    }
    return f;
  }
  std::string place_name() {
    constexpr const char* kPlaces[] = {"Tell Marwud", "Tell Marwud market", "Bir Tamun", "Qasr Lanud", "Wadi Sarn", "Io"};
    return kPlaces[roll(6)];
  }

 private:
  std::mt19937 random_;
};

struct World {
  std::map<Order, Findings> documents;
  std::vector<Family> wires;
};

void expect_as_at_once(const World& world, const MergedIncidents& step, IncidentMerger& merger, const std::string& where) {
  IncidentMerger fresh;
  for (const auto& [order, f] : world.documents) fresh.put(order, &f);
  fresh.set_wires(world.wires);
  MergedIncidents once;
  const IncidentMerger::Touched all = fresh.settle(once);
  EXPECT_EQ(all.positions.size(), once.incidents.size());
  ASSERT_EQ(step.incidents.size(), once.incidents.size()) << where;
  for (std::size_t i = 0; i < once.incidents.size(); ++i) {
    ASSERT_TRUE(step.incidents[i] == once.incidents[i]) << where << ", " << once.incidents[i].id;
    ASSERT_TRUE(merger.links(i) == fresh.links(i)) << where << ", " << once.incidents[i].id;
  }
  ASSERT_EQ(step.merged_into, once.merged_into) << where;
}

// Which of them may be looked at again is told.
void expect_told(const std::vector<Incident>& before, const MergedIncidents& now, const IncidentMerger::Touched& touched) {
  for (std::size_t i = 0; i < now.incidents.size(); ++i)
    EXPECT_TRUE((i < before.size() && before[i] == now.incidents[i]) || touched.positions.contains(i));
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_TRUE((i < now.incidents.size() && before[i] == now.incidents[i]) || (touched.before.contains(before[i].id) && touched.before.at(before[i].id) == before[i]));
  for (std::size_t i = 0; i < std::min(touched.kept, before.size()); ++i) EXPECT_EQ(before[i].id, now.incidents[i].id);
}

void run(unsigned seed, int documents, int at_a_time) {
  Reports reports(seed);
  World world;
  IncidentMerger merger;
  MergedIncidents merged;
  for (int n = 0; n < documents;) {
    const std::vector<Incident> before = merged.incidents;
    for (int more = 1 + reports.roll(at_a_time); more > 0; --more) {
      Findings f = reports.report(n++);
      const Order order = order_of(f.documents[0]);
      const auto& [at, known] = *world.documents.emplace(order, std::move(f)).first;
      merger.put(at, &known);
      if (reports.roll(4) == 0 && !world.wires.empty()) world.wires[static_cast<std::size_t>(reports.roll(static_cast<int>(world.wires.size())))].members.push_back({order.id, Relation::edited, "", 1, {}});
      else if (reports.roll(2)) world.wires.push_back({order.id, order.id, {{order.id, Relation::first, "", 1, {}}}, {}, {}, {}});
    }
    merger.set_wires(world.wires);
    if (reports.roll(6) == 0) {  // it has learnt where its place lies
      auto it = std::next(world.documents.begin(), reports.roll(static_cast<int>(world.documents.size())));
      if (it->second.incidents[0].place) it->second.incidents[0].place->country = "SY", merger.put(it->first, &it->second);
    }
    const IncidentMerger::Touched touched = merger.settle(merged);
    expect_told(before, merged, touched);
    expect_as_at_once(world, merged, merger, "seed " + std::to_string(seed) + ", " + std::to_string(n) + " documents");
    if (testing::Test::HasFailure()) return;
  }
}

TEST(IncidentMerger, StepByStepIsAllAtOnce) {
  for (unsigned seed = 0; seed < 60 && !testing::Test::HasFailure(); ++seed) run(seed, 60, 4);
}

TEST(IncidentMerger, ManyAtATimeToo) {
  for (unsigned seed = 100; seed < 103 && !testing::Test::HasFailure(); ++seed) run(seed, 1500, 400);
}

TEST(IncidentMerger, ALaterReportTouchesItsIncidentAlone) {
  Reports reports(7);
  std::map<Order, Findings> documents;
  IncidentMerger merger;
  MergedIncidents merged;
  for (int n = 0; n < 300; ++n) {
    Findings f = reports.report(n);
    const Order order = order_of(f.documents[0]);
    merger.put(order, &documents.emplace(order, std::move(f)).first->second);
  }
  merger.settle(merged);
  Findings late = reports.report(300);
  late.incidents.resize(1);
  late.documents[0].published.reset();
  late.documents[0].id = "doc-99999";
  merger.put(order_of(late.documents[0]), &late);
  const IncidentMerger::Touched touched = merger.settle(merged);
  EXPECT_EQ(touched.positions.size(), 1u);
  EXPECT_EQ(touched.documents, std::set<Id>{"doc-99999"});
}

}  // namespace
}  // namespace tocsin::link
