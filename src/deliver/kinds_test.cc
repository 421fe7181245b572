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

// Who is meant is by role or place: words for peoples, faiths, opinions and ways of life are in no kind.
TEST(Kinds, NameNoGroup) {
  const std::set<std::string> roles = {"teachers", "teachers'", "nurses", "nurses'", "doctors", "doctors'", "journalists", "journalists'", "students", "students'", "refugees", "اللاجئين"};
  for (const char* file : {"/tests/identities.tsv", "/tests/identities_ar.tsv"}) {
    std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + file);
    int n = 0;
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      for (std::size_t tab = line.find('\t'); const std::string& group : {line.substr(0, tab), line.substr(std::min(tab, line.size() - 1) + 1)}) {
        EXPECT_TRUE(roles.contains(group) || kinds_in(group).empty()) << group;
        ++n;
      }
    }
    EXPECT_GT(n, 60) << file;
  }
}

TEST(Countries, ByCodeAndByName) {
  for (const char* name : {"JO", "jo", "Jordan", "الأردن"}) EXPECT_EQ(country_code(name), "JO") << name;
  for (const char* name : {"", "ZZ", "Middle Earth"}) EXPECT_EQ(country_code(name), "") << name;
}

}  // namespace
}  // namespace tocsin::deliver
