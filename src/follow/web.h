// SPDX-License-Identifier: Apache-2.0
// What all feeds of a run share: the requests on their way, each server's robots.txt (kept a day), and how long ago it was
// asked something. The clock and the seed of all chance are passed in.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "follow/fetches.h"
#include "follow/follow.h"
#include "follow/robots.h"

namespace tocsin::follow {

using Millis = std::int64_t;  // since 1970, or a length

class Web {
 public:
  Web(http::Client& client, unsigned threads, Now now, std::uint64_t seed)
      : fetches_(client, threads), now_(std::move(now)), dice_(seed) {}

  Millis now() const { return now_(); }
  Millis about(Millis length, double share);  // give or take this share of it
  int descriptor() const { return fetches_.descriptor(); }

  // Whether this address may be asked now. `no` has a reason.
  enum class Leave { yes, later, no };
  Leave may_ask(const std::string& url, bool allow_private, std::string& reason);
  std::shared_ptr<Fetch> ask(http::Request request) { return fetches_.start(std::move(request)); }

  static constexpr Millis kPause = 1000;         // between two requests to one server…
  static constexpr Millis kPausePrivate = 100;   // …of our own network
  static constexpr Millis kRobotsKept = 86'400'000;
  static constexpr Millis kRobotsFailed = 60'000;

 private:
  struct Server {
    Robots robots;
    std::shared_ptr<Fetch> asked;
    Millis known_until = 0, next = 0;
    std::string closed;  // its robots.txt could not be had: why
  };
  void take_robots(Server& server, const std::string& origin);

  Fetches fetches_;
  Now now_;
  std::mt19937_64 dice_;
  std::map<std::string, Server> servers_;
};

}  // namespace tocsin::follow
