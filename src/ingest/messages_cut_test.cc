// SPDX-License-Identifier: Apache-2.0
// Bad input to every format of messages: cut at each byte, one byte changed at each place, bytes that are not UTF-8.
// What stood before the damage is read all the same, what is private stays out, and everything is told.
#include <gtest/gtest.h>

#include "core/utf8.h"
#include "ingest/any_format.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

struct Sample {
  std::string name, bytes;
  std::size_t documents;
  bool needs_purpose = false;
};

std::vector<Sample> samples() {
  std::vector<Sample> out;
  std::string html =
      "<html><body><div class=\"page_wrap\"><div class=\"page_header\"><div class=\"text bold\">Pier</div></div>"
      "<div class=\"page_body chat_page\"><div class=\"history\">\n";
  std::string telethon,
      discord = R"({"guild": {"name": "Pier"}, "channel": {"type": "GuildTextChat", "name": "news"}, "messages": [)";
  std::string outbox = R"({"type": "OrderedCollection", "orderedItems": [)";
  std::string fourcat = "id,thread_id,chat,body,timestamp,unix_timestamp\n";
  std::string telepathy = ";To;Message ID;Display_name;User ID;Message_text;Timestamp\n";
  std::string whatsapp;
  for (int i = 1; i <= 3; ++i) {
    const std::string n = std::to_string(i), words = "noon \xD8\xB8 " + n;
    html += "<div class=\"message default\" id=\"message" + n +
            "\"><div class=\"body\"><div class=\"pull_right date details\" title=\"07.10.2025 18:58:3" + n +
            " UTC+03:00\">18:58</div><div class=\"text\">" + words + "</div></div></div>\n";
    telethon +=
        R"({"_": "Message", "id": )" + n +
        R"(, "peer_id": {"_": "PeerChannel", "channel_id": 7}, "date": "2025-10-07T15:58:31+00:00", "message": ")" +
        words + "\"}\n";
    discord += std::string(i > 1 ? ", " : "") + R"({"id": ")" + n +
               R"(", "type": "Default", "timestamp": "2025-10-07T15:58:31Z", "content": ")" + words + "\"}";
    outbox += std::string(i > 1 ? ", " : "") + R"({"id": ")" + n +
              R"(", "type": "Create", "to": "as:Public", "object": {"id": "x/)" + n +
              R"(", "type": "Note", "published": "2025-10-07T15:58:31Z", "content": "<p>)" + words + "</p>\"}}";
    fourcat += n + ",pier,pier,\"" + words + "\n\",,1759852711\n";
    telepathy += n + ";pier;" + n + ";A;7;\"" + words + "\";2025-10-07T15:58:31+00:00\n";
    whatsapp += "[14/10/2021, 15:35:0" + n + "] A: " + words + "\n";
  }
  out.push_back({"html", html + "</div></div></div></body></html>", 3});
  out.push_back({"telethon", telethon, 3});
  out.push_back({"discord", discord + "]}", 3});
  out.push_back({"outbox", outbox + "]}", 3});
  out.push_back({"fourcat", fourcat, 3});
  out.push_back({"telepathy", telepathy, 3});
  out.push_back({"whatsapp", whatsapp, 3, true});
  return out;
}

Collected read(std::string_view bytes, bool purpose) {
  const Collected got = collect([](std::string_view b, Intake& intake) { return any_format(b, {}, intake); }, bytes,
                                purpose ? for_a_purpose() : InputOptions());
  for (const Document& d : got.documents) {
    EXPECT_EQ(utf8::first_invalid(d.text), std::string::npos);
    EXPECT_FALSE(d.text.empty());
    EXPECT_LE(d.at, bytes.size());
  }
  for (const Oddity& o : got.oddities) {
    EXPECT_LE(o.at, bytes.size()) << o.what;
    EXPECT_EQ(utf8::first_invalid(o.what), std::string::npos);
  }
  return got;
}

TEST(MessagesCut, WholeTheyAreRead) {
  for (const Sample& sample : samples()) {
    const Collected got = read(sample.bytes, sample.needs_purpose);
    EXPECT_EQ(got.documents.size(), sample.documents) << sample.name;
    EXPECT_EQ(got.kinds(), "") << sample.name;
  }
}

TEST(MessagesCut, AtEachByteWhatIsBeforeIsKept) {
  for (const Sample& sample : samples()) {
    const Collected whole = read(sample.bytes, sample.needs_purpose);
    for (std::size_t cut = 0; cut <= sample.bytes.size(); ++cut) {
      SCOPED_TRACE(sample.name + " cut at " + std::to_string(cut));
      const Collected got = read(std::string_view(sample.bytes).substr(0, cut), sample.needs_purpose);
      // A record is whole where the next one begins.
      for (std::size_t i = 0; i + 1 < whole.documents.size() && whole.documents[i + 1].at < cut; ++i) {
        ASSERT_GT(got.documents.size(), i);
        EXPECT_TRUE(got.documents[i].text.starts_with(whole.documents[i].text));  // a cut date may follow
        EXPECT_EQ(got.documents[i].published, whole.documents[i].published);
      }
      EXPECT_LE(got.documents.size(), whole.documents.size());
    }
  }
}

TEST(MessagesCut, PrivateStaysOutHoweverItIsCut) {
  for (const Sample& sample : samples()) {
    if (!sample.needs_purpose) continue;
    for (std::size_t cut = 0; cut <= sample.bytes.size(); ++cut)
      EXPECT_EQ(read(std::string_view(sample.bytes).substr(0, cut), false).texts().find("noon"), std::string::npos)
          << cut;
  }
}

TEST(MessagesCut, OneByteChanged) {
  for (const Sample& sample : samples())
    for (std::size_t at = 0; at < sample.bytes.size(); ++at)
      for (const char c : {'"', '<', '>', '{', ']', '\n', ';', ',', '\xFF'}) {
        std::string changed = sample.bytes;
        changed[at] = c;
        read(changed, sample.needs_purpose);
      }
}

TEST(MessagesCut, NotUtf8IsRepairedOrConverted) {
  for (const Sample& sample : samples()) {
    std::string bytes = sample.bytes;
    bytes[bytes.find('\xD8')] = '\xFF';
    const Collected got = read(bytes, sample.needs_purpose);
    EXPECT_EQ(got.documents.size(), sample.documents) << sample.name;
    EXPECT_FALSE(got.oddities.empty()) << sample.name;
  }
}

}  // namespace
}  // namespace tocsin::ingest
