// SPDX-License-Identifier: Apache-2.0
#include "follow/feed_source.h"

#include <algorithm>
#include <charconv>

#include "core/clock.h"
#include "core/hash.h"
#include "follow/spool.h"

namespace tocsin::follow {

FeedSource::FeedSource(FeedPlan plan, FeedState state, Web& web) : plan_(std::move(plan)), state_(std::move(state)), web_(web) {
  if (state_.failures == 0) state_.due = 0;  // at the start all are asked, but those that failed or asked to be left alone
}

Status FeedSource::next(News& news) {
  if (state_.gone) return Status();
  if (asked_) {
    if (!asked_->done()) return Status();
    const std::shared_ptr<Fetch> fetch = std::move(asked_);
    take(fetch->take(), news);
    return Status();
  }
  if (ended() || (web_.now() < state_.due && !plan_.once)) return Status();
  std::string reason;
  switch (web_.may_ask(plan_.url, plan_.allow_private, reason)) {
    case Web::Leave::later:
      break;
    case Web::Leave::no:
      failed(reason, news);
      break;
    case Web::Leave::yes:
      ask();
      break;
  }
  return Status();
}

// The same answer is no better the next time.
void FeedSource::refused(const std::string& why, News& news) {
  state_.etag.clear();
  state_.modified.clear();
  state_.sha256.clear();
  failed(why, news);
}

void FeedSource::ask() {
  http::Request request{.url = plan_.url};
  request.allow_private = plan_.allow_private;
  request.headers = {{"Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"}};
  if (!state_.etag.empty()) request.headers.emplace_back("If-None-Match", state_.etag);
  if (!state_.modified.empty()) request.headers.emplace_back("If-Modified-Since", state_.modified);
  asked_ = web_.ask(std::move(request));
}

void FeedSource::take(const Result<http::Response>& answer, News& news) {
  if (!answer.ok()) return failed(answer.status().message(), news);
  const http::Response& r = *answer;
  if (r.status == 200) return take_body(r, news);
  if (r.status == 304) return succeeded(news);
  if (r.status == 410) {
    news.notices.push_back(plan_.url + ": is gone for good, says the server (410); it is not asked again");
    state_.gone = true;
    return failed("gone for good (410)", news);
  }
  const Millis wait = retry_after(r.header("retry-after"), web_.now());
  failed(plan_.url + ": answers " + std::to_string(r.status) + (r.status == 429 ? " (asked too often)" : ""), news, web_.now() + wait);
}

void FeedSource::take_body(const http::Response& response, News& news) {
  const std::string hash = sha256_hex(response.body);
  if (hash != state_.sha256) {
    Result<Spooled> kept = spool(plan_.spool, hash, response.body);
    if (!kept.ok()) return failed(kept.status().message(), news);
    news.pieces.push_back({kept->path, 0, {}, true, response.url, kept->fresh});
  }
  // Kept as they came, and sent back: what cannot be is dropped.
  const auto header = [&](std::string_view name) {
    const std::string& value = response.header(name);
    const bool fits = value.size() <= 1024 && std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return fits ? value : std::string();
  };
  state_.etag = header("etag");
  state_.modified = header("last-modified");
  state_.sha256 = hash;
  succeeded(news);
}

void FeedSource::succeeded(News& news) {
  answered_ = true;
  state_.failures = 0;
  state_.due = web_.now() + web_.about(plan_.every, .05);
  news.outcome = "";
  news.feed = state_;
}

void FeedSource::failed(const std::string& why, News& news, Millis not_before) {
  answered_ = true;
  const unsigned doubled = std::min(state_.failures, 16u);
  ++state_.failures;
  const Millis wait = std::min(plan_.every << doubled, std::max(plan_.every, kLongestBackOff));
  state_.due = std::max(web_.now() + web_.about(wait, .2), not_before);
  news.outcome = why;
  news.feed = state_;
}

Millis retry_after(const std::string& header, Millis now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (error != std::errc() || end != header.data() + header.size()) {
    const std::optional<ParsedTime> time = error == std::errc::result_out_of_range ? std::nullopt : parse_time(header);
    if (error == std::errc::result_out_of_range) return kLongestRetryAfter;
    seconds = time ? time->time.time_since_epoch().count() - now / 1000 : 0;
  }
  return std::clamp<std::int64_t>(seconds, 0, kLongestRetryAfter / 1000) * 1000;
}

}  // namespace tocsin::follow
