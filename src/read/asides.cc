// SPDX-License-Identifier: Apache-2.0
#include "read/asides.h"

namespace tocsin::read {
namespace {

bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::vector<Aside> asides(std::string_view text) {
  std::vector<Aside> out;
  const auto span = [](std::size_t begin, std::size_t end) {
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const char before = i > 0 ? text[i - 1] : ' ';
    const std::string_view rest = text.substr(i);
    if (c == '@' && !word(before) && before != '.') {
      std::size_t end = i + 1;
      while (end < text.size() && word(text[end])) ++end;
      if (end > i + 1) {
        if (end < text.size() && text[end] == ':') ++end;
        out.push_back({span(i, end), false});
        i = end;
        continue;
      }
    } else if ((c == 'h' && (rest.starts_with("http:") || rest.starts_with("https:"))) ||
               (!word(before) && ((c == 'w' && rest.starts_with("www.")) || (c == 't' && rest.starts_with("t.co/"))))) {
      std::size_t end = i;
      while (end < text.size() && !blank(text[end])) ++end;
      out.push_back({span(i, end), true});
      i = end;
      continue;
    }
    ++i;
  }
  return out;
}

}  // namespace tocsin::read
