// SPDX-License-Identifier: Apache-2.0
#include "ingest/ndjson.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

const Key kKey{std::string(32, 'k')};
const InputOptions kOptions;

Collected lines(std::string_view bytes) {
  Collected got;
  Intake intake("a.ndjson", "00", kOptions, kKey, got);
  EXPECT_TRUE(ndjson(bytes, intake).ok());
  return got;
}

// Each alias of lists/fields.tsv is tried in a record of its own.
TEST(Ndjson, AliasesOfEachField) {
  const struct {
    const char* line;
    const char *id, *channel, *published, *author;  // author: the handle
  } cases[] = {
      {R"({"id": "a", "channel": "c", "published": "2026-03-10T12:00:00Z", "author": "x", "text": "noon"})", "a", "c",
       "2026-03-10T12:00:00Z", "x"},
      {R"({"message_id": 11877, "sender_id": -1001, "text": "noon", "date": "2024-12-04T09:00:28+00:00", "channel": "c", "category": "science"})",
       "11877", "c", "2024-12-04T09:00:28Z", "-1001"},
      {R"({"_": "Message", "id": 5, "message": "noon", "date": "2024-12-04T09:00:28+00:00", "from_id": "user5"})", "5",
       "", "2024-12-04T09:00:28Z", "user5"},
      {R"({"id": "5", "thread_id": "4", "body": "noon", "unix_timestamp": 1733302828, "author": "x"})", "5", "",
       "2024-12-04T09:00:28Z", "x"},
      {R"({"message_id": 5, "chat": {"id": -7, "title": "c", "type": "channel"}, "date": 1733302828, "text": "noon", "author": {"id": 9, "username": "u"}})",
       "5", "c", "2024-12-04T09:00:28Z", "9"},
      {R"({"post_id": 7.0, "chat_title": "c", "content": "noon", "created_at": "2024-12-04 09:00:28", "user_id": 9})",
       "7", "c", "2024-12-04T09:00:28Z", "9"},
      // the field's own name comes first, wherever it stands; null is absent
      {R"({"message_id": 1, "id": 2, "body": "not this", "date": "2020-01-01", "published": "2024-12-04T09:00:28Z", "text": "noon", "chat": "d", "channel": null})",
       "2", "d", "2024-12-04T09:00:28Z", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.line);
    std::vector<Oddity> oddities;
    const Result<Document> d = ndjson_document(c.line, "f", 3, kOptions, kKey, oddities);
    ASSERT_TRUE(d.ok()) << d.status().message();
    EXPECT_EQ(d->source_id, c.id);
    EXPECT_EQ(d->channel, c.channel);
    EXPECT_EQ(format_time(*d->published), c.published);
    EXPECT_EQ(d->author, *c.author ? pseudonym(kKey.bytes, c.author) : "");
    EXPECT_EQ(d->text, "noon");
    EXPECT_EQ(d->kind, DocumentKind::message);
    EXPECT_EQ(d->at, 3u);
    EXPECT_TRUE(oddities.empty());
  }
}

TEST(Ndjson, WithAnOutletItIsAnArticle) {
  std::vector<Oddity> oddities;
  const Result<Document> d = ndjson_document(
      R"({"id": "a", "outlet": "The Harbour Courier", "published": "1989-04-03", "title": "T", "url": "https://pier.example/a", "lang": "en", "text": "noon", "forwarded_from": "x"})",
      "f", 0, kOptions, kKey, oddities);
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(d->kind, DocumentKind::article);
  EXPECT_EQ(d->outlet, "The Harbour Courier");
  EXPECT_EQ(d->title, "T");
  EXPECT_EQ(d->lang, "en");
  EXPECT_EQ(d->url, "https://pier.example/a");
  EXPECT_TRUE(d->zone_assumed);
  EXPECT_EQ(d->id, content_id("doc", {"article", "The Harbour Courier", "a", "1989-04-03T00:00:00Z", "noon"}));
}

TEST(Ndjson, WhatIsWrongComesFirst) {
  const struct {
    const char *line, *message;
  } cases[] = {
      {"noise", "not_object: "},       {"{", "not_json: "},
      {R"({"id": "a"})", "no_text: "}, {R"({"id": "a", "text": null})", "no_text: "},
      {R"(["a"])", "not_object: "},    {R"({"id": "a" "text": "b"})", "not_json: "},
  };
  for (const auto& c : cases) {
    std::vector<Oddity> oddities;
    const Result<Document> d = ndjson_document(c.line, "f", 0, kOptions, kKey, oddities);
    ASSERT_FALSE(d.ok()) << c.line;
    EXPECT_TRUE(d.status().message().starts_with(c.message)) << d.status().message();
  }
}

// A filter answers each line; a scan passes it over.
TEST(Ndjson, AnEmptyTextIsADocumentForFiltersOnly) {
  const std::string line = R"({"id": "a", "text": "", "date": 1733302828})";
  std::vector<Oddity> oddities;
  const Result<Document> d = ndjson_document(line, "f", 0, kOptions, kKey, oddities);
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(d->source_id, "a");
  EXPECT_EQ(d->text, "");
  ASSERT_EQ(oddities.size(), 1u);
  EXPECT_EQ(oddities[0].what, "no_text: the text is empty");
  EXPECT_EQ(lines(line).kinds(), "no_text");
  EXPECT_TRUE(lines(line).documents.empty());
}

TEST(Ndjson, OffsetsAreThoseOfTheLines) {
  const std::string bytes =
      "\xEF\xBB\xBF{\"id\":1,\"text\":\"a\",\"date\":1733302828}\r\n\r\n{\"id\":2,\"text\":\"b\",\"date\":1733302828}";
  const Collected got = lines(bytes);
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[0].at, 3u);
  EXPECT_EQ(bytes.substr(got.documents[1].at, 7), "{\"id\":2");
  EXPECT_EQ(got.kinds(), "");
}

TEST(Ndjson, SameIdTwice) {
  const Collected got = lines(
      "{\"id\":1,\"text\":\"a\",\"date\":1733302828}\n{\"id\":1,\"text\":\"a\",\"date\":1733302828}\n{\"id\":1,"
      "\"text\":\"b\",\"date\":1733302828}\n"
      "{\"id\":1,\"text\":\"a\",\"date\":1733302828,\"channel\":\"c\"}");
  EXPECT_EQ(got.texts(), "a|b|a");
  EXPECT_EQ(got.counts.at("duplicate"), 1);
  EXPECT_EQ(got.kinds(), "duplicate_id");
  EXPECT_EQ(got.oddities[0].record, "line 3");
}

TEST(Ndjson, ForwardsFromPeopleAreHashed) {
  const Collected got = lines(
      "{\"id\":1,\"text\":\"a\",\"date\":1733302828,\"forwarded_from\":\"A Person\",\"forwarded_from_id\":\"user5\"}\n"
      "{\"id\":2,\"text\":\"a\",\"date\":1733302828,\"forwarded_from\":\"Blue "
      "Pier\",\"forwarded_from_id\":\"channel5\",\"forwarded_published\":\"2024-12-01T00:00:00Z\"}");
  EXPECT_EQ(got.documents.at(0).forwarded_from, pseudonym(kKey.bytes, "user5"));
  EXPECT_EQ(got.documents.at(1).forwarded_from, "Blue Pier");
  EXPECT_FALSE(got.documents.at(0).forwarded_published.has_value());
  EXPECT_EQ(format_time(*got.documents.at(1).forwarded_published), "2024-12-01T00:00:00Z");
}

TEST(Ndjson, ListsAndLooseObjectsGiveTheSameDocuments) {
  const std::string a = R"({"id": 1, "text": "a", "date": 1733302828})",
                    b = R"({"id": 2, "text": "b", "date": 1733302828})";
  const std::string list = " [\n" + a + ",\n" + b + "\n]\n";
  using Parser = Status (*)(std::string_view, Intake&);
  const std::pair<std::string, Parser> cases[] = {
      {a + "\n" + b, ndjson}, {list, json_array}, {a + "\n\n" + b, json_objects}};
  for (const auto& [bytes, parser] : cases) {
    Collected got;
    Intake intake("f", "00", kOptions, kKey, got);
    EXPECT_TRUE(parser(bytes, intake).ok());
    EXPECT_EQ(got.texts(), "a|b");
    EXPECT_EQ(got.kinds(), "");
    EXPECT_EQ(bytes.substr(got.documents.at(1).at, b.size()), b);
  }
}

}  // namespace
}  // namespace tocsin::ingest
