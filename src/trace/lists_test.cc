// SPDX-License-Identifier: Apache-2.0
// Every list against the examples beside it.
#include "trace/lists.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "trace/framing.h"
#include "trace/letters.h"
#include "trace/words.h"

namespace tocsin::trace {
namespace {

struct Example {
  bool positive;
  std::string text;  // without the brackets
  std::vector<std::pair<std::size_t, std::size_t>> spans;
};

// A bracket that is part of a link stays: only the outermost pair marks a span.
std::vector<Example> examples(const std::string& name) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/trace/lists/" + name);
  std::vector<Example> out;
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 2 || (line[0] != '+' && line[0] != '-')) continue;
    Example e{line[0] == '+', {}, {}};
    int depth = 0;
    std::size_t begin = 0;
    for (const char c : line.substr(2)) {
      if (c == '[' && depth++ == 0)
        begin = e.text.size();
      else if (c == ']' && --depth == 0)
        e.spans.emplace_back(begin, e.text.size());
      else
        e.text += c;
      // What stands for a line break is three bytes.
      constexpr std::string_view kBreak = "\u23CE";
      if (e.text.ends_with(kBreak)) e.text.replace(e.text.size() - kBreak.size(), kBreak.size(), "\n");
    }
    out.push_back(e);
  }
  EXPECT_GE(out.size(), 3u) << name;
  return out;
}

TEST(Lists, ForwardHeaders) {
  const Channels channels = {"harbour_news"};
  for (const Example& e : examples("forward_headers.examples")) {
    const Framing f = framing(e.text, channels);
    EXPECT_EQ(f.forwarded, e.positive) << e.text;
    EXPECT_EQ(f.begin, e.positive ? e.spans.at(0).second : 0) << e.text;
  }
}

TEST(Lists, SignOffs) {
  for (const Example& e : examples("sign_offs.examples")) {
    const std::size_t expected = e.positive ? e.spans.at(0).first : e.text.size();
    const Framing f = framing(e.text, {});
    // White space and marks between the words and the sign-off may go with either.
    const std::string kept = e.text.substr(0, f.end);
    EXPECT_LE(f.end, e.positive ? expected + 2 : expected) << e.text << " kept: " << kept;
    EXPECT_GE(f.end + 4, expected) << e.text << " kept: " << kept;
  }
}

TEST(Lists, FactWordsAndPlaceCues) {
  for (const std::string name : {"fact_words.examples", "place_cues.examples"}) {
    for (const Example& e : examples(name)) {
      Folder folder;
      std::vector<Folder::Origin> origins;
      const Letters l = folder.fold(e.text, origins);
      std::vector<std::pair<std::size_t, std::size_t>> got;
      Words found;
      found.read(l);
      for (std::size_t i = 0; i < found.size(); ++i) {
        const WordKind kind = found.kind(i);
        const bool wanted =
            name[0] == 'f' ? kind == WordKind::date || kind == WordKind::number : kind == WordKind::name;
        if (wanted) got.emplace_back(origins[found.begin(i)].begin, origins[found.end(i) - 1].end);
      }
      EXPECT_EQ(got, e.spans) << e.text;
    }
  }
}

TEST(Lists, WhatComparesAsOne) {
  for (const std::string name : {"letter_classes", "letter_signs", "sign_letters", "flipped", "entities"}) {
    for (const Example& e : examples(name + ".examples")) {
      const std::size_t bar = e.text.rfind(" | ");
      ASSERT_NE(bar, std::string::npos);
      Folder a, b;
      const Letters x = a.fold(e.text.substr(0, bar)), y = b.fold(e.text.substr(bar + 3));
      EXPECT_EQ(std::ranges::equal(x.letters, y.letters), e.positive) << e.text;
    }
  }
}

}  // namespace
}  // namespace tocsin::trace
