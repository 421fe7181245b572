// SPDX-License-Identifier: Apache-2.0
#include "read/casualties_asides.h"

#include <optional>
#include <string_view>

namespace tocsin::read {
namespace {

using text::Word;

constexpr std::uint32_t kLongestAside = 30;   // words

struct Mark {
  std::uint32_t at = 0, size = 0;   // words
};

// A dash with space around it, or two hyphens.
std::uint32_t dash(const std::vector<Word>& words, std::uint32_t i, std::uint32_t end) {
  const std::string_view w = words[i].folded;
  if (w == "-" && i + 1 < end && words[i + 1].folded == "-" && words[i + 1].span.begin == words[i].span.end) return 2;
  if (w == "—") return 1;
  const bool apart = i > 0 && words[i - 1].span.end < words[i].span.begin && i + 1 < end && words[i].span.end < words[i + 1].span.begin;
  return (w == "–" || w == "-") && apart ? 1 : 0;
}

std::optional<std::uint32_t> closing(const std::vector<Word>& words, std::uint32_t open, std::uint32_t end) {
  const std::string_view mark = words[open].folded == "(" ? ")" : "]";
  for (std::uint32_t i = open + 1; i < end && i - open <= kLongestAside; ++i)
    if (words[i].folded == mark) return i;
  return std::nullopt;
}

}  // namespace

Asides take_out_asides(const std::vector<Word>& words, std::uint32_t begin, std::uint32_t end) {
  std::vector<Mark> dashes;
  for (std::uint32_t i = begin; i < end; ++i)
    if (const std::uint32_t n = dash(words, i, end)) dashes.push_back({i, n}), i += n - 1;
  // An odd one is the first: it ends a dateline.
  std::size_t next = dashes.size() % 2;

  Asides out;
  const auto take = [&](std::uint32_t from, std::uint32_t to) {
    out.asides.emplace_back(words.begin() + from, words.begin() + to);
    out.after.push_back(out.rest.empty() ? words[begin].span.begin : out.rest.back().span.end);
  };
  for (std::uint32_t i = begin; i < end; ++i) {
    if (words[i].folded == "(" || words[i].folded == "[") {
      if (const auto close = closing(words, i, end)) {
        take(i + 1, *close);
        i = *close;
        continue;
      }
    }
    while (next + 1 < dashes.size() && dashes[next].at < i) next += 2;
    if (next + 1 < dashes.size() && dashes[next].at == i && dashes[next + 1].at - i <= kLongestAside) {
      take(i + dashes[next].size, dashes[next + 1].at);
      i = dashes[next + 1].at + dashes[next + 1].size - 1;
      continue;
    }
    out.rest.push_back(words[i]);
  }
  return out;
}

}  // namespace tocsin::read
