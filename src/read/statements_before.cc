// SPDX-License-Identifier: Apache-2.0
// English sources before their cue: "Ivo Tarn said that …", "… was praised by the mayor", "the guild's claim that …".
#include "read/statements_english.h"

#include <algorithm>

namespace tocsin::read::attribution {

namespace {

bool be_form(const Word& w) {
  return w.low == "is" || w.low == "are" || w.low == "was" || w.low == "were" || w.low == "be" || w.low == "been" || w.low == "being" ||
         w.low == "am" || w.low == "'s" || w.low == "'re" || w.low == "'m" || w.low == "wasn't" || w.low == "isn't" || w.low == "weren't" ||
         w.low == "aren't";
}

}  // namespace

void English::source_first(std::size_t i) {
  const std::optional<Cue> found = cue_at(w_, i);
  if (!found || d_.cue[i] || (w_[i].capital && i > begin_)) return;
  Cue cue = *found;
  const bool nested = d_.taken[i] >= 0;
  if (nested || w_[i].quote >= 0) {
    // Inside what somebody else says only plain reports of others' speech count.
    if (!(cue.has(kClause) && cue.kind != CueClass::think && cue.kind != CueClass::show && cue.form == Form::past)) return;
    if (d_.taken[i] < 0) return;
  }
  if (i > begin_ && (w_[i - 1].low == "to" || w_[i - 1].low == "n't")) return;
  Draft draft;
  draft.nested = nested;
  if (cue.has(kNounCue) && noun_cue(cue, draft)) return;
  if (cue.form == Form::base && cue.frames != 0 && (cue.frames & ~(kNounCue | kClause | kNounObject | kInfinitive)) == 0 && cue.has(kNounCue) && !cue.has(kAfterContent) && cue.end - cue.begin == 1 && i > begin_ && w_[i - 1].is(kDet | kPossessive)) return;
  std::size_t vg = verb_group(w_, begin_, cue.begin);
  bool be = false, have = false;
  for (std::size_t k = vg; k < cue.begin; ++k) {
    be = be || be_form(w_[k]) || w_[k].low == "felt" || w_[k].low == "feels";
    have = have || w_[k].low == "has" || w_[k].low == "have" || w_[k].low == "had" || w_[k].low == "'ve";
  }
  if (vg > begin_ && (w_[vg - 1].low == "felt" || w_[vg - 1].low == "feels" || w_[vg - 1].low == "seemed")) be = true, vg = vg - 1;
  if (cue.has(kAdjective)) {
    if (!be) {
      cue.frames &= ~static_cast<std::uint32_t>(kAdjective);
      if (cue.form == Form::base) return;
    }
  } else if (be && cue.form != Form::ing) {
    return passive(cue, vg);
  } else if (cue.form == Form::participle && !have) {
    return passive(cue, vg);
  } else if (cue.form == Form::past && cue.also_participle && vg == cue.begin && cue.end < stop_ && w_[cue.end].low == "by") {
    return passive(cue, vg);
  }
  if (cue.form == Form::past && vg == cue.begin && i > begin_ && w_[i - 1].is(kDet | kPossessive) && !w_[i - 1].is(kPronoun)) return;
  if ((cue.form == Form::base || cue.form == Form::third) && i > begin_ && vg == cue.begin &&
      ((w_[i - 1].is(kDet | kPossessive | kPreposition) && !w_[i - 1].is(kPronoun)) || w_[i - 1].is(kNumber)))
    return;
  // The source.
  if (cue.form == Form::ing && !be) {
    const bool after_comma = vg > begin_ && (comma(w_[vg - 1]) || w_[vg - 1].is(kCoordinator) || w_[vg - 1].low == "while" || dash(w_[vg - 1]));
    if (!after_comma && !(last_in_sentence_ >= 0 && !cue.has(kQuoteOnly))) return;
    if (after_comma || last_in_sentence_ >= 0) draft.source = main_source(vg);
    if (!draft.source) return;
  } else {
    std::optional<Subject> subject = subject_before(w_, begin_, vg);
    if (subject && cue.form == Form::base && vg == cue.begin && !subject->relative && !subject_plural(subject->range)) return;
    if (!subject && vg > begin_ && (w_[vg - 1].is(kCoordinator) || comma(w_[vg - 1]))) {
      if (cue.form == Form::base && vg == cue.begin) return;
      const auto source = main_source(vg);
      if (source) subject = Subject{*source, false};
    }
    if (!subject) return;
    const Word& only = w_[subject->range.begin];
    if (subject->range.end - subject->range.begin == 1 && (only.low == "you" || only.low == "what" || only.low == "there" || only.low == "whoever" ||
                                                                only.low == "nobody" || only.low == "none"))
      return;
    if (only.low == "no" && subject->range.end - subject->range.begin < 5) return;   // "no one": nobody says it
    if (nested && (only.low == "i" || only.low == "we" || d_.taken[subject->range.begin] < 0)) return;
    draft.source = subject->range;
  }
  draft.cue = Range{vg, cue.end};
  draft.kind = cue.kind;
  draft.sentence = w_[cue.begin].sentence;
  if (!complement(cue, draft)) return;
  if (draft.source && draft.source->end > draft.cue->begin && draft.source->begin < draft.cue->end) return;
  keep(std::move(draft));
}

// "the plan was criticised by the mayor"
void English::passive(const Cue& cue, std::size_t vg) {
  if (!cue.has(kNounObject | kClause) || cue.end >= stop_ || w_[cue.end].low != "by") return;
  const std::optional<Subject> patient = subject_before(w_, begin_, vg);
  if (!patient) return;
  Draft draft;
  draft.source = subject_after(w_, cue.end + 1, stop_);
  if (draft.source->empty() || w_[draft.source->begin].low.ends_with("ing")) return;
  draft.cue = Range{vg, cue.end};
  draft.kind = cue.kind;
  draft.sentence = w_[cue.begin].sentence;
  draft.content.push_back(patient->range);
  if (!d_.free(patient->range)) return;
  keep(std::move(draft));
}

// "the brigade's claim that …", "his refusal to …"; true: the cue is such a noun.
bool English::noun_cue(const Cue& cue, Draft& draft) {
  std::size_t p = cue.begin;
  while (p > begin_ && cue.begin - p < 3 && !w_[p - 1].is(kPossessive | kMark | kDet | kPreposition)) --p;
  if (p == begin_ || !w_[p - 1].is(kPossessive) || cue.end >= stop_) return false;
  const Word& owner = w_[p - 1];
  const Word& next = w_[cue.end];
  const bool clause = cue.has(kClause) && next.low == "that", inf = cue.has(kInfinitive) && next.low == "to" && cue.end + 1 < stop_ && !w_[cue.end + 1].is(kDet | kPossessive) && !w_[cue.end + 1].capital;
  const bool object = cue.has(kNounObject) && (next.low == "for" || next.low == "of" || next.low == "to");
  if (!clause && !inf && !object) return false;
  if (owner.low == "'s" || owner.low == "'") {
    const std::optional<Subject> s = subject_before(w_, begin_, p - 1);
    if (!s) return false;
    draft.source = s->range;
  } else {
    draft.source = Range{p - 1, p};
  }
  draft.cue = Range{cue.begin, cue.end};
  draft.kind = CueClass::say;
  draft.sentence = w_[cue.begin].sentence;
  const std::size_t begin = cue.end;
  draft.content.push_back({begin, clause_end(w_, begin, stop_, true)});
  if (!draft.nested) keep(std::move(draft));
  return true;
}

// What the cue governs; false: nothing that could be content.
bool English::complement(const Cue& cue, Draft& draft) {
  std::size_t at = cue.end;
  if (at >= stop_ && !(at < w_.size() && mark(w_[at], ":"))) return false;
  if (cue.has(kHearerFirst) && at < stop_ && !opens_quote(w_, at) && w_[at].low != "that" && !question_word(w_[at]) && !mark(w_[at], ":") &&
      !comma(w_[at])) {
    const Range hearer = noun_phrase(w_, at, stop_);
    if (hearer.empty()) return false;
    if (hearer.end < stop_ && (w_[hearer.end].is(kAuxiliary) || finite_verb(w_, hearer.end)) && cue.has(kClause) && !w_[hearer.begin].is(kObject)) {
      // "warned the plan would fail": the phrase is the subject of the content.
    } else {
      draft.told_to = hearer;
      at = hearer.end;
    }
  }
  // After an adjunct only what is marked as content counts.
  std::size_t after = skip_adjuncts(w_, at, stop_);
  if (!draft.told_to && after > at && cue.kind == CueClass::say) draft.told_to = hearer_in({at, after});
  if (cue.has(kClause) && after < stop_ && w_[after].low != "that") {
    // "said two days earlier, within hours of the post, that …"
    for (std::size_t k = after; k < stop_ && k < after + 12 && !opens_quote(w_, k) && !finite_verb(w_, k); ++k) {
      if (w_[k].low != "that" || k == after || !comma(w_[k - 1])) continue;
      after = k;
      break;
    }
  }
  std::size_t mark_at = after;
  if (mark_at < stop_ && comma(w_[mark_at])) ++mark_at;
  if (after < w_.size() && mark(w_[after], ":") && after + 1 < w_.size()) {
    const std::size_t next = after + 1;
    if (opens_quote(w_, next) && w_[next].span.begin - w_[after].span.end < 6) {
      draft.cue->end = draft.cue->end;
      add_quotations(draft, next);
      return !draft.content.empty();
    }
    if (next < stop_ && !cue.has(kQuoteOnly)) {
      draft.content.push_back(trimmed({next, stop_}));
      return true;
    }
    return false;
  }
  if (mark_at < stop_ && opens_quote(w_, mark_at) && !(mark_at == at && cue.has(kNounObject) && !cue.has(kClause | kQuoteOnly))) {
    const Range q = d_.quote_words[static_cast<std::size_t>(w_[mark_at].quote)];
    const bool goes_on = q.end < stop_ && w_[q.end].sentence == w_[q.end - 1].sentence && !comma(w_[q.end]) && !w_[q.end].is(kMark) && mark_at == after &&
                         !w_[q.end].is(kCoordinator) && skip_adjunct(w_, q.end, stop_) == q.end;
    if (goes_on) {
      draft.content.push_back(trimmed({mark_at, clause_end(w_, mark_at, stop_, false)}));
    } else {
      add_quotations(draft, mark_at);
    }
    return !draft.content.empty();
  }
  if (cue.has(kQuoteOnly) && !cue.has(kClause | kQuestion | kInfinitive | kNounObject)) return false;
  if (after < stop_ && w_[after].low == "that" && cue.has(kClause)) return clause(draft, after);
  if (after < stop_ && cue.has(kQuestion) && question_word(w_[after])) return clause(draft, after);
  if (after < stop_ && cue.has(kInfinitive) && (w_[after].low == "to" || (w_[after].low == "not" && after + 1 < stop_ && w_[after + 1].low == "to")))
    return clause(draft, after);
  if (at < stop_ && cue.has(kNounObject) && !w_[at].is(kMark | kCoordinator | kVerb) && !(w_[at].is(kAdverb) && !w_[at].is(kDet) && at + 1 >= stop_)) {
    const Word& w = w_[at];
    const bool particle = cue.end - cue.begin > 1;
    if ((!w.is(kPreposition | kSubordinator | kTime) || w.is(kDet) || question_word(w)) &&
        !(w.low == "to" && !particle)) {
      draft.content.push_back(trimmed({at, clause_end(w_, at, stop_, true)}));
      return !draft.content.back().empty();
    }
  }
  if (cue.has(kValue)) {
    for (std::size_t i = at; i + 1 < stop_ && i < at + 14; ++i)
      if (w_[i].low == "at" && (w_[i + 1].is(kNumber) || (i + 2 < stop_ && w_[i + 2].is(kNumber)))) return clause(draft, at);
    return false;
  }
  if (cue.has(kClause) && !cue.has(kQuoteOnly)) {
    if (after >= stop_ || w_[after].is(kMark | kCoordinator) || (comma(w_[mark_at < stop_ ? mark_at : stop_ - 1]))) return false;
    bool verb = false;
    const std::size_t end = clause_end(w_, after, stop_, false);
    for (std::size_t i = after; i < end && !verb; ++i) verb = finite_verb(w_, i) || (w_[i].low.ends_with("s") && i > after + 1) || w_[i].low.ends_with("ed");
    if (!verb) return false;
    if (w_[after].is(kPreposition) && w_[after].low != "in" && w_[after].low != "for" && w_[after].low != "after" && cue.kind == CueClass::think) return false;
    return clause(draft, after);
  }
  return false;
}

bool English::clause(Draft& draft, std::size_t begin) {
  draft.content.push_back(trimmed({begin, clause_end(w_, begin, stop_, false)}));
  return !draft.content.back().empty();
}

}  // namespace tocsin::read::attribution
