// SPDX-License-Identifier: Apache-2.0
#include "brief/width.h"

#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"

namespace tocsin::brief {
namespace {

using Lines = std::vector<std::string>;

TEST(Width, Wrapping) {
  EXPECT_EQ(wrapped("", 20), Lines{""});
  EXPECT_EQ(wrapped("the ferry terminal", 9), (Lines{"the ferry", "terminal"}));
  EXPECT_EQ(wrapped("abcdefghijkl", 8), (Lines{"abcdefgh", "ijkl"}));
  EXPECT_EQ(wrapped("to 漁港漁港漁港", 8), (Lines{"to", "漁港漁港", "漁港"}));
  EXPECT_EQ(padded("مرسى", 6), "مرسى  ");
  EXPECT_EQ(padded("7", 3, true), "  7");
  EXPECT_EQ(padded("abcdef", 4), "abc…");
}

// No line is too wide, nothing but spaces is lost, nothing turns round.
TEST(Width, RandomTexts) {
  std::mt19937 random(11);
  const char32_t pool[] = {'a', 'b', ' ', ' ', 0x645, 0x651, 0x6F22, 0x1F534, 0x301};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 60); i > 0; --i) utf8::append(text, pool[random() % std::size(pool)]);
    const int width = 8 + static_cast<int>(random() % 20);
    std::string joined, bare = text;
    for (const std::string& line : wrapped(text, width)) {
      EXPECT_LE(columns(line), width);
      EXPECT_EQ(utf8::first_invalid(line), std::string::npos);
      joined += line;
    }
    std::erase(joined, ' ');
    std::erase(bare, ' ');
    EXPECT_EQ(joined, bare);
  }
}

}  // namespace
}  // namespace tocsin::brief
