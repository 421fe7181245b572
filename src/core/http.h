// SPDX-License-Identifier: Apache-2.0
// HTTP: one request and its answer, within limits, by libcurl. The caller waits.
//
//   http::CurlClient client;
//   Result<http::Response> r = client.fetch({.url = "https://harbourcourier.example/feed.xml"});
//   r->status == 200, r->header("etag") == "\"7a\"", r->body == "<rss …", r->url: after redirects
//
//   client.fetch({.url = "https://desk.example/hook", .method = "POST",
//                 .headers = {{"Content-Type", "application/json"}}, .body = "{…}"});
//
// Any status is an answer, 500 too. Not ok: Code::usage where the address itself is refused and trying again is no use
// (no http address, a private one, redirects in a circle), Code::no_input where this time nothing came, or not all.
// What an answer says is an attacker's text: it is held to the limits, and its address is looked at where it is connected to.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::http {

struct Request {
  std::string url = {};
  std::string method = "GET";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::chrono::milliseconds connects_within{10'000}, within{30'000};  // the second: all of it, redirects too
  std::size_t most = std::size_t{32} << 20;  // bytes of the answer's body, unpacked
  std::size_t ratio = 100;                   // unpacked to packed, after the first MiB
  int redirects = 5;                         // of GET and HEAD; those of other methods are not followed, but handed back
  std::string ca_file = {};                  // who vouches for servers; empty: those the system trusts
  bool allow_private = false;                // also addresses of this machine and of private networks
  std::function<bool()> stopped = {};        // asked now and then: true ends it
};

struct Response {
  int status = 0;
  std::map<std::string, std::string> headers = {};  // names in lower case; of repeated ones the last
  std::string body = {};
  std::string url = {};  // that answered

  const std::string& header(std::string_view name) const;  // empty: none
};

class Client {
 public:
  virtual ~Client() = default;
  // May be called by several threads at once.
  virtual Result<Response> fetch(const Request& request) = 0;
};

class CurlClient : public Client {
 public:
  Result<Response> fetch(const Request& request) override;
};

// "192.168.0.7", "fe80::1": of this machine, a private network, a test network, many receivers. Also what is no address.
bool is_private_address(std::string_view address);
// "https://harbourcourier.example" of an address: what robots.txt and limits are for. Empty: no http address.
std::string origin_of(std::string_view url);

}  // namespace tocsin::http
