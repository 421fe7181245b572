// SPDX-License-Identifier: Apache-2.0
#include "trace/fingerprints.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tocsin::trace {
namespace {

std::uint64_t eight(const Letter* letters) {
  std::uint64_t out;
  std::memcpy(&out, letters, 8);
  return out;
}

std::uint64_t hash(const Letter* l) {
  std::uint16_t last;
  std::memcpy(&last, l + 8, 2);
  const std::uint64_t h = eight(l) * 0x9E3779B97F4A7C15u + last * 0xC2B2AE3D27D4EB4Fu;
  return (h ^ h >> 31) * 0xD6E8FEB86659FD93u;
}
static_assert(kGram == 10);

// Order first, then place: of equals the leftmost is the least. Places repeat after 256, which no window sees.
constexpr std::uint32_t kPlaceBits = 0xFF;
static_assert(kWindow <= kPlaceBits);

}  // namespace

std::uint32_t run_hash(const Letter* letters) { return static_cast<std::uint32_t>(hash(letters)); }

std::span<const Key> KeyMaker::keys(std::span<const Letter> letters, std::size_t window) {
  keys_.clear();
  if (letters.size() < kGram) return keys_;
  const std::size_t runs = letters.size() - kGram + 1;
  const std::size_t room = runs + kWindow + 8;
  if (order_.size() < room) order_.resize(room), least_.resize(room);
  std::uint32_t* const order = order_.data();
  std::uint32_t* const least = least_.data();
  for (std::size_t i = 0; i < runs; ++i)
    order[i] = (static_cast<std::uint32_t>(hash(letters.data() + i) >> 32) & ~kPlaceBits) |
               static_cast<std::uint32_t>(i & kPlaceBits);
  window = std::min(window, runs);
  const std::size_t windows = runs - window + 1;
  // Least of 2, 4, 8 … neighbours, then of two such that overlap to the window.
  std::copy(order, order + runs, least);
  std::size_t width = 1;
  for (; width * 2 <= window; width *= 2)
    for (std::size_t i = 0; i + width * 2 <= runs; ++i) least[i] = std::min(least[i], least[i + width]);
  const std::size_t rest = window - width;
  std::uint32_t before = ~std::uint32_t{0};
  for (std::size_t i = 0; i < windows; ++i) {
    const std::uint32_t chosen = std::min(least[i], least[i + rest]);
    if (chosen == before) continue;
    before = chosen;
    const std::size_t place = i + ((chosen - static_cast<std::uint32_t>(i)) & kPlaceBits);
    keys_.push_back({run_hash(letters.data() + place), static_cast<std::uint32_t>(place) & 0x7FFFFFFF});
  }
  if (keys_.size() > kMostKeys) {  // the least, which two texts agree on
    std::nth_element(keys_.begin(), keys_.begin() + kMostKeys, keys_.end(),
                     [](const Key& a, const Key& b) { return a.hash != b.hash ? a.hash < b.hash : a.place < b.place; });
    keys_.resize(kMostKeys);
    std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) { return a.place < b.place; });
  }
  return keys_;
}

std::uint32_t Grams::size() const {
  std::uint32_t out = 0;
  for (const std::uint64_t word : bits) out += static_cast<std::uint32_t>(std::popcount(word));
  return out;
}

Grams grams(std::span<const Letter> letters) {
  Grams out;
  for (std::size_t i = 0; i + 4 <= letters.size(); ++i) {
    std::uint32_t four;
    std::memcpy(&four, letters.data() + i, 4);
    const std::uint32_t h = four * 0x9E3779B1u >> 23;
    out.bits[h >> 6] |= std::uint64_t{1} << (h & 63);
  }
  return out;
}

double share_held(const Grams& a, std::uint32_t a_size, const Grams& b) {
  std::uint32_t both = 0, b_size = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i) {
    both += static_cast<std::uint32_t>(std::popcount(a.bits[i] & b.bits[i]));
    b_size += static_cast<std::uint32_t>(std::popcount(b.bits[i]));
  }
  const auto smaller = static_cast<float>(std::min(a_size, b_size)), larger = static_cast<float>(std::max(a_size, b_size));
  const float chance = larger / kGramBits;
  if (chance > .9f || smaller == 0) return 1;
  return (static_cast<float>(both) / smaller - chance) / (1 - chance);
}

}  // namespace tocsin::trace
