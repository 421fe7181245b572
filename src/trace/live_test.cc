// SPDX-License-Identifier: Apache-2.0
// Families message by message are those of a tracer that places all of them at the end.
#include "trace/live.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <string>

namespace tocsin::trace {
namespace {

struct Post {
  std::string id, text, channel, forwarded_from;
  std::int64_t time;
};

// New sentences, edits, excerpts, equal posts and forwards; times in any order, some of them equal.
std::vector<Post> random_posts(std::size_t n, unsigned seed, bool one_family) {
  static const char* const kWords[] = {"pier",  "harbour", "closes", "winter", "ferry", "market", "opens", "lantern",
                                       "early", "library", "sledge", "season", "bread", "weather", "mild", "repairs"};
  std::mt19937 random(seed);
  std::vector<Post> out;
  for (std::size_t i = 0; i < n; ++i) {
    Post p;
    p.id = "m" + std::to_string(i);
    p.time = static_cast<std::int64_t>(random() % (n * 2));
    p.channel = "channel" + std::to_string(random() % 7);
    if (i > 0 && (one_family || random() % 3 != 0)) {
      const Post& of = out[one_family ? random() % std::min<std::size_t>(i, 3) : random() % i];
      p.text = of.text;
      switch (random() % 5) {
        case 0:
          p.text += " as we all know here";
          break;
        case 1:
          p.text += "!!!";
          break;
        case 2:
          p.forwarded_from = of.channel;
          break;
        case 3:
          p.text = p.text.substr(0, p.text.size() * 3 / 5);
          break;
        default:
          break;
      }
    } else {
      for (int k = 0; k < 20; ++k) p.text += std::string(kWords[random() % 16]) + "abcdefgh"[random() % 8] + " ";
    }
    out.push_back(std::move(p));
  }
  return out;
}

Entry entry(const Post& p) {
  return {p.id, p.text, p.channel, p.forwarded_from, {}, Time(std::chrono::seconds(p.time))};
}

void expect_equal(const std::vector<Placing>& a, const std::vector<Placing>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].family, b[i].family) << i;
    EXPECT_EQ(a[i].of, b[i].of) << i;
    EXPECT_EQ(a[i].relation, b[i].relation) << i;
    EXPECT_EQ(a[i].similarity, b[i].similarity) << i;
  }
}

TEST(LiveTracer, WhatItPlacesIsWhatATracerPlacesAtTheEnd) {
  for (const bool one_family : {false, true}) {
    for (const unsigned seed : {1u, 2u, 3u}) {
      const std::vector<Post> posts = random_posts(1200, seed, one_family);
      Crew crew(1);
  Tracer slow(crew);
      LiveTracer live;
      std::vector<Placing> placed(posts.size());
      std::size_t rewritten = 0, largest = 0;
      for (const Post& p : posts) {
        const Entry e = entry(p);
        slow.add({&e, 1});
        const LiveTracer::Added added = live.add(e);
        for (const LiveTracer::Placed& now : live.place(added.number, !added.tied.empty())) {
          placed[now.number] = now.placing;
          ++rewritten;
        }
        largest = std::max(largest, live.family(added.number).size());
      }
      for (const LiveTracer::Placed& now : live.settle()) placed[now.number] = now.placing;
      // Members of a family whose first moved are placed again, so `family` needs no other look.
      std::vector<Placing> expected = slow.placings();
      for (Placing& p : placed)
        while (placed[p.family].family != p.family) p.family = placed[p.family].family;
      expect_equal(placed, expected);
      if (one_family) {
        EXPECT_GT(largest, 10 * LiveTracer::kMany);
        EXPECT_LT(rewritten, posts.size() * 40);  // not all of it for each message
      }
    }
  }
}

TEST(LiveTracer, TellsWhichFamiliesAMessageIsOf) {
  LiveTracer tracer;
  const std::string text = "the library on the hill opens at nine and lends out sledges all winter long";
  EXPECT_TRUE(tracer.add({"a", text, {}, {}, {}, {}}).alone);
  EXPECT_TRUE(tracer.add({"b", "mild weather is forecast for the lanterns of the old market square", {}, {}, {}, {}}).alone);
  const LiveTracer::Added c = tracer.add({"c", text + " for everybody", {}, {}, {}, {}});
  EXPECT_FALSE(c.alone);
  EXPECT_EQ(c.with, 0u);
  EXPECT_TRUE(c.tied.empty());
  tracer.tie(1, 0);
  EXPECT_EQ(tracer.family(1).size(), 3u);
  EXPECT_EQ(tracer.family_number(1), tracer.family_number(2));
}

TEST(LiveTracer, MarksFindATextAgain) {
  LiveTracer tracer;
  const std::string text = "The library on the hill opens at nine and lends out sledges all winter long, says the keeper";
  const struct {
    std::string text;
    bool whole, keys;
  } kCases[] = {
      {text, true, true},
      {"the  LIBRARY on the hill opens at nine — and lends out sledges all winter long says the keeper!", true, true},
      {"Heard today: " + text + ", who has held the keys for years", false, true},
      {"opens at nine and lends out sledges all winter long", false, true},
      {"Mild weather is forecast for the lanterns of the old market square tonight", false, false},
      {"", false, false},
      {"🌲🌲", false, false},
  };
  const Marks first = tracer.marks(tracer.add({"first", text, {}, {}, {}, {}}).number);
  EXPECT_LT(first.whole, 0);
  EXPECT_EQ(first.worth_keeping, std::min(first.keys.size(), LiveTracer::kFewestKept));
  const std::vector<std::int64_t> kept(first.keys.begin(), first.keys.begin() + static_cast<long>(first.worth_keeping));
  for (const auto& c : kCases) {
    const Marks marks = tracer.marks(tracer.add({"other", c.text, {}, {}, {}, {}}).number);
    EXPECT_EQ(marks.whole == first.whole, c.whole) << c.text;
    EXPECT_EQ(std::any_of(marks.keys.begin(), marks.keys.end(),
                          [&](std::int64_t key) { return std::find(kept.begin(), kept.end(), key) != kept.end(); }),
              c.keys)
        << c.text;
    EXPECT_EQ(tracer.likeness(0, {"other", c.text, {}, {}, {}, {}}) > 0, c.whole || c.keys) << c.text;
  }
  const Marks emoji = tracer.marks(tracer.add({"e", " 🌲🌲 ", {}, {}, {}, {}}).number);
  EXPECT_LT(emoji.whole, 0);
  EXPECT_EQ(emoji.whole, tracer.marks(tracer.add({"f", "🌲🌲", {}, {}, {}, {}}).number).whole);
}

}  // namespace
}  // namespace tocsin::trace
