// SPDX-License-Identifier: Apache-2.0
// The digests against their slow twins: every window looked at, true sets of runs.
#include "trace/fingerprints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

namespace tocsin::trace {
namespace {

using Text = std::basic_string<Letter>;

Text letters(std::mt19937& random, std::size_t n, unsigned alphabet = 26) {
  Text out;
  for (std::size_t i = 0; i < n; ++i) out += static_cast<Letter>('a' + random() % alphabet);
  return out;
}

std::set<std::uint32_t> hashes(KeyMaker& maker, const Text& text, std::size_t window) {
  std::set<std::uint32_t> out;
  for (const Key& key : maker.keys(text, window)) out.insert(key.hash);
  return out;
}

TEST(Keys, ACommonRunGivesACommonKey) {
  std::mt19937 random(13);
  KeyMaker maker;
  for (int i = 0; i < 2000; ++i) {
    const unsigned alphabet = i % 2 ? 26 : 2;  // few letters: many equal runs
    const Text run = letters(random, kGram + kWindow - 1 + random() % 5, alphabet);
    const Text a = letters(random, random() % 400, alphabet) + run + letters(random, random() % 50, alphabet);
    const Text b = letters(random, random() % 50, alphabet) + run + letters(random, random() % 400, alphabet);
    const auto x = hashes(maker, a, kWindow), y = hashes(maker, b, kWindow);
    EXPECT_TRUE(std::ranges::any_of(x, [&](auto k) { return y.contains(k); }));
  }
}

TEST(Keys, AreOfTheRunsWhereTheySayTheyAre) {
  std::mt19937 random(14);
  KeyMaker maker;
  for (int i = 0; i < 500; ++i) {
    const Text text = letters(random, random() % 900, 3 + random() % 20);
    for (const std::size_t window : {kLeastWindow, kWindow}) {
      std::uint32_t last = 0;
      for (const Key& key : maker.keys(text, window)) {
        ASSERT_LE(key.place + kGram, text.size());
        EXPECT_EQ(key.hash, run_hash(text.data() + key.place));
        EXPECT_GE(key.place, last);
        EXPECT_LE(key.place, last + window + (last == 0 ? 0 : 0));
        last = key.place;
      }
      if (text.size() >= kGram) {
        EXPECT_GE(last + window + kGram, text.size());
      }
    }
  }
}

// So that a short text's keys are found where a longer one holds it.
TEST(Keys, SmallWindowsChooseWhatLargerOnesDo) {
  std::mt19937 random(15);
  KeyMaker maker;
  for (int i = 0; i < 300; ++i) {
    const Text text = letters(random, kGram + kWindow + random() % 200);
    const auto few = hashes(maker, text, kWindow), many = hashes(maker, text, kLeastWindow);
    EXPECT_TRUE(std::ranges::includes(many, few));
  }
}

TEST(Keys, OfShortTextsAndVeryLongOnes) {
  std::mt19937 random(16);
  KeyMaker maker;
  for (std::size_t n = 0; n < kGram; ++n) EXPECT_TRUE(maker.keys(letters(random, n)).empty()) << n;
  EXPECT_EQ(maker.keys(letters(random, kGram)).size(), 1u);
  EXPECT_EQ(maker.keys(letters(random, 200000)).size(), kMostKeys);
  EXPECT_TRUE(std::ranges::is_sorted(maker.keys(letters(random, 200000)), {}, [](const Key& k) { return k.place; }));
}

// The estimate against the true share of four-letter runs.
TEST(Grams, EstimateTheShareHeld) {
  std::mt19937 random(17);
  const auto runs = [](const Text& t) {
    std::set<Text> out;
    for (std::size_t i = 0; i + 4 <= t.size(); ++i) out.insert(t.substr(i, 4));
    return out;
  };
  double error = 0;
  const int rounds = 400;
  for (int i = 0; i < rounds; ++i) {
    const Text a = letters(random, 40 + random() % 200);
    Text b = a;
    for (std::size_t k = random() % (a.size() / 3); k > 0; --k) b[random() % b.size()] = '#';
    b += letters(random, random() % 150);
    const std::set<Text> x = runs(a), y = runs(b);
    std::size_t both = 0;
    for (const Text& t : x) both += y.contains(t);
    const double truth = static_cast<double>(both) / static_cast<double>(std::min(x.size(), y.size()));
    const Grams p = grams(a), q = grams(b);
    const double estimate = share_held(p, p.size(), q);
    error += estimate - truth;
    EXPECT_NEAR(estimate, truth, .35);
  }
  EXPECT_NEAR(error / rounds, 0, .05);
  const Grams none = grams({});
  EXPECT_EQ(share_held(none, 0, none), 1);  // says nothing
}

}  // namespace
}  // namespace tocsin::trace
