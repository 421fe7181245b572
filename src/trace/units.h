// SPDX-License-Identifier: Apache-2.0
// A text's characters with the bytes each came from: what the steps that undo a disguise work on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/utf8.h"

namespace tocsin::trace {

struct Unit {
  char32_t character;
  std::uint32_t begin, end;  // in the original
};
using Units = std::vector<Unit>;

inline Units units_of(std::string_view text) {
  Units out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    out.push_back({c, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)});
    at += length;
  }
  return out;
}

}  // namespace tocsin::trace
