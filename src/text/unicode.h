// SPDX-License-Identifier: Apache-2.0
// What Unicode says of a character, a table look-up away. The only file that knows ICU is unicode.cc.
//
//   const Character& c = character(U'É');
//   c.has(kUpper)        c.folded == U'é'        c.base == U'E'        c.script == Script::latin
//
// Pages of 256 characters are made from ICU's data when first touched (about 0.1 ms each) and kept; reading them is
// lock-free.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/text.h"

namespace tocsin::text {

enum Trait : std::uint16_t {
  kLetter = 1,
  kMark = 2,   // combining, of any kind
  kDigit = 4,  // decimal digits of any script
  kWhite = 8,
  kHidden = 16,  // default-ignorable, controls that are not white space, interlinear annotation
  kSign = 32,    // all else: punctuation, symbols, emoji, private use, unassigned
  kUpper = 64,
  kLower = 128,
  kStarter = 256,   // NFKC never joins it to what stands before
  kStable = 512,    // NFKC of it alone is itself
  kAccent = 1024,   // a mark the fold kMarks drops; not the vowel signs, nuktas and viramas that spell Indic words
  kPicture = 2048,  // emoji and other pictographs
  kEnder = 4096,    // may end a sentence
  kCloser = 8192,   // closing bracket or quotation mark, or a straight one
};

struct Character {
  char32_t folded = 0;  // full case folding; 0: more than one character, ask case_fold
  char32_t base = 0;    // without its accents
  std::uint16_t traits = 0;
  Script script = Script::none;  // none: shared by many scripts

  bool has(unsigned any_of) const { return (traits & any_of) != 0; }
};

using Page = std::array<Character, 256>;
extern constinit std::array<std::atomic<const Page*>, 0x1100> pages;  // by character / 256; nullptr: not made yet
const Page& make_page(std::size_t number);

// Values past U+10FFFF and surrogates answer like U+FFFD.
inline const Character& character(char32_t c) {
  if (c > 0x10FFFF) c = 0xFFFD;
  const Page* page = pages[c >> 8].load(std::memory_order_acquire);
  return (page ? *page : make_page(c >> 8))[c & 255];
}

// Where the character of `text` that ends at `at` begins; bytes that are not UTF-8 are characters of one byte. 0 < at ≤
// size.
std::size_t previous(std::string_view text, std::size_t at);

inline constexpr std::size_t kMostFromCaseFold = 3;
std::size_t case_fold(char32_t c, std::array<char32_t, kMostFromCaseFold>& out);

// NFKC of a segment of at most kLongestSegment characters; at most 18 times as many come out. Returns how many.
inline constexpr std::size_t kLongestSegment = 32;
inline constexpr std::size_t kMostFromNfkc = kLongestSegment * 18;
std::size_t nfkc(std::span<const char32_t> segment, std::array<char32_t, kMostFromNfkc>& out);

// The letter of `script` (latin, cyrillic, greek) that UTS #39 takes for the same shape as `c` of another script, in
// the same case; 0: none. Latin small capitals count as another script: ᴋ looks like k.
char32_t lookalike(char32_t c, Script script);

// An Arabic letter without its dots (Unicode's joining groups; what looks alike in the middle of a word is one): ب ت ث ن ي
// are ي, ج ح خ are ح, ف ق are ف. Of a letter as arabic_form leaves it; any other character is itself.
char32_t arabic_skeleton(char32_t c);

char32_t to_upper(char32_t c);    // simple mapping; `c` itself where there is none
unsigned decimal_value(char32_t c);  // of a kDigit
// The letter that a small Latin letter with a stroke, hook … has in its name ("LATIN SMALL LETTER O WITH STROKE"); 0: none.
char32_t latin_in_name(char32_t c);
// The Latin capital that a sign's name says it shows ("NEGATIVE SQUARED LATIN CAPITAL LETTER P", "REGIONAL INDICATOR
// SYMBOL LETTER P"); 0: none.
char32_t letter_in_name(char32_t c);

// The small Latin letter that stands upside down, or mirrored, in `c` by its name ("LATIN SMALL LETTER TURNED A"); 0: none.
char32_t turned_in_name(char32_t c, bool mirrored);

}  // namespace tocsin::text
