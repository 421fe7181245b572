// SPDX-License-Identifier: Apache-2.0
#include "brief/masking.h"

#include "brief/brief.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

// How far around an edge a handle, a number or an address is looked for.
constexpr std::uint32_t kReach = 200;

std::string shown(std::string_view text) { return utf8::repaired(text::masked(text)); }

// False where nothing can be a handle, a link to one, an address or a number, so that nobody need look closer.
bool suspicious(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const unsigned next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (c == '@' || c == '/' || (c >= '0' && c <= '9') || c == 0xEF) return true;                              // 0xEF: full-width forms
    if ((c == 0xD9 && next >= 0xA0 && next <= 0xA9) || (c == 0xDB && next >= 0xB0 && next <= 0xB9)) return true;  // ٠…٩, ۰…۹
  }
  return false;
}

// What is masked across `edge`; an empty span at it when nothing is.
Span across(std::string_view text, std::uint32_t edge) {
  const Span none{edge, edge};
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t from = edge > kReach ? edge - kReach : 0, to = size - edge > kReach ? edge + kReach : size;
  while (from > 0 && !utf8::boundary(text, from)) --from;
  while (to < size && !utf8::boundary(text, to)) ++to;
  const std::string_view around = slice(text, {from, to});
  if (!suspicious(around)) return none;
  for (const Span& s : text::handles(around))
    if (from + s.begin < edge && edge < from + s.end) return {from + s.begin, from + s.end};
  return none;
}

// `mark`, and the whole of any handle that an edge of it cuts in two.
Span widened(std::string_view text, Span mark) {
  return {across(text, mark.begin).begin, across(text, mark.end).end};
}

}  // namespace

std::string cited_text(std::string_view text, Span span) {
  if (span.begin > span.end || span.end > text.size()) return {};
  return shown(slice(text, widened(text, span)));
}

std::vector<TextPiece> pieces(std::string_view text, Span window, Span mark) {
  const Span marked = widened(text, mark);
  const Span all = cover(widened(text, window), marked);
  std::vector<TextPiece> out;
  const auto add = [&](Span s, bool is_marked) {
    if (!empty(s)) out.push_back({shown(slice(text, s)), is_marked});
  };
  add({all.begin, marked.begin}, false);
  add(marked, true);
  add({marked.end, all.end}, false);
  return out;
}

}  // namespace tocsin::brief
