// SPDX-License-Identifier: Apache-2.0
// What hostile text becomes before people's eyes see it.
#include <algorithm>

#include "core/utf8.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

void append_code(std::string& out, char32_t c) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  out += "⟦U+";
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
    if (shift <= 12 || (c >> shift) != 0) out += kHex[(c >> shift) & 15];
  out += "⟧";
}

// Joiners that spell: the non-joiner inside Arabic and Indic words, the joiner and the selector inside an emoji.
bool spells(char32_t before, char32_t c, char32_t after) {
  if (c == 0x200C || c == 0x200D) {
    const Character& left = character(before);
    const Character& right = character(after);
    if (c == 0x200D && (left.has(kPicture) || before == 0xFE0F) && right.has(kPicture)) return true;
    return left.has(kLetter | kMark) && right.has(kLetter) && right.script == left.script &&
           (left.script == Script::arabic || left.script == Script::other);
  }
  return c == 0xFE0F && (character(before).has(kPicture) || before == 0x23 || (before >= 0x30 && before <= 0x39));
}

}  // namespace

std::string terminal_safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F))
      out += static_cast<char>(c);
    else if (c < 0x20)
      utf8::append(out, 0x2400 + c);
    else if (c == 0x7F)
      utf8::append(out, 0x2421);
    else if ((character(c).has(kHidden) &&
              !spells(before, c, at < text.size() ? utf8::decode(text, at).character : U' ')) ||
             c == 0x85 || c == 0x2028 || c == 0x2029)
      append_code(out, c);
    else
      utf8::append(out, c);
    before = c;
  }
  return out;
}

}  // namespace tocsin::text
