// SPDX-License-Identifier: Apache-2.0
// UTF-8 a character at a time. Anything that is not UTF-8 decodes to U+FFFD, one byte long, so every walk ends.
//
//   for (std::size_t i = 0; i < text.size();) { auto [c, n] = utf8::decode(text, i); …; i += n; }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tocsin::utf8 {

struct Decoded {
  char32_t character;
  std::uint32_t length;  // bytes, at least 1
};

inline constexpr char32_t kReplacement = 0xFFFD;

Decoded decode_long(std::string_view text, std::size_t at);  // of more than one byte, or not UTF-8

// `at` must be inside `text`. Overlong forms, surrogates and values past U+10FFFF are not UTF-8.
inline Decoded decode(std::string_view text, std::size_t at) {
  const auto a = static_cast<unsigned char>(text[at]);
  if (a < 0x80) return {a, 1};
  if (a >= 0xC2 && a < 0xE0 && at + 1 < text.size() && (static_cast<unsigned char>(text[at + 1]) & 0xC0) == 0x80)
    return {static_cast<char32_t>((a & 0x1F) << 6 | (static_cast<unsigned char>(text[at + 1]) & 0x3F)), 2};
  return decode_long(text, at);
}
void append(std::string& out, char32_t character);
// Position of the first byte that is not UTF-8, or npos.
std::size_t first_invalid(std::string_view text);
// Every invalid byte replaced by U+FFFD.
std::string repaired(std::string_view text);
inline bool boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace tocsin::utf8
