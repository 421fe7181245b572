// SPDX-License-Identifier: Apache-2.0
// Patterns over the words of a sentence, with the words and the patterns as lists: what the finders of `read` and the
// resolvers of `record` run on.
//
//   words     phrase ⇥ class ⇥ value            patterns   rule ⇥ pattern
//             tuesday  WEEKDAY  2                          weekday   on? [ w=WEEKDAY PART? ]
//             night    PART     NI
//
//   Grammar g(words, patterns);
//   "on Tuesday night" → {rule "weekday", span "Tuesday night", w → "2", part → "NI"}
//
// An item of a pattern is a CLASS, a literal word (lower case), or several of these with '|' between; `name=` before it
// names what it matches (else a CLASS is known by its own name in lower case). After it `?`: may be missing. `..3`: up to three words that are
// not marks and not of class STOP; `~9`: the same with commas and STOP words. `( … )?`: the group may be missing. `!X`: X must not
// stand here. `[` and `]` bound the extent; without them it is the whole match.
// Classes that need no list: D1 (one or two digits), D2 (two), D4 (four), INT (a whole number, "1,200" too), CAP (a word written
// with a capital in a text that is not all capitals), COMMA, DASH, and any that are given for one text (`Given`).
//
// Arabic proclitics (و ف ب ل ك before a listed word) are passed over: the span begins after them.
// Time is linear in the text for a given grammar: steps for one pattern at one word are bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/list.h"
#include "text/text.h"
#include "tocsin/span.h"

namespace tocsin::text {

// A token folded for looking up. "2030GMT", "1960s", "week's" and "و88" are two words each.
struct Word {
  Span span;
  std::string folded;
  TokenKind kind = TokenKind::word;
  bool capital = false;     // begins with a capital
};
std::vector<Word> words(std::string_view text);
std::string folded_word(std::string_view word);   // as in Word

// A stretch of words that some earlier step has found, as a class of its own.
struct Given {
  std::uint32_t begin = 0, end = 0;   // words
  std::string name;                   // "NUM"
  std::string value;
};

struct Capture {
  std::string_view name;
  std::uint32_t begin = 0, end = 0;   // words
  Span span;
  std::string_view value;             // of the list's row, the digits, or what was given
};

struct Match {
  std::string_view rule;
  int line = 0;                       // of the pattern in its list
  std::uint32_t begin = 0, end = 0;   // words of the extent
  Span span;
  std::vector<Capture> captures;

  const Capture* find(std::string_view name) const;
  std::string_view value(std::string_view name) const;   // empty: not there
};

class Grammar {
 public:
  Grammar(const std::vector<ListRow>& words, const std::vector<ListRow>& patterns);
  Grammar(Grammar&&) noexcept;
  ~Grammar();

  // The longest match at each word from left to right, without overlap; of equally long ones the earlier in the list.
  // `sentence` is a half-open range of `text`; matches stay inside. Views in a match live as long as the grammar and `given`.
  std::vector<Match> find(const std::vector<Word>& text, Span sentence, const std::vector<Given>& given = {}) const;
  // Every pattern's match at every word, overlapping ones too.
  std::vector<Match> all(const std::vector<Word>& text, Span sentence, const std::vector<Given>& given = {}) const;
  // The classes a run of words has in the list: ("tuesday") → {"WEEKDAY"} with value "2".
  struct Found {
    std::string_view name, value;
    std::uint32_t words = 1;
    std::uint32_t skip = 0;           // bytes of proclitics before it
  };
  std::vector<Found> look_up(const std::vector<Word>& text, std::uint32_t at) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::text
