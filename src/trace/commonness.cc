// SPDX-License-Identifier: Apache-2.0
#include "trace/commonness.h"

#include <algorithm>

namespace tocsin::trace {
namespace {

constexpr std::uint8_t kSome = 4, kMany = 16;  // families: from here on letters weigh half, a quarter

std::uint32_t quarters(std::uint8_t families) { return families < kSome ? 4 : families < kMany ? 2 : 1; }

}  // namespace

std::size_t Commonness::slot(const char16_t* l) const {
  std::uint64_t h = 0;
  for (std::size_t i = 0; i < kPiece; i += 4)
    h = (h ^ (static_cast<std::uint64_t>(l[i]) | static_cast<std::uint64_t>(l[i + 1]) << 16 |
              static_cast<std::uint64_t>(l[i + 2]) << 32 | static_cast<std::uint64_t>(l[i + 3]) << 48)) *
        0x9E3779B97F4A7C15u;
  return (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u >> 42;
}

void Commonness::add(std::span<const char16_t> letters) {
  for (std::size_t i = 0; i + kPiece <= letters.size(); ++i) {
    std::uint8_t& count = counts_[slot(letters.data() + i)];
    count = static_cast<std::uint8_t>(count + (count != 255));
  }
}

void Commonness::weigh(std::span<const char16_t> letters, std::vector<std::uint32_t>& sums) const {
  sums.resize(letters.size() + 1);
  sums[0] = 0;
  // Four letters at a time weigh what the piece around them does.
  const std::size_t pieces = letters.size() < kPiece ? 0 : letters.size() - kPiece + 1;
  std::uint32_t weight = 4;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i % 4 == 0 && pieces > 0)
      weight = quarters(counts_[slot(letters.data() + std::min(i < 2 ? 0 : i - 2, pieces - 1))]);
    sums[i + 1] = sums[i] + weight;
  }
}

}  // namespace tocsin::trace
