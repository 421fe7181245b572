// SPDX-License-Identifier: Apache-2.0
#include "read/pieces.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

constexpr std::string_view kMagic = "TOCSINPC";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 48;
constexpr char32_t kWordMark = 0x2581;  // ▁

Status damaged(const std::string& path, const std::string& what) {
  return {Code::usage, path + ": " + what + "; make it again with `make build/embedding`"};
}

// Takes arrays off the front; nothing more after one that does not fit.
struct Reader {
  std::string_view rest;
  bool ok = true;

  template <class T>
  std::vector<T> array(std::uint64_t count) {
    std::vector<T> out;
    if (count > rest.size() / sizeof(T)) ok = false;
    if (!ok || count == 0) return out;
    out.resize(count);
    std::memcpy(out.data(), rest.data(), count * sizeof(T));
    rest.remove_prefix(count * sizeof(T));
    return out;
  }
};

}  // namespace

// One character after folding: its bytes in the folded text and where it came from.
struct Pieces::Letter {
  std::uint32_t begin = 0;  // in the folded text
  Span origin;
};

Result<Pieces> Pieces::open(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status(Code::usage, path + ": cannot be read: " + std::strerror(errno));
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.size() < kHeader || std::string_view(bytes).substr(0, kMagic.size()) != kMagic)
    return damaged(path, "no table of word pieces");
  std::uint32_t head[8];
  std::memcpy(head, bytes.data() + kMagic.size(), sizeof head);
  const auto [version, pieces, nodes, characters, becomes, begin, end, unknown] = head;
  if (version != kVersion) return damaged(path, "version " + std::to_string(version) + ", not 1");

  Pieces out;
  std::memcpy(&out.unknown_score_, bytes.data() + kMagic.size() + sizeof head, sizeof(float));
  out.begin_ = static_cast<std::int32_t>(begin);
  out.end_ = static_cast<std::int32_t>(end);
  out.unknown_ = static_cast<std::int32_t>(unknown);
  Reader reader{std::string_view(bytes).substr(kHeader)};
  out.first_ = reader.array<std::uint32_t>(std::uint64_t{nodes} + 1);
  out.piece_ = reader.array<std::int32_t>(nodes);
  out.scores_ = reader.array<float>(pieces);
  out.characters_ = reader.array<std::uint32_t>(characters);
  out.starts_ = reader.array<std::uint32_t>(std::uint64_t{characters} + 1);
  out.becomes_ = reader.array<std::uint32_t>(becomes);
  out.label_ = reader.array<unsigned char>(nodes);
  if (!reader.ok || !reader.rest.empty()) return damaged(path, "cut short or too long");
  const auto rises_to = [](const std::vector<std::uint32_t>& list, std::uint32_t most) {
    return !list.empty() && std::is_sorted(list.begin(), list.end()) && list.back() == most;
  };
  if (nodes == 0 || out.first_.front() != 1 || !rises_to(out.first_, nodes) || !rises_to(out.starts_, becomes) ||
      std::any_of(out.piece_.begin(), out.piece_.end(),
                  [&](std::int32_t piece) { return piece >= static_cast<std::int64_t>(pieces); }))
    return damaged(path, "its numbers point past its end");
  return out;
}

std::uint32_t Pieces::child(std::uint32_t node, unsigned char byte) const {
  const auto begin = label_.begin() + first_[node], end = label_.begin() + first_[node + 1];
  const auto at = std::lower_bound(begin, end, byte);
  return at != end && *at == byte ? static_cast<std::uint32_t>(at - label_.begin()) : 0;
}

std::vector<Pieces::Letter> Pieces::letters(std::string_view text, std::string& bytes) const {
  std::vector<Letter> out;
  bool space = false;  // the last one was a space
  const auto add = [&](char32_t c, Span origin) {
    if (c == ' ' && space) {
      out.back().origin.end = origin.end;
      return;
    }
    space = c == ' ';
    if (out.empty() && !space) {
      out.push_back({0, {origin.begin, origin.begin}});
      utf8::append(bytes, kWordMark);
    }
    out.push_back({static_cast<std::uint32_t>(bytes.size()), origin});
    utf8::append(bytes, space ? kWordMark : c);
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, n] = utf8::decode(text, i);
    const Span origin{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + n)};
    const auto at = std::lower_bound(characters_.begin(), characters_.end(), static_cast<std::uint32_t>(c));
    if (at != characters_.end() && *at == c) {
      const auto k = static_cast<std::size_t>(at - characters_.begin());
      for (std::uint32_t j = starts_[k]; j < starts_[k + 1]; ++j) add(becomes_[j], origin);
    } else {
      add(c, origin);
    }
    i += n;
  }
  if (out.empty()) {
    out.push_back({0, {}});
    utf8::append(bytes, kWordMark);
  }
  return out;
}

std::vector<Piece> Pieces::cut(std::string_view text) const {
  std::string bytes;
  const std::vector<Letter> letters = this->letters(text, bytes);
  struct Best {
    float score = -std::numeric_limits<float>::infinity();
    std::int32_t piece = 0;
    std::uint32_t from = 0;
  };
  // best[i]: the likeliest way to cut what stands before letter i.
  std::vector<Best> best(letters.size() + 1);
  best[0].score = 0;
  const auto consider = [&](std::size_t from, std::size_t to, std::int32_t piece, float score) {
    score += best[from].score;
    if (score > best[to].score) best[to] = {score, piece, static_cast<std::uint32_t>(from)};
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    std::uint32_t node = 0;
    std::size_t byte = letters[i].begin;
    for (std::size_t j = i + 1; j <= letters.size(); ++j) {
      const std::size_t stop = j < letters.size() ? letters[j].begin : bytes.size();
      bool found = true;
      for (; byte < stop && found; ++byte) {
        node = child(node, static_cast<unsigned char>(bytes[byte]));
        found = node != 0;
      }
      if (!found) break;
      if (piece_[node] >= 0) consider(i, j, piece_[node], scores_[static_cast<std::size_t>(piece_[node])]);
    }
    consider(i, i + 1, unknown_, unknown_score_);
  }
  std::vector<Piece> out;
  for (std::size_t i = letters.size(); i > 0; i = best[i].from)
    out.push_back({best[i].piece, {letters[best[i].from].origin.begin, letters[i - 1].origin.end}});
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace tocsin::read
