// SPDX-License-Identifier: Apache-2.0
#include "ingest/telepathy.h"

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

TEST(Telepathy, FirstVersions) {
  InputOptions options;
  options.timezone = "+03:00";  // does not apply: Telepathy writes UTC
  const Collected got = read(
      ";Chat name;message ID;Name;ID;Message text;Timestamp;Reply to;Views;Forward Peer ID;Forwarded From;Post "
      "Author;Forward post ID\n"
      "0;pier;41;Some Body;PeerUser(user_id=77);\"\"\"noon\"\"\";2025-10-07, "
      "15:58;;10;PeerChannel(channel_id=9);None;None;3\n"
      "1;pier;42;Grey Lantern;None;\"\"\"one; two\"\"\";2025-10-07, 15:59;;10;None;A Person;None;None\n"
      "2;pier;43;Grey Lantern;None;None;2025-10-07, 15:59;;10;None;None;None;None\n",
      options);
  ASSERT_EQ(got.texts(), "noon|one; two") << got.kinds();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.source_id, "41");
  EXPECT_EQ(d.channel, "pier");
  EXPECT_EQ(format_time(*d.published), "2025-10-07T15:58:00Z");
  EXPECT_FALSE(d.zone_assumed);
  EXPECT_EQ(d.author, pseudonym(kTestKey, "user77"));
  EXPECT_EQ(d.forwarded_from, "channel 9");
  EXPECT_EQ(got.documents[1].author, "");
  EXPECT_EQ(got.documents[1].forwarded_from, pseudonym(kTestKey, "A Person"));
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"empty_message", 1}}));
}

TEST(Telepathy, LaterVersionsAndReplies) {
  const Collected got = read(
      ";To;Message ID;Display_name;User ID;Message_text;Timestamp;Has_media;Total_reactions;Edit_date;URL\n"
      "0;pier;41;Some Body;77;noon;2025-10-07T15:58:31+00:00;FALSE;0;2025-10-07 16:00:00+00:00;https://t.me/s/pier/41\n"
      "1;pier;42;Some Body;77;one;2025-10-07T15:58:31+00:00;TRUE;4;2025-10-07 16:00:00+00:00;https://t.me/s/pier/42\n");
  ASSERT_EQ(got.texts(), "noon|one") << got.kinds();
  EXPECT_EQ(format_time(*got.documents[0].edited), "2025-10-07T16:00:00Z");
  EXPECT_FALSE(got.documents[1].edited);  // perhaps a reaction
  EXPECT_EQ(got.documents[0].url, "https://t.me/s/pier/41");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"file", 1}}));
  const Collected replies = read(
      ";To;Message ID;Reply ID;Display_name;ID;Message_text;Original_language;Timestamp\n"
      "0;pier;41;90;Some Body;77;yes;N/A;2025-10-07T15:58:31+00:00\n");
  ASSERT_EQ(replies.documents.size(), 1u);
  EXPECT_EQ(replies.documents[0].source_id, "90");
}

TEST(Telepathy, MemberListsAreNotRead) {
  const Collected got = read(";Username;Full name;User ID;Phone number;Group name\n0;somebody;Some Body;77;999;pier\n");
  EXPECT_TRUE(got.documents.empty());
  EXPECT_EQ(got.kinds(), "unrecognised");
}

TEST(Telepathy, BadRows) {
  const std::string header = ";To;Message ID;Display_name;User ID;Message_text;Timestamp\n";
  EXPECT_EQ(read(header + "0;pier;41;A;7;noon;long ago\n").kinds(), "odd_date");
  EXPECT_EQ(read(header + "0;pier;41;A;7;noon;\n").kinds(), "no_date");
  EXPECT_EQ(read(header + "0;pier;;A;7;noon;2025-10-07T15:58:31+00:00\n").kinds(), "no_id");
  EXPECT_EQ(read(header + "0;pier;41;A;7;noon;2025-10-07T15:58:31+00:00\n1;pier\n").kinds(), "broken");
}

}  // namespace
}  // namespace tocsin::ingest
