// SPDX-License-Identifier: Apache-2.0
#include "link/reviews.h"

#include <gtest/gtest.h>

namespace tocsin::link {
namespace {

using enum DecisionKind;

std::vector<Decision> decided(const std::vector<std::pair<DecisionKind, std::string>>& acts) {
  std::vector<Decision> out;
  for (const auto& [kind, reviewer] : acts) {
    Decision& d = out.emplace_back();
    d.kind = kind, d.reviewer = reviewer, d.document = "doc-a";
  }
  return out;
}

TEST(State, FollowsTheLastAgreement) {
  const struct {
    std::vector<std::pair<DecisionKind, std::string>> acts;
    unsigned needed;
    std::string state;
  } kTable[] = {
      {{}, 1, ""},
      {{{confirm, "a"}}, 1, "confirmed"},
      {{{confirm, "a"}, {dismiss, "b"}}, 1, "dismissed"},
      {{{confirm, "a"}}, 2, ""},
      {{{confirm, "a"}, {confirm, "a"}}, 2, ""},
      {{{confirm, "a"}, {confirm, "b"}}, 2, "confirmed"},
      {{{confirm, "a"}, {dismiss, "b"}, {confirm, "c"}}, 2, ""},
      {{{escalate, "a"}, {escalate, "b"}, {dismiss, "c"}}, 2, ""},
      {{{confirm, "a"}, {correct, "a"}}, 1, ""},
      {{{confirm, "a"}, {split, "b"}, {confirm, "b"}}, 2, ""},
      {{{correct, "a"}, {confirm, "a"}}, 1, "confirmed"},
  };
  for (const auto& row : kTable) EXPECT_EQ(state(decided(row.acts), row.needed), row.state) << row.acts.size() << " acts, " << row.needed << " needed";
}

Document at(const Id& id, int day) {
  Document d;
  d.id = id;
  d.published = Time(std::chrono::days(day));
  return d;
}

// a ← b ← c, a ← d; and e alone.
std::vector<Family> families() {
  Family one, other;
  one.members = {{"a", Relation::first, "", 1, {}}, {"b", Relation::edited, "a", .9, {}}, {"c", Relation::exact, "b", 1, {}}, {"d", Relation::excerpt, "a", .8, {}}};
  one.first = "a";
  other.members = {{"e", Relation::first, "", 1, {}}};
  other.first = "e";
  return {one, other};
}

std::vector<std::vector<Id>> who(const std::vector<Family>& all) {
  std::vector<std::vector<Id>> out;
  for (const Family& f : all) {
    EXPECT_EQ(f.members.front().document, f.first);
    EXPECT_EQ(f.members.front().relation, Relation::first);
    std::vector<Id>& ids = out.emplace_back();
    for (const Member& m : f.members) ids.push_back(m.document);
  }
  return out;
}

const std::vector<Document> kDocuments = {at("a", 2), at("b", 3), at("c", 4), at("d", 5), at("e", 1)};

TEST(Regroup, SplitsAPostOffWithItsCopies) {
  std::vector<Decision> decisions = decided({{split, "x"}});
  decisions.front().documents = {"b"};
  std::vector<Family> all = families();
  regroup(all, kDocuments, decisions);
  EXPECT_EQ(who(all), (std::vector<std::vector<Id>>{{"a", "d"}, {"e"}, {"b", "c"}}));
}

TEST(Regroup, MergesInOrderOfTimeAndSplitsWhatWasMerged) {
  std::vector<Decision> decisions = decided({{merge, "x"}});
  decisions.front().document = "d", decisions.front().with = "e";
  std::vector<Family> all = families();
  regroup(all, kDocuments, decisions);
  EXPECT_EQ(who(all), (std::vector<std::vector<Id>>{{"e", "a", "b", "c", "d"}}));
  EXPECT_EQ(all[0].members[1], (Member{"a", Relation::edited, "e", 0, {}}));
  decisions.push_back(decided({{split, "x"}}).front());
  decisions.back().documents = {"a"};
  all = families();
  regroup(all, kDocuments, decisions);
  EXPECT_EQ(who(all), (std::vector<std::vector<Id>>{{"e"}, {"a", "b", "c", "d"}}));
}

TEST(Regroup, WhatIsNotHereChangesNothing) {
  std::vector<Decision> decisions = decided({{merge, "x"}, {split, "x"}});
  decisions[0].with = "gone", decisions[1].documents = {"gone", "a"};
  std::vector<Family> all = families();
  regroup(all, kDocuments, decisions);
  EXPECT_EQ(who(all), (std::vector<std::vector<Id>>{{"a", "b", "c", "d"}, {"e"}}));
}

TEST(Correct, ChangesTheThreatLookedAtInEveryCopyOfTheText) {
  std::vector<Document> documents = {at("a", 1), at("b", 2), at("c", 3)};
  documents[0].text = documents[1].text = "We will close the pier. And the hall.";
  documents[2].text = "We will close the pier!";
  Reading reading;
  reading.is_alert = true;
  reading.threats.resize(2);
  reading.threats[0].span = {0, 23}, reading.threats[1].span = {24, 37};
  for (ThreatReading& t : reading.threats) t.force = Force::intends;
  std::map<Id, Reading> readings = {{"a", reading}, {"b", reading}, {"c", reading}};
  std::vector<Decision> decisions = decided({{correct, "x"}});
  decisions.front().document = "a", decisions.front().about = {3, 20};
  decisions.front().corrections = {{"stance", "quoted", {}}, {"targets_chosen", "", {{14, 22}}}};
  link::correct(readings, documents, decisions);
  for (const char* id : {"a", "b"}) {
    EXPECT_EQ(readings[id].threats[0].stance, Stance::quoted);
    EXPECT_EQ(readings[id].threats[0].targets_chosen, (std::vector<Span>{{14, 22}}));
    EXPECT_EQ(readings[id].threats[1].stance, Stance::own);
    EXPECT_TRUE(readings[id].is_alert) << "the other threat is still the author's";
  }
  EXPECT_EQ(readings["c"], reading);
}

}  // namespace
}  // namespace tocsin::link
