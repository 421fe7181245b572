// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "core/json.h"
#include "core/list.h"
#include "core/names.h"
#include "core/utf8.h"
#include "tocsin/suggest.h"

namespace tocsin {
namespace {

TEST(Utf8, DecodesAndRefuses) {
  const struct {
    std::string bytes;
    char32_t character;
    std::uint32_t length;
  } kTable[] = {
      {"a", 'a', 1},
      {"é", 0xE9, 2},
      {"€", 0x20AC, 3},
      {"😀", 0x1F600, 4},
      {"\x80", utf8::kReplacement, 1},          // a stray continuation
      {"\xC0\x80", utf8::kReplacement, 1},      // overlong
      {"\xED\xA0\x80", utf8::kReplacement, 1},  // a surrogate
      {"\xF4\x90\x80\x80", utf8::kReplacement, 1},
      {"\xE2\x82", utf8::kReplacement, 1},  // cut short
  };
  for (const auto& row : kTable) {
    const utf8::Decoded d = utf8::decode(row.bytes, 0);
    EXPECT_EQ(d.character, row.character) << row.bytes;
    EXPECT_EQ(d.length, row.length) << row.bytes;
    if (row.character != utf8::kReplacement) {
      std::string out;
      utf8::append(out, row.character);
      EXPECT_EQ(out, row.bytes);
      EXPECT_EQ(utf8::first_invalid(row.bytes), std::string::npos);
    } else {
      EXPECT_EQ(utf8::first_invalid(row.bytes), 0u);
      EXPECT_EQ(utf8::first_invalid(utf8::repaired(row.bytes)), std::string::npos);
    }
    const std::string longer = std::string(40, 'n') + row.bytes + "n";
    EXPECT_EQ(utf8::first_invalid(longer), row.character == utf8::kReplacement ? 40u : std::string::npos) << row.bytes;
  }
}

TEST(Clock, ReadsWhatFilesHold) {
  const struct {
    std::string_view text, zone, utc;
    bool has_zone, date_only;
  } kTable[] = {
      {"2026-03-10T12:00:00Z", "", "2026-03-10T12:00:00Z", true, false},
      {"2026-03-10T12:00:00.123456+03:00", "", "2026-03-10T09:00:00Z", true, false},
      {"2026-03-10 12:00", "", "2026-03-10T12:00:00Z", false, false},
      {"2026-03-10T12:00:00", "Asia/Damascus", "2026-03-10T09:00:00Z", false, false},
      {"2026-07-10T12:00:00", "Europe/Berlin", "2026-07-10T10:00:00Z", false, false},
      {"2026-03-10", "", "2026-03-10T00:00:00Z", false, true},
      {"Tue, 10 Mar 2026 12:00:00 +0300", "", "2026-03-10T09:00:00Z", true, false},
      {"Tue, 10 Mar 2026 12:00:00 EST", "", "2026-03-10T17:00:00Z", true, false},
      {"Tue, 10 Mar 26 12:00:00 EST (winter time)", "", "2026-03-10T17:00:00Z", true, false},
      {"10 Mar 98 12:00 GMT", "", "1998-03-10T12:00:00Z", true, false},
  };
  for (const auto& row : kTable) {
    const auto t = parse_time(row.text, row.zone);
    ASSERT_TRUE(t) << row.text;
    EXPECT_EQ(format_time(t->time), row.utc) << row.text;
    EXPECT_EQ(t->has_zone, row.has_zone) << row.text;
    EXPECT_EQ(t->date_only, row.date_only) << row.text;
  }
  for (std::string_view bad :
       {"", "soon", "2026-13-01", "2026-02-30", "2026-03-10T25:00", "2026-03-10T12:00:00 Mars/Base", "99999"})
    EXPECT_FALSE(parse_time(bad)) << bad;
}

TEST(Hash, IsWhatTheStandardsSay) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(content_id("thr", {"ab", "c"}), content_id("thr", {"a", "bc"}));
  EXPECT_EQ(content_id("thr", {"x"}).size(), 20u);
  const std::string key(32, 'k');
  EXPECT_EQ(pseudonym(key, "@someone"), pseudonym(key, "@someone"));
  EXPECT_NE(pseudonym(key, "@someone"), pseudonym(std::string(32, 'l'), "@someone"));
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231
}

TEST(List, SaysWhereItIsWrong) {
  const auto good = parse_list("l.tsv", "# note\nword\tlang\nstrike\ten\n\nضرب\tar\n");
  ASSERT_TRUE(good.ok());
  ASSERT_EQ(good->size(), 2u);
  EXPECT_EQ((*good)[1]["lang"], "ar");
  EXPECT_EQ((*good)[1].line, 5);
  EXPECT_EQ((*good)[0]["nothing"], "");
  const auto bad = parse_list("l.tsv", "word\nstrike\ten\n");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.status().message(), "l.tsv:2: 2 fields, the header names 1");
}

TEST(Hash, NamedUuids) {   // the example of RFC 9562, A.4
  EXPECT_EQ(uuid_v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(Names, GoBothWays) {
  EXPECT_EQ(to_string(Force::calls_for), "calls_for");
  EXPECT_EQ(from_string<ClaimStatus>("never_confirmed"), ClaimStatus::never_confirmed);
  EXPECT_FALSE(from_string<Stance>("ironic"));
}

TEST(Json, KeepsOrderRepeatsAndDigits) {
  const auto v = json::parse(R"({"id": 12345678901234567890, "text": "ok", "text": "again", "list": [null, true]})");
  ASSERT_TRUE(v.ok());
  EXPECT_EQ(v->find("id")->text(), "12345678901234567890");
  EXPECT_EQ(v->find("text")->text(), "ok");
  EXPECT_EQ(v->members.size(), 4u);
  EXPECT_FALSE(json::parse(R"({"a": )").ok());
  EXPECT_FALSE(json::parse(std::string(2000, '[')).ok());
  EXPECT_FALSE(json::parse("").ok());
}

TEST(Suggest, FindsTheNearest) {
  EXPECT_EQ(closest("alrets", {"alerts", "outlets"}), "alerts");
  EXPECT_EQ(closest("estblished", {"established", "known"}), "established");
  EXPECT_EQ(closest("xyzzy", {"alerts", "outlets"}), "");
}

}  // namespace
}  // namespace tocsin
