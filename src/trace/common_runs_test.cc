// SPDX-License-Identifier: Apache-2.0
#include "trace/common_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace tocsin::trace {
namespace {

std::span<const Letter> letters_of(const std::string& s) {
  return {reinterpret_cast<const Letter*>(s.data()), s.size()};
}

std::vector<trace::Run> runs_of(const std::string& a, const std::string& b) {
  CommonRuns common;
  common.set_first(letters_of(a));
  return common.find(letters_of(b));
}

TEST(CommonRuns, Table) {
  const struct {
    std::string first, second;
    std::vector<trace::Run> runs;
  } cases[] = {
      {"", "", {}},
      {"abcdefgh", "", {}},
      {"abcde", "abcde", {}},  // shorter than a seed
      {"abcdefgh", "abcdefgh", {{0, 0, 8}}},
      {"xxxabcdefghyyy", "abcdefgh", {{3, 0, 8}}},
      {"powercutatthepier", "todaypowercutatthequay", {{0, 5, 13}}},
      {"abcdefghijXklmnop", "abcdefghijYklmnop", {{0, 0, 10}, {11, 11, 6}}},  // six letters close behind a run
      {"abcdef", "abcdef", {}},                                               // six letters alone say nothing
      {"abababababababab", "abababababababab", {{0, 0, 16}}},
      // What both begin and end with.
      {"thepieriscloseduntilnoonsaystheharbour", "thepieriscloseduntileightsaystheharbour", {{0, 0, 20}, {24, 25, 14}}},
      {"xtoday", "thepieriscloseduntilnoon", {}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(runs_of(c.first, c.second), c.runs) << c.second;
}

// Every run is one, runs do not overlap in the second text, and no common stretch of good length is missed there.
TEST(CommonRuns, AgainstTheSlowTwin) {
  std::mt19937 random(21);
  for (int round = 0; round < 300; ++round) {
    const unsigned alphabet = round % 3 == 0 ? 2 : 26;
    const auto letters = [&](std::size_t n) {
      std::string out;
      for (std::size_t i = 0; i < n; ++i) out += static_cast<char>('a' + random() % alphabet);
      return out;
    };
    const std::string a = letters(random() % 120);
    std::string b = letters(random() % 60);
    if (!a.empty()) {
      const std::size_t at = random() % a.size();
      b += a.substr(at, random() % 60) + letters(random() % 20) + a.substr(0, random() % 40);
    }
    const std::vector<trace::Run> runs = runs_of(a, b);
    std::uint32_t end = 0;
    std::vector<bool> covered(b.size());
    for (const trace::Run& run : runs) {
      EXPECT_GE(run.second, end);
      end = run.second + run.length;
      ASSERT_LE(end, b.size());
      ASSERT_LE(run.first + run.length, a.size());
      EXPECT_EQ(a.substr(run.first, run.length), b.substr(run.second, run.length));
      for (std::uint32_t i = 0; i < run.length; ++i) covered[run.second + i] = true;
    }
    if (alphabet == 26) {
      for (std::size_t j = 0; j + 12 <= b.size(); ++j)
        if (a.find(b.substr(j, 12)) != std::string::npos) {
          EXPECT_TRUE(std::any_of(covered.begin() + static_cast<std::ptrdiff_t>(j),
                                  covered.begin() + static_cast<std::ptrdiff_t>(j) + 12, [](bool x) { return x; }));
        }
    }
    const std::vector<trace::Run> chain = in_order(runs);
    for (std::size_t i = 1; i < chain.size(); ++i) {
      EXPECT_GE(chain[i].first, chain[i - 1].first + chain[i - 1].length);
      EXPECT_GE(chain[i].second, chain[i - 1].second + chain[i - 1].length);
    }
    // The chain is the heaviest: all chains tried where there are few runs.
    if (runs.size() <= 12) {
      std::uint32_t best = 0, got = 0;
      for (unsigned choice = 0; choice < (1u << runs.size()); ++choice) {
        std::uint32_t sum = 0, last = 0;
        bool fits = true;
        for (std::size_t i = 0; i < runs.size(); ++i) {
          if (!(choice >> i & 1)) continue;
          fits &= runs[i].first >= last;
          last = runs[i].first + runs[i].length;
          sum += runs[i].length;
        }
        if (fits) best = std::max(best, sum);
      }
      for (const trace::Run& run : chain) got += run.length;
      EXPECT_EQ(got, best);
    }
  }
}

}  // namespace
}  // namespace tocsin::trace
