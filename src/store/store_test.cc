// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "core/hash.h"
#include "store/archive.h"
#include "store/log.h"
#include "store/search.h"
#include "store/sqlite.h"

namespace tocsin::store {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tocsin-store-" + std::to_string(::getpid()) +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

Document made(int n, const std::string& text, const std::string& file = "export.json") {
  Document d;
  d.source_id = std::to_string(n);
  d.channel = "Harbour Notes";
  d.text = text;
  d.published = Time(std::chrono::seconds(1760000000 + n));
  d.lang = "en";
  d.sha256 = sha256_hex(file);
  d.file = file;
  d.at = static_cast<std::uint64_t>(n) * 10;
  d.id = content_id("doc", {d.source_id, d.text});
  return d;
}

std::vector<Document> several() {
  return {made(1, "The ferry terminal opens at noon."), made(2, "المحطة مغلقة اليوم"),
          made(3, "Fеrry delayed, call @pier_master_77")};
}

using StoreTest = Folder;

TEST_F(StoreTest, KeepsWhatItWasGiven) {
  Result<Store> store = Store::open(path("a.db"));
  ASSERT_TRUE(store.ok());
  ASSERT_TRUE(store->add(several(), {{"export.json", 4, "message 9", "no_date: message has no date", "kept"}}).ok());
  EXPECT_EQ(*store->documents(), several());
  EXPECT_EQ(store->oddities()->size(), 1u);
}

TEST_F(StoreTest, OrderAndRepetitionChangeNothing) {
  std::vector<Document> documents = several();
  for (int i = 4; i < 40; ++i) documents.push_back(made(i, "Notice number " + std::to_string(i)));
  documents.push_back(
      made(1, "The ferry terminal opens at noon.", "another.json"));  // the same document in a second file
  Result<Store> whole = Store::open("");
  ASSERT_TRUE(whole->add(documents, {}).ok());
  for (unsigned seed : {1u, 2u, 3u}) {
    std::shuffle(documents.begin(), documents.end(), std::mt19937(seed));
    Result<Store> parts = Store::open("");
    for (const Document& d : documents) ASSERT_TRUE(parts->add({d}, {}).ok());
    ASSERT_TRUE(parts->add(documents, {}).ok());
    EXPECT_EQ(*parts->documents(), *whole->documents()) << seed;
  }
}

TEST_F(StoreTest, EveryPlaceOfADocumentIsKept) {
  Document here = made(1, "The ferry terminal opens at noon."), there = here;
  there.sha256 = std::string(64, '0'), there.file = "a.db.feeds/x.feed", there.feed = "https://courier.example/feed.xml";
  there.forwarded_published = Time(std::chrono::seconds(1759000000));
  Result<Store> store = Store::open("");
  ASSERT_TRUE(store->add({here}, {}).ok());
  EXPECT_TRUE(store->documents()->front().provenances.empty());  // one place: the document has it
  ASSERT_TRUE(store->add({there, here}, {}).ok());
  const Provenance first{there.sha256, there.at, there.file, there.feed, 0}, second{here.sha256, here.at, here.file, "", 0};
  ASSERT_LT(first.sha256, second.sha256);
  const Document kept = store->documents()->front();
  EXPECT_EQ(kept.provenances, (std::vector{first, second}));
  EXPECT_EQ(kept.file, there.file);
  EXPECT_EQ(kept.feed, there.feed);
  EXPECT_EQ(kept.forwarded_published, there.forwarded_published);
  EXPECT_EQ(*store->provenances(here.id), (std::vector{first, second}));
  EXPECT_TRUE(store->provenances("doc-none")->empty());
  ASSERT_TRUE(store->purge({here.id}, "2026-03-10T00:00:00Z", "asked for").ok());
  EXPECT_TRUE(store->provenances(here.id)->empty());
}

TEST_F(StoreTest, AnImportIsFoundByItsFileAndLines) {
  Result<Store> store = Store::open("");
  Log log(*store);
  const std::string hash = sha256_hex("export.json"), now = "2026-03-10T00:00:00Z";
  ASSERT_TRUE(log.imported(now, "export.json", hash, 3).ok());
  ASSERT_TRUE(log.imported(now, "live.ndjson", sha256_hex("piece 1"), 2, Log::Bytes{0, 100}).ok());
  ASSERT_TRUE(log.imported(now, "live.ndjson", sha256_hex("piece 2"), 2, Log::Bytes{100, 150}).ok());
  const auto entry = [&](const std::string& file, const std::string& sha256, std::uint64_t at) { return *log.import_of({sha256, at, file, "", 0}); };
  EXPECT_EQ(entry("export.json", hash, 7), 1);
  EXPECT_EQ(entry("other.json", hash, 7), 0);
  EXPECT_EQ(entry("live.ndjson", sha256_hex("a line"), 99), 2);
  EXPECT_EQ(entry("live.ndjson", sha256_hex("a line"), 100), 3);
  EXPECT_EQ(entry("live.ndjson", sha256_hex("a line"), 150), 0);
  ASSERT_TRUE(log.imported(now, "live.ndjson", sha256_hex("written anew"), 2, Log::Bytes{0, 120}).ok());
  EXPECT_EQ(entry("live.ndjson", sha256_hex("a line"), 99), 0);  // either may be meant
}

TEST_F(StoreTest, BodiesComeBackAsTheyWent) {
  Threat t;
  t.id = "thr-1";
  t.force = Force::calls_for;
  t.score = 0.875;
  t.caller = Name{"The “Brigade” <&>\n\x1b[31m", {{"doc-1", {3, 9}}}};
  t.posted = Interval{Time(std::chrono::seconds(-5)), std::nullopt, Precision::part_of_day};
  t.places.push_back({{"doc-1", {1, 2}}, 42, "JO", "مرسى"});
  const Result<Threat> back = from_body<Threat>(to_body(t));
  ASSERT_TRUE(back.ok()) << back.status().message();
  EXPECT_EQ(*back, t);
  EXPECT_FALSE(from_body<Threat>("{}").ok());
  EXPECT_FALSE(from_body<Threat>("nonsense").ok());
  std::string unknown = to_body(t);
  unknown.replace(unknown.find("calls_for"), 9, "shouts_at");
  EXPECT_NE(from_body<Threat>(unknown).status().message().find("shouts_at"), std::string::npos);
}

TEST_F(StoreTest, DerivedRecordsAreReplacedWhole) {
  Result<Store> store = Store::open(path("a.db"));
  ASSERT_TRUE(store->add(several(), {}).ok());
  Findings first;
  first.documents = several();
  first.documents[0].main_incident = "inc-1";
  first.outlets = {{"out-1", "Harbour Notes", {"Notes"}, Standing::known, {}, {}},
                   {"out-2", "Saltline", {}, Standing::unknown, {}, {}}};
  first.alerts = {{"alr-1", 10, {}, "thr-1", "", "", {}, {}, {}, {}, "", {}},
                  {"alr-2", 30, {}, "thr-2", "", "", {}, {}, {}, {}, "", {}}};
  ASSERT_TRUE(store->replace(first, "2026-03-10T12:00:00Z").ok());
  Findings got = *store->findings();
  EXPECT_EQ(got.outlets, first.outlets);
  EXPECT_EQ(got.alerts.front().id, "alr-2");  // highest score first
  EXPECT_EQ(got.documents.front().main_incident, "inc-1");
  first.outlets.pop_back();
  ASSERT_TRUE(store->replace(first, "2026-03-10T12:00:00Z").ok());
  EXPECT_EQ(store->findings()->outlets.size(), 1u);
}

TEST_F(StoreTest, FindsWordsInAnySpellingButNoHandles) {
  Result<Store> store = Store::open("");
  ASSERT_TRUE(store->add(several(), {}).ok());
  const struct {
    std::string_view query;
    std::size_t hits;
  } kTable[] = {
      {"ferry", 2},  // the third has a Cyrillic е
      {"FERRY terminal", 1},
      {"\"ferry terminal\"", 1},
      {"\"terminal ferry\"", 0},
      {"ferry -noon", 1},
      {"ferr*", 2},
      {"المحطه", 1},
      {"pier_master_77", 0},
      {"nothing", 0},
      {"\" OR text_index MATCH \"x", 0},
  };
  for (const auto& row : kTable) {
    const auto hits = store->search(row.query);
    ASSERT_TRUE(hits.ok()) << row.query << hits.status().message();
    EXPECT_EQ(hits->size(), row.hits) << row.query;
  }
  EXPECT_EQ(store->search("-noon").status().code(), Code::usage);
  EXPECT_EQ(store->search("  ").status().code(), Code::usage);
  const Hit hit = store->search("terminal")->front();
  EXPECT_EQ(slice(several()[0].text, hit.span), "terminal");
}

TEST_F(StoreTest, RefusesWhatIsNoStore) {
  std::ofstream(path("text.db")) << std::string(5000, 'x');
  EXPECT_EQ(Store::open(path("text.db")).status().code(), Code::store);
  {
    Result<Database> other = Database::open(path("other.db"));
    ASSERT_TRUE(other->script("CREATE TABLE recipes (name TEXT)").ok());
  }
  EXPECT_NE(Store::open(path("other.db")).status().message().find("another program"), std::string::npos);
  { ASSERT_TRUE(Store::open(path("new.db")).ok()); }
  {
    Result<Database> newer = Database::open(path("new.db"));
    ASSERT_TRUE(newer->script("PRAGMA user_version=99").ok());
  }
  EXPECT_NE(Store::open(path("new.db")).status().message().find("newer"), std::string::npos);
  EXPECT_EQ(Store::open(path("no/such/folder/a.db")).status().code(), Code::store);
  EXPECT_EQ(Store::open("postgresql://localhost/x").status().code(), Code::usage);
}

TEST_F(StoreTest, KeyIsMadeOnceAndIsOnlyItsOwners) {
  const Result<std::string> key = made_key(path("a.key"));
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key->size(), 32u);
  EXPECT_EQ(*made_key(path("a.key")), *key);
  struct stat info {};
  ASSERT_EQ(::stat(path("a.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  std::ofstream(path("short.key")) << "short";
  EXPECT_EQ(read_key(path("short.key")).status().code(), Code::store);
  EXPECT_EQ(read_key(path("none.key")).status().code(), Code::store);
}

TEST_F(StoreTest, ATransactionKeepsAllOrNothing) {
  Result<Database> db = Database::open("");
  ASSERT_TRUE(db->script("CREATE TABLE t (x INTEGER) STRICT").ok());
  const Status failed = db->transaction([&] {
    const Status s = db->run("INSERT INTO t VALUES (?)", {std::int64_t{1}});
    return s.ok() ? Status(Code::store, "on purpose") : s;
  });
  EXPECT_EQ(failed.message(), "on purpose");
  std::int64_t n = -1;
  ASSERT_TRUE(db->each("SELECT count(*) FROM t", {}, [&](const Row& row) { n = row.integer(0); }).ok());
  EXPECT_EQ(n, 0);
}

}  // namespace
}  // namespace tocsin::store
