// SPDX-License-Identifier: Apache-2.0
#include "core/json_marks.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "core/utf8_check.h"

#if defined(__AVX2__) && defined(__PCLMUL__)
#define TOCSIN_WIDE_MARKS
#include <immintrin.h>
#endif

namespace tocsin::json {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kAhead = 1024;  // bytes asked for before they are needed: the processor itself asks for none of the next page
constexpr std::size_t kTogether = 8;  // marks written without looking whether there are so many

// A bit for each byte of a block.
struct Bytes {
  std::uint64_t quotes, slashes, controls, white, signs;  // signs: { } [ ] : , and two control characters that nobody writes
};

bool plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }

#ifdef TOCSIN_WIDE_MARKS

std::uint64_t bits(__m256i low, __m256i high) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) | std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}

// The white bytes and the signs by their last four bits, each at its own place: shuffled by the bytes themselves, they are
// equal to what they find.
__m256i white_bytes() {
  return _mm256_setr_epi8(' ', 100, 100, 100, 17, 100, 113, 2, 100, '\t', '\n', 112, 100, '\r', 100, 100,
                          ' ', 100, 100, 100, 17, 100, 113, 2, 100, '\t', '\n', 112, 100, '\r', 100, 100);
}
__m256i sign_bytes() {
  return _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0,
                          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
}

template <class Test>
std::uint64_t where(__m256i low, __m256i high, Test test) {
  return bits(test(low), test(high));
}

Bytes look(const char* block) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block)), high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block + 32));
  const auto equal_to = [](char c) {
    return [wanted = _mm256_set1_epi8(c)](__m256i in) { return _mm256_cmpeq_epi8(in, wanted); };
  };
  const __m256i white = white_bytes(), signs = sign_bytes();
  const __m256i last_control = _mm256_set1_epi8(0x1F), brace_bit = _mm256_set1_epi8(0x20);
  return {where(low, high, equal_to('"')), where(low, high, equal_to('\\')),
          where(low, high, [&](__m256i in) { return _mm256_cmpeq_epi8(_mm256_max_epu8(in, last_control), last_control); }),
          where(low, high, [&](__m256i in) { return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(white, in), in); }),
          where(low, high, [&](__m256i in) { return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(signs, in), _mm256_or_si256(in, brace_bit)); })};
}

// Bit n: whether an odd number of bits up to n are set.
std::uint64_t odd_so_far(std::uint64_t bits) {
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8('\xFF'), 0)));
}

#else

Bytes look(const char* block) {
  Bytes out{};
  for (std::size_t i = 0; i < kBlock; ++i) {
    const char c = block[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (c == '"') out.quotes |= bit;
    if (c == '\\') out.slashes |= bit;
    if (static_cast<unsigned char>(c) < 0x20) out.controls |= bit;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') out.white |= bit;
    if (c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',') out.signs |= bit;
  }
  return out;
}

std::uint64_t odd_so_far(std::uint64_t bits) {
  for (int by = 1; by < 64; by *= 2) bits ^= bits << by;
  return bits;
}

#endif

// The bytes that a backslash makes mean something else; `last`: the block's first byte is one, then the next block's.
std::uint64_t escaped(std::uint64_t slashes, std::uint64_t& last) {
  if (slashes == 0) return std::exchange(last, 0);
  constexpr std::uint64_t kEven = 0x5555555555555555u;
  slashes &= ~last;
  const std::uint64_t behind = slashes << 1 | last;
  const std::uint64_t odd_starts = slashes & ~kEven & ~behind;
  std::uint64_t even_runs = 0;
  last = __builtin_add_overflow(odd_starts, slashes, &even_runs);
  return (kEven ^ even_runs << 1) & behind;
}

void add(std::vector<std::uint32_t>& out, std::uint64_t bits, std::size_t base) {
  for (; bits != 0; bits &= bits - 1) out.push_back(static_cast<std::uint32_t>(base + static_cast<unsigned>(std::countr_zero(bits))));
}

}  // namespace

std::size_t after_plain(std::string_view bytes, std::size_t at) {
#ifdef TOCSIN_WIDE_MARKS
  constexpr std::size_t kWide = 32;
  const __m256i quote = _mm256_set1_epi8('"'), slash = _mm256_set1_epi8('\\'), last_control = _mm256_set1_epi8(0x1F);
  for (; at + kWide <= bytes.size(); at += kWide) {
    const __m256i in = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + at));
    const __m256i stops = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(in, quote), _mm256_cmpeq_epi8(in, slash)),
                                          _mm256_cmpeq_epi8(_mm256_max_epu8(in, last_control), last_control));
    if (const auto found = static_cast<std::uint32_t>(_mm256_movemask_epi8(stops)); found != 0) return at + static_cast<unsigned>(std::countr_zero(found));
  }
#endif
  while (at < bytes.size() && plain(bytes[at])) ++at;
  return at;
}

std::size_t after_white(std::string_view bytes, std::size_t at) {
#ifdef TOCSIN_WIDE_MARKS
  constexpr std::size_t kWide = 32;
  const __m256i white = white_bytes();
  for (; at + kWide <= bytes.size(); at += kWide) {
    const __m256i in = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + at));
    const auto others = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(white, in), in)));
    if (others != 0) return at + static_cast<unsigned>(std::countr_zero(others));
  }
#endif
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) ++at;
  return at;
}

void Marks::read(std::string_view bytes) {
  bytes_ = bytes;
  if (room_ < bytes.size() + kBlock) {
    room_ = bytes.size() + kBlock;
    at_ = std::make_unique_for_overwrite<std::uint32_t[]>(room_);
  }
  escapes_.clear();
  controls_.clear();
  read_to_ = bytes.size();
  std::uint32_t* out = at_.get();
  std::uint64_t escaped_first = 0, in_string = 0, goes_on = 0;
  std::array<char, kBlock> tail;
  for (std::size_t base = 0; base < bytes.size(); base += kBlock) {
    const char* block = bytes.data() + base;
    if (bytes.size() - base < kBlock) {
      tail.fill(' ');
      std::memcpy(tail.data(), block, bytes.size() - base);
      block = tail.data();
    }
    __builtin_prefetch(block + kAhead);
    const Bytes b = look(block);
    const std::uint64_t meant_otherwise = escaped(b.slashes, escaped_first);
    const std::uint64_t quotes = b.quotes & ~meant_otherwise;
    const std::uint64_t inside = odd_so_far(quotes) ^ in_string;  // with the quote that begins it
    in_string = static_cast<std::uint64_t>(static_cast<std::int64_t>(inside) >> 63);
    const std::uint64_t others = ~(b.signs | b.white | quotes | inside);
    std::uint64_t marks = (b.signs & ~inside) | quotes | (others & ~(others << 1 | goes_on));
    goes_on = others >> 63;
    if (const std::uint64_t outside = b.slashes & ~inside; outside != 0) {
      const auto first = static_cast<unsigned>(std::countr_zero(outside));
      read_to_ = base + first;
      marks &= (std::uint64_t{1} << first) - 1;
    }
    if (b.slashes != 0) add(escapes_, b.slashes & ~meant_otherwise & inside, base);
    if ((b.controls & inside) != 0) add(controls_, b.controls & inside, base);
    std::uint32_t* const behind = out + std::popcount(marks);
    for (; out < behind; out += kTogether)  // what is written too much is written over
      for (std::size_t i = 0; i < kTogether; ++i, marks &= marks - 1) out[i] = static_cast<std::uint32_t>(base + static_cast<unsigned>(std::countr_zero(marks)));
    out = behind;
    if (read_to_ < bytes.size()) break;
  }
  count_ = static_cast<std::size_t>(out - at_.get());
  utf8_ = utf8::valid(bytes);
}

}  // namespace tocsin::json
