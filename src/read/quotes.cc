// SPDX-License-Identifier: Apache-2.0
#include "read/quotes.h"

#include <algorithm>
#include <cstdint>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

enum class Side { open, close, either };
enum class Shape { curly, straight, guillemet, single_curly, single_straight };

struct Mark {
  Span span;
  Shape shape;
  Side side;
  bool line_start = false;  // first on its line
};

bool space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x2009 || c == 0x200A || c == 0; }
bool opens_before(char32_t c) {  // what may stand before an opening mark
  return space(c) || c == '(' || c == '[' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == '/' || c == 0x2018 ||
         c == 0x201C || c == '"' || c == '>' || c == ':' || c == 0x200F || c == 0x200E || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
bool letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x2000) || c > 0x2E80;
}

// Straight marks are told apart by their neighbours.
Side straight_side(char32_t before, char32_t after) {
  const bool open = opens_before(before) && !space(after);
  const bool close = !space(before) && !letter(after);
  return open == close ? Side::either : open ? Side::open : Side::close;
}

struct Scan {
  std::vector<Mark> marks;
  std::vector<std::uint32_t> paragraphs;  // line breaks that end a paragraph
};

// A break inside a sentence is only a wrapped line.
bool ends_paragraph(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\r')) --end;
  if (end == 0 || text[end - 1] == '\n') return true;
  const std::string_view line = text.substr(0, end);
  if (line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with('"') || line.ends_with("”") ||
      line.ends_with("»") || line.ends_with("’") || line.ends_with("؟") || line.ends_with("…"))
    return true;
  const std::string_view next = text.substr(at + 1, 4);
  return next.starts_with('\n') || next.starts_with('\r') || next.starts_with('"') || next.starts_with("“") || next.starts_with("«");
}

Scan scan(std::string_view text) {
  Scan out;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded here = utf8::decode(text, i);
    const char32_t c = here.character;
    const std::size_t next = i + here.length;
    const bool candidate = c == '"' || c == '\'' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB ||
                           c == 0x2018 || c == 0x2019 || c == 0x201A;
    if (c == '\n' && ends_paragraph(text, i)) out.paragraphs.push_back(static_cast<std::uint32_t>(i));
    if (candidate) {
      const char32_t after = next < text.size() ? utf8::decode(text, next).character : 0;
      // '' stands for a double mark.
      std::size_t past = next;
      const bool closes_inner = text.substr(i, 3) == "'''" && !opens_before(before);   // "'all,'''": a single one, then a double
      if (c == '\'' && after == '\'' && !closes_inner) past = next + 1;
      const char32_t beyond = past < text.size() ? utf8::decode(text, past).character : 0;
      Mark mark{{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(past)}, Shape::straight, Side::either, before == '\n' || before == 0};
      switch (c) {
        case 0x201C: case 0x201E: case 0x201F: mark.shape = Shape::curly, mark.side = Side::open; break;
        case 0x201D: mark.shape = Shape::curly, mark.side = opens_before(before) && letter(after) ? Side::either : Side::close; break;
        case 0xAB: mark.shape = Shape::guillemet, mark.side = Side::open; break;
        case 0xBB: mark.shape = Shape::guillemet, mark.side = Side::close; break;
        case 0x201A: case 0x2018: mark.shape = Shape::single_curly, mark.side = opens_before(before) ? Side::open : Side::close; break;
        case 0x2019: mark.shape = Shape::single_curly, mark.side = Side::close; break;
        case '\'':
          if (past == next) mark.shape = Shape::single_straight;
          mark.side = straight_side(before, beyond);
          break;
        default: mark.side = straight_side(before, beyond);
      }
      const bool single = mark.shape == Shape::single_curly || mark.shape == Shape::single_straight;
      // Between two letters it is an apostrophe; at an end it may still be one ("the dogs' bowl").
      if (!(single && letter(before) && letter(after))) out.marks.push_back(mark);
      before = c;
      i = past;
      continue;
    }
    before = c;
    i = next;
  }
  return out;
}

bool pairs(Shape open, Shape close) {
  if (open == close) return true;
  return (open == Shape::curly && close == Shape::straight) || (open == Shape::straight && close == Shape::curly);
}

}  // namespace

std::vector<Quoted> quotations(std::string_view text) {
  const Scan found = scan(text);
  const std::vector<Mark>& marks = found.marks;
  std::vector<Quoted> out;
  bool continued = false;
  std::size_t line = 0;  // index into paragraphs: the first line end after the opening mark
  for (std::size_t m = 0; m < marks.size();) {
    const Mark& open = marks[m];
    if (open.side == Side::close) {
      ++m;
      continue;
    }
    const bool single = open.shape == Shape::single_curly || open.shape == Shape::single_straight;
    while (line < found.paragraphs.size() && found.paragraphs[line] < open.span.begin) ++line;
    const std::uint32_t line_end = line < found.paragraphs.size() ? found.paragraphs[line] : static_cast<std::uint32_t>(text.size());
    std::size_t partner = marks.size();
    bool continues = false;
    for (std::size_t k = m + 1; k < marks.size() && k < m + 64; ++k) {
      const Mark& other = marks[k];
      if (other.span.begin >= line_end) {
        // The next paragraph opens again: this one has no closing mark.
        if (!single && other.line_start && other.side != Side::close && pairs(open.shape, other.shape)) {
          std::uint32_t previous = other.span.begin;
          while (previous > line_end && (text[previous - 1] == '\n' || text[previous - 1] == '\r' || text[previous - 1] == ' ')) --previous;
          continues = previous <= line_end + 1;
        }
        break;
      }
      if (!pairs(open.shape, other.shape)) continue;
      if (other.side == Side::open) {
        if (single) break;
        if (open.shape == Shape::guillemet || open.shape == Shape::curly) continue;
        break;  // a second opening mark: the first has no partner
      }
      partner = k;
      break;
    }
    if (partner < marks.size()) {
      const Mark& close = marks[partner];
      if (close.span.begin > open.span.end) {
        out.push_back({{open.span.begin, close.span.end}, {open.span.end, close.span.begin}, false, continued});
      }
      continued = false;
      m = partner + 1;
    } else if (continues) {
      std::uint32_t end = line_end;
      while (end > open.span.end && (text[end - 1] == ' ' || text[end - 1] == '\r')) --end;
      if (end > open.span.end) out.push_back({{open.span.begin, end}, {open.span.end, end}, true, continued});
      continued = true;
      do ++m;
      while (m < marks.size() && marks[m].span.begin < line_end);
    } else {
      continued = false;
      ++m;
    }
  }
  return out;
}

}  // namespace tocsin::read
