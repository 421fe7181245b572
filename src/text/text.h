// SPDX-License-Identifier: Apache-2.0
// Views of a text that are easier to compare and to read, each with an exact way back to the original bytes.
//
//   original  "Ｔhe p\u200Bіer!!"            (full-width T, zero-width space, Cyrillic і)
//   view      "the pier!!"                  normalise(original, kFoldForTrace).bytes
//   view.original({4, 8})                   the bytes of "p\u200Bіer" in the original
//
// Invariants of a view (held by a slow twin in the tests, on random Unicode):
//   - starts.size() == ends.size() == bytes.size(); view byte i came from original bytes [starts[i], ends[i]);
//   - starts and ends never decrease; all bytes of one view character share one origin;
//   - original({0, bytes.size()}) lies inside the original and never splits a character of it;
//   - bytes is valid UTF-8 whatever the original was (an invalid byte becomes U+FFFD).
// The empty text has an empty view. Only this room makes offsets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::text {

// What to fold; combine with |.
enum Fold : unsigned {
  kNfkc = 1,          // compatibility forms, composed (ICU NFKC)
  kCase = 2,          // full case folding
  kInvisible = 4,     // drops zero-width, soft hyphen, bidi controls, variation selectors, tags, control characters
  kConfusables = 8,   // UTS #39: a letter of another script inside a word becomes the word's own script's letter
  kArabic = 16,       // drops tatweel and diacritics; alef, yeh, kaf, heh, teh marbuta forms to one; Arabic-Indic digits
  kMarks = 32,        // drops combining marks (é → e)
  kLeet = 64,         // digits and signs between letters to the letters they stand for (h4rb0ur → harbour)
  kStretch = 128,     // three or more of a letter to two, in Arabic to one (sooooo → soo)
  kSpace = 256,       // runs of white space to one space, none at the ends
  kPunctuation = 512, // marks, symbols and emoji to a space (then folded by kSpace)
};
inline constexpr unsigned kFoldForRead = kNfkc | kCase | kInvisible | kArabic | kConfusables;
inline constexpr unsigned kFoldForTrace = 1023;

struct View {
  std::string bytes;
  std::vector<std::uint32_t> starts, ends;

  // The original bytes that made `span` of the view. An empty span maps to an empty span.
  Span original(Span span) const;
};

View normalise(std::string_view original, unsigned folds);

enum class TokenKind { word, number, mark, space };
struct Token {
  Span span;            // in the text given
  TokenKind kind = TokenKind::word;
};
// Words, numbers ("1,200", "٥٣", "3.5") and single marks, in order, without spaces. Apostrophes inside a word stay in it
// ("Qa'im"); hyphens separate ("twenty-one" is three tokens). URLs, e-mail addresses, @handles and #tags are one word each,
// and so are "U.S.", "3pm", "1st" and a word with its Arabic diacritics and proclitics. A Han character is a word; an emoji
// with all that joins it is one mark. Every letter, digit and sign is in some token.
std::vector<Token> tokens(std::string_view text);

// Sentences, without the white space around them; a line break ends one only where a blank line, a list or a heading does.
// Abbreviations ("Dr.", "U.S.", initials) and decimals do not end one; closing quotes belong to the sentence they close.
std::vector<Span> sentences(std::string_view text);

enum class Script { none, latin, arabic, cyrillic, hebrew, greek, han, other };
Script script(std::string_view text);          // of most letters; none where there are no letters
// ISO 639-1 of the text as far as script and frequent words tell (ar, fa, ur, ru, uk, he, en, fr, de, es, tr, …), else "und".
std::string language(std::string_view text);
bool all_capitals(std::string_view text);      // of cased letters at least nine in ten are capitals, and there are 20 or more

// Where `masked` hides something, in order and apart from each other: "@name", a whole e-mail address or telephone number,
// and of a link to an account ("t.me/name") what follows the host.
std::vector<Span> handles(std::string_view text);

// For people's eyes, not for comparing: what hostile text becomes on its way out.
std::string terminal_safe(std::string_view text);   // escapes and controls to ␛-style pictures; bidi controls made visible
std::string masked(std::string_view text);          // @handles, t.me user links, phone numbers and e-mail addresses to "@…"

}  // namespace tocsin::text
