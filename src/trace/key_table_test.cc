// SPDX-License-Identifier: Apache-2.0
// The packed table against its slow twin: a map from keys to lists.
#include "trace/key_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace tocsin::trace {
namespace {

struct Twin {
  struct Bucket {
    std::vector<std::uint32_t> texts;
    bool crowded = false;
  };
  std::map<std::uint32_t, Bucket> buckets;

  template <class Same>
  void insert(std::uint32_t key, std::uint32_t text, Same same) {
    Bucket& bucket = buckets[key];
    if (bucket.crowded || std::ranges::any_of(bucket.texts, same)) return;
    if (bucket.texts.size() + 1 == KeyTable::kMostInBucket)
      bucket = {{}, true};
    else
      bucket.texts.push_back(text);
  }
};

struct Held {
  std::size_t count = 0;
  std::vector<std::uint32_t> texts;
};
Held find(const KeyTable& table, std::uint32_t key) {
  Held out;
  out.count = table.find(key, [&](std::uint32_t text) { out.texts.push_back(text); });
  std::ranges::sort(out.texts);  // slots of forgotten texts are taken again, so the order is not that of insertion
  return out;
}

TEST(KeyTable, HoldsWhatAMapHolds) {
  std::mt19937 random(3);
  std::vector<std::uint32_t> keys = {0, 0xFFFFFFFF, 0xFFFFFFFE, 1};
  while (keys.size() < 3000) keys.push_back(static_cast<std::uint32_t>(random()));
  KeyTable table;
  Twin twin;
  const auto family = [](std::uint32_t text) { return text % 40; };
  for (std::uint32_t text = 0; text < 60000; ++text) {
    // Some keys far oftener than others: those are crowded.
    const std::uint32_t key = keys[random() % (random() % 2 ? keys.size() : 100)];
    const auto same = [&](std::uint32_t other) { return family(other) == family(text); };
    table.reserve(400000);  // so much room that no line overflows: nothing is lost
    table.insert(key, text, same);
    twin.insert(key, text, same);
  }
  std::size_t crowded = 0;
  for (const std::uint32_t key : keys) {
    const Held held = find(table, key);
    Twin::Bucket& bucket = twin.buckets[key];
    crowded += bucket.crowded;
    if (bucket.crowded) {
      EXPECT_EQ(held.count, KeyTable::kMostInBucket) << key;
      EXPECT_TRUE(held.texts.empty()) << key;
    } else {
      std::ranges::sort(bucket.texts);
      EXPECT_EQ(held.count, bucket.texts.size()) << key;
      EXPECT_EQ(held.texts, bucket.texts) << key;
    }
  }
  EXPECT_GT(crowded, 90u);
  EXPECT_LT(crowded, keys.size() / 2);
}

TEST(KeyTable, KeepsWhatItHeldWhenItGrows) {
  std::mt19937 random(4);
  KeyTable table;
  std::vector<std::uint32_t> keys(200000);
  for (std::uint32_t text = 0; text < keys.size(); ++text) {
    keys[text] = static_cast<std::uint32_t>(random());
    table.reserve(1);
    table.insert(keys[text], text, [](std::uint32_t) { return false; });
  }
  std::size_t lost = 0;
  for (std::uint32_t text = 0; text < keys.size(); ++text) {
    const Held held = find(table, keys[text]);
    lost += std::ranges::find(held.texts, text) == held.texts.end();
  }
  EXPECT_LT(lost, keys.size() / 2000);  // of lines that overflow
  EXPECT_LT(table.bytes(), keys.size() * 8 * 4);
}

// However many keys are at home in one line, a search looks at kMostLines.
TEST(KeyTable, AFloodOfOneLineCostsNoMore) {
  KeyTable table;
  table.reserve(100000);
  std::size_t held = 0;
  for (std::uint32_t text = 0; text < 100000; ++text)
    table.insert(12345, text, [](std::uint32_t) { return false; });
  held = table.find(12345, [](std::uint32_t) { FAIL(); });
  EXPECT_EQ(held, KeyTable::kMostInBucket);
}

TEST(FirstTable, TellsTheFirstUnlessItIsOfAnEarlierBlock) {
  FirstTable table;
  EXPECT_EQ(table.find_or_set(7, 100, 100), FirstTable::kNobody);
  EXPECT_EQ(table.find_or_set(7, 101, 100), 100u);
  EXPECT_EQ(table.find_or_set(7, 102, 100), 100u);
  EXPECT_EQ(table.find_or_set(7, 200, 200), FirstTable::kNobody);  // 100 was in the block before
  EXPECT_EQ(table.find_or_set(7, 201, 200), 200u);
}

}  // namespace
}  // namespace tocsin::trace
