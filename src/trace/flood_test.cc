// SPDX-License-Identifier: Apache-2.0
// Hostile amounts: work stays linear, memory bounded, and what belongs together is still found.
#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>

#include "trace/trace.h"

namespace tocsin::trace {
namespace {

struct Owned {
  std::vector<std::string> ids, texts;
  void add(std::string text) {
    ids.push_back("m" + std::to_string(1000000 + ids.size()));
    texts.push_back(std::move(text));
  }
  std::vector<Entry> entries() const {
    std::vector<Entry> out;
    for (std::size_t i = 0; i < ids.size(); ++i)
      out.push_back({ids[i], texts[i], "c", {}, {}, Time(std::chrono::seconds(i))});
    return out;
  }
};

double seconds(const Owned& posts, std::size_t* families = nullptr) {
  const std::vector<Entry> in = posts.entries();
  const std::clock_t start = std::clock();
  const std::size_t n = trace(in).size();
  if (families) *families = n;
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string word(std::mt19937& random) {
  std::string out;
  for (int k = static_cast<int>(3 + random() % 6); k > 0; --k) out += static_cast<char>('a' + random() % 26);
  return out;
}

// Time for four times as much must stay far from the sixteen times of quadratic work.
template <class Make>
void expect_linear(Make make, std::size_t small) {
  const Owned one = make(small), four = make(small * 4);
  const double first = std::max(seconds(one), .02), second = seconds(four);
  EXPECT_LT(second, first * 9) << first << " s, then " << second << " s";
}

TEST(Flood, TenThousandIdenticalMessages) {
  Owned posts;
  for (int i = 0; i < 10000; ++i) posts.add("The old pier at Saltmouth will be closed for repairs");
  std::size_t families = 0;
  EXPECT_LT(seconds(posts, &families), 5);
  EXPECT_EQ(families, 1u);
}

TEST(Flood, OneTemplateWithAnotherNumberEachTime) {
  expect_linear(
      [](std::size_t n) {
        Owned posts;
        for (std::size_t i = 0; i < n; ++i)
          posts.add("Lottery ticket number " + std::to_string(100000 + i * 7) + " has won a small prize today");
        return posts;
      },
      1500);
}

TEST(Flood, EveryMessageAnotherEditOfOne) {
  expect_linear(
      [](std::size_t n) {
        std::mt19937 random(3);
        Owned posts;
        for (std::size_t i = 0; i < n; ++i)
          posts.add("the old pier at the harbour will be closed for repairs until " + word(random) + " says " +
                    word(random) + " the keeper of boats");
        return posts;
      },
      1500);
}

// All share a phrase whose fingerprints fill the same buckets, and are else unlike.
TEST(Flood, AimedAtOneBucket) {
  const auto make = [](std::size_t n) {
    std::mt19937 random(5);
    Owned posts;
    for (std::size_t i = 0; i < n; ++i) {
      std::string text = "bring your boats in before the storm arrives tonight";
      for (int k = 0; k < 25; ++k) text += ' ' + word(random);
      posts.add(text);
    }
    return posts;
  };
  expect_linear(make, 1500);
  Owned posts = make(3000);
  std::string copy = posts.texts[2000];
  copy.resize(copy.size() - 20);
  posts.add(copy);
  std::size_t families = 0;
  seconds(posts, &families);
  EXPECT_EQ(families, 3000u) << "the copy among the flood is found";
}

TEST(Flood, HugeAndOddMessages) {
  std::mt19937 random(9);
  std::string random_bytes, long_words;
  for (int i = 0; i < 300000; ++i) random_bytes += static_cast<char>(random());
  for (int i = 0; i < 100000; ++i) long_words += word(random) + ' ';
  std::string pairs;
  while (pairs.size() < 1 << 20) pairs += "ab";
  std::string emoji;
  while (emoji.size() < 1 << 20) emoji += "🔥";
  std::string marks = "a";
  while (marks.size() < 1 << 20) marks += "\u0301";
  const std::string texts[] = {std::string(1 << 20, 'a'),
                               pairs,
                               emoji,
                               marks,
                               random_bytes,
                               long_words,
                               std::string(1 << 20, ' '),
                               std::string(100000, '"'),
                               std::string(1 << 16, '\0'),
                               "RT @",
                               "via @",
                               "@",
                               "t.me/",
                               std::string(50000, '@'),
                               std::string(50000, '|'),
                               "\xff\xfe\xfd",
                               "\xe2\x80",
                               std::string(20000, '['),
                               "](https://t.me/x)",
                               "RT @a: RT @a: RT @a:"};
  Owned posts;
  for (int round = 0; round < 2; ++round)
    for (const std::string& text : texts) posts.add(round ? text + "!" : text);
  std::size_t families = 0;
  EXPECT_LT(seconds(posts, &families), 60);
  EXPECT_GE(families, 8u);
  const std::vector<Entry> in = posts.entries();
  const QuotationIndex index(in);
  for (const Entry& e : in) index.find(e);
}

}  // namespace
}  // namespace tocsin::trace
