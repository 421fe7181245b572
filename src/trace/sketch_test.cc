// SPDX-License-Identifier: Apache-2.0
// The sketches against their slow twins: true Jaccard similarity, and every window looked at.
#include "trace/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace tocsin::trace {
namespace {

std::u16string letters(std::mt19937& random, std::size_t n, int alphabet = 26) {
  std::u16string out;
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char16_t>(u'a' + random() % static_cast<unsigned>(alphabet));
  return out;
}

double jaccard(const std::u16string& a, const std::u16string& b) {
  std::set<std::u16string> x, y, both;
  for (std::size_t i = 0; i + kShingle <= a.size(); ++i) x.insert(a.substr(i, kShingle));
  for (std::size_t i = 0; i + kShingle <= b.size(); ++i) y.insert(b.substr(i, kShingle));
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::inserter(both, both.end()));
  return static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size() - both.size());
}

// Equal bins estimate the Jaccard similarity; over many pairs the error must average out.
TEST(Sketch, EstimatesJaccard) {
  std::mt19937 random(11);
  double error = 0, worst = 0;
  const int pairs = 300;
  for (int i = 0; i < pairs; ++i) {
    const std::u16string a = letters(random, 40 + random() % 300);
    std::u16string b = a;
    for (std::size_t k = random() % (a.size() / 5 + 1); k > 0; --k) b[random() % b.size()] = u'#';
    const Sketch x = sketch(a), y = sketch(b);
    std::size_t equal = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) equal += x[bin] == y[bin];
    const double off = static_cast<double>(equal) / kBins - jaccard(a, b);
    error += off;
    worst = std::max(worst, std::abs(off));
  }
  EXPECT_LT(std::abs(error / pairs), .02);
  EXPECT_LT(worst, .35);
}

TEST(Sketch, TextsAlikeShareABand) {
  std::mt19937 random(12);
  int alike = 0, found = 0, strangers = 0;
  for (int i = 0; i < 400; ++i) {
    const std::u16string a = letters(random, 150);
    std::u16string b = a;
    for (int k = 0; k < 10; ++k) b[random() % b.size()] = u'#';
    std::vector<std::uint32_t> x, y, z;
    band_keys(sketch(a), x);
    band_keys(sketch(b), y);
    band_keys(sketch(letters(random, 150)), z);
    ASSERT_EQ(x.size(), kBands);
    const auto share = [](auto& p, auto& q) {
      return std::ranges::any_of(p, [&](auto k) { return std::ranges::find(q, k) != q.end(); });
    };
    if (jaccard(a, b) >= .5) ++alike, found += share(x, y);
    strangers += share(x, z);
  }
  EXPECT_GT(alike, 200);
  EXPECT_GE(found, alike * 97 / 100);
  EXPECT_LE(strangers, 4);
}

TEST(Sketch, ACommonRunGivesACommonFingerprint) {
  std::mt19937 random(13);
  for (int i = 0; i < 2000; ++i) {
    const int alphabet = i % 2 ? 26 : 2;  // few letters: many equal grams
    const std::u16string run = letters(random, kGram + kWindow - 1 + random() % 5, alphabet);
    const std::u16string a = letters(random, random() % 50, alphabet) + run + letters(random, random() % 50, alphabet);
    const std::u16string b = letters(random, random() % 50, alphabet) + run + letters(random, random() % 50, alphabet);
    std::vector<std::uint32_t> x, y;
    fingerprint_keys(a, x);
    fingerprint_keys(b, y);
    EXPECT_TRUE(std::ranges::any_of(x, [&](auto k) { return std::ranges::binary_search(y, k); }));
    EXPECT_TRUE(std::ranges::is_sorted(x));
    EXPECT_EQ(std::ranges::adjacent_find(x), x.end());
  }
}

TEST(Sketch, ShortTextsHaveNoKeys) {
  for (std::size_t n = 0; n < kShingle; ++n) {
    std::vector<std::uint32_t> keys;
    const std::u16string text(n, u'a');
    band_keys(sketch(text), keys);
    fingerprint_keys(text, keys);
    EXPECT_TRUE(keys.empty()) << n;
  }
}

}  // namespace
}  // namespace tocsin::trace
