// SPDX-License-Identifier: Apache-2.0
#include "brief/base64.h"

#include <algorithm>
#include <cstdint>

namespace tocsin::brief {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) three = three << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) out += k <= n ? kLetters[three >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view letters) {
  if (letters.size() % 4) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < letters.size(); i += 4) {
    std::size_t n = 4;
    while (n > 2 && letters[i + n - 1] == '=') --n;
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t value = k < n ? kLetters.find(letters[i + k]) : 0;
      if (value == std::string_view::npos) return std::nullopt;
      three = three << 6 | static_cast<std::uint32_t>(value);
    }
    if (n < 4 && i + 4 < letters.size()) return std::nullopt;
    for (std::size_t k = 0; k + 1 < n; ++k) out += static_cast<char>(three >> (16 - 8 * k) & 255);
  }
  return to_base64(out) == letters ? std::optional(out) : std::nullopt;
}

}  // namespace tocsin::brief
