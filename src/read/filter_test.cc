// SPDX-License-Identifier: Apache-2.0
#include "read/filter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <random>

namespace tocsin::read {
namespace {

// A file of random weights, in which characters of ASCII fold to themselves in lower case and marks to a space.
std::string file(unsigned bits, std::vector<std::uint32_t> runs) {
  runs.resize(3, 0);
  std::string out = "TOCSINFI";
  const auto put = [&](auto value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); };
  for (const std::uint32_t n : {1u, bits, 0x3000u, runs[0], runs[1], runs[2]}) put(n);
  put(0.01f);
  put(-1.0f);
  for (std::uint32_t c = 0; c < 0x3000; ++c) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    const std::uint32_t to = c >= 'A' && c <= 'Z' ? c + 32 : letter ? c : c == 0x301 ? 0 : ' ';
    put(to == 0 ? 0u : 1u | to << 8);
  }
  std::mt19937 random(bits);
  for (std::size_t i = 0; i < std::size_t{1} << bits; ++i) out += static_cast<char>(random() % 256);
  return out;
}

std::string written(const std::string& bytes) {
  const std::string path = testing::TempDir() + "filter-" + std::to_string(::getpid()) + ".bin";
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

TEST(Filter, FoldsBeforeItScores) {
  const auto filter = Filter::open(written(file(12, {4, 6})));
  ASSERT_TRUE(filter.ok()) << filter.status().message();
  const double score = filter->look("burn the pier").score;
  for (const char* same : {"Burn the PIER", "  burn\n\nthe, pier!", "burn the pi\u0301er 🔥"}) EXPECT_EQ(filter->look(same).score, score) << same;
  for (const char* other : {"burn the piers", "the pier burn", "", "burnt he pier"}) EXPECT_NE(filter->look(other).score, score) << other;
  EXPECT_EQ(filter->look("").score, -1.0f);
}

TEST(Filter, TellsDisguises) {
  const auto filter = Filter::open(written(file(12, {4})));
  ASSERT_TRUE(filter.ok());
  for (const char* disguised : {"h4rbour", "b\u0443rn", "пир\u0061", "bu\u200Brn", "ｂurn", "𝐛urn", "b@rn"})
    EXPECT_TRUE(filter->look(disguised).disguised) << disguised;
  for (const char* plain : {"burn 4 piers", "at 3pm on 4th", "пирс and pier", "نار", "me@ home", "café", "mp3", "", "2nd", "see t.co/aB3dE now"})
    EXPECT_FALSE(filter->look(plain).disguised) << plain;
}

TEST(Filter, AStretchOfALongTextWeighsAsMuchAsAlone) {
  const auto filter = Filter::open(written(file(12, {4})));
  ASSERT_TRUE(filter.ok());
  std::string stretch, dull;
  for (std::size_t i = 0; i < Filter::kStretch / 2; ++i) {
    stretch += "pier" + std::to_string(i) + " ";
    dull += "x ";
  }
  const double alone = filter->look(stretch + stretch).score;
  EXPECT_GE(filter->look(stretch + stretch + dull + dull + dull).score, alone - 0.2);
}

TEST(Filter, DamagedFilesAreRefused) {
  const std::string good = file(8, {4, 8});
  EXPECT_TRUE(Filter::open(written(good)).ok());
  for (std::size_t cut = 0; cut < good.size(); cut += 997) EXPECT_FALSE(Filter::open(written(good.substr(0, cut))).ok()) << cut;
  EXPECT_FALSE(Filter::open(written(good + "x")).ok());
  EXPECT_FALSE(Filter::open("/nowhere/filter.bin").ok());
  for (std::size_t at = 0; at < 40; ++at) {  // any byte of the head changed: refused, or it scores without harm
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0xFF);
    const auto filter = Filter::open(written(bad));
    if (filter.ok()) filter->look("burn the pier");
  }
}

TEST(Filter, AnyBytesAreScored) {
  const auto filter = Filter::open(written(file(10, {4, 6, 8})));
  ASSERT_TRUE(filter.ok());
  std::mt19937 random(5);
  for (int n = 0; n < 2000; ++n) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += static_cast<char>(random() % 256);
    filter->look(text);
  }
  for (const char c : {'a', ' ', '\xff', '\xe2'}) filter->look(std::string(1 << 20, c));
}

// The slow twin is the trainer's own scorer: tools/make_tiny_reader.py wrote down what it says.
TEST(Filter, AgreesWithItsTrainer) {
#ifndef TOCSIN_TINY_READER
  GTEST_SKIP() << "built without OpenVINO, whose Python makes the cases";
#else
  const std::string folder = TOCSIN_TINY_READER;
  const auto filter = Filter::open(folder + "/filter_twin.bin");
  ASSERT_TRUE(filter.ok()) << filter.status().message();
  std::ifstream in(folder + "/filter_cases.tsv");
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line); ++cases) {
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos);
    EXPECT_NEAR(filter->look(line.substr(tab + 1)).score, std::stod(line.substr(0, tab)), 1e-5) << line.substr(tab + 1, 60);
  }
  EXPECT_GE(cases, 15u);
#endif
}

}  // namespace
}  // namespace tocsin::read
