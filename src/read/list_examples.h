// SPDX-License-Identifier: Apache-2.0
// For the tests: the examples beside a list. A line is "+ text with [spans] in brackets" or "- text".
//
//   "+ on [Tuesday night]"  → {text "on Tuesday night", brackets {"Tuesday night"}, holds true}
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::read {

struct ListExample {
  int line = 0;
  bool holds = true;
  std::string text;
  std::vector<std::string> brackets;
  std::vector<Span> spans;
};

inline std::vector<ListExample> list_examples(const std::string& file) {
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR "/src/read/lists/") + file);
  std::vector<ListExample> out;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.size() < 3 || (line[0] != '+' && line[0] != '-')) continue;
    ListExample e;
    e.line = number;
    e.holds = line[0] == '+';
    std::size_t open = 0;
    for (const char c : line.substr(2)) {
      if (c == '[') open = e.text.size();
      else if (c == ']') e.brackets.push_back(e.text.substr(open)), e.spans.push_back({static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(e.text.size())});
      else e.text += c;
    }
    out.push_back(std::move(e));
  }
  if (out.empty()) ADD_FAILURE() << file << ": no examples";
  return out;
}

}  // namespace tocsin::read
