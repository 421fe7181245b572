// SPDX-License-Identifier: Apache-2.0
#include "brief/width.h"

#include <algorithm>

#include "brief/lists.h"
#include "core/list.h"
#include "core/utf8.h"

namespace tocsin::brief {
namespace {

struct Range {
  char32_t first, last;
  int columns;
};

const std::vector<Range>& ranges() {
  static const std::vector<Range> kRanges = [] {
    std::vector<Range> out;
    const auto hex = [](const std::string& s) { return static_cast<char32_t>(std::stoul(s, nullptr, 16)); };
    for (const ListRow& row : builtin_list("widths.tsv", list("widths.tsv")))
      out.push_back({hex(row["first"]), hex(row["last"]), row["columns"] == "2" ? 2 : 0});
    return out;
  }();
  return kRanges;
}

// As many whole characters of `text` from `at` as `width` columns hold, at least one; a mark stays with what it is on.
std::size_t fitting(std::string_view text, std::size_t at, int width) {
  int used = 0;
  std::size_t end = at;
  while (end < text.size()) {
    const utf8::Decoded d = utf8::decode(text, end);
    const int w = columns(d.character);
    if (used + w > width && end > at) break;
    used += w;
    end += d.length;
  }
  return end;
}

}  // namespace

int columns(char32_t c) {
  if (c < 0x20 || c == 0x7F) return 0;
  if (c < 0x80) return 1;
  const auto it = std::upper_bound(ranges().begin(), ranges().end(), c, [](char32_t x, const Range& r) { return x < r.first; });
  return it != ranges().begin() && c <= std::prev(it)->last ? std::prev(it)->columns : 1;
}

int columns(std::string_view text) {
  int out = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    out += columns(d.character);
    i += d.length;
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  width = std::max(width, 8);
  std::vector<std::string> lines(1);
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t space = text.find(' ', at);
    if (space == std::string_view::npos) space = text.size();
    std::string_view word = text.substr(at, space - at);
    at = std::min(space + 1, text.size());
    if (word.empty()) continue;
    int w = columns(word);
    if (used > 0 && used + 1 + w <= width) {
      lines.back() += ' ';
      ++used;
    } else if (used > 0) {
      lines.emplace_back();
      used = 0;
    }
    while (w > width) {
      const std::size_t part = fitting(word, 0, width);
      lines.back() += word.substr(0, part);
      word.remove_prefix(part);
      w = columns(word);
      if (word.empty()) break;
      lines.emplace_back();
    }
    lines.back() += word;
    used += w;
  }
  return lines;
}

std::string padded(std::string_view text, int width, bool right) {
  const int w = columns(text);
  if (w > width) return std::string(text.substr(0, fitting(text, 0, std::max(width - 1, 1)))) + "…";
  const std::string fill(static_cast<std::size_t>(width - w), ' ');
  return right ? fill + std::string(text) : std::string(text) + fill;
}

}  // namespace tocsin::brief
