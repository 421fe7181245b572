// SPDX-License-Identifier: Apache-2.0
// Requests on their way, so that whoever asked need not wait: a few threads carry them.
//
//   Fetches fetches(client, 8);
//   auto asked = fetches.start({.url = "https://harbourcourier.example/feed.xml"});
//   … later: if (asked->done()) Result<http::Response> r = asked->take();
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "core/http.h"

namespace tocsin::follow {

class Fetch {
 public:
  bool done() const { return done_; }
  Result<http::Response> take() { return std::move(*answer_); }  // once, when done

 private:
  friend class Fetches;
  std::atomic<bool> done_ = false;
  std::optional<Result<http::Response>> answer_;
};

class Fetches {
 public:
  // The client must outlive it. threads 0: start() itself waits.
  Fetches(http::Client& client, unsigned threads);
  ~Fetches();  // what is on its way is given up
  std::shared_ptr<Fetch> start(http::Request request);
  int descriptor() const;  // can be read when one has come since this was asked; -1: none

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::follow
