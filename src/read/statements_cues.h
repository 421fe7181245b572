// SPDX-License-Identifier: Apache-2.0
// The words that mark an attribution (lists/statement_cues.tsv), found at a word of a text in whatever form they stand.
//
//   "has called for calm"   cue_at(the word "called") → {begin "called", end after "for", frames kNoun, class say}
#pragma once

#include <cstdint>
#include <cstddef>
#include <optional>

#include "read/statements_words.h"

namespace tocsin::read::attribution {

// What may be the content of a cue.
enum Frame : std::uint32_t {
  kClause = 1,        // that …; or a clause without "that"
  kNounObject = 2,    // a noun phrase
  kInfinitive = 4,    // to …
  kQuestion = 8,      // whether, what …
  kHearerFirst = 16,  // a hearer comes before it: told reporters that
  kAfterContent = 32, // may follow its content: …, she said
  kQuoteOnly = 64,    // counts only beside a quotation
  kAdjective = 128,   // after a form of "be"
  kNounCue = 256,     // a noun: his claim that
  kValue = 512,       // a thing at a value: puts the number of dead at 48
  kAsObject = 4096,   // a noun phrase with "as": sees the plan as a risk
  kUnsaid = 2048,     // its passive needs nobody: is expected to
  kLight = 1024,      // says nothing without its noun: voiced [doubts about]
};

enum class CueClass { say, deny, show, think };
enum class Form { base, third, past, participle, ing };  // past also where past and participle are one

struct Cue {
  std::size_t begin = 0, end = 0;  // words
  std::uint32_t frames = 0;        // of the verb or adjective
  std::uint32_t noun = 0;          // of the noun that it may be as well
  CueClass kind = CueClass::say;
  Form form = Form::base;
  bool also_participle = false;    // the past form is the participle too

  bool has(std::uint32_t f) const { return (frames & f) != 0; }
};

inline constexpr std::size_t kLongestCue = 8;   // words

// The longest cue that begins at word `at`, of up to `longest` words; an adverb may part a verb from its preposition ("spoke gently of").
std::optional<Cue> cue_at(const Words& words, std::size_t at, std::size_t longest = kLongestCue);
// Cues and small words of a headline are no names, whatever their first letter: "Ivo Tarn Denies Report".
void lower_headlines(Words& words);

}  // namespace tocsin::read::attribution
