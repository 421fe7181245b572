// SPDX-License-Identifier: Apache-2.0
// A web server's answer as it went over the wire: status, headers, and its body without transfer and content encoding.
//
//   "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Noon"
//     → 200, content_type "text/html", charset "utf-8", body "<p>Noon"
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tocsin::ingest {

// "Name: value" lines; names in lower case, the first of a name counts, folded lines are joined.
using HeaderLines = std::map<std::string, std::string, std::less<>>;
HeaderLines header_lines(std::string_view lines);
std::string header(const HeaderLines& headers, std::string_view name);  // empty: none

// Where the lines end and where what follows the blank line begins; both npos: no blank line.
struct HeaderEnd {
  std::size_t lines, body;
};
HeaderEnd header_end(std::string_view bytes);

struct MediaType {
  std::string type, charset;  // lower case
};
MediaType media_type(std::string_view value);

struct HttpAnswer {
  int status = 0;  // 0: no answer
  MediaType content;
  std::string body;
  std::string trouble;  // how the body is not what it says it is; it is what could be had
};

HttpAnswer http_answer(std::string_view bytes);

}  // namespace tocsin::ingest
