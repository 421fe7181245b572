// SPDX-License-Identifier: Apache-2.0
// Messages as they come: threads change nothing, and who is first is a matter of time.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "trace/trace.h"

namespace tocsin::trace {
namespace {

struct Posts {
  std::vector<std::string> ids, texts;
  void add(std::string text) {
    ids.push_back("m" + std::to_string(ids.size()));
    texts.push_back(std::move(text));
  }
  std::vector<Entry> entries() const {
    std::vector<Entry> out;
    for (std::size_t i = 0; i < ids.size(); ++i)
      out.push_back({ids[i], texts[i], "pier", {}, {}, Time(std::chrono::seconds(i))});
    return out;
  }
};

// More than a block: new sentences and edits of earlier ones.
Posts random_posts(std::size_t n) {
  static const char* const kWords[] = {"pier",  "harbour", "closes", "winter", "ferry", "market", "opens", "lantern",
                                       "early", "library", "sledge", "season", "bread", "weather", "mild", "repairs"};
  std::mt19937 random(5);
  Posts posts;
  for (std::size_t i = 0; i < n; ++i) {
    std::string text;
    if (i > 10 && random() % 3 == 0) {
      text = posts.texts[random() % i] + (random() % 2 ? " as we all know" : "!!!");
    } else {
      for (int k = 0; k < 14; ++k) text += std::string(kWords[random() % 16]) + std::to_string(random() % 50) + " ";
    }
    posts.add(text);
  }
  return posts;
}

bool same(const std::vector<Placing>& a, const std::vector<Placing>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Placing& x, const Placing& y) {
    return x.family == y.family && x.of == y.of && x.relation == y.relation && x.similarity == y.similarity;
  });
}

TEST(Tracer, ThreadsChangeNothing) {
  const Posts posts = random_posts(3 * Tracer::kBlock + 17);
  const std::vector<Entry> entries = posts.entries();
  Crew alone(1);
  Tracer one(alone);
  one.add(entries);
  const std::vector<Placing> expected = one.placings();
  std::size_t copies = 0;
  for (const Placing& p : expected) copies += p.relation != Relation::first;
  EXPECT_GT(copies, entries.size() / 5);
  for (const unsigned threads : {2u, 3u, 7u}) {
    Crew crew(threads);
    Tracer many(crew);
    many.add(entries);
    EXPECT_TRUE(same(many.placings(), expected)) << threads;
  }
}

TEST(Tracer, AnEarlierPostThatComesLateIsTheFirst) {
  const std::string text = "The old pier at Saltmouth will be closed for repairs until the end of the winter season";
  const std::string longer = text + " as the harbour office says, and the ferry stays in port";
  Crew crew(1);
  Tracer tracer(crew);
  const auto at = [](int second) { return Time(std::chrono::seconds(second)); };
  tracer.add(std::vector<Entry>{{"b", longer, "market", {}, {}, at(20)}, {"c", text, "pier", {}, {}, at(30)}});
  std::vector<Placing> placings = tracer.placings();
  EXPECT_EQ(placings[0].relation, Relation::first);
  EXPECT_EQ(placings[1].family, 0u);
  tracer.add(std::vector<Entry>{{"a", text + "!", "harbour", {}, {}, at(10)}});
  placings = tracer.placings();
  ASSERT_EQ(tracer.size(), 3u);
  EXPECT_EQ(tracer.id(2), "a");
  EXPECT_EQ(placings[2].relation, Relation::first);
  for (const Placing& p : placings) EXPECT_EQ(p.family, 2u);
  EXPECT_EQ(placings[0].of, 2u);
  EXPECT_EQ(placings[1].of, 2u);
  EXPECT_GT(placings[0].similarity, .5f);
}

// The bytes are those of invalid UTF-8 that turning round would have made valid.
TEST(Tracer, TextWrittenBackwardsWithBytesThatAreNoUtf8) {
  Crew crew(1);
  Tracer tracer(crew);
  const std::string text = "\u202E\x82\x80\xE2 .noos sesolc reip dlo ehT";
  tracer.add(std::vector<Entry>{{"a", text, {}, {}, {}, {}}, {"b", "The old pier closes soon.", {}, {}, {}, {}}});
  EXPECT_EQ(tracer.placings()[1].family, 0u);
}

}  // namespace
}  // namespace tocsin::trace
