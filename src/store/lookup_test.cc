// SPDX-License-Identifier: Apache-2.0
#include "store/lookup.h"

#include <gtest/gtest.h>

#include "core/hash.h"
#include "store/log.h"

namespace tocsin::store {
namespace {

Document document(int n, DocumentKind kind, std::optional<int> at) {
  Document d;
  d.source_id = std::to_string(n), d.kind = kind, d.text = "post " + std::to_string(n), d.lang = "en", d.sha256 = sha256_hex("file"), d.file = n % 2 ? "odd" : "even";
  if (at) d.published = Time(std::chrono::seconds(1760000000 + *at));
  d.id = content_id("doc", {d.source_id});
  return d;
}

// 30 posts, each with a threat and an alert of its own, which have few scores among them; every third in one family.
struct Desk {
  Desk() {
    for (int n = 0; n < 30; ++n) all.documents.push_back(document(n, n % 5 ? DocumentKind::message : DocumentKind::article, n % 7 ? std::optional(n) : std::nullopt));
    Family family;
    for (int n = 0; n < 30; ++n) {
      const Document& d = all.documents[static_cast<std::size_t>(n)];
      Threat t;
      t.id = content_id("thr", {d.id}), t.document = d.id;
      Alert a;
      a.id = content_id("alr", {d.id}), a.threat = t.id, a.score = n % 4 + (n % 2 ? .5 : 0);
      if (n % 3 == 0) family.members.push_back({d.id, n ? Relation::edited : Relation::first, n ? all.documents[0].id : "", 1, {}});
      if (n == 0) a.family = family.id = content_id("fam", {d.id});
      all.threats.push_back(t), all.alerts.push_back(a);
    }
    all.families = {family};
    EXPECT_TRUE(store.add(all.documents, {{"odd", 4, "9", "no_date", "kept"}, {"even", 2, "1", "no_date", "kept"}}).ok());
    EXPECT_TRUE(store.replace(all, "2026-01-01T00:00:00Z").ok());
    all = *store.findings();
  }
  Store store = std::move(*Store::open(""));
  Findings all;
};

TEST(Lookup, SomeAreThoseAmongAll) {
  Desk desk;
  const Lookup lookup(desk.store);
  const Id some = desk.all.documents[5].id, other = desk.all.documents[2].id;
  EXPECT_EQ(*lookup.some<Document>({some, other, "doc-none"}), (std::vector<Document>{desk.all.documents[2], desk.all.documents[5]}));
  EXPECT_EQ(*lookup.some<Threat>({desk.all.threats[3].id}), std::vector<Threat>{desk.all.threats[3]});
  EXPECT_EQ(*lookup.some<Family>({desk.all.families[0].id, "fam-none"}), desk.all.families);
  EXPECT_EQ(*lookup.threats_in({desk.all.threats[3].document}), std::vector<Threat>{desk.all.threats[3]});
  EXPECT_EQ(lookup.oddities({"odd", "neither"})->size(), 1u);
  EXPECT_TRUE(lookup.readings({some})->empty());
  EXPECT_EQ(*lookup.all<Alert>(), desk.all.alerts);
}

TEST(Lookup, RanksAsAllAlertsAre) {
  Desk desk;
  const Lookup lookup(desk.store);
  const std::vector<Alert>& alerts = desk.all.alerts;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    const Result<Lookup::Rank> rank = lookup.rank(alerts[i]);
    ASSERT_TRUE(rank.ok()) << rank.status().message();
    EXPECT_EQ(rank->above, i);
    EXPECT_EQ(rank->below, alerts.size() - 1 - i);
    EXPECT_EQ(rank->next, i + 1 < alerts.size() ? std::optional(alerts[i + 1]) : std::nullopt) << i;
  }
}

TEST(Lookup, AlertsAreFoundByWhatTheyAreAbout) {
  Desk desk;
  const Lookup lookup(desk.store);
  const Alert& of_family = *std::find_if(desk.all.alerts.begin(), desk.all.alerts.end(), [](const Alert& a) { return !a.family.empty(); });
  const Id member = desk.all.families[0].members.back().document;
  const Result<std::vector<Alert>> about = lookup.alerts_about({member});
  ASSERT_EQ(about->size(), 2u);  // its own threat's, and that of the family it is in
  EXPECT_EQ(std::count(about->begin(), about->end(), of_family), 1);
  EXPECT_TRUE(lookup.alerts_about({"doc-none"})->empty());
}

TEST(Lookup, CountsAndTimesAreOfAllDocuments) {
  Desk desk;
  const Lookup lookup(desk.store);
  EXPECT_EQ(lookup.counts()->articles, 6u);
  EXPECT_EQ(lookup.counts()->messages, 24u);
  EXPECT_EQ(*lookup.latest(), Time(std::chrono::seconds(1760000029)));
  EXPECT_EQ(*Lookup(*Store::open("")).latest(), std::nullopt);
}

TEST(Lookup, BeginningsGiveTwoAtMost) {
  Desk desk;
  const Lookup lookup(desk.store);
  const Id whole = desk.all.threats[9].id;
  EXPECT_EQ(*lookup.beginning(whole, {Table::threats}), std::vector<Id>{whole});
  EXPECT_EQ(lookup.beginning("thr-", {Table::threats, Table::alerts})->size(), 2u);
  EXPECT_EQ(*lookup.beginning("fam-", {Table::families}), std::vector<Id>{desk.all.families[0].id});
  EXPECT_TRUE(lookup.beginning("zzz", {Table::documents})->empty());
  EXPECT_EQ(lookup.ids({Table::alerts, Table::families})->size(), 31u);
}

TEST(Lookup, DecisionsAreThoseMadeOnDocuments) {
  Desk desk;
  Log log(desk.store);
  for (const int n : {3, 1, 3, 2}) {
    Decision d;
    d.kind = DecisionKind::confirm, d.reviewer = "R. Marlow", d.note = std::to_string(n), d.alert = "alr-1", d.document = desk.all.documents[static_cast<std::size_t>(n)].id, d.time = "2026-01-02T00:00:00Z";
    ASSERT_TRUE(log.decide(d).ok());
  }
  const std::vector<Decision> all = *log.decisions();
  EXPECT_EQ(*log.decisions({desk.all.documents[3].id, desk.all.documents[2].id}), (std::vector<Decision>{all[0], all[2], all[3]}));
}

}  // namespace
}  // namespace tocsin::store
