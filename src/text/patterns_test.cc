// SPDX-License-Identifier: Apache-2.0
#include "text/patterns.h"

#include <gtest/gtest.h>

namespace tocsin::text {
namespace {

const char* const kWords =
    "word\tclass\tvalue\n"
    "tuesday\tDAY\t2\n"
    "الثلاثاء\tDAY\t2\n"
    "night\tPART\tNI\n"
    "last week\tLAST\t-1\n"
    "and\tSTOP\t\n";
const char* const kPatterns =
    "rule\tpattern\n"
    "day\ton? [ w=DAY PART? ]\n"
    "day\t[ w=DAY ( of LAST )? ]\n"
    "count\tn=INT ..2 killed\n"
    "far\tn=INT ~5 hurt !badly\n";

Grammar grammar() { return Grammar(builtin_list("words", kWords), builtin_list("patterns", kPatterns)); }

TEST(Patterns, FindsTheLongestMatch) {
  const struct {
    const char *text, *rule, *span, *name, *value;
  } cases[] = {
      {"It happened on Tuesday night.", "day", "Tuesday night", "w", "2"},
      {"TUESDAY of last week", "day", "TUESDAY of last week", "last", "-1"},
      {"والثلاثاء كذلك", "day", "الثلاثاء", "w", "2"},
      {"1,200 brave men killed", "count", "1,200 brave men killed", "n", "1,200"},
      {"5, so they say, hurt", "far", "5, so they say, hurt", "n", "5"},
      {"some 12 and 5 killed", "count", "5 killed", "n", "5"},
  };
  const Grammar g = grammar();
  for (const auto& c : cases) {
    const std::string text = c.text;
    const std::vector<Word> all = words(text);  // what is found points into it
    const auto found = g.find(all, {0, static_cast<std::uint32_t>(text.size())});
    ASSERT_EQ(found.size(), 1u) << c.text;
    EXPECT_EQ(found[0].rule, c.rule) << c.text;
    EXPECT_EQ(slice(text, found[0].span), c.span) << c.text;
    EXPECT_EQ(found[0].value(c.name), c.value) << c.text;
  }
}

TEST(Patterns, LeavesTheRest) {
  const Grammar g = grammar();
  for (const std::string& text :
       std::vector<std::string>{"Nothing at all.", "12 and then killed", "5 were hurt badly", "5. Hurt", ""})
    EXPECT_TRUE(g.find(words(text), {0, static_cast<std::uint32_t>(text.size())}).empty()) << text;
}

TEST(Patterns, StaysInsideTheSentence) {
  const std::string text = "12 men killed";
  EXPECT_TRUE(grammar().find(words(text), {0, 6}).empty());
}

TEST(Words, FallApartAtSeams) {
  const struct {
    const char* text;
    std::vector<std::string> folded;
  } cases[] = {
      {"1960s", {"1960", "s"}}, {"2030GMT", {"2030", "gmt"}}, {"week’s", {"week", "'s"}}, {"و88", {"و", "88"}},
      {"٥٣", {"53"}},           {"Qa'im", {"qa'im"}},
  };
  for (const auto& c : cases) {
    std::vector<std::string> folded;
    for (const Word& w : words(c.text)) folded.push_back(w.folded);
    EXPECT_EQ(folded, c.folded) << c.text;
  }
}

// Adversarial length: a text of nothing but what patterns begin with must take time linear in it.
TEST(Patterns, TakesLinearTime) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "5 tuesday ";
  const auto w = words(text);
  EXPECT_EQ(grammar().find(w, {0, static_cast<std::uint32_t>(text.size())}).size(), 40000u);
}

}  // namespace
}  // namespace tocsin::text
