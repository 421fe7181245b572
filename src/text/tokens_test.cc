// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "text/text.h"

namespace tocsin::text {
namespace {

// "word|word #number !mark" with '_' left as it is: one token per line of the expected text.
std::string shown(std::string_view text) {
  std::string out;
  for (const Token& token : tokens(text)) {
    if (!out.empty()) out += " ";
    if (token.kind == TokenKind::number) out += "n:";
    if (token.kind == TokenKind::mark) out += "m:";
    out += slice(text, token.span);
  }
  return out;
}

TEST(Tokens, Tables) {
  const struct {
    std::string_view text, expected;
  } cases[] = {
      {"", ""},
      {" \n\t", ""},
      {"Not the school, but the pier.", "Not the school m:, but the pier m:."},
      {"Qa'im don’t Qa‘im rock'n'roll 'quoted'", "Qa'im don’t Qa‘im rock'n'roll m:' quoted m:'"},
      {"twenty-one", "twenty m:- one"},
      {"1,200 3.5 ٥٣ ٣٫٥ ١٬٢٠٠", "n:1,200 n:3.5 n:٥٣ n:٣٫٥ n:١٬٢٠٠"},
      {"at 10:30 on 2026-03-10.", "at n:10 m:: n:30 on n:2026 m:- n:03 m:- n:10 m:."},
      {"3pm 1st B2 F-16", "3pm 1st B2 F m:- n:16"},
      {"1, 2, 3.", "n:1 m:, n:2 m:, n:3 m:."},
      {"5% of $40", "n:5 m:% of m:$ n:40"},
      {"the U.S. and J.K. Rowe, Dr. No", "the U.S. and J.K. Rowe m:, Dr m:. No"},
      {"see https://harbour.example/a?b=1. Then (www.pier.example/x), t.me/pier_news!",
       "see https://harbour.example/a?b=1 m:. Then m:( www.pier.example/x m:) m:, t.me/pier_news m:!"},
      {"mail desk@pier.example, @pier_news #الميناء_الشرقي #1", "mail desk@pier.example m:, @pier_news #الميناء_الشرقي #1"},
      {"والمِيناء الـشرقي، اليوم؟", "والمِيناء الـشرقي m:، اليوم m:؟"},
      {"می\u200Cخواهم p\u200Bier \u200B x", "می\u200Cخواهم p\u200Bier x"},
      {"end.Next a.b/c", "end m:. Next a.b/c"},
      {"👩‍👩‍👧 🇫🇷 👍🏽 ❤️", "m:👩‍👩‍👧 m:🇫🇷 m:👍🏽 m:❤️"},
      {"צה\"ל", "צה\"ל"},
      {"港口 pier", "港 口 pier"},
      {"--", "m:- m:-"},
      {"\u0301 a", "m:\u0301 a"},
      {"and/or 12/03", "and m:/ or n:12 m:/ n:03"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(shown(c.text), c.expected);
  }
}

}  // namespace
}  // namespace tocsin::text
