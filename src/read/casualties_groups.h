// SPDX-License-Identifier: Apache-2.0
// Groups of people with their number, before anything is known of what befell them; the first step of casualties.h.
//
//   "three soldiers, a nun and at least 12 others"  → "three soldiers", "a nun", "at least 12 others"
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::read {

struct PeopleGroup {
  enum Kind { counted, other, bare, single } kind = counted;   // casualty_groups.tsv
  std::uint32_t begin = 0, end = 0;                             // words
  Span span;
  std::optional<Span> number, qualifier, noun;
  std::string_view category;                                    // of the noun; empty: not known
};

// A word list of this room's casualties: casualty_people.tsv, casualty_words.tsv.
const std::vector<ListRow>& casualty_rows(std::string_view file);

// Number mentions of the sentence as given words of class NUM, and plurals that may be people as PLURAL.
// "a group of" and "none" too, as SOME and NIL.
std::vector<text::Given> number_words(const std::vector<text::Word>& words, Span sentence, const Reading& reading);

// By begin; several may begin at one word.
std::vector<PeopleGroup> people_groups(const std::vector<text::Word>& words, Span sentence, const std::vector<text::Given>& numbers);

// "four members of the guard": the word after "guard", where the words before `at` are one of people that goes on so.
std::uint32_t complement_end(const std::vector<text::Word>& words, std::uint32_t at);

// The group with its determiner and what goes on with "of".
Span full_extent(const std::vector<text::Word>& words, const PeopleGroup& g);

// The groups as classes for patterns: each alone, and runs joined by commas and "and". The value lists indices, "3,4".
std::vector<text::Given> group_words(const std::vector<text::Word>& words, const std::vector<PeopleGroup>& groups);

}  // namespace tocsin::read
