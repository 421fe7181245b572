// SPDX-License-Identifier: Apache-2.0
#include "brief/spread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace tocsin::brief {
namespace {

struct Post {
  std::string channel;
  std::int64_t minute;               // negative: undated
  Relation relation = Relation::exact;
  std::string of = "d0";
  std::string says_from = {};
};


const Time kStart{std::chrono::seconds{1760000000}};

Findings made(const std::vector<Post>& posts) {
  Findings f;
  f.families.resize(1);
  for (std::size_t i = 0; i < posts.size(); ++i) {
    Document d;
    d.id = "d" + std::to_string(i);
    d.channel = posts[i].channel;
    if (posts[i].minute >= 0) d.published = kStart + std::chrono::minutes(posts[i].minute);
    d.forwarded_from = posts[i].says_from;
    f.documents.push_back(d);
    f.families[0].members.push_back({d.id, i ? posts[i].relation : Relation::first, i ? posts[i].of : "", 1, {}});
  }
  return f;
}

// "2@9,1@0,3@130": channels and minutes of the three milestones; "-": none.
std::string milestones(const Spread& s) {
  std::string out;
  for (const auto& m : {s.second, s.half, s.nine_in_ten})
    out += (out.empty() ? "" : ",") + (m ? std::to_string(m->channels) + "@" + std::to_string(m->seconds / 60) : std::string("-"));
  return out;
}

std::string edges(const Spread& s) {
  std::string out;
  for (const SpreadEdge& e : s.edges)
    out += (out.empty() ? "" : " ") + std::to_string(e.from) + ">" + std::to_string(e.to) + (e.kind == EdgeKind::forward ? "f" : "i") +
           (e.names_source ? "!" : "") + (e.lag ? std::to_string(*e.lag / 60) : "?");
  return out;
}

std::string channels(const Spread& s) {
  std::string out;
  for (const SpreadChannel& c : s.channels)
    out += (out.empty() ? "" : " ") + c.name + std::to_string(c.posts) + (c.after ? "@" + std::to_string(*c.after / 60) : "@-");
  return out;
}

TEST(Spread, Tables) {
  const struct {
    std::vector<Post> posts;
    const char *edges, *channels, *milestones;
    std::size_t first_hour, first_day, busiest;
    std::int64_t busiest_at, silence;   // minutes; -1: none
  } cases[] = {
      {{{"A", 0}}, "", "A1@0", "-,-,-", 0, 0, 0, -1, -1},
      {{{"A", -1}, {"B", -1}}, "1>0i?", "A1@- B1@-", "-,-,-", 0, 0, 0, -1, -1},
      {{{"A", 0}, {"A", 5}}, "1>0i5", "A2@0", "-,-,-", 1, 1, 1, 5, 5},
      {{{"A", 0}, {"B", 9, Relation::forwarded, "d0", "A"}, {"C", 130, Relation::edited}}, "1>0f!9 2>0i130", "A1@0 B1@9 C1@130", "2@9,2@9,3@130", 1, 2, 1, 9, 121},
      // A forward that names a channel of which nothing was read, and one that names none.
      {{{"A", 0}, {"B", 9, Relation::forwarded, "d0", "Z"}, {"C", 10, Relation::forwarded, "d1"}}, "1>0f9 2>1f1", "A1@0 B1@9 C1@10", "2@9,2@9,3@10", 2, 2, 2, 9, 9},
      // Undated posts are counted, not timed, and their channels are not among those that were reached.
      {{{"A", 0}, {"B", 60}, {"C", -1}, {"B", -1}}, "1>0i60 2>0i? 3>0i?", "A1@0 B2@60 C1@-", "2@60,1@0,2@60", 0, 1, 1, 60, 60},
      // An hour and a day end before they are full.
      {{{"A", 0}, {"A", 59}, {"A", 60}, {"A", 119}, {"A", 1440}}, "1>0i59 2>0i60 3>0i119 4>0i1440", "A5@0", "-,-,-", 1, 3, 2, 59, 1321},
      // Ten channels: half are five, nine in ten nine.
      {{{"A", 0}, {"B", 1}, {"C", 2}, {"D", 3}, {"E", 4}, {"F", 5}, {"G", 6}, {"H", 7}, {"I", 8}, {"J", 900}},
       "1>0i1 2>0i2 3>0i3 4>0i4 5>0i5 6>0i6 7>0i7 8>0i8 9>0i900", "A1@0 B1@1 C1@2 D1@3 E1@4 F1@5 G1@6 H1@7 I1@8 J1@900", "2@1,5@4,9@8", 8, 9, 8, 1, 892},
      // What points to no member, or to itself, leads nowhere.
      {{{"A", 0}, {"B", 3, Relation::exact, "d9"}, {"C", 4, Relation::exact, "d2"}}, "", "A1@0 B1@3 C1@4", "2@3,2@3,3@4", 2, 2, 2, 3, 3},
  };
  for (const auto& c : cases) {
    const Findings f = made(c.posts);
    const Index index(f);
    const Spread s = spread(f.families[0], index);
    EXPECT_EQ(edges(s), c.edges);
    EXPECT_EQ(channels(s), c.channels);
    EXPECT_EQ(milestones(s), c.milestones) << c.edges;
    EXPECT_EQ(s.first_hour, c.first_hour) << c.edges;
    EXPECT_EQ(s.first_day, c.first_day) << c.edges;
    EXPECT_EQ(s.busiest ? s.busiest->copies : 0, c.busiest) << c.edges;
    EXPECT_EQ(s.busiest ? (s.busiest->from - kStart).count() / 60 : -1, c.busiest_at) << c.edges;
    EXPECT_EQ(s.silence ? (s.silence->to - s.silence->from).count() / 60 : -1, c.silence) << c.edges;
    EXPECT_EQ(s.forwards + s.inferred, s.edges.size());
  }
}

TEST(Spread, ChannelsWithOneMaskedNameStayApart) {
  Findings f = made({{"@pier_desk_one", 0}, {"@pier_desk_two", 4}, {"", 5}, {"", 6}});
  const Index index(f);
  const Spread s = spread(f.families[0], index);
  EXPECT_EQ(channels(s), "@…1@0 @…1@4 an unnamed channel2@5");
}

TEST(Spread, DocumentsThatAreNotHere) {
  Findings f = made({{"A", 0}, {"B", 1}});
  f.documents.pop_back();
  const Index index(f);
  const Spread s = spread(f.families[0], index);
  EXPECT_EQ(edges(s), "1>0i?");
  EXPECT_EQ(s.undated, 1u);
  EXPECT_EQ(s.dated_channels, 1u);
}

// The slow way: every hour from every copy, every pair of neighbours, every channel by walking all posts.
TEST(Spread, SlowTwin) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Post> posts;
    const std::size_t n = 1 + random() % 40;
    for (std::size_t i = 0; i < n; ++i)
      posts.push_back({std::string(1, static_cast<char>('A' + random() % 7)), random() % 6 == 0 ? -1 : static_cast<std::int64_t>(random() % 400)});
    const Findings f = made(posts);
    const Index index(f);
    const Spread s = spread(f.families[0], index);
    std::vector<std::int64_t> minutes;
    std::map<std::string, std::int64_t> reached;
    for (const Post& p : posts)
      if (p.minute >= 0) {
        minutes.push_back(p.minute);
        const auto [it, fresh] = reached.emplace(p.channel, p.minute);
        if (!fresh) it->second = std::min(it->second, p.minute);
      }
    if (minutes.empty()) {
      EXPECT_FALSE(s.first || s.second || s.busiest || s.silence);
      continue;
    }
    std::sort(minutes.begin(), minutes.end());
    std::size_t busiest = 0;
    std::int64_t silence = -1;
    for (std::size_t i = 1; i < minutes.size(); ++i) {
      busiest = std::max<std::size_t>(busiest, static_cast<std::size_t>(std::count_if(minutes.begin() + 1, minutes.end(), [&](std::int64_t m) { return m >= minutes[i] && m < minutes[i] + 60; })));
      silence = std::max(silence, minutes[i] - minutes[i - 1]);
    }
    EXPECT_EQ(s.busiest ? s.busiest->copies : 0, busiest);
    EXPECT_EQ(s.silence ? (s.silence->to - s.silence->from).count() / 60 : -1, silence);
    std::vector<std::int64_t> firsts;
    for (const auto& [channel, minute] : reached) firsts.push_back(minute - minutes[0]);
    std::sort(firsts.begin(), firsts.end());
    ASSERT_EQ(s.dated_channels, firsts.size());
    for (const auto& m : {s.second, s.half, s.nine_in_ten}) {
      ASSERT_EQ(m.has_value(), firsts.size() > 1);
      if (!m) continue;
      // Just then so many channels had it, and a moment before, fewer.
      EXPECT_EQ(m->seconds / 60, firsts[m->channels - 1]);
      EXPECT_EQ((*s.posts[m->post].at - kStart).count() / 60 - minutes[0], firsts[m->channels - 1]);
    }
  }
}

}  // namespace
}  // namespace tocsin::brief
