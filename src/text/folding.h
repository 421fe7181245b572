// SPDX-License-Identifier: Apache-2.0
// The steps of normalise, each a walk over characters that know where they came from.
//
//   decode → compose → lookalikes → fold_characters → letters_for_signs → shorten → signs_to_space → collapse_space
//
// Each takes and leaves `begin` and `end` never decreasing. Each is linear in what it is given.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::text {

struct Unit {
  char32_t character;
  std::uint32_t begin, end;  // in the original
};
using Units = std::vector<Unit>;

// Appends the characters of [begin, end); true where one of them was not ASCII. `drop_hidden`: kInvisible.
bool decode(std::string_view original, std::size_t begin, std::size_t end, bool drop_hidden, Units& out);
void compose(Units& units);                          // kNfkc
void lookalikes(Units& units);                       // kConfusables
void fold_characters(Units& units, unsigned folds);  // kCase, kArabic, kMarks; keeps what kNfkc made
void letters_for_signs(Units& units);                // kLeet
void shorten(Units& units);                          // kStretch
void signs_to_space(Units& units);                   // kPunctuation
void collapse_space(Units& units);                   // kSpace, but for the ends

// A text where every character stays one by itself, as in most, without the way back.
struct Folded {
  std::string_view bytes;                   // as normalise(text, kNfkc | kCase | kInvisible) has them, if `whole`
  bool whole = true;                        // no character joins others or becomes several
  std::array<std::uint32_t, 8> letters{};   // of the text, by script; none counted as Script::none
};
// `space`: kept by who calls, for the bytes.
Folded folded_by_character(std::string_view text, std::string& space);

// The one form of an Arabic letter or digit; 0: a diacritic or tatweel, to be dropped; `c` itself where there is
// nothing to fold.
char32_t arabic_form(char32_t c);

}  // namespace tocsin::text
