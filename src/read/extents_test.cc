// SPDX-License-Identifier: Apache-2.0
#include "read/extents.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

// `marked` has the span given between '<' and '>', `expected` is its extent.
TEST(Extents, FollowTheGuide) {
  const struct {
    std::string marked;
    bool prefixes;
    std::string expected;
  } kCases[] = {
      {"hit< the pier,> now", true, "the pier"},
      {"hit the <pie>r now", true, "pier"},
      {"hit the p<ier now>", true, "pier now"},
      {"<  , !>", true, ""},
      {"<>", true, ""},
      {"we'll< burn> it", true, "burn"},
      {"they won'<t burn>", true, "t burn"},
      {"on< Friday.>", true, "Friday"},
      {"< (the old pier>)", true, "the old pier"},
      {"the< hall (east>) now", true, "hall (east)"},
      {"says @<kestrel_front>:", true, "kestrel_front"},
      {"بـ<النار>", true, "النار"},
      {"<بالنار>", true, "النار"},
      {"ب<النار> غدا", true, "النار"},
      {"سنضرب< والسوق،>", true, "السوق"},
      {"<والده>", true, "والده"},  // a word of its own
      {"<بالنار>", false, "بالنار"},
      {"س<نحرق> المرفأ", false, "سنحرق"},
      {"в <пятниц>у", true, "пятницу"},
      {"烧<码头>吧", true, "码头"},
  };
  for (const auto& c : kCases) {
    const std::size_t begin = c.marked.find('<'), end = c.marked.find('>') - 1;
    std::string text = c.marked;
    std::erase_if(text, [](char x) { return x == '<' || x == '>'; });
    const Span got = extent(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, c.prefixes);
    EXPECT_EQ(slice(text, got), c.expected) << c.marked;
  }
}

TEST(Extents, NeverSplitACharacterOrLeaveTheText) {
  std::mt19937 random(7);
  const std::string alphabet[] = {"a", " ", ".", "ب", "ال", "é", "\xff", "🔥", "(", "»", "\xe2\x80", "\n", "漢"};
  for (int n = 0; n < 3000; ++n) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += alphabet[random() % std::size(alphabet)];
    std::vector<std::uint32_t> edges = {0};
    for (std::size_t i = 0; i < text.size();) {
      i += utf8::decode(text, i).length;
      edges.push_back(static_cast<std::uint32_t>(i));
    }
    std::uint32_t a = edges[random() % edges.size()], b = edges[random() % edges.size()];
    const Span s = extent(text, {std::min(a, b), std::max(a, b)}, random() % 2 == 0);
    ASSERT_LE(s.begin, s.end);
    ASSERT_LE(s.end, text.size());
    ASSERT_TRUE(std::find(edges.begin(), edges.end(), s.begin) != edges.end()) << text;
    ASSERT_TRUE(std::find(edges.begin(), edges.end(), s.end) != edges.end()) << text;
  }
}

}  // namespace
}  // namespace tocsin::read
