// SPDX-License-Identifier: Apache-2.0
#include "ingest/oddity.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace tocsin::ingest {
namespace {

// The table in README.md and the set in the code are one set.
TEST(Oddity, ReadmeHasEachKindWithItsAction) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/ingest/README.md");
  std::set<std::string> documented;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `")) continue;
    const std::string name = line.substr(3, line.find('`', 3) - 3);
    const std::size_t last = line.rfind("| ", line.size() - 2);
    documented.insert(name + ": " + line.substr(last + 2, line.rfind(" |") - last - 2));
  }
  std::set<std::string> known;
  for (int kind = 0; kind < kOddKinds; ++kind)
    known.insert(std::string(name_of(static_cast<Odd>(kind))) + ": " + std::string(action_on(static_cast<Odd>(kind))));
  for (const std::string& row : known) EXPECT_TRUE(documented.contains(row)) << row << " is not in README.md";
  EXPECT_EQ(known.size(), static_cast<std::size_t>(kOddKinds));
}

TEST(Oddity, BeginsWithItsKind) {
  EXPECT_EQ(make_oddity(Odd::no_date, "a.json", 7, "message 5", "message has no date"),
            (Oddity{"a.json", 7, "message 5", "no_date: message has no date", "kept"}));
  EXPECT_EQ(make_oddity(Odd::wrong_type, "a", 0, "message \x1b[2J\xd8", "x\ny"),
            (Oddity{"a", 0, "message ?[2J\xEF\xBF\xBD", "wrong_type: x?y", "kept"}));
}

TEST(Oddity, ExcerptsShowNobodysWords) {
  const struct {
    std::string in, out;
  } cases[] = {
      {"", ""},
      {"{\"id\": 5}", "{\"id\": 5}"},
      {"{\"id\": 5, \"text\": \"a secret\"}", "{\"id\": 5, …"},
      {"{\"id\": 5, \"from\": \"Somebody\"}", "{\"id\": 5, …"},
      {"{\n  \"id\":\t5}", "{ \"id\": 5}"},
      {"{\"n\": 999555014200}", "{\"n\": ############}"},
      {"{\"n\": 123456}", "{\"n\": 123456}"},
      {"{@somebody \x1b[31m}", "{?somebody [31m}"},
      {"\xd8\xb8\xff", "???"},
      {std::string(100, 'x'), std::string(40, 'x') + "…"},
  };
  for (const auto& c : cases) EXPECT_EQ(safe_excerpt(c.in), c.out);
}

}  // namespace
}  // namespace tocsin::ingest
