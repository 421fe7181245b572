// SPDX-License-Identifier: Apache-2.0
// Names of accounts, and numbers and addresses that reach a person.
#include <algorithm>

#include "core/utf8.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

bool name_byte(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_'; }
bool mail_byte(char c) { return name_byte(c) || c == '.' || c == '-' || c == '+' || c == '%'; }

}  // namespace

std::vector<Span> handles(std::string_view text) {
  std::vector<Span> out;
  const auto add = [&](std::size_t begin, std::size_t end) {
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '@') {
      std::size_t begin = at, end = at + 1;
      const std::size_t floor = out.empty() ? 0 : out.back().end;
      while (begin > floor && mail_byte(text[begin - 1])) --begin;
      while (end < text.size() && mail_byte(text[end])) ++end;
      while (end > at + 1 && !name_byte(text[end - 1])) --end;
      if (end - at > 3) add(begin, end), at = end - 1;
    } else if (text.substr(at, 5) == "t.me/") {
      std::size_t end = at + 5;
      while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && static_cast<unsigned char>(text[end]) < 0x80) ++end;
      if (end > at + 5) add(at + 5, end), at = end - 1;
    } else if (text[at] == '+') {
      std::size_t end = at + 1, digits = 0, last = at;
      while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == ' ' || text[end] == '-' || text[end] == '(' || text[end] == ')')) {
        if (text[end] >= '0' && text[end] <= '9') ++digits, last = end + 1;
        ++end;
      }
      if (digits >= 8 && digits <= 15) add(at, last), at = last - 1;
    }
  }
  return out;
}

std::string masked(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (const Span span : handles(text)) {
    out.append(text.substr(done, span.begin - done));
    out += "@…";
    done = span.end;
  }
  out.append(text.substr(done));
  return out;
}

}  // namespace tocsin::text
