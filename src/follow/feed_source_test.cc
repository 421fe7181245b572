// SPDX-License-Identifier: Apache-2.0
#include "follow/feed_source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "core/hash.h"

namespace tocsin::follow {
namespace {

namespace fs = std::filesystem;

constexpr char kUrl[] = "https://harbourcourier.example/feed.xml?a=b";
constexpr Millis kStart = 1'790'000'000'000;

// Answers what it is told to, and writes down what it was asked.
class Stub : public http::Client {
 public:
  Result<http::Response> fetch(const http::Request& request) override {
    const bool robots = request.url.ends_with("/robots.txt");
    (robots ? robots_asked : asked).push_back(request);
    Result<http::Response> out = robots ? robots_answer : answer;
    if (out.ok()) out->url = request.url;
    return out;
  }

  Result<http::Response> answer = http::Response{200, {}, "<rss>one</rss>", {}}, robots_answer = http::Response{404, {}, "", {}};
  std::vector<http::Request> asked, robots_asked;
};

class FeedSourceTest : public testing::Test {
 protected:
  FeedSourceTest()
      : folder_((fs::temp_directory_path() /
                 ("tocsin-feed-" + std::to_string(::getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name()))
                    .string()) {}
  ~FeedSourceTest() override { fs::remove_all(folder_); }

  FeedSource open(const FeedState& state = {}, const std::string& url = kUrl) { return FeedSource({url, 300'000, false, folder_, false}, state, web_); }
  // What comes until `seconds` later, looked for four times a second.
  News after(Source& source, double seconds) {
    News all;
    for (const Millis end = now_ + static_cast<Millis>(seconds * 1000); now_ <= end; now_ += 250) {
      News news;
      EXPECT_TRUE(source.next(news).ok());
      for (Piece& p : news.pieces) all.pieces.push_back(std::move(p));
      for (std::string& n : news.notices) all.notices.push_back(std::move(n));
      if (news.outcome) all.outcome = news.outcome;
      if (news.feed) all.feed = news.feed;
    }
    return all;
  }
  std::string header(std::size_t request, const std::string& name) const {
    for (const auto& [key, value] : client_.asked.at(request).headers)
      if (key == name) return value;
    return "";
  }

  std::string folder_;
  Millis now_ = kStart;
  Stub client_;
  Web web_{client_, 0, [this] { return now_; }, 7};
};

TEST_F(FeedSourceTest, KeepsTheBytesAndAsksWithWhatWasAnswered) {
  client_.answer->headers = {{"etag", "\"1\""}, {"last-modified", "Tue, 07 Oct 2025 16:00:00 GMT"}};
  FeedSource feed = open();
  const News first = after(feed, 5);
  ASSERT_EQ(first.pieces.size(), 1u);
  EXPECT_EQ(first.pieces[0].file, folder_ + "/" + sha256_hex("<rss>one</rss>") + ".feed");
  EXPECT_EQ(first.pieces[0].feed, kUrl);
  EXPECT_TRUE(first.pieces[0].whole && first.pieces[0].spooled);
  std::ifstream in(first.pieces[0].file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "<rss>one</rss>");
  EXPECT_EQ(first.outcome, "");
  EXPECT_EQ(header(0, "If-None-Match"), "");

  client_.answer = http::Response{304, {}, "", {}};
  const News second = after(feed, 320);
  EXPECT_TRUE(second.pieces.empty());
  EXPECT_EQ(second.outcome, "");
  ASSERT_EQ(client_.asked.size(), 2u);
  EXPECT_EQ(header(1, "If-None-Match"), "\"1\"");
  EXPECT_EQ(header(1, "If-Modified-Since"), "Tue, 07 Oct 2025 16:00:00 GMT");

  FeedSource later = open(*second.feed);  // another run: at once, and with the same
  after(later, 2);
  EXPECT_EQ(header(2, "If-None-Match"), "\"1\"");
  client_.answer = http::Response{200, {}, "<rss>one</rss>", {}};  // the same bytes, asked without
  EXPECT_TRUE(after(later, 320).pieces.empty());
  EXPECT_EQ(client_.robots_asked.size(), 1u);
}

TEST_F(FeedSourceTest, WhoFailsIsAskedLessOften) {
  client_.answer = http::Response{500, {}, "", {}};
  FeedSource feed = open();
  std::vector<Millis> times;
  for (std::size_t asked = 0; times.size() < 12; now_ += 10'000) {
    News news;
    ASSERT_TRUE(feed.next(news).ok());
    if (client_.asked.size() > asked) times.push_back(now_);
    asked = client_.asked.size();
  }
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double wait = static_cast<double>(times[i] - times[i - 1]), wanted = static_cast<double>(std::min<Millis>(300'000ll << (i - 1), kLongestBackOff));
    EXPECT_GE(wait, .79 * wanted) << i;
    EXPECT_LE(wait, 1.21 * wanted + 20'000) << i;
  }
  client_.answer = http::Response{200, {}, "<rss>one</rss>", {}};
  const News well = after(feed, 110'000);
  EXPECT_EQ(well.pieces.size(), 1u);
  EXPECT_EQ(well.feed->failures, 0u);
}

TEST_F(FeedSourceTest, WaitsAsLongAsItIsTold) {
  client_.answer = http::Response{429, {{"retry-after", "3600"}}, "", {}};
  FeedSource feed = open();
  const News told = after(feed, 3000);
  EXPECT_EQ(client_.asked.size(), 1u);
  EXPECT_NE(told.outcome->find("429"), std::string::npos);
  EXPECT_GE(told.feed->due, kStart + 3'600'000);
  FeedSource restarted = open(*told.feed);  // a restart changes nothing
  after(restarted, 500);
  EXPECT_EQ(client_.asked.size(), 1u);
  after(restarted, 200);
  EXPECT_EQ(client_.asked.size(), 2u);

  EXPECT_EQ(retry_after("120", 0), 120'000);
  EXPECT_EQ(retry_after("Wed, 21 Oct 2026 07:30:00 GMT", 1792567680'000), 120'000);
  EXPECT_EQ(retry_after("99999999999999999999999", 0), kLongestRetryAfter);
  for (const char* none : {"", "soon", "-5", "12 apples", "Wed, 21 Oct 2015 07:30:00 GMT"}) EXPECT_EQ(retry_after(none, kStart), 0) << none;
}

TEST_F(FeedSourceTest, WhatIsGoneIsNeverAskedAgain) {
  client_.answer = http::Response{410, {}, "", {}};
  FeedSource feed = open();
  const News news = after(feed, 1000);
  EXPECT_EQ(client_.asked.size(), 1u);
  EXPECT_TRUE(news.feed->gone && feed.ended());
  ASSERT_EQ(news.notices.size(), 1u);
  FeedSource restarted = open(*news.feed);
  after(restarted, 100'000);
  EXPECT_EQ(client_.asked.size(), 1u);
}

TEST_F(FeedSourceTest, RobotsAreKeptToForADay) {
  client_.robots_answer = http::Response{200, {}, "User-agent: *\nDisallow: /feed.xml?a", {}};
  FeedSource feed = open();
  EXPECT_NE(after(feed, 100).outcome->find("robots.txt asks"), std::string::npos);
  EXPECT_TRUE(client_.asked.empty());
  after(feed, 80'000);
  EXPECT_EQ(client_.robots_asked.size(), 1u);
  client_.robots_answer = http::Response{200, {}, "User-agent: *\nDisallow:", {}};
  after(feed, 200'000);
  EXPECT_EQ(client_.robots_asked.size(), 3u);  // a day, and another
  EXPECT_FALSE(client_.asked.empty());
}

TEST_F(FeedSourceTest, WhereRobotsFailNothingIsAsked) {
  client_.robots_answer = Status(Code::no_input, "https://harbourcourier.example/robots.txt: nobody answers there");
  FeedSource feed = open();
  EXPECT_NE(after(feed, 100).outcome->find("nobody answers"), std::string::npos);
  client_.robots_answer = http::Response{404, {}, "", {}};
  after(feed, 400);
  EXPECT_EQ(client_.asked.size(), 1u);
}

TEST_F(FeedSourceTest, OneServerIsAskedOnceASecond) {
  FeedSource a = open({}, "https://harbourcourier.example/a.xml"), b = open({}, "https://harbourcourier.example/b.xml"), c = open({}, "https://saltline.example/c.xml");
  std::vector<Millis> times;
  for (const Millis end = now_ + 6000; now_ < end; now_ += 50)
    for (FeedSource* feed : {&a, &b, &c}) {
      const std::size_t before = client_.asked.size() + client_.robots_asked.size();
      News news;
      ASSERT_TRUE(feed->next(news).ok());
      if (client_.asked.size() + client_.robots_asked.size() > before && feed != &c) times.push_back(now_);
    }
  ASSERT_EQ(times.size(), 3u);  // robots.txt, a, b
  EXPECT_GE(times[1] - times[0], 1000);
  EXPECT_GE(times[2] - times[1], 1000);
}

TEST_F(FeedSourceTest, ATagThatCannotBeSentBackIsDropped) {
  client_.answer->headers = {{"etag", "\"a\x01z\""}, {"last-modified", std::string(5000, 'x')}};
  FeedSource feed = open();
  const News news = after(feed, 400);
  EXPECT_EQ(client_.asked.size(), 2u);
  EXPECT_EQ(news.feed->etag + news.feed->modified, "");
}

TEST(Fetches, CarrySeveralAtOnceAndGiveUpAtTheEnd) {
  class Slow : public http::Client {
   public:
    Result<http::Response> fetch(const http::Request& request) override {
      while (request.url == "slow" && !request.stopped()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return http::Response{200, {}, request.url, request.url};
    }
  } client;
  Fetches fetches(client, 3);
  const auto slow = fetches.start({.url = "slow"});
  std::vector<std::shared_ptr<Fetch>> quick;
  for (int i = 0; i < 50; ++i) quick.push_back(fetches.start({.url = std::to_string(i)}));
  for (int i = 0; i < 50; ++i) {
    while (!quick[static_cast<std::size_t>(i)]->done()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(quick[static_cast<std::size_t>(i)]->take()->body, std::to_string(i));
  }
  EXPECT_FALSE(slow->done());
}

TEST_F(FeedSourceTest, WhatIsNoFeedWasNoSuccess) {
  FeedSource feed = open();
  News news = after(feed, 5);
  feed.refused("a page, which is no feed", news);
  EXPECT_EQ(news.outcome, "a page, which is no feed");
  EXPECT_EQ(news.feed->failures, 1u);
  EXPECT_EQ(after(feed, 400).pieces.size(), 1u);  // the same bytes are not taken for read
}

TEST(Robots, TheLongestRuleDecides) {
  const Robots r = parse_robots("# all\r\nUser-agent: a\r\nUser-agent: *\r\nDisallow: /drafts # not these\nAllow: /drafts/feed.xml\nDisallow: /*.json$\nCrawl-delay: 9\n\nUser-agent: b\nDisallow: /");
  EXPECT_TRUE(r.allows("/feed.xml"));
  EXPECT_FALSE(r.allows("/drafts/a"));
  EXPECT_TRUE(r.allows("/drafts/feed.xml"));
  EXPECT_FALSE(r.allows("/a/b.json"));
  EXPECT_TRUE(r.allows("/a/b.json?c"));
  EXPECT_EQ(r.delay.count(), 9);
  EXPECT_FALSE(parse_robots("User-agent: *\nDisallow:\nUser-agent: Tocsin/2\nDisallow: /").allows("/x"));
  EXPECT_TRUE(parse_robots("User-agent: *\nDisallow: /\nUser-agent: tocsin\nDisallow:").allows("/x"));
  EXPECT_TRUE(parse_robots("<html>not found</html>\nDisallow: /").allows("/x"));
  EXPECT_FALSE(parse_robots("User-agent: *\nDisallow: /" + std::string(5000, '*') + "x").allows("/" + std::string(5000, 'y') + "x"));
}

}  // namespace
}  // namespace tocsin::follow
