// SPDX-License-Identifier: Apache-2.0
// The examples beside each list: "+ text with [brackets]" and "- text with [brackets]".
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "text/text.h"

namespace tocsin::text {
namespace {

struct Example {
  bool positive;
  std::string text;
  std::vector<Span> marked;
};

using Check = std::function<bool(const Example&)>;

void check(const std::string& list, const Check& holds) {
  std::ifstream file(std::string(TOCSIN_SOURCE_DIR) + "/src/text/lists/" + list + ".examples");
  std::string line;
  int positive = 0, negative = 0;
  while (std::getline(file, line)) {
    if (line.size() < 3 || line[0] == '#') continue;
    Example example{line[0] == '+', {}, {}};
    for (const char c : line.substr(2)) {
      const auto at = static_cast<std::uint32_t>(example.text.size());
      if (c == '[') example.marked.push_back({at, at});
      else if (c == ']') example.marked.back().end = at;
      else example.text += c;
    }
    ++(example.positive ? positive : negative);
    EXPECT_EQ(holds(example), example.positive) << list << ": " << line;
  }
  EXPECT_GT(positive, 0) << list;
  EXPECT_GT(negative, 0) << list;
}

bool sentence_ends(const std::string& text, std::uint32_t at) {
  const std::vector<Span> all = sentences(text);
  return std::any_of(all.begin(), all.end(), [at](Span s) { return s.end == at; });
}

bool masks_what_is_marked(const Example& e) { return e.marked.empty() ? !handles(e.text).empty() : handles(e.text) == e.marked; }

TEST(Lists, Examples) {
  check("abbreviations", [](const Example& e) { return !sentence_ends(e.text, e.marked[0].end); });
  check("sentence_words", [](const Example& e) {
    const std::vector<Span> all = sentences(e.text);
    return std::any_of(all.begin(), all.end(), [&](Span s) { return s.begin == e.marked[0].begin; });
  });
  check("languages", [](const Example& e) {
    return language(e.text.substr(e.marked[0].end)) == slice(e.text, e.marked[0]);
  });
  check("leet", [](const Example& e) {
    const std::string folded = normalise(e.text, kLeet).bytes;
    if (e.marked.empty()) return folded != e.text;
    std::string without = folded, expected = e.text;
    for (auto span = e.marked.rbegin(); span != e.marked.rend(); ++span) {
      if (slice(folded, *span) == slice(e.text, *span)) return false;
      without.erase(span->begin, length(*span));
      expected.erase(span->begin, length(*span));
    }
    return without == expected;
  });
  check("phone_cues", masks_what_is_marked);
  check("profile_hosts", masks_what_is_marked);
}

}  // namespace
}  // namespace tocsin::text
