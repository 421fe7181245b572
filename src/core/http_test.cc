// SPDX-License-Identifier: Apache-2.0
#include "core/http.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace tocsin::http {
namespace {

using std::chrono::milliseconds;

// Answers each connection with what `answer` makes of the request, to the byte.
class Server {
 public:
  using Answer = std::function<void(int socket, const std::string& request)>;
  explicit Server(Answer answer) : answer_(std::move(answer)), fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(fd_, 8), 0);
    EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size), 0);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Server() {
    ::shutdown(fd_, SHUT_RDWR);
    thread_.join();
    ::close(fd_);
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

 private:
  void serve() {
    for (int s = ::accept(fd_, nullptr, nullptr); s >= 0; s = ::accept(fd_, nullptr, nullptr)) {
      std::string request;
      char buffer[4096];
      while (request.find("\r\n\r\n") == std::string::npos) {
        const ssize_t n = ::recv(s, buffer, sizeof buffer, 0);
        if (n <= 0) break;
        request.append(buffer, static_cast<std::size_t>(n));
      }
      answer_(s, request);
      ::shutdown(s, SHUT_WR);
      while (::recv(s, buffer, sizeof buffer, 0) > 0) continue;
      ::close(s);
    }
  }

  Answer answer_;
  int fd_;
  int port_ = 0;
  std::thread thread_;
};

bool send_all(int s, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(s, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

Server::Answer says(const std::string& bytes) {
  return [bytes](int s, const std::string&) { send_all(s, bytes); };
}

Request local(const std::string& url) {
  Request r;
  r.url = url;
  r.allow_private = true;
  r.within = milliseconds(3000);
  return r;
}

std::string message(const Result<Response>& r) { return r.ok() ? "ok " + std::to_string(r->status) : r.status().message(); }

TEST(Http, GivesStatusHeadersAndBody) {
  std::string asked;
  const Server server([&](int s, const std::string& request) {
    asked = request;
    send_all(s, "HTTP/1.1 200 OK\r\nETag: \"7a\"\r\nContent-Length: 4\r\n\r\n<rss");
  });
  CurlClient client;
  Request r = local(server.url("/feed.xml#top"));
  r.headers = {{"If-None-Match", "\"6f\""}};
  const Result<Response> got = client.fetch(r);
  ASSERT_TRUE(got.ok()) << message(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->header("etag"), "\"7a\"");
  EXPECT_EQ(got->header("retry-after"), "");
  EXPECT_EQ(got->body, "<rss");
  EXPECT_EQ(got->url, server.url("/feed.xml"));
  EXPECT_NE(asked.find("GET /feed.xml HTTP/1.1"), std::string::npos);
  EXPECT_NE(asked.find("User-Agent: tocsin/"), std::string::npos);
  EXPECT_NE(asked.find("If-None-Match: \"6f\""), std::string::npos);
}

TEST(Http, PostsABodyAndHandsRedirectsOfItBack) {
  std::string asked;
  const Server server([&](int s, const std::string& request) {
    asked = request;
    send_all(s, "HTTP/1.1 307 Over There\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
  });
  CurlClient client;
  Request r = local(server.url("/hook"));
  r.method = "POST";
  r.headers = {{"Content-Type", "application/json"}};
  r.body = "{\"a\":1}";
  const Result<Response> got = client.fetch(r);
  ASSERT_TRUE(got.ok()) << message(got);
  EXPECT_EQ(got->status, 307);
  EXPECT_NE(asked.find("POST /hook"), std::string::npos);
  EXPECT_NE(asked.find("Content-Length: 7"), std::string::npos);
  EXPECT_NE(asked.find("Content-Type: application/json"), std::string::npos);
}

TEST(Http, PrivateAddressesAreRefusedWhereTheyAreConnectedTo) {
  std::atomic<int> asked = 0;
  const Server server([&](int s, const std::string&) {
    ++asked;
    send_all(s, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  CurlClient client;
  Request r = local(server.url("/"));
  r.allow_private = false;
  Result<Response> got = client.fetch(r);
  EXPECT_EQ(got.status().code(), Code::usage);
  EXPECT_NE(message(got).find("private network"), std::string::npos);
  r.url = "http://localhost" + r.url.substr(std::string("http://127.0.0.1").size());  // a name that leads there
  got = client.fetch(r);
  EXPECT_NE(message(got).find("private network"), std::string::npos) << message(got);
  EXPECT_EQ(asked, 0);

  for (const char* address : {"10.1.2.3", "172.31.0.1", "192.168.0.7", "127.9.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
                              "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2001:db8::1", "here"})
    EXPECT_TRUE(is_private_address(address)) << address;
  for (const char* address : {"8.8.4.4", "172.32.0.1", "100.128.0.1", "2a00:1450:4001::5", "::ffff:8.8.4.4"})
    EXPECT_FALSE(is_private_address(address)) << address;
}

TEST(Http, RedirectsAreFollowedToWebAddressesOnlyAndNeverInACircle) {
  std::string last;
  const Server server([&](int s, const std::string& request) {
    const std::string path = request.substr(4, request.find(' ', 4) - 4);
    last = request;
    const auto to = [&](const std::string& where) { send_all(s, "HTTP/1.1 302 Found\r\nLocation: " + where + "\r\nContent-Length: 0\r\n\r\n"); };
    if (path == "/old") return to("new");
    if (path == "/round") return to("/about");
    if (path == "/about") return to("/round");
    if (path == "/disk") return to("file:///etc/hostname");
    if (path == "/gopher") return to("gopher://127.0.0.1/1");
    if (path.starts_with("/far")) return to(path + "x");
    send_all(s, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  CurlClient client;
  Result<Response> got = client.fetch(local(server.url("/old")));
  ASSERT_TRUE(got.ok()) << message(got);
  EXPECT_EQ(got->url, server.url("/new"));
  EXPECT_NE(message(client.fetch(local(server.url("/round")))).find("in a circle"), std::string::npos);
  EXPECT_NE(message(client.fetch(local(server.url("/disk")))).find("no http or https"), std::string::npos);
  EXPECT_NE(message(client.fetch(local(server.url("/gopher")))).find("no http or https"), std::string::npos);
  EXPECT_NE(message(client.fetch(local(server.url("/far")))).find("more than 5 times"), std::string::npos);

  const Server other([&](int s, const std::string&) {
    send_all(s, "HTTP/1.1 301 Moved\r\nLocation: " + server.url("/new") + "\r\nContent-Length: 0\r\n\r\n");
  });
  Request r = local(other.url("/"));
  r.headers = {{"Authorization", "Bearer kettle"}, {"Accept", "text/xml"}};
  got = client.fetch(r);
  ASSERT_TRUE(got.ok()) << message(got);
  EXPECT_EQ(last.find("kettle"), std::string::npos);  // not for that host
  EXPECT_NE(last.find("Accept: text/xml"), std::string::npos);
}

TEST(Http, ServersThatLieAboutLengthOrNeverEnd) {
  CurlClient client;
  const Server shorter(says("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n<rss"));
  Result<Response> got = client.fetch(local(shorter.url("/")));
  EXPECT_EQ(got.status().code(), Code::no_input);
  EXPECT_NE(message(got).find("breaks off"), std::string::npos) << message(got);

  const Server longer(says("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<rss version"));
  got = client.fetch(local(longer.url("/")));
  ASSERT_TRUE(got.ok()) << message(got);
  EXPECT_EQ(got->body, "<rss");

  const auto endless = [](int s, const std::string&) {
    send_all(s, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (send_all(s, "10\r\n<item></item>   \r\n")) continue;
  };
  const Server never(endless);
  Request r = local(never.url("/"));
  r.most = 200'000;
  EXPECT_NE(message(client.fetch(r)).find("larger than 195 KiB"), std::string::npos);

  const Server headers([](int s, const std::string&) {
    send_all(s, "HTTP/1.1 200 OK\r\n");
    while (send_all(s, "X-Kettle: on and on and on\r\n")) continue;
  });
  EXPECT_NE(message(client.fetch(local(headers.url("/")))).find("too many headers"), std::string::npos);
}

TEST(Http, SlowServersAndThoseWhoStop) {
  const Server slow([](int s, const std::string&) {
    send_all(s, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n");
    for (int i = 0; i < 400 && send_all(s, "x"); ++i) std::this_thread::sleep_for(milliseconds(50));
  });
  CurlClient client;
  Request r = local(slow.url("/"));
  r.within = milliseconds(300);
  EXPECT_NE(message(client.fetch(r)).find("within the time limit"), std::string::npos);
  r.within = milliseconds(30'000);
  std::atomic<bool> stop = false;
  r.stopped = [&] { return stop.load(); };
  std::thread later([&] {
    std::this_thread::sleep_for(milliseconds(200));
    stop = true;
  });
  EXPECT_NE(message(client.fetch(r)).find("stopped"), std::string::npos);
  later.join();
}

TEST(Http, ABombIsStoppedByItsRatio) {
  // 4 MiB of zeros, as gzip makes of them: a thousand times smaller.
  std::string bomb = std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10) + std::string("\xec\xc1\x01\x01\x00\x00\x00\x80\x90\xfe\xaf\xee\x08\x0a", 14) +
                     std::string(4096, '\0');
  const Server server(says("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + std::to_string(bomb.size()) + "\r\n\r\n" + bomb));
  CurlClient client;
  const Result<Response> got = client.fetch(local(server.url("/")));
  EXPECT_NE(message(got).find("times its size"), std::string::npos) << message(got);
}

TEST(Http, WhatIsNoRequest) {
  CurlClient client;
  for (const char* url : {"file:///etc/hostname", "ftp://a.example/", "/etc/hostname", "http://", "http://a.example/\r\nX: y", "gopher://a.example", ""})
    EXPECT_EQ(client.fetch(local(url)).status().code(), Code::usage) << url;
  EXPECT_EQ(message(client.fetch(local("https://keeper:kettle@a.example/"))).find("kettle"), std::string::npos);
  Request r = local("http://127.0.0.1:9/");
  EXPECT_NE(message(client.fetch(r)).find("nobody answers"), std::string::npos);
  r.headers = {{"X-A", "b\r\nX-C: d"}};
  EXPECT_EQ(client.fetch(r).status().code(), Code::usage);
  EXPECT_EQ(origin_of("https://Harbour.example/a?b"), "https://harbour.example");
  EXPECT_EQ(origin_of("http://a.example:8080/"), "http://a.example:8080");
  EXPECT_EQ(origin_of("exports/"), "");
}

}  // namespace
}  // namespace tocsin::http
