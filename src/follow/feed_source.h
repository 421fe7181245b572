// SPDX-License-Identifier: Apache-2.0
// A feed on the web, asked again and again: with what it answered last (ETag, Last-Modified), later when it fails, as it
// says when it says so (Retry-After), and never again when it says that it is gone.
//
//   FeedSource feed({"https://harbourcourier.example/feed.xml", 300'000, false, "cases.db.feeds", false}, state, web);
//   feed.next(news);    // nothing yet: it is on its way
//   feed.next(news);    // news.pieces: {"cases.db.feeds/9f2c….feed", whole, feed "https://…"}, news.feed: the new state
//
// What it answered is written to `spool` under the SHA-256 of its bytes, before anything is read from it.
#pragma once

#include "follow/follow.h"
#include "follow/web.h"

namespace tocsin::follow {

struct FeedPlan {
  std::string url;
  Millis every = 300'000;
  bool allow_private = false;
  std::string spool;  // a folder, made when it is needed
  bool once = false;
};

class FeedSource : public Source {
 public:
  FeedSource(FeedPlan plan, FeedState state, Web& web);
  Status next(News& news) override;
  void refused(const std::string& why, News& news) override;
  bool ended() const override { return state_.gone || (plan_.once && answered_); }
  bool expecting() const override { return asked_ || (plan_.once && !ended()); }
  int descriptor() const override { return web_.descriptor(); }

 private:
  void ask();
  void take(const Result<http::Response>& answer, News& news);
  void take_body(const http::Response& response, News& news);
  void succeeded(News& news);
  void failed(const std::string& why, News& news, Millis not_before = 0);

  FeedPlan plan_;
  FeedState state_;
  Web& web_;
  std::shared_ptr<Fetch> asked_;
  bool answered_ = false;
};

inline constexpr Millis kLongestBackOff = 86'400'000;        // a day
inline constexpr Millis kLongestRetryAfter = 7 * 86'400'000;

// "120", "Wed, 21 Oct 2026 07:28:00 GMT": how long to wait; 0: not said.
Millis retry_after(const std::string& header, Millis now);

}  // namespace tocsin::follow
