// SPDX-License-Identifier: Apache-2.0
#include "ingest/plain_lines.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/ingest.h"

namespace tocsin::ingest {
namespace {

// What the fast way reads, the slow way reads the same; what it leaves is for the slow way.
TEST(PlainLines, AsTheSlowWayReadsThem) {
  const struct {
    std::string line;
    bool plain;
  } cases[] = {
      {R"({"id":"41","text":"The pier\nopens \u2026","published":"2026-03-10T12:00:00Z","channel":"Pier Talk"})", true},
      {R"({"id":41,"text":"noon","published":"2026-03-10T12:00:00Z","forwarded_from":null})", true},
      {R"({"text":"noon","id":"a","published":"2026-03-10T12:00:00Z","forwarded_from":"Harbour","url":"https://a.example/"})", true},
      {R"({"id":"a","text":"noon","published":"2026-03-10 12:00"})", false},
      {R"({"id":"a","text":"noon","published":"2026-02-30T12:00:00Z"})", false},
      {R"({"id":"a","text":"noon"})", false},
      {R"({"id":"a","text":"","published":"2026-03-10T12:00:00Z"})", false},
      {R"({"id":"a","text":["noon"],"published":"2026-03-10T12:00:00Z"})", false},
      {R"({"id":"a","text":"noon","text":"one","published":"2026-03-10T12:00:00Z"})", false},
      {R"({"id":"a","text":"noon","published":"2026-03-10T12:00:00Z","message":"another"})", false},
      {R"({"id":"a","text":"noon","published":"2026-03-10T12:00:00Z"} {"id":"b"})", false},
      {R"({"id":"a","text":"noon","published":"2026-03-10T12:00:00Z")", false},
      {"{\"id\":\"a\",\"text\":\"no\xFFon\",\"published\":\"2026-03-10T12:00:00Z\"}", false},
      {R"([1])", false},
      {"noon", false},
  };
  PlainLineReader reader;
  for (const auto& c : cases) {
    std::string line = c.line;
    line.reserve(line.size() + json::FieldReader::kPadding);
    const std::optional<PlainLine> plain = reader.read(line);
    EXPECT_EQ(plain.has_value(), c.plain) << c.line;
    if (!plain) continue;
    std::vector<Oddity> oddities;
    const Result<Document> slow = ndjson_document(line, "file", 0, {}, {}, oddities);
    ASSERT_TRUE(slow.ok()) << c.line;
    EXPECT_EQ(plain->id, slow->source_id);
    EXPECT_EQ(plain->text, slow->text);
    EXPECT_EQ(plain->channel, slow->channel);
    EXPECT_EQ(plain->forwarded_from, slow->forwarded_from);
    EXPECT_EQ(plain->published, slow->published);
  }
}

}  // namespace
}  // namespace tocsin::ingest
