// SPDX-License-Identifier: Apache-2.0
#include "follow/web.h"

#include <algorithm>

namespace tocsin::follow {
namespace {

// "/feed.xml?a=b" of an address.
std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? host : url.find_first_of("/?#", host + 3);
  if (path == std::string::npos) return "/";
  const std::string out = url.substr(path, url.find('#', path) - path);
  return out.starts_with('/') ? out : "/" + out;
}

}  // namespace

Millis Web::about(Millis length, double share) {
  // Not a distribution of the library, whose numbers differ from one to the next.
  const double at = static_cast<double>(dice_() >> 11) * 0x1.0p-53;  // [0, 1)
  return static_cast<Millis>(static_cast<double>(length) * (1 + share * (2 * at - 1)));
}

Web::Leave Web::may_ask(const std::string& url, bool allow_private, std::string& reason) {
  const std::string origin = http::origin_of(url);
  Server& server = servers_[origin];
  const Millis pause = allow_private ? kPausePrivate : kPause;
  if (server.asked) {
    if (!server.asked->done()) return Leave::later;
    take_robots(server, origin);
  }
  if (now() >= server.known_until) {
    if (now() < server.next) return Leave::later;
    http::Request request{.url = origin + "/robots.txt", .most = kMostRobots * 2};
    request.allow_private = allow_private;
    server.asked = ask(std::move(request));
    server.next = now() + pause;
    return Leave::later;
  }
  if (!server.closed.empty()) {
    reason = server.closed;
    return Leave::no;
  }
  if (!server.robots.allows(path_of(url))) {
    reason = origin + "/robots.txt asks programs to leave this address alone";
    return Leave::no;
  }
  if (now() < server.next) return Leave::later;
  server.next = now() + std::max<Millis>(pause, std::chrono::milliseconds(server.robots.delay).count());
  return Leave::yes;
}

// RFC 9309: where there is none, all may be asked; where the server fails, nothing.
void Web::take_robots(Server& server, const std::string& origin) {
  const Result<http::Response> answer = server.asked->take();
  server.asked.reset();
  server.robots = {};
  server.closed.clear();
  server.known_until = now() + kRobotsKept;
  if (answer.ok() && answer->status == 200) {
    server.robots = parse_robots(answer->body);
  } else if (!answer.ok() || answer->status >= 500 || answer->status == 429) {
    server.closed = answer.ok() ? origin + "/robots.txt: answers " + std::to_string(answer->status) : answer.status().message();
    server.known_until = now() + kRobotsFailed;
  }
}

}  // namespace tocsin::follow
