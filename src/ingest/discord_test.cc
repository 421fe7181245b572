// SPDX-License-Identifier: Apache-2.0
#include "ingest/discord.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

std::string file(const std::string& messages, const std::string& type = "GuildTextChat") {
  return R"({"guild": {"id": "1", "name": "Harbour Watch"}, "channel": {"id": "7", "type": ")" + type +
         R"(", "category": "Talk", "name": "news"}, "dateRange": {"after": null}, "messages": [)" + messages +
         R"(], "messageCount": 1})";
}

std::string message(const std::string& fields) {
  return R"({"id": "41", "type": "Default", "timestamp": "2025-10-07T18:58:31.123+03:00", )" + fields + "}";
}

TEST(Discord, OneMessageWhole) {
  const std::string bytes = file(message(
      R"("timestampEdited": "2025-10-07T19:00:00+03:00", "content": "noon", "author": {"id": "77", "name": "somebody", "nickname": "Some Body"},
      "attachments": [{"id": "5"}], "reactions": [{"users": [{"id": "6", "name": "another"}]}], "mentions": [{"id": "8"}])"));
  const Collected got = collect(discord, bytes);
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "Harbour Watch #news");
  EXPECT_EQ(d.text, "noon");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");
  EXPECT_EQ(format_time(*d.edited), "2025-10-07T16:00:00Z");
  EXPECT_EQ(d.author, pseudonym(kTestKey, "77"));
  EXPECT_EQ(bytes.substr(d.at, 12), "{\"id\": \"41\",");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"file", 1}}));
  EXPECT_EQ(got.kinds(), "");
}

TEST(Discord, Messages) {
  const struct {
    std::string fields, text, forwarded, kinds;
  } cases[] = {
      {R"("content": "", "reference": {"type": "Forward", "channelId": "9"}, "forwardedMessage": {"timestamp": "2025-10-01T00:00:00Z", "content": "noon"})",
       "noon", "channel 9", ""},
      {R"("content": "", "forwardedMessage": {"content": "noon"})", "noon", "a channel not named", ""},
      {R"("content": "yes", "reference": {"type": "Default", "channelId": "7", "messageId": "40"})", "yes", "", ""},
      {R"("content": "", "embeds": [{"title": "Ferries", "description": "at noon", "fields": [{"name": "Pier", "value": "two"}]}])",
       "Ferries\nat noon\nPier\ntwo", "", ""},
      {R"("content": "see https://pier.example", "embeds": [{"title": "A page"}])", "see https://pier.example", "", ""},
      {R"("content": "noon", "timestamp": "long ago", "id": 41)", "noon", "", ""},
      {R"("content": 5)", "", "", "wrong_type"},
      {R"("content": "noon", "author": "somebody", "embeds": {}, "reference": 5, "forwardedMessage": [])", "noon", "",
       ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    const Collected got = collect(discord, file(message(c.fields)));
    EXPECT_EQ(got.texts(), c.text);
    EXPECT_EQ(got.kinds(), c.kinds);
    if (!got.documents.empty()) {
      EXPECT_EQ(got.documents[0].forwarded_from, c.forwarded);
      EXPECT_EQ(got.documents[0].forwarded_published.has_value(), c.fields.find("2025-10-01") != std::string::npos);
    }
  }
}

TEST(Discord, NoticesAndOddities) {
  const Collected got = collect(
      discord,
      file(
          R"({"id": "1", "type": "GuildMemberJoin", "timestamp": "2025-10-07T18:58:31Z", "content": "Joined the server."},
      {"id": "2", "type": "20", "timestamp": "2025-10-07T18:58:31Z", "content": "from a bot"},
      {"type": "Reply", "timestamp": "1970-01-01T00:00:00Z", "content": "no id"}, {"id": "3", "type": "Default", "content": "no date"},
      {"id": "4", "type": "Default", "timestamp": "2025-10-07T18:58:31Z", "content": ""})"));
  EXPECT_EQ(got.texts(), "from a bot|no id|no date");
  EXPECT_EQ(got.kinds(), "no_date no_id odd_date");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"service_message", 1}, {"empty_message", 1}}));
}

TEST(Discord, DirectMessagesArePrivate) {
  for (const char* type : {"DirectTextChat", "DirectGroupTextChat", ""}) {
    const std::string bytes = file(message(R"("content": "private")"), type);
    EXPECT_EQ(collect(discord, bytes).kinds(), "private_chat");
    EXPECT_EQ(collect(discord, bytes).texts(), "");
    EXPECT_EQ(collect(discord, bytes, for_a_purpose()).texts(), "private");
  }
}

}  // namespace
}  // namespace tocsin::ingest
