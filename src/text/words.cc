// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.h"
#include "text/patterns.h"

namespace tocsin::text {
namespace {

bool ascii(std::string_view s) {
  for (const unsigned char c : s)
    if (c >= 0x80) return false;
  return true;
}

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

// Where a token falls apart: between digits and letters, and before an English possessive.
std::vector<std::uint32_t> seams(std::string_view token) {
  std::vector<std::uint32_t> at;
  bool before_digit = false, before_letter = false;
  for (std::size_t i = 0; i < token.size();) {
    const auto [c, n] = utf8::decode(token, i);
    const bool digit = is_digit(c);
    const bool letter = !digit && (c >= 0x80 || (c | 32) - U'a' < 26u);
    if (i > 0 && ((digit && before_letter) || (letter && before_digit))) at.push_back(static_cast<std::uint32_t>(i));
    if ((c == '\'' || c == 0x2019) && before_letter && i + n + 1 == token.size() && (token[i + n] | 32) == 's')
      at.push_back(static_cast<std::uint32_t>(i));
    before_digit = digit;
    before_letter = letter && c != 0x66B && c != 0x66C && c != 0x2019;
    i += n;
  }
  return at;
}

}  // namespace

std::string folded_word(std::string_view word) {
  std::string out;
  if (ascii(word)) {
    for (const char c : word) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
    return out;
  }
  out = normalise(word, kNfkc | kCase | kInvisible | kArabic | kMarks).bytes;
  for (std::size_t at = 0; (at = out.find("\u2019", at)) != std::string::npos;) out.replace(at, 3, "'");
  return out;
}

std::vector<Word> words(std::string_view text) {
  std::vector<Word> out;
  for (const Token& token : tokens(text)) {
    if (token.kind == TokenKind::space || empty(token.span)) continue;
    const std::string_view bytes = slice(text, token.span);
    std::vector<std::uint32_t> cuts;
    const bool link = bytes.front() == '@' || bytes.front() == '#' || bytes.find("://") != std::string_view::npos;
    if (token.kind != TokenKind::mark && bytes.size() < 64 && !link) cuts = seams(bytes);
    cuts.push_back(static_cast<std::uint32_t>(bytes.size()));
    std::uint32_t begin = 0;
    for (const std::uint32_t end : cuts) {
      const std::string_view part = bytes.substr(begin, end - begin);
      Word word;
      word.span = {token.span.begin + begin, token.span.begin + end};
      word.folded = part.size() < 256 ? folded_word(part) : std::string(part.substr(0, 1));
      const char32_t first = utf8::decode(part, 0).character;
      word.kind = token.kind == TokenKind::mark ? TokenKind::mark : is_digit(first) ? TokenKind::number : TokenKind::word;
      word.capital = first >= 'A' && first <= 'Z';
      out.push_back(std::move(word));
      begin = end;
    }
  }
  return out;
}

}  // namespace tocsin::text
