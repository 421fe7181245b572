// SPDX-License-Identifier: Apache-2.0
#include "engine/length.h"

#include <charconv>
#include <cstdint>

namespace tocsin {

std::optional<std::chrono::days> parse_days(std::string_view text) {
  constexpr std::pair<char, int> kDays[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
  unsigned n = 0;
  const char* end = text.data() + text.size();
  const auto [unit, error] = std::from_chars(text.data(), end, n);
  if (error != std::errc() || unit + 1 != end || n >= 100'000) return std::nullopt;
  for (const auto& [letter, days] : kDays)
    if (*unit == letter) return std::chrono::days(std::int64_t{n} * days);
  return std::nullopt;
}

}  // namespace tocsin
