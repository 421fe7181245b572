// SPDX-License-Identifier: Apache-2.0
// The little syntax that reading statements needs, from small words, capitals and commas: where the subject of a verb begins,
// how far a noun phrase with its description goes, where a clause ends. All ranges are of words, half-open, inside a sentence.
//
//   "On Monday Basil Armouti, the observatory's coordinator, told …"   subject_before(told) → "Basil Armouti, the observatory's
//                                                                      coordinator"
// Every walk is bounded (kReach words), so time is linear in the text. Past the last word there is no quote, no cue, no verb.
#pragma once

#include <cstddef>
#include <optional>

#include "read/statements_cues.h"
#include "read/statements_words.h"

namespace tocsin::read::attribution {

inline constexpr std::size_t kReach = 60;

struct Range {
  std::size_t begin = 0, end = 0;

  bool empty() const { return begin >= end; }
  friend bool operator==(const Range&, const Range&) = default;
};

struct Subject {
  Range range;
  bool relative = false;    // "who": `range` is what it stands for
};

bool mark(const Word& word, std::string_view bytes);     // this one mark
// People told by their share end at `end`: "one in five", "49 %", "nearly a third".
bool share_ends(const Words& words, std::size_t low, std::size_t end);
bool opens_quote(const Words& words, std::size_t at);    // the opening mark of a quotation
bool closes_quote(const Words& words, std::size_t at);
// A verb that carries a clause, as far as lists and neighbours tell.
bool finite_verb(const Words& words, std::size_t at);
// The first word of the auxiliaries and adverbs before the verb at `verb`, not before `low`.
std::size_t verb_group(const Words& words, std::size_t low, std::size_t verb);
// The noun phrase right before `verb` (the start of its verb group), not before `low`.
std::optional<Subject> subject_before(const Words& words, std::size_t low, std::size_t verb);
// After an inverted cue ("…, said Lamis Haddour, who researches …"): the noun phrase with its description.
Range subject_after(const Words& words, std::size_t begin, std::size_t high);
// A plain noun phrase from `begin`, without what follows a preposition or comma.
Range noun_phrase(const Words& words, std::size_t begin, std::size_t high);
// A time or place of saying that begins at `at` ("on Friday", "in a statement to the agency", "Monday"); its end, or `at`.
std::size_t skip_adjunct(const Words& words, std::size_t at, std::size_t high);
std::size_t skip_adjuncts(const Words& words, std::size_t at, std::size_t high);
// Where the clause that begins at `begin` ends, not after `high`.
std::size_t clause_end(const Words& words, std::size_t begin, std::size_t high, bool noun_object);

}  // namespace tocsin::read::attribution
