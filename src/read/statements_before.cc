// SPDX-License-Identifier: Apache-2.0
// English sources before their cue: "Ivo Tarn said that …", "… was praised by the mayor", "kept asking whether …".
#include "read/statements_english.h"

#include <algorithm>

namespace tocsin::read::attribution {

namespace {

// What an adjective or participle may follow: "was", "remains", "grew".
bool be_form(const Word& w) {
  static constexpr std::string_view kForms[] = {"is",     "are",    "was",    "were",  "be",      "been",    "being", "am",    "'s",     "'re",    "'m",     "wasn't",
                                                "isn't",  "weren't", "aren't", "felt",  "feels",   "feel",    "seem",  "seems", "seemed", "remain", "remains", "remained",
                                                "became", "become", "becomes", "grew",  "appears", "appeared", "sounded", "looked"};
  return std::find(std::begin(kForms), std::end(kForms), w.low) != std::end(kForms);
}

// "the optimistic hopes", "the final orders"; not "the official hopes".
bool adjective(const Word& w) {
  static constexpr std::string_view kEndings[] = {"istic", "inal", "ical", "ous", "ful", "less", "ible", "able", "itive", "essive"};
  return !w.capital && std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view e) { return w.low.ends_with(e); });
}

bool linking(const Word& w) { return be_form(w) && !w.is(kAuxiliary); }

// Who nobody can be named for: "there", "what".
bool no_one(const Words& words, Range r) {
  const Word& only = words[r.begin];
  if (only.low == "no" && r.end - r.begin < 5) return true;   // "no one": nobody says it
  return r.end - r.begin == 1 && (only.low == "you" || only.low == "what" || only.low == "there" || only.low == "whoever" || only.low == "nobody" || only.low == "none");
}

}  // namespace

// Whether a form of "be" stands among the words [begin, end).
bool English::be_within(std::size_t begin, std::size_t end) const {
  for (std::size_t k = begin; k < end; ++k)
    if (be_form(w_[k])) return true;
  return false;
}

void English::source_first(std::size_t i) {
  const std::optional<Cue> found = cue_at(w_, i);
  if (!found || d_.cue[i] || (w_[i].capital && i > begin_)) return;
  Draft draft;
  draft.nested = d_.taken[i] >= 0;
  if (draft.nested || w_[i].quote >= 0) {
    // Inside what somebody else says only plain reports of others' speech count.
    if (!(found->has(kClause) && found->kind != CueClass::think && found->kind != CueClass::show && found->form == Form::past)) return;
    if (!draft.nested) return;
  }
  if (i > begin_ && (w_[i - 1].low == "n't" || hyphened(i))) return;
  if (found->has(kNounCue) && noun_cue(*found, draft)) return;
  // "Ivo Tarn calls for", but not "to assess calls for".
  const bool verb_too = (found->frames & ~(kNounCue | kAdjective)) != 0 && i > begin_ && (w_[i - 1].capital || w_[i - 1].is(kPronoun | kAuxiliary | kAdverb | kRelative));
  std::optional<Cue> cue = found->has(kNounCue) && !verb_too && found->end - found->begin > 1 ? cue_at(w_, i, 1) : found;
  if (!cue || (cue->frames & ~kNounCue) == 0) return;
  if (cue->has(kLight)) light(*cue);
  if (draft.nested && cue->has(kAdjective)) return;
  if (draft.nested && cue->kind == CueClass::say) cue->frames &= kClause | kHearerFirst | kNounCue;
  if (cue->frames == 0) return;
  if (cue->form == Form::base && cue->begin > begin_ && w_[i].is(kPreposition | kAdverb) && verb_group(w_, begin_, i) == i && w_[i - 1].low != "to") return;   // "like", "back"
  if (cue->form == Form::base && cue->has(kNounCue) && i > begin_ && w_[i - 1].is(kDet | kPossessive) && !w_[i - 1].is(kPronoun)) return;
  verb(*cue, std::move(draft));
}

// "self-described", "so-called"
bool English::hyphened(std::size_t i) const {
  const bool before = i > begin_ && mark(w_[i - 1], "-") && w_[i - 1].span.end == w_[i].span.begin && i > begin_ + 1 && w_[i - 2].span.end == w_[i - 1].span.begin;
  return before || (i + 1 < stop_ && mark(w_[i + 1], "-") && w_[i].span.end == w_[i + 1].span.begin && i + 2 < stop_ && w_[i + 2].span.begin == w_[i + 1].span.end);
}

// A verb or adjective with its auxiliaries, its source and what it governs.
void English::verb(Cue cue, Draft draft) {
  std::size_t vg = chain_begin(cue);
  // "Reed's state": what looks like "is" is a possessive.
  if (cue.form == Form::base && vg < cue.begin && w_[vg].low == "'s" && !(vg > begin_ && w_[vg - 1].low == "let")) return;
  bool be = be_within(vg, cue.begin), have = false;
  for (std::size_t k = vg; k < cue.begin; ++k) {
    have = have || w_[k].low == "has" || w_[k].low == "have" || w_[k].low == "had" || w_[k].low == "'ve";
  }
  if (vg > begin_ && linking(w_[vg - 1])) be = true, vg = verb_group(w_, begin_, vg - 1);
  if (cue.has(kAdjective)) {
    if (!be) {
      cue.frames &= ~static_cast<std::uint32_t>(kAdjective);
      if (cue.form == Form::base) return;
    }
  } else if (be && cue.form != Form::ing && cue.form != Form::base) {
    return passive(cue, vg);
  } else if (cue.form == Form::participle && !have) {
    return passive(cue, vg);
  } else if (cue.form == Form::past && cue.also_participle && vg == cue.begin && cue.end < stop_ && w_[cue.end].low == "by") {
    return passive(cue, vg);
  }
  const Word* before = vg > begin_ ? &w_[vg - 1] : nullptr;
  const bool share = share_ends(w_, begin_, vg);
  const bool after_noun_word = before != nullptr && before->is(kDet | kPossessive) && !before->is(kPronoun) && !share && before->low != "another";
  if (cue.form == Form::past && vg == cue.begin && after_noun_word && before->low != "that") return;
  if ((cue.form == Form::base || cue.form == Form::third) && vg == cue.begin && before != nullptr && before->low != "to" && !share &&
      ((before->is(kDet | kPossessive | kPreposition) && !before->is(kPronoun)) || before->is(kNumber)))
    return;
  // "The guild's reports show": a noun in the plural.
  if (cue.form == Form::third && cue.noun != 0 && cue.end < stop_ && (w_[cue.end].is(kAuxiliary | kVerb) || w_[cue.end].low == "show" || w_[cue.end].low == "suggest")) return;
  const std::size_t whole = stop_;
  if (!find_source(cue, vg, be, draft)) {
    stop_ = whole;
    return;
  }
  draft.cue = Range{vg, cue.end};
  draft.kind = cue.kind;
  draft.sentence = w_[cue.begin].sentence;
  if (draft.nested) {   // not beyond what it is part of
    std::size_t end = cue.end;
    while (end < stop_ && d_.taken[end] >= 0) ++end;
    stop_ = end;
  }
  const bool found = complement(cue, draft);
  stop_ = whole;
  if (!found && !relative_object(cue, draft)) return;
  if (draft.source && draft.source->end > draft.cue->begin && draft.source->begin < draft.cue->end) return;
  keep(std::move(draft));
}

// "went [on] to say", "went [so far as] to say", "went [out of his way] to say": before the words that go with the verb.
std::size_t English::went_as_far(std::size_t k) const {
  const auto low = [&](std::size_t back) -> std::string_view { return k >= begin_ + back ? std::string_view(w_[k - back].low) : std::string_view(); };
  if (low(1) == "on") return k - 1;
  if (low(1) == "as" && (low(2) == "far")) return k - 3 >= begin_ && k >= 3 ? k - 3 : k;
  if (low(1) == "way" && low(3) == "of" && low(4) == "out") return k - 4;
  return k;
}

// Where the verbs begin that lead up to a cue: "has repeatedly [tried to explain]", "kept asking".
std::size_t English::chain_begin(const Cue& cue) const {
  std::size_t verb = cue.begin, vg = verb_group(w_, begin_, verb);
  bool ing = cue.form == Form::ing;
  for (int n = 0; n < 3; ++n) {
    std::size_t k = vg;
    if (!ing) {
      if (cue.form != Form::base || k == begin_ || w_[k - 1].low != "to") break;
      --k;
    }
    while (k > begin_ && w_[k - 1].is(kAdverb) && !w_[k - 1].is(kDet)) --k;
    k = went_as_far(k);
    if (k == begin_ || !w_[k - 1].is(kChain) || w_[k - 1].quote != w_[cue.begin].quote) break;
    if (ing && w_[k - 1].is(kAuxiliary)) break;
    verb = k - 1;
    const std::size_t group = verb_group(w_, begin_, verb);
    if (w_[verb].low == "likely" || w_[verb].low == "able" || w_[verb].low == "unlikely" || w_[verb].low == "unable" || w_[verb].low == "about") {
      std::size_t more = verb;
      while (more > begin_ && (w_[more - 1].low == "more" || w_[more - 1].low == "less" || w_[more - 1].low == "most")) --more;
      vg = verb_group(w_, begin_, more);
    } else {
      vg = group;
    }
    ing = w_[verb].low.ends_with("ing") && !w_[verb].is(kAuxiliary);
  }
  return vg;
}

// The source of a verb; false: there is none. What bounds its content beside the sentence is left in stop_.
bool English::find_source(const Cue& cue, std::size_t& vg, bool be, Draft& draft) {
  if (vg > begin_ && w_[vg - 1].low == "to") return source_of_infinitive(cue, vg, draft);
  if (cue.form == Form::ing && !be) return source_of_participle(cue, vg, draft);
  std::optional<Subject> subject = subject_before(w_, begin_, vg);
  if (subject && cue.form == Form::base && vg == cue.begin && !subject->relative && !subject_plural(subject->range)) return false;
  if (!subject && vg > begin_ && (w_[vg - 1].is(kCoordinator) || comma(w_[vg - 1]) || dash(w_[vg - 1]))) {
    if (cue.form == Form::base && vg == cue.begin) return false;
    const auto source = main_source(vg);
    if (source) subject = Subject{*source, false};
  }
  if (!subject || no_one(w_, subject->range)) return false;
  if (cue.has(kAdjective) && w_[subject->range.begin].low == "it" && subject->range.end - subject->range.begin == 1) return false;   // "it is clear that"
  const Word& only = w_[subject->range.begin];
  if (draft.nested && (only.low == "i" || only.low == "we" || d_.taken[subject->range.begin] < 0)) return false;
  // "in credit reports": a noun after a noun, for no English subject goes without a word before it.
  const bool noun = bare_noun(subject->range) || (cue.noun != 0 && adjective(w_[subject->range.end - 1]));
  if (cue.form == Form::third && vg == cue.begin && cue.kind != CueClass::show && !subject->relative && noun) return false;
  draft.source = subject->range;
  if (subject->relative && (w_[vg - 1].low == "who" || w_[vg - 1].low == "which")) {
    draft.described = draft.source;
    draft.source = Range{vg - 1, vg};
    stop_ = vg > begin_ + 1 && comma(w_[vg - 2]) ? relative_end(cue.end) : main_verb(cue);
  } else if (subject->relative) {
    stop_ = main_verb(cue);
  } else if (begins_subordinate(draft.source->begin)) {
    main_clause(cue.end, stop_);
  }
  return true;
}

// One or more words of which none is a name, pronoun, determiner or plural.
bool English::bare_noun(Range r) const {
  for (std::size_t i = r.begin; i < r.end; ++i)
    if (w_[i].capital || w_[i].is(kDet | kPronoun | kPossessive | kNumber | kMark | kCoordinator)) return false;
  return !w_.capitals;
}

// "led the guild to say", "called the paper to offer": whom the verb before moves, else whose clause it is.
bool English::source_of_infinitive(const Cue& cue, std::size_t& vg, Draft& draft) {
  const std::size_t to = vg - 1;
  if (draft.nested || to <= begin_ || cue.kind == CueClass::think || cue.kind == CueClass::show) return false;
  const std::optional<Subject> object = subject_before(w_, begin_, to);
  if (object && !object->relative && object->range.begin > begin_ && w_[object->range.begin - 1].is(kCausing)) {
    draft.source = object->range;
    vg = to;
    return true;
  }
  return false;
}

// "…, adding that", "the group backing the plan", "After noting that …, she …"
bool English::source_of_participle(const Cue& cue, std::size_t vg, Draft& draft) {
  if (vg == begin_ || (vg <= begin_ + 2 && w_[vg - 1].is(kPreposition | kSubordinator | kCoordinator))) {
    draft.source = main_clause(cue.end, stop_);
    // "Adding: “…”", after whoever spoke in the sentence before.
    if (!draft.source && vg == begin_ && !d_.list.empty() && d_.list.back().sentence + 1 == w_[vg].sentence) draft.source = d_.list.back().source;
    return draft.source.has_value();
  }
  const Word& before = w_[vg - 1];
  const bool apart = comma(before) || before.is(kCoordinator) || before.low == "while" || dash(before);
  if (apart || before.low == "by" || before.low == "before" || before.low == "after" || before.low == "in" || before.low == "without" || before.low == "when" || before.low == "since") {
    if (!apart && cue.has(kQuoteOnly) && !cue.has(kClause)) return false;
    draft.source = main_source(vg);
    return draft.source.has_value();
  }
  if (before.is(kMark | kPreposition | kSubordinator | kAuxiliary | kDet | kPossessive | kVerb | kTime | kAdverb)) {
    if (last_in_sentence_ >= 0 && !cue.has(kQuoteOnly)) draft.source = main_source(vg);
    return draft.source.has_value();
  }
  const std::optional<Subject> noun = subject_before(w_, begin_, vg);
  if (!noun || noun->relative) return false;
  draft.source = noun->range;
  return true;
}

// Whether the clause that begins at `at` comes before its main clause: "While Ivo Tarn said …, the council …".
bool English::begins_subordinate(std::size_t at) const {
  if (at <= begin_ || !w_[at - 1].is(kSubordinator) || w_[at - 1].low == "that" || w_[at - 1].low == "what" || w_[at - 1].low == "as") return false;
  return at <= begin_ + 3 || comma(w_[at - 2]) || w_[at - 2].is(kCoordinator) || dash(w_[at - 2]);
}

// The subject of the main clause that follows a comma after `from`; `end` becomes that comma.
std::optional<Range> English::main_clause(std::size_t from, std::size_t& end) const {
  for (std::size_t k = from; k + 2 < end && k < from + kReach; ++k) {
    if (!comma(w_[k]) || w_[k].quote >= 0 || w_[k + 1].is(kCoordinator | kRelative | kPreposition | kSubordinator)) continue;
    const Range np = noun_phrase(w_, k + 1, end);
    if (np.empty() || np.end >= end) continue;
    std::size_t v = np.end;
    if (mark(w_[v], "("))   // "Gov. Tarn (R) blamed"
      while (v + 1 < end && v < np.end + 6 && !mark(w_[v++], ")")) {}
    const std::size_t first = v;
    while (v + 1 < end && v < first + 3 && (w_[v].is(kAdverb) || w_[v].is(kTime))) ++v;
    const std::optional<Cue> cue = cue_at(w_, v);
    if (!(w_[v].is(kAuxiliary | kVerb) || finite_verb(w_, v) || (cue && (cue->form == Form::past || cue->form == Form::third) && !cue->has(kNounCue)) || (w_[v].low.size() > 4 && w_[v].low.ends_with("ed")))) continue;
    end = k;
    return np;
  }
  return std::nullopt;
}

// "the organisations that have endorsed him | say": where the object of a clause without a comma ends, if its noun's verb follows.
std::size_t English::main_verb(const Cue& cue) const {
  if (!cue.has(kNounObject) || cue.has(kClause) || cue.end >= stop_) return stop_;
  const bool pronoun = w_[cue.end].is(kObject) && !w_[cue.end].is(kDet | kPossessive);
  const Range object = pronoun ? Range{cue.end, cue.end + 1} : noun_phrase(w_, cue.end, stop_);
  if (object.empty() || object.end >= stop_) return stop_;
  const std::optional<Cue> next = cue_at(w_, object.end);
  const bool verb = w_[object.end].is(kAuxiliary | kVerb) || (next && !next->has(kNounCue) && next->form != Form::ing && next->has(kAfterContent));
  return verb ? object.end : stop_;
}

// Where a clause after ", who" ends: at the comma after which its noun's own verb comes.
std::size_t English::relative_end(std::size_t from) const {
  for (std::size_t k = from; k + 1 < stop_; ++k) {
    if (!comma(w_[k]) || w_[k].quote >= 0) continue;
    std::size_t v = k + 1;
    while (v + 1 < stop_ && v < k + 3 && w_[v].is(kAdverb)) ++v;
    const std::optional<Cue> cue = cue_at(w_, v);
    if (w_[v].is(kAuxiliary | kVerb) || (cue && (cue->form == Form::past || cue->form == Form::third))) return k;
  }
  return stop_;
}

// "voiced [doubts about]": the noun becomes part of the cue.
void English::light(Cue& cue) const {
  cue.frames &= ~static_cast<std::uint32_t>(kLight);
  for (std::size_t k = cue.end; k < stop_ && k < cue.end + 6; ++k) {
    const Word& w = w_[k];
    if (w.is(kMark | kPreposition | kSubordinator | kAuxiliary | kRelative) && !w.is(kDet)) return;
    const std::optional<Cue> noun = cue_at(w_, k);
    if (!noun || noun->noun == 0) continue;
    const bool governs = (noun->noun & kNounObject) != 0;
    const bool clause = (noun->noun & kClause) != 0 && noun->end < stop_ && w_[noun->end].low == "that";
    const bool act = (noun->noun & kInfinitive) != 0 && noun->end + 1 < stop_ && w_[noun->end].low == "to" && !w_[noun->end + 1].is(kDet | kPossessive) && !w_[noun->end + 1].capital;
    if (!governs && !clause && !act) continue;
    cue.end = noun->end;
    cue.kind = CueClass::say;
    cue.frames = governs ? kNounObject | kQuestion : clause ? kClause : kInfinitive;
    return;
  }
}

// "it was reported in the capital today that …": nobody is named who said so.
void English::hidden(Draft draft) {
  constexpr std::size_t kNear = 8;  // words from the verb to its "that"
  for (std::size_t i = draft.cue->end; i < std::min(stop_, draft.cue->end + kNear); ++i) {
    if (w_[i].low == "that") {
      draft.content.push_back(trimmed({i, clause_end(w_, i, stop_, false)}));
      return keep(std::move(draft));
    }
    if (w_[i].is(kMark) || finite_verb(w_, i)) return;
  }
}

// "the plan was criticised by the mayor", "the boats are expected to sail"
void English::passive(Cue cue, std::size_t vg) {
  // "was asked about": the verb alone says who hears it.
  if (const std::optional<Cue> verb = cue_at(w_, cue.begin, 1); cue.end == cue.begin + 2 && verb && verb->has(kHearerFirst) && verb->has(kUnsaid)) cue = *verb;
  if (!cue.has(kNounObject | kClause | kQuestion) || cue.end >= stop_) return;
  std::optional<Subject> patient = subject_before(w_, begin_, vg);
  if (!patient) return;
  if (patient->relative) patient->range = {vg - 1, vg};
  if (!d_.free(patient->range)) return;
  Draft draft;
  draft.cue = Range{vg, cue.end};
  draft.kind = cue.kind;
  draft.sentence = w_[cue.begin].sentence;
  const std::size_t by = skip_adjunct(w_, cue.end, stop_);   // "was criticised on Friday by"
  const Word& next = w_[cue.end];
  if (next.low == "by" || (by < stop_ && w_[by].low == "by")) {
    draft.source = subject_after(w_, (next.low == "by" ? cue.end : by) + 1, stop_);
    if (draft.source->empty() || w_[draft.source->begin].low.ends_with("ing")) return;
    draft.content.push_back(patient->range);
    return keep(std::move(draft));
  }
  if (vg == cue.begin) return;
  if (w_[patient->range.begin].low == "it" && patient->range.end - patient->range.begin == 1 && cue.has(kClause)) return hidden(std::move(draft));
  if (!cue.has(kUnsaid) && !(cue.kind == CueClass::say && next.low == "as")) return;
  if (cue.has(kHearerFirst)) {   // "the mayor was asked whether …"
    if (!(next.low == "about" || next.low == "to" || question_word(next))) return;
    draft.told_to = patient->range;
    if (next.low == "about") ++draft.cue->end;
  } else {
    const bool as = cue.end - cue.begin > 1 && w_[cue.end - 1].low == "as";   // "is seen as"
    if (next.low != "to" && next.low != "as" && !as) return;
    draft.content.push_back(patient->range);
    if (next.low == "as") ++draft.cue->end;
  }
  draft.content.push_back(trimmed({draft.cue->end, clause_end(w_, draft.cue->end, stop_, false)}));
  keep(std::move(draft));
}

// "the increase he seeks", "what the guild calls …", "which she opposes": the content stands before the source.
bool English::relative_object(const Cue& cue, Draft& draft) {
  if (!draft.source || !cue.has(kNounObject | kClause) || draft.nested || cue.form == Form::ing || draft.source->begin <= begin_) return false;
  std::size_t end = draft.source->begin;
  const Word& before = w_[end - 1];
  const bool pronoun = before.low == "that" || before.low == "which" || before.low == "whom";
  if (before.is(kMark | kPreposition | kSubordinator | kCoordinator | kVerb | kAuxiliary | kAdverb) && !pronoun) return false;
  if (cue.end < stop_ && !w_[cue.end].is(kMark | kPreposition | kTime | kCoordinator | kSubordinator)) return false;
  if (pronoun) --end;
  if (before.low == "which" || before.low == "whom") {
    draft.content.push_back({end, end + 1});
    return d_.free(draft.content.back());
  }
  const std::optional<Subject> thing = subject_before(w_, begin_, end);
  if (!thing || thing->relative || !d_.free(thing->range)) return false;
  draft.content.push_back(thing->range);
  return true;
}

}  // namespace tocsin::read::attribution
