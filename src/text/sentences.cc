// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x6D4 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}
bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB || c == ')' || c == ']';
}

}  // namespace

std::vector<Span> sentences(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = 0;
  const auto emit = [&](std::size_t end) {
    std::size_t first = begin, last = begin;
    bool started = false;
    for (std::size_t at = begin; at < end;) {
      const auto [c, length] = utf8::decode(text, at);
      if (!character(c).has(kWhite)) {
        if (!started) first = at;
        started = true;
        last = at + length;
      }
      at += length;
    }
    if (started) out.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    begin = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    if (c == '\n' && at < text.size() && text[at] == '\n') emit(at);
    if (!ends_sentence(c)) continue;
    while (at < text.size()) {
      const auto [d, n] = utf8::decode(text, at);
      if (!ends_sentence(d) && !closes(d)) break;
      at += n;
    }
    if (at == text.size() || character(utf8::decode(text, at).character).has(kWhite)) {
      std::size_t ahead = at;
      while (ahead < text.size() && ahead < at + 4 && character(utf8::decode(text, ahead).character).has(kWhite)) ++ahead;
      if (ahead == text.size() || !character(utf8::decode(text, ahead).character).has(kLower)) emit(at);
    }
  }
  emit(text.size());
  return out;
}

}  // namespace tocsin::text
