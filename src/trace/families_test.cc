// SPDX-License-Identifier: Apache-2.0
// Families found through sketches against families found by comparing every pair: exact Jaccard similarity of all
// shingles.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "trace/letters.h"
#include "trace/trace.h"

namespace tocsin::trace {
namespace {

using Shingles = std::set<std::string>;
constexpr std::size_t kShingle = 5;

Shingles shingles(const std::string& text) {
  Folder folder;
  const Letters l = folder.fold(text);
  Shingles out;
  for (std::size_t i = 0; i + kShingle <= l.letters.size(); ++i) out.emplace(reinterpret_cast<const char*>(l.letters.data()) + i, kShingle);
  return out;
}

double jaccard(const Shingles& a, const Shingles& b) {
  std::size_t both = 0;
  for (const auto& s : a) both += b.contains(s);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

std::string word(std::mt19937& random) {
  std::string out;
  for (int k = static_cast<int>(3 + random() % 6); k > 0; --k) out += static_cast<char>('a' + random() % 26);
  return out;
}

std::string edited(std::mt19937& random, const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string w; in >> w;) {
    const unsigned r = random() % 20;
    if (r == 0) continue;
    out += (out.empty() ? "" : " ") + (r == 1 ? word(random) : w);
    if (r == 2) out += " " + word(random);
  }
  return out;
}

TEST(Families, AgainstEveryPair) {
  std::mt19937 random(31);
  std::size_t pairs = 0, joined = 0;
  for (int round = 0; round < 12; ++round) {
    std::vector<std::string> ids, texts;
    std::vector<int> origin;
    for (int i = 0; i < 120; ++i) {
      std::string text;
      if (i > 20 && random() % 2) {
        const std::size_t of = random() % texts.size();
        text = edited(random, texts[of]);
        origin.push_back(origin[of]);
      } else {
        for (int k = static_cast<int>(8 + random() % 25); k > 0; --k) text += word(random) + (k > 1 ? " " : "");
        origin.push_back(i);
      }
      ids.push_back("m" + std::to_string(1000 + i));
      texts.push_back(text);
    }
    std::vector<Entry> in;
    for (std::size_t i = 0; i < ids.size(); ++i)
      in.push_back({ids[i], texts[i], {}, {}, {}, Time(std::chrono::seconds(i))});
    std::map<Id, Id> family;
    for (const Family& f : trace(in))
      for (const Member& m : f.members) family[m.document] = f.id;
    std::vector<Shingles> sets;
    for (const std::string& t : texts) sets.push_back(shingles(t));
    for (std::size_t a = 0; a < ids.size(); ++a) {
      for (std::size_t b = a + 1; b < ids.size(); ++b) {
        const bool together = family[ids[a]] == family[ids[b]];
        // Strangers share next to nothing, in any family.
        EXPECT_TRUE(!together || origin[a] == origin[b]) << texts[a] << " / " << texts[b];
        if (jaccard(sets[a], sets[b]) < .55) continue;
        ++pairs;
        joined += together;
      }
    }
  }
  EXPECT_GT(pairs, 500u);
  EXPECT_GE(joined * 1000, pairs * 995) << joined << " of " << pairs;
}

}  // namespace
}  // namespace tocsin::trace
