// SPDX-License-Identifier: Apache-2.0
#include "trace/fingerprints.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace tocsin::trace {
namespace {

std::uint32_t four(const Letter* letters) {
  std::uint32_t out;
  std::memcpy(&out, letters, 4);
  return out;
}

constexpr std::uint32_t kA = 0x9E3779B1u, kB = 0x85EBCA77u, kC = 0xC2B2AE3Du, kMix = 0x27D4EB2Fu, kOrder = 0x165667B1u;

std::uint32_t hash(const Letter* l, std::size_t gram) {
  const std::uint32_t h = four(l) * kA + four(l + 4) * kB + four(l + gram - 4) * kC;
  return (h ^ h >> 15) * kMix;
}

// Order first, then place: of equals the leftmost is the least. Places repeat after 256, which no window sees.
constexpr std::uint32_t kPlaceBits = 0xFF;
static_assert(kWindow <= kPlaceBits);

std::uint32_t order(std::uint32_t hash, std::size_t place) {
  const std::uint32_t h = (hash ^ hash >> 16) * kOrder;
  return (h & ~kPlaceBits) | static_cast<std::uint32_t>(place & kPlaceBits);
}

// Hashes and orders of all runs.
void hash_runs(std::span<const Letter> letters, std::size_t gram, std::uint32_t* hashes, std::uint32_t* orders) {
  const std::size_t runs = letters.size() - gram + 1;
  std::size_t i = 0;
#ifdef __AVX2__
  // Eight runs at a time: four letters from each of eight places.
  const __m256i from = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6,  //
                                        4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
  const __m256i later = _mm256_add_epi8(from, _mm256_set1_epi8(4));
  const auto all = [](std::uint32_t n) { return _mm256_set1_epi32(static_cast<int>(n)); };
  __m256i place = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  for (; i + gram + 8 <= letters.size(); i += 8) {
    const auto load = [&](std::size_t at) {
      return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(letters.data() + at)));
    };
    const __m256i here = load(i);
    const __m256i a = _mm256_mullo_epi32(_mm256_shuffle_epi8(here, from), all(kA));
    const __m256i b = _mm256_mullo_epi32(_mm256_shuffle_epi8(here, later), all(kB));
    const __m256i c = _mm256_mullo_epi32(_mm256_shuffle_epi8(load(i + gram - 8), later), all(kC));
    const __m256i sum = _mm256_add_epi32(_mm256_add_epi32(a, b), c);
    const __m256i h = _mm256_mullo_epi32(_mm256_xor_si256(sum, _mm256_srli_epi32(sum, 15)), all(kMix));
    const __m256i o = _mm256_mullo_epi32(_mm256_xor_si256(h, _mm256_srli_epi32(h, 16)), all(kOrder));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(hashes + i), h);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(orders + i),
                        _mm256_or_si256(_mm256_andnot_si256(all(kPlaceBits), o),
                                        _mm256_and_si256(all(kPlaceBits), place)));
    place = _mm256_add_epi32(place, all(8));
  }
#endif
  for (; i < runs; ++i) {
    hashes[i] = hash(letters.data() + i, gram);
    orders[i] = order(hashes[i], i);
  }
}

}  // namespace

std::uint32_t run_hash(const Letter* letters) { return hash(letters, kGram); }

std::span<const Key> KeyMaker::keys(std::span<const Letter> letters, std::size_t window, std::size_t gram) {
  assert(gram >= 8 && gram <= 12);
  keys_.clear();
  if (letters.size() < gram) return keys_;
  const std::size_t runs = letters.size() - gram + 1;
  const std::size_t room = runs + kWindow + 8;
  if (hashes_.size() < room) hashes_.resize(room), orders_.resize(room);
  hash_runs(letters, gram, hashes_.data(), orders_.data());
  window = std::min(window, runs);
  const std::size_t windows = runs - window + 1;
  // Least of 2, 4, 8 … neighbours, then of two such that overlap to the window.
  std::uint32_t* const least = orders_.data();
  std::size_t width = 1;
  for (; width * 2 <= window; width *= 2)
    for (std::size_t i = 0; i + width * 2 <= runs; ++i) least[i] = std::min(least[i], least[i + width]);
  const std::size_t rest = window - width;
  const auto take = [&](std::size_t i, std::uint32_t chosen) {
    const std::size_t place = i + ((chosen - static_cast<std::uint32_t>(i)) & kPlaceBits);
    keys_.push_back({hashes_[place], static_cast<std::uint32_t>(place) & 0x7FFFFFFF});
  };
  const auto chosen_in = [&](std::size_t i) { return std::min(least[i], least[i + rest]); };
  take(0, chosen_in(0));
  std::size_t i = 1;
#ifdef __AVX2__
  const auto eight = [&](std::size_t at) {
    const auto load = [&](std::size_t n) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(least + n)); };
    return _mm256_min_epu32(load(at), load(at + rest));
  };
  for (; i + 8 <= windows; i += 8) {
    const __m256i same = _mm256_cmpeq_epi32(eight(i), eight(i - 1));
    auto other = static_cast<std::uint32_t>(~_mm256_movemask_ps(_mm256_castsi256_ps(same))) & 0xFF;
    for (; other != 0; other &= other - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(other));
      take(at, chosen_in(at));
    }
  }
#endif
  for (; i < windows; ++i)
    if (const std::uint32_t chosen = chosen_in(i); chosen != chosen_in(i - 1)) take(i, chosen);
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
