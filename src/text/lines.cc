// SPDX-License-Identifier: Apache-2.0
#include "text/lines.h"

#include <algorithm>
#include <span>

#include "core/utf8.h"
#include "text/frequent.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

constexpr std::uint32_t kNarrow = 40;  // columns under which lines are a chat's or a poem's rather than a paragraph's

bool breaks(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// "- x", "• x", "🔴 x", "3. x", "3) x", "b) x"
bool begins_item(std::string_view line) {
  std::size_t at = 0;
  char32_t c = ' ';
  const auto step = [&] {
    const auto [next, length] = at < line.size() ? utf8::decode(line, at) : utf8::Decoded{U' ', 0};
    c = next;
    at += length;
  };
  do step();
  while (at < line.size() && character(c).has(kWhite | kHidden));
  const Character& first = character(c);
  if (first.has(kPicture) || (c >= 0x25A0 && c <= 0x27BF) || c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x00B7)
    return true;
  if (c == '-' || c == '*' || c == 0x2013 || c == 0x2014) {
    step();
    return character(c).has(kWhite);
  }
  if (!first.has(kDigit | kLetter)) return false;
  for (int digits = 1; character(c).has(kDigit) && digits <= 3; ++digits) step();
  if (first.has(kLetter)) step();
  if (c != ')' && !(c == '.' && first.has(kDigit)) && !(c == '-' && first.has(kDigit))) return false;
  step();
  return character(c).has(kWhite);
}

Line read_line(std::string_view text, std::size_t begin, std::size_t end) {
  Line line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  bool readable = false, in_first = true;
  for (std::size_t at = begin; at < end;) {
    const auto [c, length] = utf8::decode(text, at);
    const Character& about = character(c);
    at += length;
    if (about.has(kHidden)) continue;
    ++line.length;
    readable |= about.has(kLetter | kDigit);
    if (about.has(kWhite) && line.first_word > 0) in_first = false;
    if (in_first && !about.has(kWhite)) ++line.first_word;
  }
  line.blank = !readable;
  line.item = readable && begins_item(text.substr(begin, end - begin));
  return line;
}

struct Edge {
  char32_t first = ' ', last = ' ';
};
Edge edge(std::string_view text, const Line& line) {
  Edge out;
  for (std::size_t at = line.begin; at < line.end;) {
    const auto [c, length] = utf8::decode(text, at);
    if (!character(c).has(kWhite | kHidden)) {
      if (out.first == ' ') out.first = c;
      out.last = c;
    }
    at += length;
  }
  return out;
}

bool fitted(const Line& line, const Line& next, std::uint32_t width) {
  return (line.length + 1 + next.first_word) * 10 <= width * 9;
}

// A run of lines without a blank one. Its breaks are all decided by one width: that of its longest line.
void decide(std::string_view text, std::span<Line> block, bool lower_means_inside) {
  std::uint32_t width = 0;
  for (const Line& line : block) width = std::max(width, line.length);
  bool flowing = block.size() > 3;
  for (std::size_t i = 0; i + 1 < block.size(); ++i) flowing = flowing && !fitted(block[i], block[i + 1], width);
  Edge here = block.empty() ? Edge{} : edge(text, block[0]);
  for (std::size_t i = 0; i + 1 < block.size(); ++i) {
    const Edge next = edge(text, block[i + 1]);
    Line& line = block[i];
    if (block[i + 1].item)
      line.ends_here = true;
    else if (lower_means_inside && character(next.first).has(kLower))
      line.ends_here = false;
    else if (here.last == ',' || here.last == 0x60C || here.last == ';' || here.last == '(')
      line.ends_here = false;
    else if (here.last == ':' && (next.first == '"' || next.first == 0x201C || next.first == 0xAB))
      line.ends_here = false;
    else if (width >= kNarrow || flowing)
      line.ends_here = fitted(line, block[i + 1], width);
    else
      line.ends_here = !ends_with_frequent_word(text.substr(line.begin, line.end - line.begin));
    here = next;
  }
}

}  // namespace

std::vector<Line> lines(std::string_view text, bool lower_means_inside) {
  std::vector<Line> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    if (breaks(c)) {
      out.push_back(read_line(text, begin, at));
      if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      begin = at + length;
    }
    at += length;
  }
  out.push_back(read_line(text, begin, text.size()));
  for (std::size_t first = 0; first < out.size();) {
    std::size_t last = first;
    while (last < out.size() && !out[last].blank) ++last;
    decide(text, {out.data() + first, last - first}, lower_means_inside);
    first = last + 1;
  }
  return out;
}

}  // namespace tocsin::text
