// SPDX-License-Identifier: Apache-2.0
#include "text/shape.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin::text {
namespace {

using Kind = Shape::Kind;

std::u32string letters(const Shape& s) { return {s.letters.begin(), s.letters.begin() + s.count}; }

TEST(Shape, OfOneCharacter) {
  struct Case {
    char32_t c;
    Kind kind;
    std::u32string letters;
    bool digit = false, capital = false, cased = false;
  };
  const Case cases[] = {
      {U'p', Kind::letters, U"p", false, false, true},
      {U'P', Kind::letters, U"p", false, true, true},
      {U'7', Kind::letters, U"7", true},
      {U' ', Kind::gap, U""},
      {U'!', Kind::gap, U""},
      {U'🙂', Kind::gap, U""},
      {U'\u00A0', Kind::gap, U""},
      {U'\u200B', Kind::hidden, U""},
      {U'\u00AD', Kind::hidden, U""},
      {U'\u3164', Kind::hidden, U""},  // Hangul filler
      {U'\uFE0F', Kind::hidden, U""},
      {U'\U000E0061', Kind::hidden, U""},  // a tag
      {U'\u0301', Kind::hidden, U""},
      {U'\u064B', Kind::hidden, U""},
      {U'\u0640', Kind::hidden, U""},  // tatweel
      // Other forms of Latin letters.
      {U'𝗽', Kind::letters, U"p", false, false, true},
      {U'ｐ', Kind::letters, U"p", false, false, true},
      {U'ⓟ', Kind::letters, U"p", false, false, true},
      {U'🅿', Kind::letters, U"p", false, true, true},
      {U'🇵', Kind::letters, U"p", false, true, true},
      {U'é', Kind::letters, U"e", false, false, true},
      {U'ø', Kind::letters, U"o", false, false, true},
      {U'ß', Kind::letters, U"ss", false, false, true},
      {U'ﬁ', Kind::letters, U"fi", false, false, true},
      {U'ᴘ', Kind::letters, U"p", false, false, true},
      // Lookalikes, by either case.
      {U'р', Kind::letters, U"p", false, false, true},
      {U'Р', Kind::letters, U"p", false, true, true},
      {U'в', Kind::letters, U"b", false, false, true},
      {U'н', Kind::letters, U"h", false, false, true},
      {U'ж', Kind::letters, U"ж", false, false, true},
      {U'Ж', Kind::letters, U"ж", false, true, true},
      {U'ο', Kind::letters, U"o", false, false, true},
      {U'ո', Kind::letters, U"n", false, false, true},
      // Digits by value, of any script.
      {U'٣', Kind::letters, U"3", true},
      {U'۳', Kind::letters, U"3", true},
      {U'३', Kind::letters, U"3", true},
      {U'³', Kind::letters, U"3", true},
      {U'③', Kind::letters, U"3", true},
      // Arabic letters.
      {U'أ', Kind::letters, U"ا"},
      {U'ى', Kind::letters, U"ي"},
      {U'ی', Kind::letters, U"ي"},
      {U'ة', Kind::letters, U"ه"},
      {U'ک', Kind::letters, U"ك"},
      {U'ﻛ', Kind::letters, U"ك"},
      {U'ﻻ', Kind::letters, U"لا"},
      {U'漢', Kind::letters, U"漢"},
      {U'\uFFFD', Kind::gap, U""},
  };
  for (const Case& c : cases) {
    const Shape s = shape(c.c);
    const auto number = static_cast<std::uint32_t>(c.c);
    EXPECT_EQ(s.kind, c.kind) << std::hex << number;
    EXPECT_EQ(letters(s), c.letters) << std::hex << number;
    EXPECT_EQ(s.digit, c.digit) << std::hex << number;
    EXPECT_EQ(s.capital, c.capital) << std::hex << number;
    EXPECT_EQ(s.cased, c.cased) << std::hex << number;
  }
  EXPECT_TRUE(shape(U'漢').han);
  EXPECT_TRUE(shape(U'한').han);
  EXPECT_FALSE(shape(U'a').han);
}

// Whatever it is given, letters that come out are settled: their own shape is themselves.
TEST(Shape, OfAShapeIsItself) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    const Shape s = shape(c);
    for (const char32_t letter : letters(s)) {
      const Shape again = shape(letter);
      ASSERT_EQ(letters(again), std::u32string(1, letter)) << std::hex << static_cast<std::uint32_t>(c);
    }
    ASSERT_EQ(s.count == 0, s.kind != Kind::letters) << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace tocsin::text
