// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/collected.h"
#include "ingest/telegram_chats.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

const std::string kKeyBytes(32, 'k');

Collected read(std::string_view bytes, InputOptions options = {}, bool with_key = false) {
  Collected got;
  const Key key{with_key ? kKeyBytes : ""};
  Intake intake("result.json", "00", options, key, got);
  EXPECT_TRUE(telegram(bytes, intake).ok());
  return got;
}

std::string chat(std::string_view messages, std::string_view type = "public_channel",
                 std::string_view name = "\"Grey Lantern\"") {
  return "{\"name\": " + std::string(name) + ", \"type\": \"" + std::string(type) + "\", \"id\": 7, \"messages\": [" +
         std::string(messages) + "]}";
}

std::string message(std::string_view fields) {
  return R"({"id": 1, "type": "message", "date_unixtime": "1773144000", )" + std::string(fields) + "}";
}

TEST(Telegram, TextOfEachShape) {
  const struct {
    const char *fields, *text;  // empty: no document
  } cases[] = {
      {R"("text": "noon")", "noon"},
      {R"("text": ["Ferries sail at ", {"type": "bold", "text": "noon"}, "", "!"])", "Ferries sail at noon!"},
      {R"("text": [{"type": "link", "text": "https://pier.example"}])", "https://pier.example"},
      {R"("text": "a\nb\u0000c")", nullptr},
      {R"("text_entities": [{"type": "plain", "text": "only"}, {"type": "bold", "text": " entities"}])",
       "only entities"},
      {R"-("text": "", "text_entities": [], "photo": "(File not included.)")-", ""},
      {R"("text": "caption", "photo": "p.jpg")", "caption"},
      {R"("text": "", "poll": {"question": "Noon or one?", "answers": [{"text": "Noon", "voters": 3}, {"text": "One"}]})",
       "Noon or one?\nNoon\nOne"},
      {R"("text": "own words", "poll": {"question": "Noon?"})", "own words"},
      {R"("text": "")", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    const Collected got = read(chat(message(c.fields)));
    EXPECT_EQ(got.texts(), c.text == nullptr ? std::string("a\nb\0c", 5) : std::string(c.text));
    EXPECT_EQ(got.kinds(), "");
  }
}

TEST(Telegram, OneMessageWhole) {
  const std::string bytes = chat(
      R"({"id": 41, "type": "message", "date": "2025-10-07T18:58:31", "date_unixtime": "1759852711", "edited": "2025-10-07T19:07:12",
    "edited_unixtime": "1759853232", "from": "Somebody", "from_id": "user77", "forwarded_from": "Blue Pier", "text": "noon"})");
  const Collected got = read(bytes, {}, true);
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.kind, DocumentKind::message);
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "Grey Lantern");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");  // the instant, not the exporter's clock
  EXPECT_FALSE(d.zone_assumed);
  EXPECT_EQ(format_time(*d.edited), "2025-10-07T16:07:12Z");
  EXPECT_EQ(d.author, pseudonym(kKeyBytes, "user77"));
  EXPECT_EQ(d.forwarded_from, "Blue Pier");
  EXPECT_EQ(d.url, "");
  EXPECT_EQ(bytes.substr(d.at, 9), "{\"id\": 41");
  EXPECT_EQ(d.id, content_id("doc", {"message", "Grey Lantern", "41", "2025-10-07T15:58:31Z", "noon"}));
}

TEST(Telegram, Dates) {
  const struct {
    const char *fields, *published;
    bool assumed;
    const char *edited, *kinds;
  } cases[] = {
      {R"("date": "2025-10-07T18:58:31")", "2025-10-07T15:58:31Z", true, "", ""},
      {R"("date": "2025-10-07T18:58:31", "date_unixtime": 1759852711)", "2025-10-07T15:58:31Z", false, "", ""},
      {R"("date": "2025-10-07T18:58:31", "date_unixtime": "broken")", "2025-10-07T15:58:31Z", true, "", ""},
      {R"("date_unixtime": "1759852711", "edited_unixtime": "1759852711")", "2025-10-07T15:58:31Z", false, "", ""},
      {R"("date_unixtime": "1759852711", "edited_unixtime": "1759852712")", "2025-10-07T15:58:31Z", false,
       "2025-10-07T15:58:32Z", ""},
      {R"("date_unixtime": "1759852711", "edited_unixtime": "1759852712", "reactions": [{"type": "emoji"}])",
       "2025-10-07T15:58:31Z", false, "", ""},
      {R"("date_unixtime": "1759852711", "edited_unixtime": "1759852712", "reactions": [])", "2025-10-07T15:58:31Z",
       false, "2025-10-07T15:58:32Z", ""},
      {R"("date": "2018-10-07T18:58:31", "edited": "1970-01-01T03:00:00")", "2018-10-07T15:58:31Z", true, "", ""},
      {R"("x": 1)", "", false, "", "no_date"},
      {R"("date": "long ago")", "", false, "", "odd_date"},
  };
  InputOptions options;
  options.timezone = "+03:00";
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    const Collected got =
        read(chat(R"({"id": 1, "type": "message", "text": "noon", )" + std::string(c.fields) + "}"), options);
    ASSERT_EQ(got.documents.size(), 1u);
    const Document& d = got.documents[0];
    EXPECT_EQ(d.published ? format_time(*d.published) : "", c.published);
    EXPECT_EQ(d.zone_assumed, c.assumed);
    EXPECT_EQ(d.edited ? format_time(*d.edited) : "", c.edited);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
}

TEST(Telegram, PeopleBecomePseudonymsOrNothing) {
  const struct {
    const char *fields, *author;  // the handle that is hashed
  } cases[] = {
      {R"("from_id": "user77")", "user77"},
      {R"("from_id": 77)", "user77"},  // old exports
      {R"("from_id": "77")", "user77"},
      {R"("from_id": 4294967300)", ""},  // an old chat's number
      {R"("from_id": "channel7", "author": "A Person")", ""},
      {R"("from_id": "chat7")", ""},
      {R"("from_id": null)", ""},
      {R"("from_id": [1])", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    const std::string bytes = chat(message(std::string(c.fields) + R"(, "text": "noon")"));
    EXPECT_EQ(read(bytes, {}, true).documents.at(0).author, *c.author ? pseudonym(kKeyBytes, c.author) : "");
    EXPECT_EQ(read(bytes).documents.at(0).author, "");  // no key, no author
  }
  const std::string forward =
      chat(message(R"("text": "noon", "forwarded_from": "A Person", "forwarded_from_id": "user5")"));
  EXPECT_EQ(read(forward).documents.at(0).forwarded_from, "");
  EXPECT_EQ(read(forward, {}, true).documents.at(0).forwarded_from, pseudonym(kKeyBytes, "user5"));
  EXPECT_EQ(read(chat(message(R"("text": "noon", "forwarded_from": null)"))).documents.at(0).forwarded_from, "");
}

TEST(Telegram, WhatIsPassedOverIsCounted) {
  const Collected got =
      read(chat(R"({"id": 1, "type": "service", "action": "pin_message"}, {"id": 2, "type": "unsupported"},
    {"id": 3, "type": "message", "date_unixtime": "1773144000", "text": "", "file": "f", "media_type": "voice_message"},
    {"id": 4, "type": "message", "date_unixtime": "1773144000", "text": "", "file": "f", "media_type": "sticker"},
    {"id": 5, "type": "message", "date_unixtime": "1773144000", "text": "", "file": "f"},
    {"id": 6, "type": "message", "date_unixtime": "1773144000", "text": "", "contact_information": {"phone_number": "1"}},
    {"id": 7, "type": "message", "date_unixtime": "1773144000", "text": "", "file": "f", "media_type": "of the future"},
    {"id": 8, "type": "message", "date_unixtime": "1773144000", "text": ""},
    {"id": 9, "type": "message", "date_unixtime": "1773144000", "text": "noon"}, {"id": 9, "type": "message", "date_unixtime": "1773144000", "text": "noon"})"));
  const std::map<std::string, int> expected = {
      {"service_message", 1}, {"unsupported_message", 1}, {"voice_message", 1}, {"sticker", 1}, {"file", 2},
      {"contact", 1},         {"empty_message", 1},       {"duplicate", 1}};
  EXPECT_EQ(got.counts, expected);
  EXPECT_EQ(got.documents.size(), 1u);
}

TEST(Telegram, PrivateChatsOfAnAllChatsExport) {
  const std::string own = message(R"("text": "private")");
  const std::string bytes =
      R"({"about": "x", "chats": {"list": [)" + chat(message(R"("text": "public")"), "public_supergroup") + "," +
      chat(own, "personal_chat") + "," + chat(own, "saved_messages", "null") + "," + chat(own, "private_channel") +
      "," + chat(own, "a_new_kind") + R"(]}, "left_chats": {"list": [)" +
      chat(message(R"("text": "left")"), "public_channel") + "," + chat(own, "private_group") + "]}}";
  EXPECT_EQ(read(bytes).texts(), "public|left");
  EXPECT_EQ(read(bytes).counts.at("private_chat"), 5);
  InputOptions asked;
  asked.include_private = true;
  EXPECT_EQ(read(bytes, asked).texts(), "public|left");  // without a purpose
  asked.purpose = "a case";
  EXPECT_EQ(read(bytes, asked).documents.size(), 7u);
  // One chat exported by itself was chosen by a person.
  EXPECT_EQ(read(chat(own, "personal_chat")).texts(), "private");
}

struct Heads : ChatReceiver {
  std::vector<Chat> chats;
  void begin(const Chat& chat) override { chats.push_back(chat); }
  Status message(const Slice&, const json::Tape*) override { return {}; }
  void end(const Chat&) override {}
};

TEST(Telegram, HeadsOfEachShape) {
  const struct {
    const char *bytes, *name, *type;
    bool inside;
  } cases[] = {
      {R"({"name": "a", "type": "public_channel", "id": 1, "messages": []})", "a", "public_channel", false},
      {R"({"messages": [], "name": "a", "type": "public_channel"})", "a", "public_channel", false},
      {R"({"id": 1, "messages": [{"id": 5, "messages": [1]}], "name": "a", "type": "t"})", "a", "t", false},
      {R"({"name": "a {\"x\": [", "type": "t", "messages": []})", "a {\"x\": [", "t", false},
      {R"({"name": null, "type": "saved_messages", "messages": []})", "", "saved_messages", false},
      {R"({"name": "a\x01", "type": "t", "messages": []})", "a\x01", "t", false},
      {R"({"chats": {"list": [{"name": "a", "type": "t", "messages": []}]}})", "a", "t", true},
      {R"({"chats": {"list": [{"name": "a, "type": "t", "messages": []}]}})", "", "", true},
      {R"({"name": "a, "type": "t", "messages": []})", "", "", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    Heads heads;
    ASSERT_TRUE(telegram_chats(c.bytes, heads).ok());
    ASSERT_EQ(heads.chats.size(), 1u);
    EXPECT_EQ(heads.chats[0].name, c.name);
    EXPECT_EQ(heads.chats[0].type, c.type);
    EXPECT_EQ(heads.chats[0].inside_export, c.inside);
  }
}

TEST(Telegram, MessagesAfterAListThatEndedTooEarlyAreSaid) {
  const Collected got = read(R"({"name": "a", "type": "public_channel", "messages": [)" + message(R"("text": "noon")") +
                             "]}, " + message(R"("text": "later")") + "]}");
  EXPECT_EQ(got.texts(), "noon");
  EXPECT_EQ(got.kinds(), "broken");
}

TEST(Telegram, AReceiverThatIsFullEndsTheRun) {
  Collected got;
  got.answer = Status(Code::store, "full");
  const InputOptions options;
  const Key key;
  Intake intake("result.json", "00", options, key, got);
  EXPECT_EQ(telegram(chat(message(R"("text": "a")") + "," + message(R"("text": "b")")), intake).code(), Code::store);
  EXPECT_EQ(got.documents.size(), 1u);
}

}  // namespace
}  // namespace tocsin::ingest
