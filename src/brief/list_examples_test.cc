// SPDX-License-Identifier: Apache-2.0
// The examples beside the room's lists.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "brief/width.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

void check(const std::string& name, const std::function<std::string(const std::string&)>& answer) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/brief/lists/" + name);
  ASSERT_TRUE(in) << name;
  int examples = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t open = line.rfind(" ["), close = line.rfind(']');
    ASSERT_TRUE(open != std::string::npos && close != std::string::npos) << line;
    const std::string input = line.substr(2, open - 2), output = line.substr(open + 2, close - open - 2);
    if (line[0] == '+') EXPECT_EQ(answer(input), output) << name << ": " << line;
    else EXPECT_NE(answer(input), output) << name << ": " << line;
    ++examples;
  }
  EXPECT_GT(examples, 3) << name;
}

TEST(ListExamples, Hold) {
  check("words.examples", [](const std::string& s) { return say(s.substr(0, s.find(' ')), s.substr(s.find(' ') + 1)); });
  check("countries.examples", [](const std::string& s) { return country_name(s); });
  check("widths.examples", [](const std::string& s) { return std::to_string(columns(s)); });
}

}  // namespace
}  // namespace tocsin::brief
