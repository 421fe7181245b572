// SPDX-License-Identifier: Apache-2.0
#include "ingest/outbox.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

constexpr std::string_view kActor = "https://harbour.example/users/pier";

std::string file(const std::string& items) {
  return R"({"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection", "totalItems": 1, "orderedItems": [)" +
         items + "]}";
}

std::string note(const std::string& fields, const std::string& to = "https://www.w3.org/ns/activitystreams#Public") {
  return R"({"id": "https://harbour.example/users/pier/statuses/41/activity", "type": "Create", "actor": ")" +
         std::string(kActor) + R"(", "published": "2025-10-07T15:58:31Z", "to": [")" + to +
         R"("], "cc": [], "object": {"id": "https://harbour.example/users/pier/statuses/41", "type": "Note", )" +
         fields + "}}";
}

TEST(Outbox, OneNoteWhole) {
  const Collected got = collect(
      outbox,
      file(note(
          R"("published": "2025-10-07T15:58:31Z", "updated": "2025-10-07T16:00:00Z", "summary": "Ferries", "content": "<p>Sail &amp; wait<br>at <a href=\"https://pier.example\"><span class=\"invisible\">https://</span>pier.example</a></p><p>noon</p>",
      "contentMap": {"en": "x"}, "attachment": [{"type": "Document"}], "tag": [{"type": "Mention", "name": "@somebody"}], "url": "https://harbour.example/@pier/41")")));
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "harbour.example");
  EXPECT_EQ(d.text, "Ferries\n\nSail & wait\nat https://pier.example\n\nnoon");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");
  EXPECT_EQ(format_time(*d.edited), "2025-10-07T16:00:00Z");
  EXPECT_EQ(d.author, pseudonym(kTestKey, kActor));
  EXPECT_EQ(d.url, "");  // it holds the account's name
  EXPECT_EQ(d.lang, "en");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"file", 1}}));
}

TEST(Outbox, WhatIsNotPublic) {
  const std::string followers = note(R"("content": "private")", "https://harbour.example/users/pier/followers");
  const std::string nobody = R"({"type": "Create", "object": {"type": "Note", "content": "private"}})";
  const Collected got =
      collect(outbox, file(followers + "," + nobody + "," + note(R"("content": "public")", "as:Public")));
  EXPECT_EQ(got.texts(), "public");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"private_chat", 2}}));
  EXPECT_EQ(collect(outbox, file(followers + "," + nobody), for_a_purpose()).documents.size(), 2u);
}

TEST(Outbox, OtherActivities) {
  const Collected got = collect(
      outbox,
      file(
          R"({"id": "a", "type": "Announce", "actor": "x", "object": "https://other.example/1"}, {"id": "b", "type": "Like", "object": "https://other.example/1"},
      "https://other.example/2", )" +
          note(R"("type": "Question", "content": "<p>Noon?</p>", "oneOf": [{"name": "Yes"}, {"name": "No"}])")));
  EXPECT_EQ(got.texts(), "Noon?\nYes\nNo");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"boost", 1}, {"activity", 2}}));
  EXPECT_EQ(got.kinds(), "");
}

TEST(Outbox, WrongTypesAndDates) {
  const struct {
    std::string fields, kinds;
  } cases[] = {
      {R"("content": 5)", "wrong_type"},  // a number is its digits
      {R"("content": "noon", "published": "long ago")", "odd_date"},
      {R"("content": "noon", "published": {}, "contentMap": [], "attachment": "x", "summary": [])", ""},
      {R"("content": "")", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(collect(outbox, file(note(c.fields))).kinds(), c.kinds) << c.fields;
}

}  // namespace
}  // namespace tocsin::ingest
