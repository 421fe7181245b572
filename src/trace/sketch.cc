// SPDX-License-Identifier: Apache-2.0
#include "trace/sketch.h"

#include <algorithm>

namespace tocsin::trace {
namespace {

constexpr std::uint32_t kEmpty = 0xFFFFFFFF;

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 29;
  x *= 0xC2B2AE3D27D4EB4Fu;
  return x ^ (x >> 32);
}

std::uint32_t key(std::uint64_t hash) {
  const auto folded = static_cast<std::uint32_t>(hash >> 32);
  return folded == 0 ? 1 : folded;
}

// Each empty bin borrows from a bin that another hash, the same in every sketch, leads to.
void densify(Sketch& sketch) {
  const Sketch original = sketch;
  for (std::size_t i = 0; i < kBins; ++i) {
    if (original[i] != kEmpty) continue;
    for (std::uint64_t attempt = 1;; ++attempt) {
      const std::size_t from = (mix(i * 0x9E3779B97F4A7C15u + attempt) >> 32) * kBins >> 32;
      if (original[from] == kEmpty) continue;
      sketch[i] = original[from];
      break;
    }
  }
}

}  // namespace

std::uint64_t shingle_hash(const char16_t* l) {
  const std::uint64_t four = static_cast<std::uint64_t>(l[0]) | static_cast<std::uint64_t>(l[1]) << 16 |
                             static_cast<std::uint64_t>(l[2]) << 32 | static_cast<std::uint64_t>(l[3]) << 48;
  return mix(four * 0x9E3779B97F4A7C15u + l[4] * 0xA24BAED4963EE407u);
}

Sketch sketch(std::span<const char16_t> letters) {
  Sketch out;
  out.fill(kEmpty);
  if (letters.size() < kShingle) return out;
  for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
    const std::uint64_t h = shingle_hash(letters.data() + i);
    std::uint32_t& bin = out[(h >> 32) * kBins >> 32];
    const std::uint32_t value = static_cast<std::uint32_t>(h) & 0x7FFFFFFF;
    bin = std::min(bin, value);
  }
  densify(out);
  return out;
}

void band_keys(const Sketch& sketch, std::vector<std::uint32_t>& out) {
  if (sketch[0] == kEmpty) return;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t h = band + 1;
    for (std::size_t row = 0; row < kRows; ++row) h = mix(h ^ (sketch[band * kRows + row] * 0x9E3779B97F4A7C15u));
    out.push_back(key(h));
  }
}

void fingerprint_keys(std::span<const char16_t> letters, std::vector<std::uint32_t>& out) {
  if (letters.size() < kGram) return;
  const std::size_t begin = out.size();
  const std::size_t grams = letters.size() - kGram + 1;
  std::array<std::uint64_t, kWindow> ring{};
  std::size_t least = 0,
              kept = grams;  // positions: of the window's least hash (the rightmost of equals), of the last kept
  for (std::size_t i = 0; i < grams; ++i) {
    const std::uint64_t h = mix(shingle_hash(letters.data() + i) * 3 + shingle_hash(letters.data() + i + kShingle));
    ring[i % kWindow] = h;
    if (i > 0 && least + kWindow <= i) {  // it left the window
      least = i - kWindow + 1;
      for (std::size_t j = least + 1; j <= i; ++j)
        if (ring[j % kWindow] <= ring[least % kWindow]) least = j;
    } else if (h <= ring[least % kWindow]) {
      least = i;
    }
    if ((i + 1 >= kWindow || i + 1 == grams) && least != kept) {
      out.push_back(key(ring[least % kWindow] ^ 0x5851F42D4C957F2Du));
      kept = least;
    }
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
  out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end()), out.end());
}

}  // namespace tocsin::trace
