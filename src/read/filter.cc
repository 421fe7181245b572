// SPDX-License-Identifier: Apache-2.0
#include "read/filter.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

constexpr std::string_view kMagic = "TOCSINFI";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kFolded = 0x3000;  // characters the table holds
constexpr std::size_t kHeader = 8 + 8 * 4;
constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL, kRun = 0xD6E8FEB86659FD93ULL;
constexpr std::uint64_t kFnv = 0xCBF29CE484222325ULL, kFnvStep = 0x100000001B3ULL;
constexpr std::uint64_t kPair = 3;

Status damaged(const std::string& path, const std::string& what) {
  return {Code::usage, path + ": " + what + "; fetch it again, or make it with `make train`"};
}

// What a character is for telling a disguise.
enum class Kind : std::uint8_t { other, latin, cyrillic_or_greek, digit, sign };
Kind kind(char32_t c) {
  if (c < 0x80) {
    if ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') return Kind::latin;
    if (c >= '0' && c <= '9') return Kind::digit;
    return c == '@' || c == '$' || c == '!' || c == '*' ? Kind::sign : Kind::other;
  }
  return c >= 0x370 && c < 0x530 ? Kind::cyrillic_or_greek : Kind::other;
}
bool strange(char32_t c) {
  return c == 0x200B || c == 0x2060 || c == 0xAD || c == 0xFEFF || (c >= 0x24B6 && c <= 0x24E9) ||
         (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x1F110 && c <= 0x1F189) || (c >= 0xFF21 && c <= 0xFF5A) ||
         (c >= 0xFB50 && c <= 0xFDFB && c != 0xFD3E && c != 0xFD3F && c != 0xFDFA) || (c >= 0xFE70 && c <= 0xFEFC);
}

// The folded text between two spaces, with bytes to spare behind it.
struct Folded {
  std::string bytes;
  bool disguised = false;
};

Folded folded(std::string_view text, const std::vector<std::uint32_t>& becomes) {
  Folded out;
  out.bytes.resize(text.size() * 3 + 16);
  char* to = out.bytes.data();
  *to++ = ' ';
  Kind before = Kind::other, two_before = Kind::other;
  bool path = false;  // inside a link, whose letters and digits mix anyhow
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = static_cast<unsigned char>(text[i]);
    std::size_t n = 1;
    if (c >= 0x80) {
      const auto [character, length] = utf8::decode(text, i);
      c = character;
      n = length;
      out.disguised = out.disguised || strange(c);
    }
    const Kind now = path ? Kind::other : kind(c);
    if (c == '/') path = true;
    if (c <= ' ') path = false;
    if (now != Kind::other || before != Kind::other) {
      const bool letter = now == Kind::latin || now == Kind::cyrillic_or_greek;
      out.disguised = out.disguised || (letter && before != now && (before == Kind::latin || before == Kind::cyrillic_or_greek)) ||
                      (letter && (before == Kind::digit || before == Kind::sign) &&
                       (two_before == Kind::latin || two_before == Kind::cyrillic_or_greek));
    }
    two_before = before;
    before = now;
    if (c < kFolded) {
      const std::uint32_t entry = becomes[c];
      const char bytes[4] = {static_cast<char>(entry >> 8), static_cast<char>(entry >> 16), static_cast<char>(entry >> 24), 0};
      const std::uint32_t count = entry & 3;
      if (!(count == 1 && bytes[0] == ' ' && to[-1] == ' ')) {
        std::memcpy(to, bytes, 4);
        to += count;
      }
    } else if (c < 0x10000) {
      std::memcpy(to, text.data() + i, n);  // three bytes
      to += n;
    } else if (to[-1] != ' ') {
      *to++ = ' ';
    }
    i += n;
  }
  if (to[-1] != ' ') *to++ = ' ';
  out.bytes.resize(static_cast<std::size_t>(to - out.bytes.data()));
  return out;
}

}  // namespace

Result<Filter> Filter::open(const std::string& path) {
  static_assert(std::endian::native == std::endian::little, "the file's order of bytes");
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status(Code::usage, path + ": cannot be read: " + std::strerror(errno));
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) return damaged(path, "no weights of a filter");
  std::uint32_t head[8];
  std::memcpy(head, bytes.data() + kMagic.size(), sizeof head);
  const auto [version, bits, characters, run1, run2, run3, scale, bias] = head;
  if (version != kVersion) return damaged(path, "version " + std::to_string(version) + ", not 1");
  if (bits < 8 || bits > 24 || characters != kFolded) return damaged(path, "its numbers make no sense");
  if (bytes.size() != kHeader + 4 * std::size_t{kFolded} + (std::size_t{1} << bits)) return damaged(path, "cut short or too long");
  Filter out;
  out.shift_ = 64 - static_cast<int>(bits);
  for (const std::uint32_t run : {run1, run2, run3}) {
    if (run > 8) return damaged(path, "its numbers make no sense");
    if (run > 0) out.runs_.push_back(run);
  }
  out.scale_ = std::bit_cast<float>(scale);
  out.bias_ = std::bit_cast<float>(bias);
  if (!std::isfinite(out.scale_) || !std::isfinite(out.bias_)) return damaged(path, "its numbers make no sense");
  out.becomes_.resize(kFolded);
  std::memcpy(out.becomes_.data(), bytes.data() + kHeader, 4 * std::size_t{kFolded});
  out.weights_.resize(std::size_t{1} << bits);
  std::memcpy(out.weights_.data(), bytes.data() + kHeader + 4 * std::size_t{kFolded}, out.weights_.size());
  return out;
}

Filter Filter::everything() {
  Filter out;
  out.becomes_.assign(kFolded, 1 | std::uint32_t{' '} << 8);
  out.weights_.assign(2, 0);
  out.shift_ = 63;
  return out;
}

Filter::Seen Filter::look(std::string_view text) const {
  const Folded f = folded(text, becomes_);
  // Sum of the weights and number of features of half a stretch.
  struct Half {
    std::int64_t sum = 0;
    std::int64_t features = 0;
  };
  const auto score = [&](const Half& a, const Half& b) {
    const auto n = static_cast<double>(std::max<std::int64_t>(1, a.features + b.features));
    return bias_ + scale_ * static_cast<double>(a.sum + b.sum) / std::sqrt(n);
  };
  const auto weight = [&](std::uint64_t hash) { return std::int64_t{weights_[(hash * kMix) >> shift_]}; };

  std::string_view rest = f.bytes;
  rest.remove_suffix(1);  // words follow a space each
  Half before, now;
  double best = bias_;
  bool any = false;
  std::size_t words = 0;
  std::uint64_t last = 0;
  const auto close = [&] {
    const double s = score(before, now);
    best = any ? std::max(best, s) : s;
    any = true;
  };
  for (std::size_t at = 0; at < rest.size();) {
    std::uint64_t hash = kFnv;
    std::size_t end = at + 1;
    for (; end < rest.size() && rest[end] != ' '; ++end) hash = (hash ^ static_cast<unsigned char>(rest[end])) * kFnvStep;
    now.sum += weight(hash) + weight(last * kPair + hash);
    now.features += 2;
    last = hash;
    // Runs that begin in this word or the space before it; they may reach into the next.
    for (const std::uint32_t run : runs_) {
      const std::uint64_t mask = run == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * run)) - 1;
      const std::size_t stop = std::min(end, f.bytes.size() - std::min<std::size_t>(f.bytes.size(), run - 1));
      for (std::size_t i = at; i < stop; ++i) {
        std::uint64_t eight = 0;
        if (i + 8 <= f.bytes.size()) {
          std::memcpy(&eight, f.bytes.data() + i, 8);
        } else {
          std::memcpy(&eight, f.bytes.data() + i, f.bytes.size() - i);
        }
        now.sum += weight((eight & mask) ^ (run * kRun));
      }
      now.features += static_cast<std::int64_t>(stop > at ? stop - at : 0);
    }
    at = end;
    if (++words % (kStretch / 2) == 0) {
      close();
      before = now;
      now = {};
    }
  }
  if (now.features > 0 || !any) close();
  return {best, f.disguised};
}

}  // namespace tocsin::read
