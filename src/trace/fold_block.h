// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes of UTF-8 folded at a time: characters of one and two bytes, as far as nothing unusual stands among them.
// Each byte's character is looked up whether it starts one or not; what starts none, or becomes no letter, falls out
// when letters are pushed together.
#pragma once

#if defined(__AVX2__) && defined(__BMI2__)
#define TOCSIN_FOLD_BLOCKS 1

#include <immintrin.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "trace/alphabet.h"

namespace tocsin::trace {

struct FoldedBlock {
  std::uint32_t letters;  // that came out
  std::uint32_t pending;  // 1: the next letter starts a word
};

inline constexpr std::size_t kFoldBlock = 16;

// One bit for each of 16 lanes.
inline std::uint32_t lanes(__m256i mask16) {
  const __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi16(mask16, _mm256_setzero_si256()), 0xD8);
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(packed)) & 0xFFFFu;
}

// Bytes of a block that make whole characters if all of them are of one or two bytes: the last may be half of one.
inline std::uint32_t whole(const unsigned char* bytes) {
  return static_cast<std::uint32_t>(kFoldBlock) - static_cast<std::uint32_t>(bytes[kFoldBlock - 1] >= 0xC0);
}

// The glyphs of the characters that begin in a block, second bytes as hidden ones, and how many bytes are fine.
class GlyphBlock {
 public:
  // Reads kFoldBlock + 1 bytes.
  GlyphBlock(const unsigned char* bytes, const Glyph* early) {
    const __m256i here = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
    const __m256i next = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 1)));
    const __m256i is_ascii = _mm256_cmpgt_epi16(_mm256_set1_epi16(0x80), here);
    const __m256i goes_on =
        _mm256_cmpeq_epi16(_mm256_and_si256(next, _mm256_set1_epi16(0xC0)), _mm256_set1_epi16(0x80));
    const __m256i is_two =
        _mm256_and_si256(goes_on, _mm256_and_si256(_mm256_cmpgt_epi16(here, _mm256_set1_epi16(0xC1)),
                                                   _mm256_cmpgt_epi16(_mm256_set1_epi16(0xE0), here)));
    const __m256i two = _mm256_or_si256(_mm256_slli_epi16(_mm256_and_si256(here, _mm256_set1_epi16(0x1F)), 6),
                                        _mm256_and_si256(next, _mm256_set1_epi16(0x3F)));
    // Second bytes are looked up as U+0000, which is hidden. One by one: a gather that is safe from what it may leak is
    // slower than that.
    const __m256i characters = _mm256_or_si256(_mm256_and_si256(is_ascii, here), _mm256_and_si256(is_two, two));
    static_assert(sizeof(Glyph) == 4);
    alignas(32) std::uint16_t index[kFoldBlock];
    alignas(32) std::uint32_t glyphs[kFoldBlock];
    _mm256_store_si256(reinterpret_cast<__m256i*>(index), characters);
    for (std::size_t i = 0; i < 4; ++i) {
      glyphs[i] = early[index[i]].bits();
      glyphs[i + 4] = early[index[i + 8]].bits();
      glyphs[i + 8] = early[index[i + 4]].bits();
      glyphs[i + 12] = early[index[i + 12]].bits();
    }
    low_ = _mm256_load_si256(reinterpret_cast<const __m256i*>(glyphs));
    high_ = _mm256_load_si256(reinterpret_cast<const __m256i*>(glyphs + 8));
    const __m256i unusual = _mm256_set1_epi32(Glyph::kLong | Glyph::kSign | Glyph::kTells | 2 << 16), zero = _mm256_setzero_si256();
    const __m256i usual = _mm256_packs_epi32(_mm256_cmpeq_epi32(_mm256_and_si256(low_, unusual), zero),
                                             _mm256_cmpeq_epi32(_mm256_and_si256(high_, unusual), zero));
    pairs_ = lanes(is_two);
    fine_ = (lanes(is_ascii) | pairs_ | pairs_ << 1) & (lanes(usual) | pairs_ << 1);
  }

  bool fine(std::uint32_t bytes) const { return (~fine_ & ((1u << bytes) - 1)) == 0; }
  // Up to the first character for which the slow way is needed; at most `whole`.
  std::uint32_t fine_bytes(std::uint32_t whole) const {
    auto out = static_cast<std::uint32_t>(std::countr_one(fine_));
    if (out > whole) out = whole;
    return out > 0 && (pairs_ >> (out - 1) & 1) ? out - 1 : out;  // its second byte is not among them
  }

  // Pushes the letters of the first `bytes` together. Writes kFoldBlock letters and marks (letters.cc), of which the
  // first few are right; letters that repeat the one before are still there.
  FoldedBlock fold(std::uint32_t bytes, std::uint32_t pending, Letter* letters, std::uint8_t* marks) const {
    const std::uint32_t within = (1u << bytes) - 1;
    const std::uint32_t kept = bit<16>() & within, gaps = bit<18>() & within;
    // A letter starts a word where a gap stands between it and the letter before: gaps move up through what is dropped,
    // carried by an addition.
    const std::uint32_t dropped = within & ~kept;
    const std::uint32_t moved = gaps << 1 | pending;
    const std::uint32_t reached = (dropped + (moved & dropped)) | (moved & ~dropped);
    const __m256i byte = _mm256_set1_epi32(0xFF), flags = _mm256_set1_epi32(30);
    const __m256i letters16 = _mm256_packus_epi32(_mm256_and_si256(low_, byte), _mm256_and_si256(high_, byte));
    const __m256i marks16 = _mm256_packus_epi32(_mm256_and_si256(_mm256_srli_epi32(low_, 18), flags),
                                                _mm256_and_si256(_mm256_srli_epi32(high_, 18), flags));
    const __m256i packed = _mm256_permute4x64_epi64(_mm256_packus_epi16(letters16, marks16), 0xD8);
    const auto part = [&](auto number) {
      return static_cast<std::uint64_t>(_mm256_extract_epi64(packed, decltype(number)::value));
    };
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    const std::uint32_t first = kept & 0xFF, second = kept >> 8;
    const std::uint64_t first_bytes = _pdep_u64(first, kOnes) * 0xFF, second_bytes = _pdep_u64(second, kOnes) * 0xFF;
    const auto first_count = static_cast<std::uint32_t>(std::popcount(first));
    const auto count = first_count + static_cast<std::uint32_t>(std::popcount(second));
    const std::uint32_t starts = _pext_u32(reached, kept);
    using std::integral_constant;
    const std::uint64_t first_letters = _pext_u64(part(integral_constant<int, 0>()), first_bytes);
    const std::uint64_t second_letters = _pext_u64(part(integral_constant<int, 1>()), second_bytes);
    const std::uint64_t first_marks = _pext_u64(part(integral_constant<int, 2>()), first_bytes) | _pdep_u64(starts, kOnes);
    const std::uint64_t second_marks =
        _pext_u64(part(integral_constant<int, 3>()), second_bytes) | _pdep_u64(starts >> first_count, kOnes);
    std::memcpy(letters, &first_letters, 8);
    std::memcpy(letters + first_count, &second_letters, 8);
    std::memcpy(marks, &first_marks, 8);
    std::memcpy(marks + first_count, &second_marks, 8);
    return {count, reached >> bytes & 1};
  }

 private:
  template <int kNumber>
  std::uint32_t bit() const {
    return lanes(_mm256_packs_epi32(_mm256_srai_epi32(_mm256_slli_epi32(low_, 31 - kNumber), 31),
                                    _mm256_srai_epi32(_mm256_slli_epi32(high_, 31 - kNumber), 31)));
  }

  __m256i low_, high_;  // characters 0–3 8–11 and 4–7 12–15, as packing wants them
  std::uint32_t pairs_, fine_;
};

}  // namespace tocsin::trace

#endif
