// SPDX-License-Identifier: Apache-2.0
#include "ingest/whatsapp.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/chat_dates.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

Collected read(std::string_view bytes) { return collect(whatsapp, bytes, for_a_purpose()); }

TEST(ChatDates, Lines) {
  const struct {
    const char *line, *time, *rest;  // empty time: no such line
  } cases[] = {
      {"[14/10/2021, 3:34:09 PM] A: noon", "2021-10-14T15:34:09", "A: noon"},
      {"\u200E[14/10/2021, 3:34:09\u202FPM] A: noon", "2021-10-14T15:34:09", "A: noon"},
      {"1/4/23, 7:02\u202FPM - A: noon", "2023-04-01T19:02:00", "A: noon"},
      {"2023-12-20, 5:46 p.m. - A: noon", "2023-12-20T17:46:00", "A: noon"},
      {"20/6/2017 8:28 p.\u00A0m. - A: noon", "2017-06-20T20:28:00", "A: noon"},
      {"13.6.2018 klo 21.25.15 - A: noon", "2018-06-13T21:25:15", "A: noon"},
      {"13.06.18 21.25.15: A: noon", "2018-06-13T21:25:15", "A: noon"},
      {"[2026/7/9 02:28:09] A: noon", "2026-07-09T02:28:09", "A: noon"},
      {"2023. 5. 1. 오후 3:05 - A: noon", "2023-05-01T15:05:00", "A: noon"},
      {"٢٠/٦/٢٠١٧، ٨:٢٨ م - A: noon", "2017-06-20T20:28:00", "A: noon"},
      {"1/4/23, 12:02 AM - A: noon", "2023-04-01T00:02:00", "A: noon"},
      {"1/4/2566, 12:02 - A: noon", "2023-04-01T12:02:00", "A: noon"},
      {"10:15 - The ferry leaves", "", ""},
      {"10 October 2025 - The ferry: a history", "", ""},
      {"1/4/23, 7:02 PM", "", ""},
      {"1/4/23, 7:02 XM - A: noon", "", ""},
      {"[1/4/23, 7:02 PM - A: noon", "", ""},
      {"1/4/23, 77:02 - A: noon", "", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    const auto stamp = chat_stamp(c.line);
    EXPECT_EQ(stamp ? local_time(*stamp, DateOrder::day_first) : "", c.time) << c.line;
    if (stamp) {
      EXPECT_EQ(std::string(c.line).substr(stamp->rest), c.rest);
    }
  }
}

TEST(ChatDates, OrderOfAFile) {
  const struct {
    std::vector<const char*> lines;
    DateOrder order;
    bool sure;
  } cases[] = {
      {{"13/1/23, 7:02 - "}, DateOrder::day_first, true},
      {{"1/13/23, 7:02 - "}, DateOrder::month_first, true},
      {{"1/2/23, 7:02 - ", "2/1/23, 7:02 - "}, DateOrder::month_first, true},
      {{"2/1/23, 7:02 - ", "1/2/23, 7:02 - "}, DateOrder::day_first, true},
      {{"1/2/23, 7:02 - "}, DateOrder::day_first, false},
      {{"1/1/23, 7:02 - "}, DateOrder::day_first, true},
      {{"2023-01-02, 7:02 - "}, DateOrder::day_first, true},
  };
  for (const auto& c : cases) {
    std::vector<ChatStamp> stamps;
    for (const char* line : c.lines) stamps.push_back(chat_stamp(line).value());
    const DateOrderReading got = date_order(stamps);
    EXPECT_EQ(got.order, c.order) << c.lines[0];
    EXPECT_EQ(got.sure, c.sure) << c.lines[0];
  }
}

TEST(WhatsApp, Android) {
  const std::string bytes =
      "10/13/25, 7:02 PM - Messages and calls are end-to-end encrypted.\n"
      "10/13/25, 7:02 PM - Somebody created group \"Pier Watch\"\n"
      "10/13/25, 7:03 PM - Somebody: Ferries sail\n\nat noon\n"
      "10/13/25, 7:04 PM - Another: <Media omitted>\n"
      "10/13/25, 7:05 PM - Another: IMG-1.jpg (file attached)\nthe pier\n"
      "10/13/25, 7:06 PM - +999 555 0142: one <This message was edited>\n"
      "10/13/25, 7:07 PM - Another: This message was deleted\n"
      "10/13/25, 7:08 PM - Somebody changed the subject from \"Pier: old\" to \"Pier Watch\"\n";
  InputOptions options = for_a_purpose();
  options.timezone = "+03:00";
  const Collected got = collect(whatsapp, bytes, options);
  ASSERT_EQ(got.texts(), "Ferries sail\n\nat noon|the pier|one");
  const Document& d = got.documents[0];
  EXPECT_EQ(d.channel, "Pier Watch");
  EXPECT_EQ(format_time(*d.published), "2025-10-13T16:03:00Z");
  EXPECT_TRUE(d.zone_assumed);
  EXPECT_EQ(d.author, pseudonym(kTestKey, "Somebody"));
  EXPECT_EQ(got.documents[2].author, pseudonym(kTestKey, "+999 555 0142"));
  EXPECT_EQ(bytes.substr(d.at, whatsapp_end(bytes, d.at) - d.at),
            "10/13/25, 7:03 PM - Somebody: Ferries sail\n\nat noon");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"service_message", 3}, {"file", 2}, {"deleted_message", 1}}));
  EXPECT_EQ(got.kinds(), "");
}

TEST(WhatsApp, IPhone) {
  const Collected got = read(
      "[14/10/2021, 15:34:09] Pier Watch: \u200EMessages and calls are end-to-end encrypted. No one outside\r\n"
      "[14/10/2021, 15:35:09] ~\u202FSomebody: noon\r\n"
      "\u200E[14/10/2021, 15:36:09] Another: \u200Eimage omitted\r\n"
      "\u200E[14/10/2021, 15:37:09] Another: \u200EPOLL:\r\nNoon?\r\n"
      "[14/10/2021, 15:38:09] Another:see\r\n");
  EXPECT_EQ(got.texts(), "noon|POLL:\nNoon?|see");
  EXPECT_EQ(got.documents.at(0).author, pseudonym(kTestKey, "Somebody"));
  EXPECT_EQ(got.documents.at(0).channel, "WhatsApp chat");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"service_message", 1}, {"photo", 1}}));
}

TEST(WhatsApp, PrivateByNature) {
  const Collected got = collect(whatsapp, "[14/10/2021, 15:35:09] A: noon\n");
  EXPECT_TRUE(got.documents.empty());
  EXPECT_EQ(got.kinds(), "private_chat");
}

TEST(WhatsApp, OddDates) {
  EXPECT_EQ(read("[14/14/2021, 15:35:09] A: noon\n").kinds(), "odd_date");
  EXPECT_EQ(read("[14/10/1402, 15:35:09] A: noon\n").kinds(), "odd_date");
  EXPECT_EQ(read("[2/1/2021, 15:35:09] A: noon\n").kinds(), "odd_date");
  EXPECT_EQ(read("nothing of the kind").kinds(), "");
}

}  // namespace
}  // namespace tocsin::ingest
