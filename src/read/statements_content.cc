// SPDX-License-Identifier: Apache-2.0
// What an English cue governs: "that …", "to …", "whether …", a noun phrase, a quotation; and nouns that are cues themselves:
// "the guild's claim that …", "speculation that …".
#include "read/statements_english.h"

#include <algorithm>

namespace tocsin::read::attribution {

// "the brigade's claim that …", "his refusal to …", "her doubts about …", "speculation that …"; true: the cue is such a noun.
bool English::noun_cue(const Cue& cue, Draft& draft) {
  if (cue.end >= stop_) return false;
  const Word& next = w_[cue.end];
  const bool clause = (cue.noun & kClause) != 0 && next.low == "that";
  const bool act = (cue.noun & kInfinitive) != 0 && next.low == "to" && cue.end + 1 < stop_ && !w_[cue.end + 1].is(kDet | kPossessive) && !w_[cue.end + 1].capital;
  const bool governs = (cue.noun & kNounObject) != 0 && cue.end - cue.begin > 1 && !next.is(kMark);
  if (!clause && !act && !governs) return false;
  if (d_.taken[cue.end] >= 0 && d_.taken[cue.begin] < 0) return false;   // "said in a statement that": it is the verb's
  std::size_t p = cue.begin;
  while (p > begin_ && cue.begin - p < 3 && !w_[p - 1].is(kPossessive | kMark | kDet | kPreposition | kAuxiliary | kCoordinator)) --p;
  const bool owned = p > begin_ && w_[p - 1].is(kPossessive) && (p < 2 || w_[p - 1].low != "'s" || !w_[p - 2].is(kPronoun));
  if (!owned) {
    // Nobody's: only what a clause makes sure of.
    const bool noun = p > begin_ && w_[p - 1].is(kDet | kPreposition | kCoordinator) && w_[p - 1].low != "that";
    if (!clause || p <= begin_ + 1 || !(noun || p == cue.begin) || draft.nested || (p > begin_ && w_[p - 1].is(kPronoun))) return false;
    if (!noun && !(cue.begin > begin_ && finite_verb(w_, cue.begin - 1))) return false;
    p = cue.begin;
  } else if (w_[p - 1].low == "'s" || w_[p - 1].low == "'") {
    const std::optional<Subject> owner = subject_before(w_, begin_, p - 1);
    if (!owner) return false;
    draft.source = owner->range;
    for (std::size_t k = owner->range.begin + 1; k + 1 < owner->range.end; ++k)   // "an issue out of Tarn's claim": the name alone
      if (w_[k].is(kPreposition) && (w_[k].low != "of" || w_[k - 1].low == "out") && w_[k + 1].capital) draft.source->begin = k + 1;
  } else {
    draft.source = Range{p - 1, p};
  }
  draft.cue = Range{p, cue.end};
  draft.kind = CueClass::say;
  draft.sentence = w_[cue.begin].sentence;
  draft.content.push_back(trimmed({cue.end, governs ? phrase_end(cue.end) : clause_end(w_, cue.end, stop_, true)}));
  if (!draft.nested) keep(std::move(draft));
  return true;
}

// Where the noun phrase with all that hangs on it ends: "[her doubts about] the pier at Quayhill | are no secret".
std::size_t English::phrase_end(std::size_t begin) const {
  const std::size_t end = clause_end(w_, begin, stop_, true);
  for (std::size_t i = begin; i < end; ++i) {
    if (w_[i].is(kRelative | kSubordinator) && !w_[i].is(kPreposition)) return end;
    if (w_[i].quote < 0 && i > begin && (w_[i].is(kAuxiliary) || finite_verb(w_, i)) && !w_[i].is(kPossessive)) return i;
  }
  return end;
}

// What the cue governs; false: nothing that could be content.
bool English::complement(const Cue& cue, Draft& draft) {
  std::size_t at = cue.end;
  if (at >= stop_ && !(at < w_.size() && mark(w_[at], ":"))) {
    // "Ivo Tarn agreed. “The pier is safe.”"
    if (at < stop_ || draft.nested || !cue.has(kClause) || cue.kind == CueClass::show || high_ >= w_.size() || !opens_quote(w_, high_) || !same_paragraph(high_ - 1, high_)) return false;
    follow(draft, high_);
    return !draft.content.empty();
  }
  if (cue.has(kHearerFirst) && at < stop_ && !opens_quote(w_, at) && w_[at].low != "that" && !question_word(w_[at]) && !mark(w_[at], ":") && !comma(w_[at])) {
    const Range hearer = noun_phrase(w_, at, stop_);
    if (hearer.empty()) return false;
    if (hearer.end < stop_ && (w_[hearer.end].is(kAuxiliary) || finite_verb(w_, hearer.end)) && cue.has(kClause) && !w_[hearer.begin].is(kObject)) {
      // "warned the plan would fail": the phrase is the subject of the content.
    } else if ((hearer.end >= stop_ || w_[hearer.end].is(kCoordinator)) && cue.has(kNounObject)) {
      // "told a joke": what is told.
    } else {
      draft.told_to = hearer;
      at = hearer.end;
    }
  }
  // After an adjunct only what is marked as content counts.
  std::size_t after = skip_adjuncts(w_, at, stop_);
  if (!draft.told_to && after > at && cue.kind == CueClass::say) draft.told_to = hearer_in({at, after});
  if (cue.has(kClause) && after < stop_ && w_[after].low != "that") after = marked_clause(after);
  std::size_t mark_at = after;
  if (mark_at < stop_ && comma(w_[mark_at])) ++mark_at;
  if (after < w_.size() && mark(w_[after], ":") && after + 1 < w_.size()) return after_colon(cue, draft, after);
  if (mark_at < stop_ && opens_quote(w_, mark_at) && !(mark_at == at && cue.has(kNounObject) && !cue.has(kClause | kQuoteOnly)))
    return quotation(draft, mark_at, after);
  if (cue.has(kQuoteOnly) && !cue.has(kClause | kQuestion | kInfinitive | kNounObject)) return false;
  if (after < stop_ && w_[after].low == "that" && cue.has(kClause)) return clause(draft, after);
  if (after < stop_ && cue.has(kQuestion) && question_word(w_[after])) return clause(draft, after);
  if (after < stop_ && cue.has(kInfinitive) && (w_[after].low == "to" || (w_[after].low == "not" && after + 1 < stop_ && w_[after + 1].low == "to")))
    return clause(draft, after);
  if (at < stop_ && cue.has(kNounObject)) {
    const Word& w = w_[at];
    const bool particle = cue.end - cue.begin > 1;
    const bool opens = (!w.is(kMark | kCoordinator | kVerb) || opens_quote(w_, at)) && !(w.is(kAdverb) && !w.is(kDet) && (at + 1 >= stop_ || w_[at + 1].is(kMark)));
    const bool amount = w.is(kPreposition) && at + 1 < stop_ && (w_[at + 1].is(kNumber) || (w_[at + 1].is(kDet) && w_[at + 1].low != "the" && w.low == "between") || w_[at + 1].low == "least");
    const bool owned = w.is(kTime) && at + 1 < stop_ && w_[at + 1].low == "'s";   // "Monday's attack"
    if (opens && (!w.is(kPreposition | kSubordinator | kTime) || owned || w.is(kDet) || question_word(w) || amount) && !(w.low == "to" && !particle)) {
      draft.content.push_back(trimmed({at, clause_end(w_, at, stop_, true)}));
      return !draft.content.back().empty();
    }
  }
  if (draft.told_to && draft.told_to->end == at && at + 1 < stop_ && (w_[at].low == "about" || w_[at].low == "of" || w_[at].low == "against"))
    return clause(draft, at);   // "asked the mayor about the pier"
  if (cue.has(kAsObject) && !w_[at].is(kMark | kPreposition | kSubordinator)) {
    for (std::size_t i = at + 1; i + 1 < stop_ && i < at + 20 && !w_[i].is(kMark | kAuxiliary); ++i)
      if (w_[i].low == "as") return clause(draft, at);
  }
  if (cue.has(kValue)) {
    for (std::size_t i = at; i + 1 < stop_ && i < at + 14; ++i)
      if (w_[i].low == "at" && (w_[i + 1].is(kNumber) || (i + 2 < stop_ && w_[i + 2].is(kNumber)))) return clause(draft, at);
    return false;
  }
  return cue.has(kClause) && !cue.has(kQuoteOnly) && bare_clause(cue, draft, after, mark_at);
}

// "said two days earlier, within hours of the post, that …", "said in one of her letters to the guild that …"
std::size_t English::marked_clause(std::size_t at) const {
  for (std::size_t k = at; k < stop_ && k < at + 12 && !opens_quote(w_, k) && !finite_verb(w_, k); ++k)
    if (w_[k].low == "that" && k > at && (comma(w_[k - 1]) || w_[at].is(kPreposition))) return k;
  return at;
}

bool English::after_colon(const Cue& cue, Draft& draft, std::size_t colon) {
  const std::size_t next = colon + 1;
  if (opens_quote(w_, next) && w_[next].span.begin - w_[colon].span.end < 6) {
    add_quotations(draft, next);
    return !draft.content.empty();
  }
  if (next >= stop_ || cue.has(kQuoteOnly)) return false;
  draft.content.push_back(trimmed({next, stop_}));
  return true;
}

bool English::quotation(Draft& draft, std::size_t open, std::size_t after) {
  const Range q = d_.quote_words[static_cast<std::size_t>(w_[open].quote)];
  const bool goes_on = q.end < stop_ && w_[q.end].sentence == w_[q.end - 1].sentence && !comma(w_[q.end]) && !w_[q.end].is(kMark) && open == after &&
                       !w_[q.end].is(kCoordinator) && skip_adjunct(w_, q.end, stop_) == q.end;
  if (goes_on) {
    draft.content.push_back(trimmed({open, clause_end(w_, open, stop_, false)}));
  } else {
    add_quotations(draft, open);
  }
  return !draft.content.empty();
}

// A clause without "that"; after "as the guild puts it," the clause behind the comma.
bool English::bare_clause(const Cue& cue, Draft& draft, std::size_t after, std::size_t mark_at) {
  if (after >= stop_) return false;
  if (comma(w_[after])) {
    if (!draft.source || draft.source->begin != begin_ + 1 || w_[begin_].low != "as") return false;
    return clause(draft, after + 1);
  }
  if (w_[after].low == "by" || w_[after].low == "with" || w_[after].low == "without") return false;
  if (w_[after].is(kMark | kCoordinator) || (mark_at < stop_ && comma(w_[mark_at]))) return false;
  bool verb = w_[after].is(kPronoun) && !w_[after].is(kDet) && after + 2 < stop_;   // "said they buy"
  const std::size_t end = clause_end(w_, after, stop_, false);
  for (std::size_t i = after; i < end && !verb; ++i) verb = finite_verb(w_, i) || (w_[i].low.ends_with("s") && i > after + 1) || w_[i].low.ends_with("ed");
  if (!verb) return false;
  if (w_[after].is(kPreposition) && w_[after].low != "in" && w_[after].low != "for" && w_[after].low != "after" && cue.kind == CueClass::think) return false;
  return clause(draft, after);
}

bool English::clause(Draft& draft, std::size_t begin) {
  draft.content.push_back(trimmed({begin, clause_end(w_, begin, stop_, false)}));
  return !draft.content.back().empty();
}

}  // namespace tocsin::read::attribution
