// SPDX-License-Identifier: Apache-2.0
#include "deliver/kinds.h"

#include <gtest/gtest.h>

#include <fstream>

namespace tocsin::deliver {
namespace {

TEST(Kinds, AsTheExamplesSay) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/deliver/lists/target_kinds.examples");
  int n = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t bracket = std::min(line.find(" ["), line.size());
    std::set<std::string> expected;
    for (std::size_t at = line.find('['); at != line.npos; at = line.find('[', at + 1)) expected.insert(line.substr(at + 1, line.find(']', at) - at - 1));
    EXPECT_EQ(line[0] == '+', !expected.empty()) << line;
    EXPECT_EQ(kinds_in(line.substr(2, bracket - 2)), expected) << line;
    ++n;
  }
  EXPECT_GE(n, 12);
}

// Who is meant is by role or place: words for peoples, faiths and opinions are in no kind.
TEST(Kinds, NameNoGroup) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/tests/identities.tsv");
  int n = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::string group = line.substr(0, line.find('\t'));
    EXPECT_TRUE(kinds_in(group).empty()) << group;
    ++n;
  }
  EXPECT_GT(n, 10);
}

TEST(Countries, ByCodeAndByName) {
  for (const char* name : {"JO", "jo", "Jordan", "الأردن"}) EXPECT_EQ(country_code(name), "JO") << name;
  for (const char* name : {"", "ZZ", "Middle Earth"}) EXPECT_EQ(country_code(name), "") << name;
}

}  // namespace
}  // namespace tocsin::deliver
