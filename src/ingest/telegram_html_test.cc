// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram_html.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

std::string page(const std::string& messages, const std::string& header = "<div class=\"content\">") {
  return "<!DOCTYPE html>\n<html>\n <body>\n  <div class=\"page_wrap\">\n   <div class=\"page_header\">\n    " +
         header +
         "\n     <div class=\"text bold\">\nGrey Lantern \n     </div>\n    </div>\n   </div>\n"
         "   <div class=\"page_body chat_page\">\n    <div class=\"history\">\n" +
         messages + "\n    </div>\n   </div>\n  </div>\n </body>\n</html>\n";
}

std::string message(const std::string& id, const std::string& inside, const std::string& classes = "default clearfix") {
  return "     <div class=\"message " + classes + "\" id=\"message" + id + "\">\n      <div class=\"body\">\n" +
         inside + "\n      </div>\n     </div>\n";
}

const std::string kDate = "<div class=\"pull_right date details\" title=\"07.10.2025 18:58:31 UTC+03:00\">18:58</div>";

std::string named(const std::string& name) { return "<div class=\"from_name\">\n" + name + " \n</div>"; }
std::string text(const std::string& words) { return "<div class=\"text\">\n" + words + "\n       </div>"; }
std::string forward(const std::string& head, const std::string& rest) {
  return "<div class=\"forwarded body\">" + head + rest + "</div>";
}
const std::string kFromPier =
    "<div class=\"from_name\">Blue Pier <span class=\"date details\" title=\"06.10.2025 10:00:00 UTC+03:00\"> "
    "06.10.2025 "
    "10:00:00</span></div>";

Collected read(const std::string& messages) { return collect(telegram_html, page(messages)); }

TEST(TelegramHtml, OneMessageWhole) {
  const std::string bytes =
      page(message("41", kDate + named("Somebody via @bot") +
                             forward(kFromPier, text("Ferries &amp; "
                                                     "<strong>buses</strong><br>at <a href=\"x>y\">noon</a>")) +
                             "<div class=\"signature details\">A Person</div>"));
  const Collected got = collect(telegram_html, bytes);
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "Grey Lantern");
  EXPECT_EQ(d.text, "Ferries & buses\nat noon");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");
  EXPECT_FALSE(d.zone_assumed);
  EXPECT_EQ(d.forwarded_from, "Blue Pier");
  EXPECT_EQ(format_time(*d.forwarded_published), "2025-10-06T07:00:00Z");
  EXPECT_EQ(d.author, pseudonym(kTestKey, "Somebody"));
  EXPECT_EQ(got.kinds(), "");
  const std::string raw = bytes.substr(d.at, telegram_html_end(bytes, d.at) - d.at);
  EXPECT_TRUE(raw.starts_with("<div class=\"message default clearfix\" id=\"message41\">"));
  EXPECT_TRUE(raw.ends_with("</div>\n     </div>"));
}

TEST(TelegramHtml, JoinedMessagesHaveTheNamesAbove) {
  const Collected got = read(message("1", kDate + named("Somebody") + forward(kFromPier, text("one"))) +
                             message("2", kDate + forward("", text("two")), "default clearfix joined") +
                             message("3", kDate + text("three"), "default clearfix joined") +
                             message("4", kDate + named("Grey Lantern") + text("four")));
  ASSERT_EQ(got.texts(), "one|two|three|four");
  const std::string somebody = pseudonym(kTestKey, "Somebody");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(got.documents[static_cast<std::size_t>(i)].author, somebody);
  EXPECT_EQ(got.documents[3].author, "");  // the channel itself
  EXPECT_EQ(got.documents[1].forwarded_from, "Blue Pier");
  EXPECT_TRUE(got.documents[0].forwarded_published.has_value());
  EXPECT_FALSE(got.documents[1].forwarded_published.has_value());  // within minutes of the one above, and no more is told
  EXPECT_EQ(got.documents[2].forwarded_from, "");
}

TEST(TelegramHtml, Dates) {
  const struct {
    const char *title, *published;
    bool assumed;
    const char* kinds;
  } cases[] = {
      {"07.10.2025 18:58:31 UTC+03:00", "2025-10-07T15:58:31Z", false, ""},
      {"07.10.2025 18:58:31 UTC-05:30", "2025-10-08T00:28:31Z", false, ""},
      {"07.10.2025 18:58:31", "2025-10-07T18:58:31Z", true, ""},
      {"37.10.2025 18:58:31", "", false, "odd_date"},
      {"07.10.9025 18:58:31", "", true, "odd_date"},
      {"long ago", "", false, "odd_date"},
      {"", "", false, "no_date"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.title);
    const Collected got = read(message(
        "1", "<div class=\"pull_right date details\" title=\"" + std::string(c.title) + "\"></div>" + text("noon")));
    ASSERT_EQ(got.documents.size(), 1u);
    EXPECT_EQ(got.documents[0].published ? format_time(*got.documents[0].published) : "", c.published);
    EXPECT_EQ(got.documents[0].zone_assumed, c.assumed);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
}

TEST(TelegramHtml, WhatIsPassedOverIsCounted) {
  const std::string contact =
      "<div class=\"media_wrap clearfix\"><div class=\"media clearfix pull_left media_contact\"><div "
      "class=\"body\"><div "
      "class=\"title bold\">A Person</div><div class=\"status details\">+999 555 014 200</div></div></div></div>";
  const std::string poll =
      "<div class=\"media_wrap clearfix\"><div class=\"media_poll\"><div class=\"question bold\">Noon or "
      "one?</div><div "
      "class=\"details\">Anonymous poll</div><div class=\"answer\">- Noon <span class=\"details\">3 "
      "votes</span></div><div "
      "class=\"answer\">- One</div><div class=\"total details\">3 votes</div></div></div>";
  const Collected got = read(
      message("-1", "<div class=\"body details\">7 October 2025</div>", "service") +
      message("1", "<div class=\"body details\">Somebody pinned a message</div>", "service") +
      message("2", "<div class=\"body details\">\nThis message is not supported by this version</div>", "service") +
      message("3", kDate + contact) + message("4", kDate) + message("5", kDate + poll) + message("5", kDate + poll));
  const std::map<std::string, int> expected = {
      {"service_message", 1}, {"unsupported_message", 1}, {"contact", 1}, {"empty_message", 1}, {"duplicate", 1}};
  EXPECT_EQ(got.counts, expected);
  EXPECT_EQ(got.texts(), "Noon or one?\nNoon\nOne");
}

TEST(TelegramHtml, ChatsOfManyMayBePrivate) {
  const std::string bytes =
      page(message("1", kDate + text("private")), "<a class=\"content block_link\" href=\"../../lists/chats.html\">");
  EXPECT_EQ(collect(telegram_html, bytes).kinds(), "private_chat");
  EXPECT_EQ(collect(telegram_html, bytes).texts(), "");
  EXPECT_EQ(collect(telegram_html, bytes, for_a_purpose()).texts(), "private");
  const Collected list =
      collect(telegram_html, "<html><div class=\"page_wrap\"><div class=\"page_body list_page\">A Person +999</html>");
  EXPECT_EQ(list.counts.at("export_page"), 1);
  EXPECT_TRUE(list.documents.empty());
}

TEST(TelegramHtml, DamageIsSaidAndLosesNothingElse) {
  const std::string good = message("2", kDate + text("two"));
  EXPECT_EQ(
      read("<div class=\"message default\" id=\"message1\"><div class=\"body\">" + kDate + text("one") + good).texts(),
      "one|two");
  EXPECT_EQ(
      read("<div class=\"message default\" id=\"message1\"><div class=\"body\">" + kDate + text("one") + good).kinds(),
      "repaired");
  EXPECT_EQ(read(message("", kDate + text("one")) + good).kinds(), "no_id");
}

}  // namespace
}  // namespace tocsin::ingest
