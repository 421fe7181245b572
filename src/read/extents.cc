// SPDX-License-Identifier: Apache-2.0
#include "read/extents.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"

namespace tocsin::read {
namespace {

bool space(char32_t c) { return c == ' ' || (c >= 0x9 && c <= 0xD) || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x3000; }

// Signs that no span begins or ends with. Other signs ('@', '#', '%', '$', '€') belong to words.
bool mark(char32_t c) {
  static constexpr std::u32string_view kMarks = U".,;:!?…()[]{}<>\"'`«»‹›“”„‘’‚،؛؟۔-–—/\\|*_~•·¡¿。、！？：；，";
  return kMarks.find(c) != kMarks.npos;
}
bool edge(char32_t c) { return space(c) || mark(c) || (c >= 0x1F000 && c < 0x20000) || (c >= 0x2600 && c < 0x27C0); }
bool arabic(char32_t c) { return c >= 0x620 && c <= 0x6FF; }
// Letters and digits go on in a word; scripts without blanks between words do not.
bool word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
  return !edge(c) && c != utf8::kReplacement && !(c >= 0x2E80 && c < 0xAC00) && !(c >= 0xE00 && c < 0xF00) && c < 0x1F000;
}

std::size_t before(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && !utf8::boundary(text, at));
  return at;
}

// Letters and signs of Arabic that stand before a word and are not the word: و ف ب ل ك س, after which a piece may begin.
bool only_prefix(std::string_view text, std::size_t begin, std::size_t at) {
  static constexpr std::u32string_view kPrefixes = U"وفبلكس";
  std::size_t letters = 0;
  for (std::size_t i = begin; i < at;) {
    const auto [c, n] = utf8::decode(text, i);
    if (kPrefixes.find(c) == kPrefixes.npos && c != 0x640) return false;
    ++letters;
    i += n;
  }
  return letters > 0 && letters <= 2;
}

// "بالنار" → "النار".
std::size_t without_prefix(std::string_view text, Span span) {
  static constexpr std::string_view kArticle = "ال";
  for (const std::string_view prefix : {"ب", "و", "ف", "ك", "بـ", "كـ"}) {
    const std::string_view rest = slice(text, span);
    if (!rest.starts_with(prefix) || !rest.substr(prefix.size()).starts_with(kArticle)) continue;
    std::size_t letters = 0;
    for (std::size_t i = prefix.size() + kArticle.size(); i < rest.size();) {
      const auto [c, n] = utf8::decode(rest, i);
      if (!arabic(c)) break;
      ++letters;
      i += n;
    }
    if (letters >= 3) return span.begin + prefix.size();
  }
  return span.begin;
}

}  // namespace

bool goes_on(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return false;
  const char32_t here = utf8::decode(text, at).character;
  return !arabic(here) && word(here) && word(utf8::decode(text, before(text, at)).character);
}

Span extent(std::string_view text, Span span, bool prefixes) {
  std::size_t begin = span.begin, end = std::min<std::size_t>(span.end, text.size());
  const auto at = [&](std::size_t i) { return utf8::decode(text, i).character; };
  while (begin < end && edge(at(begin))) begin += utf8::decode(text, begin).length;
  while (begin < end && edge(at(before(text, end)))) end = before(text, end);
  if (begin >= end) return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)};
  std::size_t from = begin;
  while (from > 0 && word(at(begin)) && word(at(before(text, from)))) from = before(text, from);
  if (from < begin && !(prefixes && arabic(at(from)) && only_prefix(text, from, begin))) begin = from;
  while (end < text.size() && word(at(before(text, end))) && word(at(end))) end += utf8::decode(text, end).length;
  Span out{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  // A bracket or quotation mark that opens inside closes inside.
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {{"(", ")"}, {"«", "»"}, {"“", "”"}, {"[", "]"}};
  for (const auto& [open, close] : kPairs) {
    const std::string_view words = slice(text, out);
    if (words.find(open) != words.npos && words.find(close) == words.npos && text.substr(out.end).starts_with(close))
      out.end += static_cast<std::uint32_t>(close.size());
  }
  if (prefixes) out.begin = static_cast<std::uint32_t>(without_prefix(text, out));
  return out;
}

}  // namespace tocsin::read
