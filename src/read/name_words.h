// SPDX-License-Identifier: Apache-2.0
// A document's words as the finder of names sees them: without marks, each with how it is written and what parts it
// from the word before it.
//
//   "Idlib's mayor, Nadia Salem-Haddad" → idlib (capital, possessive) mayor nadia (after a comma) salem haddad (hyphen)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::read {

enum class Gap {
  space,
  hyphen,
  period,
  comma,
  other
};                                       // between a word and the one before it; period: after an initial or "St."
enum class Writing { mixed, capitals };  // capitals: a sentence whose capitals say nothing (all of it, or a headline)

struct NameWord {
  Span span;        // without "'s"
  std::string key;  // as names_key makes it
  Gap gap = Gap::other;
  bool capital = false;  // first letter
  bool acronym = false;  // two to six capitals
  bool arabic = false;
  bool possessive = false;
  bool blocked = false;  // lies in a time or number mention
  bool digits = false;
  bool sentence_start = false;
  Writing writing = Writing::mixed;
  std::size_t sentence = 0;
};

// Lower case, Arabic vowel signs and tatweel dropped, alef, yeh and teh marbuta to one form each; hyphens become
// spaces.
std::string names_key(std::string_view text);

std::vector<NameWord> name_words(const Document& document, const std::vector<Mention>& taken);

// words[begin, end) as one key: "deir ez zor". `out` is overwritten.
void join_key(const std::vector<NameWord>& words, std::size_t begin, std::size_t end, std::string& out);

}  // namespace tocsin::read
