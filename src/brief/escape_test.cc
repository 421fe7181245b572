// SPDX-License-Identifier: Apache-2.0
#include "brief/escape.h"

#include <gtest/gtest.h>

#include <random>

#include "brief/brief.h"
#include "brief/masking.h"
#include "brief/svg.h"
#include "brief/terminal.h"
#include "core/json.h"
#include "core/utf8.h"

namespace tocsin::brief {
namespace {

struct Case {
  std::string_view text, expected;
};

TEST(Escape, Html) {
  const Case cases[] = {
      {"plain", "plain"},
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"\" onmouseover=\"x", "&quot; onmouseover=&quot;x"},
      {"' style='x", "&#x27; style=&#x27;x"},
      {"a & b &amp; c", "a &amp; b &amp;amp; c"},
      {"</title><svg/onload=x>", "&lt;/title&gt;&lt;svg/onload=x&gt;"},
      {"<!-- --> ]]>", "&lt;!-- --&gt; ]]&gt;"},
      {"javascript:alert(1)", "javascript:alert(1)"},   // words: never put into a link
      {"=HYPERLINK(\"x\")", "=HYPERLINK(&quot;x&quot;)"},
      {"a\r\nb\tc", "a\nb\tc"},
      {std::string_view("a\0b", 3), "a␀b"},
      {"\x1b[31mred", "␛[31mred"},
      {"the \u202Ereip", "the ⟦U+202E⟧reip"},
      {"mar\u200Bket", "mar⟦U+200B⟧ket"},
      {"bad \xff", "bad \uFFFD"},
      {"محطة", "محطة"},
  };
  for (const Case& c : cases) EXPECT_EQ(html(c.text), c.expected);
}

TEST(Escape, ExactAndLiteralGiveTheVeryCharactersBack) {
  std::mt19937 random(7);
  const char32_t pool[] = {'a', ' ', '"', '\'', '<', '>', '&', '\\', '\n', '\r', '\t', 0, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200D, 0x202E, 0x2066, 0x2028, 0xFEFF, 0x645, 0x651, 0x1F534, 0xE0041};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 12); i > 0; --i) utf8::append(text, pool[random() % std::size(pool)]);
    const std::string attribute = exact(text), line = literal(text);
    EXPECT_EQ(from_exact(attribute), text);
    EXPECT_EQ(attribute.find_first_of("<>\"'\n\r"), std::string::npos);
    const auto parsed = json::parse("[" + line + "]");
    ASSERT_TRUE(parsed.ok()) << line;
    EXPECT_EQ(parsed->items[0].scalar, text);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(line.find("\u202E"), std::string::npos);
  }
}

TEST(Escape, FromExactRefusesWhatExactDoesNotWrite) {
  for (std::string_view bad : {"&", "&lt", "&nbsp;", "&#60;", "&#x;", "&#xZZ;", "&#x110000;", "&#x00000000041;"}) EXPECT_FALSE(from_exact(bad)) << bad;
}

TEST(Escape, Shortened) {
  EXPECT_EQ(shortened("the ferry terminal", 40), "the ferry terminal");
  EXPECT_EQ(shortened("the ferry terminal", 12), "the ferry…");
  EXPECT_EQ(shortened("محطة", 3), "م…");
  EXPECT_EQ(one_line("  a\n\n b\u2028c\t"), "a b c");
}

TEST(Escape, LanguageTag) {
  const Case cases[] = {{"ar", "ar"}, {"und", ""}, {"", ""}, {"e\"", ""}, {"english", ""}, {"AR", ""}};
  for (const Case& c : cases) EXPECT_EQ(language_tag(c.text), c.expected);
}

TEST(Escape, TerminalSafeWords) {
  EXPECT_EQ(Terminal::safe("a\x1b]0;x\x07\nb\x02"), "a␛]0;x␇ b␂");
  EXPECT_EQ(Terminal::safe("\u202Ex"), "⟦U+202E⟧x");
}

TEST(Escape, Svg) {
  Svg svg("map", 10, 10, "<t>", "d\"");
  svg.text({1, 2}, "</text><script>x</script>", "label").circle({1, 1}, 2, "dot", "<b>");
  const std::string out = svg.take();
  EXPECT_EQ(out.find("<script"), std::string::npos);
  EXPECT_EQ(out.find("<b>"), std::string::npos);
  EXPECT_NE(out.find("&lt;/text&gt;"), std::string::npos);
  EXPECT_EQ(decimal(-0.04), "0");
  EXPECT_EQ(decimal(2.25), "2.3");
  EXPECT_EQ(decimal(-1.5), "-1.5");
}

TEST(Masking, PiecesKeepTheirMarks) {
  using P = std::vector<TextPiece>;
  const std::string_view text = "write to @pier_desk today";
  EXPECT_EQ(pieces(text, {0, 25}, {9, 19}), (P{{"write to ", false}, {"@…", true}, {" today", false}}));
  EXPECT_EQ(pieces(text, {0, 25}, {12, 16}), (P{{"write to ", false}, {"@…", true}, {" today", false}}));
  EXPECT_EQ(pieces(text, {0, 25}, {0, 5}), (P{{"write", true}, {" to @… today", false}}));
  EXPECT_EQ(pieces(text, {0, 14}, {0, 5}), (P{{"write", true}, {" to @…", false}}));
}

TEST(Masking, NoHalfOfAHandleIsLeftInACitation) {
  EXPECT_EQ(cited_text("write to @pier_desk today", {12, 25}), "@… today");
  EXPECT_EQ(cited_text("write to @pier_desk today", {0, 8}), "write to");
  EXPECT_EQ(cited_text("call +970 59-912-3456 now", {14, 25}), "@… now");
  EXPECT_EQ(cited_text("short", {0, 6}), "");
  EXPECT_EQ(cited_text("short", {3, 2}), "");
}

}  // namespace
}  // namespace tocsin::brief
