// SPDX-License-Identifier: Apache-2.0
#include "ingest/fourcat.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/any_format.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

const std::string kHeader =
    "id,thread_id,chat,author,author_username,author_name,body,reply_to,reactions,timestamp,unix_timestamp,timestamp_"
    "edited,"
    "unix_timestamp_edited,author_forwarded_from_name,author_forwarded_from_username,author_forwarded_from_id,"
    "attachment_type\n";

Collected read(std::string_view bytes) {
  return collect([](std::string_view b, Intake& intake) { return any_format(b, {}, intake); }, bytes);
}

TEST(Fourcat, OneRowWhole) {
  const std::string bytes = kHeader +
                            "pier-41,pier,pier,77,somebody,Some Body,\"Ferries, \"\"all\"\"\nat noon\",,,2025-10-07 "
                            "17:58:31,1759852711,2025-10-07 18:00:00,1759852800,Blue Pier,bluepier,9,photo\r\n";
  const Collected got = read(bytes);
  ASSERT_EQ(got.documents.size(), 1u) << got.kinds();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "pier");
  EXPECT_EQ(d.text, "Ferries, \"all\"\nat noon");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:31Z");  // the instant, not the server's clock
  EXPECT_EQ(format_time(*d.edited), "2025-10-07T16:00:00Z");
  EXPECT_EQ(d.author, pseudonym(kTestKey, "user77"));
  EXPECT_EQ(d.forwarded_from, "Blue Pier");
  EXPECT_EQ(d.at, kHeader.size());
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"photo", 1}}));
}

TEST(Fourcat, Rows) {
  const struct {
    std::string row, kinds, forwarded, edited;
    std::size_t documents;
  } cases[] = {
      {"41,pier,pier,77,,,noon,,👍,2025-10-07 17:58:31,1759852711,2025-10-07 18:00:00,1759852800,,bluepier,,", "",
       "bluepier", "", 1},
      {"41,pier,pier,77,,,noon,,,2025-10-07 15:58:31,,,,,,9,", "", pseudonym(kTestKey, "9"), "", 1},
      {"41,pier,pier,77,,,,,,,1759852711,,,,,,photo", "", "", "", 0},
      {"41,pier,pier,77,,,noon,,,,99999999999,,,,,,", "odd_date", "", "", 1},
      {"41,pier,pier,77,,,noon,,,,,,,,,,", "no_date", "", "", 1},
      {",pier,pier,77,,,noon,,,,1759852711,,,,,,", "no_id", "", "", 1},
      {"41,pier,pier,77,,,noon,,,,1759852711,,,,,", "broken", "", "", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.row);
    const Collected got = read(kHeader + c.row + "\n");
    EXPECT_EQ(got.kinds(), c.kinds);
    ASSERT_EQ(got.documents.size(), c.documents);
    if (c.documents == 0) continue;
    EXPECT_EQ(got.documents[0].forwarded_from, c.forwarded);
    EXPECT_EQ(got.documents[0].edited ? format_time(*got.documents[0].edited) : "", c.edited);
  }
}

TEST(Fourcat, WhenTheOriginalWasPosted) {
  const std::string header = kHeader.substr(0, kHeader.size() - 1) + ",timestamp_forwarded_from,unix_timestamp_forwarded_from\n";
  for (const char* written : {"2025-10-01 02:00:00,1759276800", "2025-10-01 00:00:00,", ",1759276800"}) {
    const Collected got = read(header + "41,pier,pier,77,,,noon,,,,1759852711,,,Blue Pier,,,," + written + "\n");
    ASSERT_EQ(got.documents.size(), 1u) << written;
    EXPECT_EQ(format_time(*got.documents[0].forwarded_published), "2025-10-01T00:00:00Z") << written;
  }
}

TEST(Fourcat, TheSameAsNdjson) {
  const Collected got = read(
      R"({"id": "pier-41", "thread_id": "pier", "chat": "pier", "author": 77, "body": "noon", "unix_timestamp": 1759852711, "author_forwarded_from_name": "Blue Pier", "reply_to": {}})");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].source_id, "41");
  EXPECT_EQ(got.documents[0].author, pseudonym(kTestKey, "user77"));
  EXPECT_EQ(got.documents[0].forwarded_from, "Blue Pier");
  EXPECT_EQ(read(R"({"id": [], "thread_id": "pier", "body": "noon", "unix_timestamp": 1759852711})").kinds(),
            "no_id wrong_type");
}

TEST(Fourcat, AnotherEncodingIsConverted) {
  const Collected got = read(
      "id;thread_id;body;timestamp\n1;a;\xCF\xE0\xF0\xEE\xEC \xEE\xF2\xF5\xEE\xE4\xE8\xF2 \xE2 "
      "\xEF\xEE\xEB\xE4\xE5\xED\xFC;2025-10-07 15:58:31\n");
  EXPECT_EQ(got.texts(), "Паром отходит в полдень");
  EXPECT_EQ(got.kinds(), "converted");
}

}  // namespace
}  // namespace tocsin::ingest
