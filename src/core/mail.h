// SPDX-License-Identifier: Apache-2.0
// One letter to one mail server (SMTP, RFC 5321), within limits, as http.h is to a web server.
//
//   mail::Letter letter{.server = "mail.desk.example", .port = 587, .from = "tocsin@desk.example", .to = {"duty@desk.example"}, …};
//   Status s = mail::send(letter);     ok: the server has taken it and said goodbye
//
// A server that takes the letter and breaks off before it has answered QUIT is not believed: Code::no_input, try again. The
// same Message-ID tells a receiver that it is the same letter. Code::usage where trying again is no use.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::mail {

enum class Tls { starttls, from_the_start, none };

struct Letter {
  std::string server;
  int port = 587;
  Tls tls = Tls::starttls;             // none: only for servers that allow_private is said of
  std::string user = {}, password = {};
  std::string from = {};               // bare addresses: "duty@desk.example"
  std::vector<std::string> to = {};
  std::string bytes = {};              // header and body, lines ended by CR LF
  std::chrono::milliseconds connects_within{10'000}, within{30'000};
  std::string ca_file = {};  // as of http::Request
  bool allow_private = false;
  std::function<bool()> stopped = {};
};

Status send(const Letter& letter);

// "duty@desk.example": one @, no spaces, brackets, controls, commas or quotes.
bool is_address(std::string_view text);

}  // namespace tocsin::mail
