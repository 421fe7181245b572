// SPDX-License-Identifier: Apache-2.0
// One run of words with its groups of people, and whether a pattern over it says what it means: whether the people are those
// harmed or those who harm, and whether it happened.
#pragma once

#include <set>

#include "read/casualties_groups.h"

namespace tocsin::read {

// The words of harm and the patterns over them (lists/casualty_words.tsv, casualty_patterns.tsv).
const text::Grammar& harm_grammar();

struct Sentence {
  const std::vector<text::Word>& words;
  Span span;
  std::uint32_t begin = 0, end = 0;
  std::vector<PeopleGroup> groups;
  std::set<std::uint32_t> time_words;

  bool is(std::uint32_t at, std::string_view cls) const {
    if (at < begin || at >= end) return false;
    for (const auto& f : harm_grammar().look_up(words, at))
      if (f.name == cls) return true;
    return false;
  }
  // After a group or a verb: may the phrase end here?
  bool ends(std::uint32_t at) const {
    return at >= end || (words[at].kind == text::TokenKind::mark && words[at].folded != "-") || is(at, "AFTER") || time_words.contains(at);
  }
  // Something that takes the harm out of the world, up to three words before.
  bool unreal(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > begin && at - i <= 3;) {
      if (words[i].kind == text::TokenKind::mark || words[i].folded == "but") return false;
      // "may have died" is told as a possibility; "could have died" did not happen.
      const bool possible = (words[i].folded == "may" || words[i].folded == "might") && i + 1 < end && words[i + 1].folded == "have";
      const bool past = words[i].folded == "to" && i > begin && (words[i - 1].folded.starts_with("ha") ||   // "had to be taken to hospital"
                                                                 (i + 1 < end && words[i + 1].folded == "have" && !is(i - 1, "HOPE")));   // "is believed to have killed"
      if (is(i, "MODAL") && !possible && !past) return true;
    }
    return false;
  }
  // "we will have 12,000 murders"
  bool expected(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > begin && at - i <= 5 && words[i].kind != text::TokenKind::mark;)
      if (words[i].folded == "will" || words[i].folded == "would" || words[i].folded == "could" || words[i].folded == "if") return true;
    return false;
  }
  bool conditional(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > begin && at - i < 40;) {
      const std::string& w = words[i].folded;
      if (words[i].kind == text::TokenKind::mark && w != "'" && w != "-") return false;
      if (w == "if" || w == "unless" || w == "إذا") return true;
    }
    return false;
  }
};

// Whether the match says that the group came to this harm. `x` is the word of harm, where there is one.
bool holds(const Sentence& s, const text::Match& m, const PeopleGroup& g, const text::Capture* x, Effect effect);

}  // namespace tocsin::read
