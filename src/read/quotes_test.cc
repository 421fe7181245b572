// SPDX-License-Identifier: Apache-2.0
#include "read/quotes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

std::string shown(std::string_view text) {
  std::string out;
  for (const Quoted& q : quotations(text)) {
    if (!out.empty()) out += " | ";
    if (q.continuing) out += "…";
    out += std::string(slice(text, q.inner));
    if (q.open_ended) out += "…";
  }
  return out;
}

TEST(Quotes, FindsWhatIsBetweenMarks) {
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {"He called it “reckless”.", "reckless"},
      {"He said \"no\" and \"never\".", "no | never"},
      {"وقال: «الجسر مغلق».", "الجسر مغلق"},
      {"‘The pier is shut,’ she said.", "The pier is shut,"},
      {"'The pier is shut,' she said.", "The pier is shut,"},
      {"''It is shut,'' she said.", "It is shut,"},
      {"the dogs' bowl and the cats' milk", ""},
      {"It's the harbour's own, isn't it?", ""},
      {"a plank 5\" wide", ""},
      {"\"The pier is the town's,\" he said.", "The pier is the town's,"},
      {"“He told me ‘go home’ twice,” she said.", "He told me ‘go home’ twice,"},
      {"“One.\n\n“Two.\n\n“Three.”", "One.… | …Two.… | …Three."},
      {"\"One.\n\"Two.\"", "One.… | …Two."},
      {"“One.\n\nTwo.", ""},
      {"a line that\nis wrapped \"in the\nmiddle\" of it", "in the\nmiddle"},
      {"", ""},
      {"\"", ""},
      {"\"\"", ""},
      {"She said: \"Yes.\" \"No,\" he said.", "Yes. | No,"},
  };
  for (const auto& c : kCases) EXPECT_EQ(shown(c.text), c.expected) << c.text;
}

TEST(Quotes, StayInsideTheTextInOrderAndOnCharacters) {
  std::mt19937 random(7);
  const char* const kPieces[] = {"\"", "“", "”", "«", "»", "'", "’", "‘", " ", "\n", "a", "ب", ".", "''", "\xff", "word ", "\n\n"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int n = static_cast<int>(random() % 40); n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    std::uint32_t last = 0;
    for (const Quoted& q : quotations(text)) {
      ASSERT_LE(last, q.whole.begin);
      ASSERT_LE(q.whole.begin, q.inner.begin);
      ASSERT_LT(q.inner.begin, q.inner.end);
      ASSERT_LE(q.inner.end, q.whole.end);
      ASSERT_LE(q.whole.end, text.size());
      if (utf8::first_invalid(text) == std::string::npos) {
        ASSERT_TRUE(utf8::boundary(text, q.inner.begin) && utf8::boundary(text, q.inner.end));
      }
      last = q.whole.end;
    }
  }
}

}  // namespace
}  // namespace tocsin::read
