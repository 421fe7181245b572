// SPDX-License-Identifier: Apache-2.0
#include "ingest/telethon.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/any_format.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

Collected read(std::string_view bytes, const InputOptions& options = {}) {
  return collect([](std::string_view b, Intake& intake) { return any_format(b, {}, intake); }, bytes, options);
}

std::string message(const std::string& fields) {
  return R"({"_": "Message", "id": 41, "peer_id": {"_": "PeerChannel", "channel_id": 7}, "date": "2025-10-07T15:58:31+00:00", )" +
         fields + "}";
}

TEST(Telethon, OneMessageWhole) {
  const Collected got = read(message(
      R"("message": "noon", "from_id": {"_": "PeerUser", "user_id": 77}, "edit_date": "2025-10-07T16:00:00+00:00", "edit_hide": false,
      "fwd_from": {"_": "MessageFwdHeader", "date": "2025-10-01T00:00:00+00:00", "from_id": {"_": "PeerChannel", "channel_id": 9}, "channel_post": 3},
      "replies": {"recent_repliers": [{"user_id": 5}]}, "reactions": {"recent_reactions": [{"peer_id": {"user_id": 6}}]})"));
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "channel 7");
  EXPECT_EQ(d.text, "noon");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");
  EXPECT_EQ(format_time(*d.edited), "2025-10-07T16:00:00Z");
  EXPECT_EQ(d.author, pseudonym(kTestKey, "user77"));  // as from Telegram Desktop
  EXPECT_EQ(d.forwarded_from, "channel 9");
  EXPECT_EQ(format_time(*d.forwarded_published), "2025-10-01T00:00:00Z");
  EXPECT_EQ(got.kinds(), "");
}

TEST(Telethon, Fields) {
  const struct {
    std::string fields, channel, forwarded, edited, kinds, original = {};
  } cases[] = {
      {R"("chat": {"_": "Channel", "title": "Grey Lantern"}, "message": "noon")", "Grey Lantern", "", "", ""},
      {R"("chat_title": "Grey Lantern", "message": "noon")", "Grey Lantern", "", "", ""},
      {R"("message": "noon", "edit_date": "2025-10-07T16:00:00+00:00", "edit_hide": true)", "channel 7", "", "", ""},
      {R"("message": "noon", "edit_date": 1759852800)", "channel 7", "", "2025-10-07T16:00:00Z", ""},
      {R"("message": "noon", "fwd_from": {"from_id": {"user_id": 5}})", "channel 7", pseudonym(kTestKey, "user5"), "",
       ""},
      {R"("message": "noon", "fwd_from": {"from_name": "A Person"})", "channel 7", pseudonym(kTestKey, "A Person"), "",
       ""},
      {R"("message": "noon", "fwd_from": {"channel_id": 9, "channel_post": 3})", "channel 7", "channel 9", "", ""},
      {R"("message": "noon", "fwd_from": [1])", "channel 7", "", "", ""},
      {R"("message": "noon", "fwd_from": {"channel_id": 9, "date": 1759276800})", "channel 7", "channel 9", "", "", "2025-10-01T00:00:00Z"},
      {R"("message": "noon", "fwd_from": {"channel_id": 9, "date": "long ago"})", "channel 7", "channel 9", "", "odd_date"},
      {R"("message": "noon", "fwd_from": {"channel_id": 9, "date": null})", "channel 7", "channel 9", "", ""},
      {R"("message": "noon", "id": "41", "from_id": 5)", "channel 7", "", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    const Collected got = read(message(c.fields));
    ASSERT_EQ(got.documents.size(), 1u);
    const Document& d = got.documents[0];
    EXPECT_EQ(d.channel, c.channel);
    EXPECT_EQ(d.forwarded_from, c.forwarded);
    EXPECT_EQ(d.edited ? format_time(*d.edited) : "", c.edited);
    EXPECT_EQ(d.forwarded_published ? format_time(*d.forwarded_published) : "", c.original);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
}

TEST(Telethon, FourcatsObjects) {
  const Collected got = read(
      R"({"_type": "Message", "id": 41, "peer_id": {"_type": "PeerChannel", "channel_id": 7}, "date": 1759852711.0, "message": "noon",
      "_chat": {"_type": "Channel", "username": "pier", "title": "Grey Lantern"}, "_forward": {"_chat": {"title": "Blue Pier"}},
      "fwd_from": {"_type": "MessageFwdHeader", "from_id": {"_type": "PeerChannel", "channel_id": 9}, "date": 1759300000.0}})");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].channel, "Grey Lantern");
  EXPECT_EQ(got.documents[0].forwarded_from, "Blue Pier");
  EXPECT_EQ(format_time(*got.documents[0].published), "2025-10-07T15:58:31Z");
}

TEST(Telethon, PrivateChatsAndNotices) {
  const std::string user =
      R"({"_": "Message", "id": 1, "peer_id": {"_": "PeerUser", "user_id": 7}, "date": 1759852711, "message": "private"})";
  const std::string group =
      R"({"_": "Message", "id": 2, "peer_id": {"_": "PeerChat", "chat_id": 7}, "date": 1759852711, "message": "private"})";
  const std::string lines =
      user + "\n" + group + "\n" + message(R"("message": "public")") + "\n" +
      R"({"_": "MessageService", "id": 2, "peer_id": {"channel_id": 7}, "action": {}})" + "\n" +
      message(R"("id": 3, "message": "", "media": {"_": "MessageMediaPhoto"})") + "\n" +
      message(
          R"("id": 4, "message": "", "media": {"_": "MessageMediaPoll", "poll": {"question": {"text": "Noon?"}, "answers": [{"text": {"text": "Yes"}}]}})") +
      "\n";
  const Collected got = read(lines);
  EXPECT_EQ(got.texts(), "public|Noon?\nYes");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"private_chat", 2}, {"service_message", 1}, {"photo", 1}}));
  EXPECT_EQ(read(lines, for_a_purpose()).documents.size(), 4u);
}

TEST(Telethon, WrongTypesAndDates) {
  const struct {
    std::string bytes, kinds;
    std::size_t documents;
  } cases[] = {
      {R"({"_": "Message", "id": 1, "date": "long ago", "message": "noon"})", "odd_date", 1},
      {R"({"_": "Message", "id": 1, "date": [1], "message": "noon"})", "no_date", 1},
      {R"({"_": "Message", "id": 1, "date": 99999999999, "message": "noon"})", "odd_date", 1},
      {R"({"_": "Message", "id": {}, "date": 1759852711, "message": "noon"})", "wrong_type", 1},
      {R"({"_": "Message", "date": "2025-10-07 15:58:31", "message": "noon"})", "no_id", 1},
      {R"({"_": "Message", "id": 1, "date": 1759852711, "message": ["noon"]})", "wrong_type", 0},
      {R"({"_": "Message", "id": 1, "date": 1759852711, "message": "noon", "fwd_from": 5, "peer_id": [], "media": "x"})",
       "", 1},
  };
  for (const auto& c : cases) {
    const Collected got = read(c.bytes);
    EXPECT_EQ(got.kinds(), c.kinds) << c.bytes;
    EXPECT_EQ(got.documents.size(), c.documents) << c.bytes;
  }
  EXPECT_EQ(telegram_peer("-1001234").kind, TelegramPeer::channel);
  EXPECT_EQ(telegram_peer("PeerUser(user_id=77)").id, "77");
  EXPECT_EQ(telegram_peer("None").kind, TelegramPeer::none);
}

}  // namespace
}  // namespace tocsin::ingest
