// SPDX-License-Identifier: Apache-2.0
#include "text/shape.h"

#include "text/folding.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

bool written_without_spaces(char32_t c) {
  return (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0x20000 && c < 0x32000);
}

// The small letter of a script with one form for each; a Latin one where it looks like one in either case.
char32_t plain(char32_t c) {
  const Character& about = character(c);
  if (about.has(kDigit)) return static_cast<char32_t>(U'0' + decimal_value(c));
  const char32_t base = arabic_form(about.base ? about.base : c);
  if (base < 0x80 || character(base).script == Script::arabic) return base;
  if (const char32_t latin = latin_in_name(base)) return latin;
  const Script own = character(base).script;
  const auto like = [&](Script script) -> char32_t {
    for (const char32_t either : {base, to_upper(base)})
      if (const char32_t other = lookalike(either, script)) return character(other).folded;
    return 0;
  };
  if (const char32_t latin = like(Script::latin)) return latin;
  // What looks like no Latin letter may look like a Cyrillic one (ᴎ, Ⲡ), or a Greek one. A Greek letter may stand for a
  // Cyrillic one, not the other way round.
  if (base < 0x180 || (own == Script::cyrillic && base < 0x460)) return base;
  char32_t other = like(Script::cyrillic);
  if (other == 0 && own != Script::greek) other = like(Script::greek);
  return other == 0 ? base : plain(other);
}

void add(Shape& out, char32_t c) {
  std::array<char32_t, kMostFromCaseFold> folded;
  const std::size_t count = case_fold(c, folded);
  for (std::size_t i = 0; i < count && out.count < Shape::kMost; ++i) {
    const Character& about = character(folded[i]);
    if (!about.has(kLetter | kDigit | kMark) || about.has(kAccent)) continue;
    if (const char32_t letter = plain(folded[i])) out.letters[out.count++] = letter;
  }
}

}  // namespace

Shape shape(char32_t c) {
  Shape out;
  const Character& about = character(c);
  if (about.has(kWhite)) return out;
  if (about.has(kHidden | kAccent)) {
    out.kind = Shape::Kind::hidden;
    return out;
  }
  std::array<char32_t, kMostFromNfkc> made;
  std::size_t count = nfkc(std::span(&c, 1), made);
  // What is the same letter to Unicode may look like another: ϲ is a sigma, and a c.
  if (count == 1 && made[0] != c && about.script == Script::greek)
    if (const char32_t latin = lookalike(c, Script::latin)) made[0] = latin;
  if (const char32_t letter = about.has(kSign) ? letter_in_name(c) : 0) {
    made[0] = letter;
    count = 1;
  }
  for (std::size_t i = 0; i < count; ++i) add(out, made[i]);
  if (out.count == 0) {
    out.kind = about.has(kLetter | kMark) ? Shape::Kind::hidden : Shape::Kind::gap;  // tatweel
    return out;
  }
  const Character& first = character(made[0]);
  out.kind = Shape::Kind::letters;
  out.digit = first.has(kDigit);
  out.capital = first.has(kUpper);
  out.cased = first.has(kUpper | kLower);
  out.han = written_without_spaces(out.letters[0]);
  return out;
}

}  // namespace tocsin::text
