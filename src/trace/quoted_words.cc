// SPDX-License-Identifier: Apache-2.0
#include "trace/quoted_words.h"

#include <algorithm>
#include <cstdint>

#include "core/utf8.h"

namespace tocsin::trace {
namespace {

constexpr std::size_t kDeepest = 8;

bool white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool letter_at(std::string_view text,
               std::size_t at) {  // ASCII letters and digits, and anything beyond Latin-1 but marks
  if (at >= text.size()) return false;
  const char32_t c = utf8::decode(text, at).character;
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
  return c >= 0xC0 && (c < 0x2000 || c > 0x206F) && (c < 0x3000 || c > 0x303F) && c != 0xFFFD;
}

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  --at;
  while (at > 0 && !utf8::boundary(text, at)) --at;
  return letter_at(text, at);
}

bool opens(char32_t c) {
  return c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2039 || c == 0x2018 || c == 0x201A || c == 0x300C;
}

bool closes(char32_t open, char32_t c) {
  switch (open) {
    case 0x201C:
      return c == 0x201D;
    case 0x201E:
      return c == 0x201C || c == 0x201D;
    case 0xAB:
      return c == 0xBB;
    case 0x2039:
      return c == 0x203A;
    case 0x2018:
      return c == 0x2019;
    case 0x201A:
      return c == 0x2018 || c == 0x2019;
    case 0x300C:
      return c == 0x300D;
    default:
      return c == open;
  }
}

struct Open {
  char32_t mark;
  std::size_t begin;
};

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<Span> find() {
    marks();
    paragraphs();
    std::sort(out_.begin(), out_.end(),
              [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    out_.erase(std::unique(out_.begin(), out_.end()), out_.end());
    return std::move(out_);
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    while (begin < end && white(text_[begin])) ++begin;
    while (end > begin && white(text_[end - 1])) --end;
    if (begin < end && end - begin <= kLongestQuotation)
      out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  void marks() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto [c, length] = utf8::decode(text_, at);
      const std::size_t after = at + length;
      if (c == '\n' && after < text_.size() && (text_[after] == '\n' || text_[after] == '\r')) {
        // The paragraph ends: a quotation may go on in the next, where it opens anew. Straight marks are too often
        // stray.
        for (const Open& open : open_)
          if (open.mark != '"') add(open.begin, at);
        open_.clear();
      } else if (c == '"' || c >= 0xAB) {
        mark(c, at, after);
      }
      at = after;
    }
  }

  void mark(char32_t c, std::size_t at, std::size_t after) {
    const auto held =
        std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) { return closes(open.mark, c); });
    const bool apostrophe = c == 0x2019 && letter_before(text_, at) && letter_at(text_, after);
    if (held != open_.rend() && !apostrophe) {
      const std::size_t begin = held->begin;
      open_.erase(held.base() - 1, open_.end());
      add(begin, at);
    } else if ((c == '"' && !letter_before(text_, at)) || (opens(c) && !(c == 0x2018 && letter_before(text_, at)))) {
      if (open_.size() < kDeepest) open_.push_back({c, after});
    }
  }

  // Lines that start with ">" go together; a paragraph after one that ends with a colon is quoted whole.
  void paragraphs() {
    std::size_t block = std::string_view::npos, block_end = 0;
    bool announced = false;
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = text_.find('\n', begin);
      if (end == std::string_view::npos) end = text_.size();
      std::size_t first = begin, last = end;
      while (first < last && white(text_[first])) ++first;
      while (last > first && white(text_[last - 1])) --last;
      const bool empty = first == last;
      if (!empty && text_[first] == '>') {
        if (block == std::string_view::npos) block = first + 1;
        block_end = last;
      } else {
        if (block != std::string_view::npos) add(block, block_end);
        block = std::string_view::npos;
        if (!empty && announced) add(first, last);
      }
      if (!empty) announced = text_[last - 1] == ':';
      begin = end + 1;
    }
    if (block != std::string_view::npos) add(block, block_end);
  }

  std::string_view text_;
  std::vector<Open> open_;
  std::vector<Span> out_;
};

}  // namespace

std::vector<Span> quoted_words(std::string_view text) { return Finder(text).find(); }

}  // namespace tocsin::trace
