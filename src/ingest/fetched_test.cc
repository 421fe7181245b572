// SPDX-License-Identifier: Apache-2.0
#include "ingest/fetched.h"

#include <gtest/gtest.h>

#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

const std::string kFeed =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Harbour Courier</title>"
    "<item><guid>i1</guid><link>/pier</link><description>The pier opens at nine, says the keeper</description></item>"
    "<item><description>Sledges are lent at the library on the hill</description></item></channel></rss>";

Collected from_feed(const std::string& bytes, const FetchedFrom& from, Status& status) {
  const TestFolder folder("fetched");
  Collected got;
  status = ingest_feed(folder.put("9f.feed", bytes), from, {}, {kTestKey}, got);
  return got;
}

TEST(Fetched, ItemsHaveTheFeedsAddressAndWhatTheUserSays) {
  Status status;
  Collected got = from_feed(kFeed, {"https://harbourcourier.example/feed.xml"}, status);
  ASSERT_TRUE(status.ok()) << status.message();
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[0].outlet, "The Harbour Courier");
  EXPECT_EQ(got.documents[0].url, "https://harbourcourier.example/pier");
  EXPECT_TRUE(got.documents[0].file.ends_with("/9f.feed"));
  const std::string by_words = got.documents[1].source_id;
  EXPECT_FALSE(by_words.empty());
  for (const Oddity& o : got.oddities) EXPECT_EQ(o.file, "https://harbourcourier.example/feed.xml");

  const std::string moved = std::string(kFeed).insert(kFeed.find("<item>"), "<item><guid>i0</guid><description>Mild weather</description></item>");
  got = from_feed(moved, {"https://harbourcourier.example/feed.xml", "Courier"}, status);
  ASSERT_EQ(got.documents.size(), 3u);
  EXPECT_EQ(got.documents[2].source_id, by_words);  // wherever it stands
  EXPECT_EQ(got.documents[2].outlet, "Courier");
  EXPECT_EQ(got.documents[2].id, document_id(got.documents[2]));
}

TEST(Fetched, WhatIsNoFeedIsNothing) {
  for (const char* bytes : {"", "<!doctype html><html><body><p>Log in</p></body></html>", "{\"id\":1,\"text\":\"noon\"}\n", "Not found", "%PDF-1.7"}) {
    Status status;
    const Collected got = from_feed(bytes, {"https://a.example/f"}, status);
    EXPECT_EQ(status.code(), Code::no_input) << bytes;
    EXPECT_NE(status.message().find("no feed"), std::string::npos) << status.message();
    EXPECT_TRUE(got.documents.empty());
  }
}

TEST(Fetched, CutAnywhereTheItemsBeforeAreRead) {
  const std::string json = R"({"version":"https://jsonfeed.org/version/1.1","title":"Saltline","items":[{"id":"1","content_text":"The pier opens"},{"id":"2","content_text":"Mild weather"}]})";
  for (const std::string& feed : {kFeed, json}) {
    const std::string end = feed == kFeed ? "</item>" : "}";
    const std::size_t first = feed.find(end, feed.find("pier opens")) + end.size(), second = feed.rfind(end == "}" ? "}]" : end) + end.size();
    std::size_t before = 0;
    for (std::size_t cut = 0; cut <= feed.size(); ++cut) {
      Status status;
      const Collected got = from_feed(feed.substr(0, cut), {"https://a.example/f"}, status);
      const std::size_t whole = (cut >= first) + (cut >= second);
      EXPECT_GE(got.documents.size(), whole) << "cut at " << cut;
      EXPECT_LE(got.documents.size(), 2u);
      EXPECT_GE(got.documents.size() + 1, before);
      before = got.documents.size();
      EXPECT_TRUE(cut < first || cut + 1 >= feed.size() || !got.oddities.empty()) << "cut at " << cut;
    }
  }
}

}  // namespace
}  // namespace tocsin::ingest
