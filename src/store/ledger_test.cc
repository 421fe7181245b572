// SPDX-License-Identifier: Apache-2.0
#include "store/ledger.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/hash.h"
#include "store/archive.h"
#include "store/log.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace tocsin::store {
namespace {

Document made(int n, const std::string& text, const std::string& channel = "Harbour Notes") {
  Document d;
  d.source_id = std::to_string(n);
  d.channel = channel;
  d.text = text;
  d.published = Time(std::chrono::seconds(1760000000 + n));
  d.sha256 = std::string(64, 'a');
  d.file = "posts.ndjson";
  d.id = content_id("doc", {d.source_id, d.channel, d.text});
  return d;
}

std::string path_for_test() {
  return (std::filesystem::temp_directory_path() /
          ("tocsin-ledger-" + std::to_string(::getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name()))
      .string();
}

TEST(Ledger, FamiliesComeBackWholeWhicheverWayTheyWereWritten) {
  const Document a = made(1, "one"), b = made(2, "two", "Saltline"), c = made(3, "three");
  const Member first{a.id, Relation::first, {}, 1, {}};
  const Member second{b.id, Relation::excerpt, a.id, .75, {{a.id, {0, 3}}, {b.id, {0, 3}}}};
  const Member third{c.id, Relation::exact, a.id, 1, {}};
  Findings f;
  f.families = {{"fam-1", a.id, {first, second, third}, {"Harbour Notes", "Saltline"}, a.published, c.published}};

  Result<Store> replaced = Store::open(""), written = Store::open("");
  for (Store* store : {&*replaced, &*written}) ASSERT_TRUE(store->add({c, a, b}, {}).ok());
  ASSERT_TRUE(replaced->replace(f, "2026-03-10T12:00:00Z").ok());
  Ledger ledger(*written);
  ASSERT_TRUE(ledger.put("fam-1", first).ok());
  ASSERT_TRUE(ledger.put("fam-2", third).ok());
  ASSERT_TRUE(ledger.put("fam-2", second).ok());
  ASSERT_TRUE(ledger.merge("fam-1", "fam-2").ok());
  EXPECT_EQ(replaced->findings()->families, f.families);
  EXPECT_EQ(written->findings()->families, f.families);

  EXPECT_EQ(*ledger.family(b.id), "fam-1");
  EXPECT_EQ(*ledger.family("doc-0"), "");
  EXPECT_EQ(*ledger.first("fam-1"), a.id);
  EXPECT_EQ(**ledger.member(b.id), second);
  EXPECT_EQ(*ledger.size("fam-1", 2), 2u);
  EXPECT_EQ(*ledger.size("fam-1", 9), 3u);
}

TEST(Ledger, KeepsTheWindowMarksAndPositions) {
  Result<Store> store = Store::open("");
  const Document a = made(1, "one"), b = made(2, "two");
  ASSERT_TRUE(store->add({a, b}, {}).ok());
  Ledger ledger(*store);
  const std::int64_t row = Ledger::row(a.id);
  ASSERT_TRUE(ledger.hold({-1, Ledger::row(b.id), true, std::nullopt}).ok());
  ASSERT_TRUE(ledger.hold({7, row, false, -1}).ok());
  EXPECT_EQ((*ledger.message(row))->text, "one");
  EXPECT_EQ((*ledger.message(b.id))->published, b.published);
  EXPECT_EQ(ledger.window()->at(0).n, -1);
  EXPECT_EQ(ledger.window()->at(1).tied, -1);
  ASSERT_TRUE(ledger.release(-1).ok());
  EXPECT_EQ(ledger.window()->size(), 1u);

  const std::int64_t marks[] = {-5, 3, 3};
  ASSERT_TRUE(ledger.mark(row, marks).ok());
  ASSERT_TRUE(ledger.mark(row + 1, marks).ok());
  EXPECT_EQ(ledger.marked(3, 9)->size(), 2u);
  EXPECT_EQ(ledger.marked(3, 1)->size(), 1u);
  EXPECT_TRUE(ledger.marked(4, 9)->empty());
  ASSERT_TRUE(ledger.forget_window().ok());
  EXPECT_TRUE(ledger.marked(3, 9)->empty());
  EXPECT_TRUE(ledger.window()->empty());

  EXPECT_FALSE(ledger.position("a.ndjson")->has_value());
  ASSERT_TRUE(ledger.set_position("a.ndjson", {10, 4, "ab"}).ok());
  ASSERT_TRUE(ledger.set_position("a.ndjson", {12, 4, "cd"}).ok());
  EXPECT_EQ((*ledger.position("a.ndjson"))->at, 12u);
  EXPECT_EQ((*ledger.position("a.ndjson"))->head, "cd");
}

TEST(Ledger, KnowsOtherVersionsOfAMessage) {
  Result<Store> store = Store::open("");
  const Document a = made(1, "one"), edited = made(1, "one, put right"), elsewhere = made(1, "other", "Saltline");
  const Document nowhere = made(1, "x", ""), nowhere_too = made(1, "y", "");
  ASSERT_TRUE(store->add({a, elsewhere, nowhere, nowhere_too}, {}).ok());
  Ledger ledger(*store);
  EXPECT_EQ(*ledger.other_version(edited), a.id);
  EXPECT_EQ(*ledger.other_version(a), "");
  EXPECT_EQ(*ledger.other_version(nowhere), "");
}

TEST(Ledger, AllOfABatchOrNothing) {
  Result<Store> store = Store::open("");
  Ledger ledger(*store);
  const Document a = made(1, "one");
  const Status s = store->together([&] {
    const Status kept = store->add({a}, {});  // a transaction of its own where it is called alone
    return kept.ok() ? Status(Code::store, "on purpose") : kept;
  });
  EXPECT_EQ(s.message(), "on purpose");
  EXPECT_FALSE(*ledger.holds(a.id));
  ASSERT_TRUE(store->together([&] { return store->add({a}, {}); }).ok());
  EXPECT_TRUE(*ledger.holds(a.id));
}

TEST(Ledger, KeepsHowSourcesDo) {
  Result<Store> store = Store::open("");
  Ledger ledger(*store);
  SourceHealth h;
  h.name = "courier", h.kind = "feed", h.place = "https://harbourcourier.example/feed.xml";
  h.first_try = h.last_try = Time(std::chrono::seconds(1790000000));
  ASSERT_TRUE(ledger.set_health(h).ok());
  EXPECT_EQ(**ledger.health("courier"), h);
  EXPECT_FALSE(ledger.health("saltline")->has_value());
  h.last_success = h.last_new = h.last_error = h.newest = h.silent_since = h.next = Time(std::chrono::seconds(1790000009));
  h.error = "answers 500", h.lag = -7, h.documents = 3, h.oddities = 2, h.failures = 1, h.gone = true, h.silence = 60;
  h.etag = "\"1\"", h.modified = "Tue, 07 Oct 2025 16:00:00 GMT", h.sha256 = "9f";
  ASSERT_TRUE(ledger.set_health(h).ok());
  EXPECT_EQ(*ledger.healths(), std::vector<SourceHealth>{h});
}

TEST(Ledger, KnowsOtherVersionsOfAnArticle) {
  Result<Store> store = Store::open("");
  Document a = made(1, "the pier opens", "");
  a.kind = DocumentKind::article, a.outlet = "Saltline", a.title = "Pier";
  Document same = a, edited = a, other = a;
  same.published = Time(std::chrono::seconds(1790000000));
  edited.text = "the pier closes", other.outlet = "Courier";
  same.id = "doc-1111111111111111", edited.id = "doc-2222222222222222", other.id = "doc-3333333333333333";
  ASSERT_TRUE(store->add({a}, {}).ok());
  Ledger ledger(*store);
  EXPECT_EQ(*ledger.other_article(same, true), a.id);
  EXPECT_EQ(*ledger.other_article(edited, true), "");
  EXPECT_EQ(*ledger.other_article(edited, false), a.id);
  EXPECT_EQ(*ledger.other_article(other, false), "");
}

TEST(Ledger, RelinkingLeavesFamiliesAndStatements) {
  Result<Store> store = Store::open("");
  const Document a = made(1, "one");
  ASSERT_TRUE(store->add({a}, {}).ok());
  Ledger ledger(*store);
  ASSERT_TRUE(ledger.put("fam-1", {a.id, Relation::first, {}, 1, {}}).ok());
  Findings f;
  f.alerts.resize(1);
  f.alerts[0].id = "alr-1", f.alerts[0].score = 3, f.alerts[0].family = "fam-1";
  f.statements.resize(1);
  f.statements[0].id = "sta-1";
  ASSERT_TRUE(store->relink(f, "2026-03-10T12:00:00Z").ok());
  f.alerts[0].score = 4;
  f.statements[0].id = "sta-2";
  ASSERT_TRUE(store->relink(f, "2026-03-10T12:00:00Z").ok());
  const Findings found = *store->findings();
  EXPECT_EQ(found.alerts, f.alerts);
  EXPECT_EQ(found.statements.size(), 2u);
  ASSERT_EQ(found.families.size(), 1u);
  EXPECT_EQ(ledger.members("fam-1")->at(0).document, a.id);
}

// What is told of changes only leaves the store, and the log, as the whole does.
TEST(Ledger, UpdatingLeavesWhatRelinkingLeaves) {
  const auto alert = [](const Id& id, double score) {
    Alert a;
    a.id = id, a.score = score;
    return a;
  };
  const auto link = [](const Id& id, LinkStatus status) {
    return Link{id, "thr-1", "inc-1", LinkRelation::cites_as_motive, status, {}};
  };
  Findings before, after;
  before.alerts = {alert("alr-1", 40), alert("alr-2", 30), alert("alr-3", 20)};
  before.links = {link("lnk-1", LinkStatus::stated), link("lnk-2", LinkStatus::inferred)};
  after.alerts = {alert("alr-4", 50), alert("alr-1", 45), alert("alr-2", 30)};
  after.links = {link("lnk-1", LinkStatus::unclear), link("lnk-3", LinkStatus::stated)};
  Result<Store> whole = Store::open(""), step = Store::open("");
  ASSERT_TRUE(whole.ok() && step.ok());
  for (Store* store : {&*whole, &*step}) ASSERT_TRUE(store->relink(before, "2026-03-10T12:00:00Z").ok());
  ASSERT_TRUE(whole->relink(after, "2026-03-10T13:00:00Z").ok());
  ASSERT_TRUE(step->update(after, {{"alr-3", "alr-9"}, {}, {}, {"lnk-2"}}, "2026-03-10T13:00:00Z").ok());
  EXPECT_TRUE(*step->findings() == *whole->findings());
  const auto log = [](const Store& store) {
    std::vector<std::string> out;
    EXPECT_TRUE(Log(store).each([&](const LogEntry& e) { out.push_back(e.act + " " + e.subject + " " + e.hash); }).ok());
    return out;
  };
  EXPECT_EQ(log(*step), log(*whole));
  EXPECT_EQ(log(*step).size(), 6u);
}

TEST(Ledger, StoresOfVersionOneAreMoved) {
  const std::string path = path_for_test();
  const Document a = made(1, "one"), b = made(2, "two");
  const Family family{"fam-1", a.id, {{a.id, Relation::first, {}, 1, {}}, {b.id, Relation::edited, a.id, .9, {}}},
                      {"Harbour Notes"}, a.published, b.published};
  {
    Result<Store> store = Store::open(path);
    ASSERT_TRUE(store->add({a, b}, {}).ok());
  }
  {
    Result<Database> old = Database::open(path);  // as version 1 left it
    ASSERT_TRUE(old->script("DROP TABLE members; DROP TABLE window; DROP TABLE marks; DROP TABLE sources;"
                            "DROP INDEX documents_by_source; DROP TABLE watched; DROP INDEX documents_by_outlet;"
                            "DROP INDEX documents_by_time; DROP INDEX alerts_by_family; DROP INDEX alerts_by_threat; DROP INDEX threats_by_document;"
                            "DROP TRIGGER alerts_rank; DROP TRIGGER alerts_unrank; DROP TABLE ranks; ALTER TABLE alerts DROP COLUMN family; ALTER TABLE alerts DROP COLUMN threat; ALTER TABLE threats DROP COLUMN document;"
                            "DROP TABLE log; DROP TABLE purged; DROP TABLE register; DROP TABLE deliveries;"
                            "ALTER TABLE documents DROP COLUMN forwarded_published; ALTER TABLE provenances DROP COLUMN feed;"
                            "CREATE TABLE acts (n INTEGER PRIMARY KEY, time TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL) STRICT;"
                            "CREATE TABLE families (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;"
                            "PRAGMA user_version=1").ok());
    ASSERT_TRUE(old->run("INSERT INTO families VALUES (?, ?)", {family.id, to_body(family)}).ok());
  }
  {
    Result<Store> store = Store::open(path);
    ASSERT_TRUE(store.ok()) << store.status().message();
    EXPECT_EQ(store->findings()->families, std::vector<Family>{family});
    EXPECT_EQ(store->documents()->size(), 2u);
  }
  Result<Database> now = Database::open(path);
  std::int64_t version = 0;
  ASSERT_TRUE(now->each("PRAGMA user_version", {}, [&](const Row& row) { version = row.integer(0); }).ok());
  EXPECT_EQ(version, kSchemaVersion);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

}  // namespace
}  // namespace tocsin::store
