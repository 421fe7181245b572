// SPDX-License-Identifier: Apache-2.0
// English content before its cue: "…, said Lamis Oran", "…, she said", "…, according to the guard", and lines of a transcript.
#include "read/statements_english.h"

#include <algorithm>

namespace tocsin::read::attribution {

void English::content_first(std::size_t i) {
  if (d_.taken[i] >= 0) return;
  if (w_[i].low == "asked" && asked(i)) return;
  if (w_[i].low == "in" && view(i)) return;
  if (w_[i].low == "according" && i + 2 < stop_ && w_[i + 1].low == "to") return according(i, i + 2);
  if (w_[i].low == "as" && i + 3 < stop_) {   // "As reported by the Courier, …"
    const std::optional<Cue> told = cue_at(w_, i + 1);
    if (told && (told->form == Form::past || told->form == Form::participle) && told->kind != CueClass::think && told->end + 1 < stop_ && w_[told->end].low == "by")
      return according(i, told->end + 1);
  }
  if (w_[i].capital && i > begin_) return;   // a name: "Joram Tell"
  const std::optional<Cue> cue = cue_at(w_, i);
  if (!cue || (cue->frames & ~(kNounCue | kAdjective)) == 0 || cue->form == Form::ing || cue->form == Form::participle) return;
  if (w_[i].quote >= 0) return;
  if (i > begin_ && w_[i - 1].is(kDet | kPossessive) && !w_[i - 1].is(kPronoun) && !share_ends(w_, begin_, i) && w_[i - 1].low != "that") return;   // "in the state"
  if (inverted(*cue) || postposed(*cue)) return;
  if (i == begin_ && cue->form != Form::base && cue->has(kAfterContent | kQuoteOnly) && i + 1 < stop_) {
    // "Said the mayor: “…”"
    const Range source = subject_after(w_, cue->end, stop_);
    const std::size_t colon = source.end;
    if (source.empty() || colon + 1 >= w_.size() || !(mark(w_[colon], ":") || comma(w_[colon])) || !opens_quote(w_, colon + 1)) return;
    Draft draft;
    draft.source = source;
    draft.cue = Range{cue->begin, cue->end};
    draft.kind = cue->kind;
    draft.sentence = w_[i].sentence;
    add_quotations(draft, colon + 1);
    keep(std::move(draft));
  }
}

// "…, said Lamis Haddour, who …"
bool English::inverted(const Cue& cue) {
  if (cue.form == Form::base || cue.end >= stop_ || (cue.has(kHearerFirst) && !cue.has(kQuoteOnly) && cue.kind == CueClass::say && w_[cue.begin].low != "asked" && w_[cue.begin].low != "warned")) return false;
  const std::size_t vg = cue.begin;
  const Word& next = w_[cue.end];
  if (next.low == "that") return false;
  if (next.is(kMark | kPreposition | kSubordinator | kObject) && !(next.is(kPronoun) || next.is(kDet))) return false;
  if (next.is(kPossessive | kAuxiliary) && next.low != "his" && next.low != "her" && next.low != "their" && next.low != "its") return false;
  const std::optional<Left> left = left_of(vg);
  if (!left || (cue.kind == CueClass::show && !left->quoted) || (left->quoted && !left->broken_off && cue.form == Form::third)) return false;   // "A study of the tides, …, shows boats …"
  const Range source = subject_after(w_, cue.end, stop_);
  if (source.empty() || w_[source.begin].is(kTime)) return false;
  bool relative = false;
  for (std::size_t i = source.begin; i < source.end; ++i) {
    relative = relative || (w_[i].is(kRelative) && i > source.begin);
    if (comma(w_[i])) {
      if (left->quoted) break;   // what describes the name may hold a verb
      relative = false;
    }
    if (!relative && finite_verb(w_, i) && (i == source.begin || !w_[i].capital)) return false;
  }
  if (next.is(kPronoun) && !next.is(kDet) && source.end - source.begin > 1) return false;
  if (!left->quoted && (!left->finite || !cue.has(kAfterContent | kQuoteOnly))) return false;
  Draft draft;
  draft.source = source;
  draft.cue = Range{cue.begin, cue.end};
  draft.content = left->content;
  draft.told_to = hearer_in({source.end, skip_adjuncts(w_, source.end, stop_)});
  finish(std::move(draft), cue, source.end);
  return true;
}

// "…, he told reporters in Aqaba on Wednesday."
bool English::postposed(const Cue& cue) {
  const std::size_t vg = verb_group(w_, begin_, cue.begin);
  if (!cue.has(kAdjective) && cue.form != Form::ing && be_within(vg, cue.begin)) return false;   // "he would be charged"
  const std::optional<Subject> subject = subject_before(w_, begin_, vg);
  if (!subject || subject->relative) return false;
  const std::size_t edge = subject->range.begin;
  if (cue.form == Form::base && !subject_plural(subject->range)) return false;
  const std::optional<Left> left = left_of(edge);
  if (!cue.has(kAfterContent | kQuoteOnly) && (!left || !left->quoted || !left->broken_off || cue.end < stop_)) return false;
  if (!left) return fronted(cue, subject->range, vg);
  Draft draft;
  std::size_t after = cue.end;
  if (cue.has(kHearerFirst) && after < stop_) {
    const Range hearer = noun_phrase(w_, after, stop_);
    if (!hearer.empty()) {
      draft.told_to = hearer;
      after = hearer.end;
    }
  }
  const std::size_t adjuncts = after;
  after = skip_adjuncts(w_, after, stop_);
  if (!draft.told_to) draft.told_to = hearer_in({adjuncts, after});
  if (after < stop_) {
    const Word& next = w_[after];
    const bool breaks = comma(next) || dash(next) || opens_quote(w_, after) || mark(next, ":") || mark(next, ";") || next.is(kCoordinator) ||
                        (left->quoted && (next.is(kPreposition | kSubordinator) || next.low.ends_with("ing"))) || next.low == "as" || next.low == "when";
    if (!breaks && !left->broken_off) return false;
    if (!breaks) after = stop_;
  }
  if (!left->quoted && !left->finite) {
    // "In most cases, she said, …", "Recently, he said, …"
    const Word& first = w_[left->content.front().begin];
    if (first.is(kPreposition | kSubordinator | kAdverb | kTime) && !first.is(kDet)) return fronted(cue, subject->range, vg);
    if (first.low == "asked" || (first.low.ends_with("ing") && first.low.size() > 5)) return false;   // "Reflecting on …, she said: “…”"
    // "All of which, he said, would help": the subject alone stands before.
    if (after >= stop_ || !comma(w_[after]) || w_[left->content.front().begin].is(kPreposition | kSubordinator | kAdverb | kTime | kCoordinator)) return false;
    if (left->content.front().end - left->content.front().begin > 12) return false;
  }
  draft.source = subject->range;
  draft.cue = Range{vg, cue.end};
  draft.content = left->content;
  finish(std::move(draft), cue, after);
  return true;
}

// "If the tide holds, she said, boats will sail": what stands before is no clause of its own, and goes with the one behind.
bool English::fronted(const Cue& cue, const Range& source, std::size_t vg) {
  if (source.begin > begin_ && w_[source.begin - 1].is(kPreposition)) return false;   // "due to party rules, …"
  const std::size_t after = skip_adjuncts(w_, cue.end, stop_);
  if (after + 3 >= stop_ || !comma(w_[after]) || w_[after + 1].is(kCoordinator | kRelative) || opens_quote(w_, after + 1) || w_[after + 1].low.ends_with("ing")) return false;
  const Range next = noun_phrase(w_, after + 1, stop_);   // "Cost estimates, he added, were …": the noun of the next attribution
  const std::optional<Cue> inner = cue_at(w_, next.end);
  if (!next.empty() && next.end + 1 < stop_ && inner && inner->has(kAfterContent) && comma(w_[inner->end])) return false;
  bool finite = false;
  for (std::size_t k = after + 1; k < stop_ && !finite; ++k) finite = finite_verb(w_, k);
  if (!finite || !d_.free({after, stop_})) return false;
  Draft draft;
  draft.source = source;
  draft.cue = Range{vg, cue.end};
  draft.kind = cue.kind;
  draft.sentence = w_[cue.begin].sentence;
  std::size_t begin = begin_, end = source.begin;
  while (end > begin && comma(w_[end - 1])) --end;
  while (begin < end && w_[begin].is(kCoordinator)) ++begin;
  bool told_where = end <= begin || end == source.begin || (w_[begin].low == "as" || w_[begin].low.ends_with("ing"));
  for (std::size_t k = begin; k < end; ++k) told_where = told_where || w_[k].is(kVenue);
  if (!told_where && d_.free({begin, end})) draft.content.push_back({begin, end});
  draft.content.push_back({after + 1, clause_end(w_, after + 1, stop_, false)});
  keep(std::move(draft));
  return true;
}

// "Asked whether …, he said": who asked is not told.
bool English::asked(std::size_t i) {
  if (i + 2 >= stop_ || !(i == begin_ || w_[i - 1].low == "when" || comma(w_[i - 1]))) return false;
  // "Asked on Monday whether …", "Asked by the Courier in May about …"
  std::size_t what = i + 1;
  Range asker;
  for (std::size_t before = i; what > before && what + 1 < stop_ && !question_word(w_[what]) && w_[what].low != "about";) {
    before = what;
    if (w_[what].low == "by") {
      asker = noun_phrase(w_, what + 1, stop_);
      what = asker.end;
    } else {
      what = skip_adjunct(w_, what, stop_);
    }
  }
  if (what + 1 >= stop_ || !(question_word(w_[what]) || w_[what].low == "about")) return false;
  std::size_t end = what + 1;
  while (end < stop_ && !comma(w_[end])) ++end;
  Draft draft;
  draft.cue = Range{i, i + 1};
  if (!asker.empty()) draft.source = asker;
  draft.sentence = w_[i].sentence;
  draft.content.push_back({what, end});
  if (!d_.free(draft.content.back())) return false;
  const int last = last_in_sentence_;
  keep(std::move(draft));
  last_in_sentence_ = last;   // what follows is the other's answer
  return true;
}

// "In the guild's view, boats are safe", "Boats, in Tarn's words, are safe": somebody's, or his.
bool English::view(std::size_t i) {
  std::size_t head = i + 1;
  while (head < stop_ && head < i + 12 && !(w_[head].is(kView) && w_[head - 1].is(kPossessive))) {
    if (w_[head].is(kMark) && w_[head].low != ".") return false;
    ++head;
  }
  if (head + 2 >= stop_ || !w_[head].is(kView) || !comma(w_[head + 1])) return false;
  const bool named = w_[head - 1].low.front() == '\'';
  const Range source = named ? Range{i + 1, head - 1} : Range{head - 1, head};
  if (source.empty() || w_[source.begin].low == "my" || w_[source.begin].low == "our" || w_[source.begin].low == "your") return false;
  Draft draft;
  draft.source = source;
  draft.cue = Range{named ? head - 1 : head, head + 1};
  draft.sentence = w_[i].sentence;
  if (i > begin_ + 1 && comma(w_[i - 1]) && d_.free({begin_, i - 1})) draft.content.push_back({clause_begin(i - 1), i - 1});
  draft.content.push_back({head + 2, clause_end(w_, head + 2, stop_, false)});
  for (const Range& r : draft.content)
    if (!d_.free(r)) return false;
  keep(std::move(draft));
  return true;
}

void English::according(std::size_t i, std::size_t cue_end) {
  Draft draft;
  draft.cue = Range{i, cue_end};
  draft.sentence = w_[i].sentence;
  Range source = subject_after(w_, cue_end, stop_);
  if (source.empty()) return;
  const bool first = i == begin_ || (i == begin_ + 1 && w_[begin_].is(kCoordinator | kAdverb)) ||
                     (i > begin_ && (w_[i - 1].low == "that" || mark(w_[i - 1], ";") || opens_quote(w_, i - 1)));
  if (first) {
    // Only up to the comma that opens the clause.
    for (std::size_t k = source.begin; k < source.end; ++k) {
      if (!comma(w_[k])) continue;
      std::size_t next = k + 1;
      bool clause = false;
      for (std::size_t v = next; v < stop_ && !clause && !comma(w_[v]); ++v) clause = finite_verb(w_, v) && !w_[next].is(kRelative);
      clause = clause || (next < stop_ && w_[next].is(kPreposition) && !w_[next].is(kRelative) && w_[next].low != "of");   // ", in May the boats …"
      if (clause || k + 1 >= source.end) {
        source.end = k;
        break;
      }
    }
    // Where no verb is known, the first comma still ends the source.
    if (source.end >= stop_ || final_mark(w_[source.end]))
      for (std::size_t k = source.begin + 1; k + 2 < source.end; ++k)
        if (comma(w_[k])) {
          source.end = k;
          break;
        }
    std::size_t begin = source.end;
    while (begin < stop_ && (comma(w_[begin]) || mark(w_[begin], ":"))) ++begin;
    if (begin >= stop_) return;
    draft.content.push_back({begin, clause_end(w_, begin, stop_, false)});
  } else {
    for (std::size_t v = source.begin + 1; v < source.end && !w_[v].is(kRelative) && !comma(w_[v]); ++v)   // "which according to Ivo Tarn | will be"
      if (w_[v].is(kAuxiliary) && w_[i - 1].is(kRelative)) source.end = v;
    std::size_t end = i;
    while (end > begin_ && (comma(w_[end - 1]) || dash(w_[end - 1])) && w_[end - 1].quote < 0) --end;
    if (end == 0) return;
    if (closes_quote(w_, end - 1)) {
      const auto left = left_of(end);
      if (left) draft.content = left->content;
    }
    if (draft.content.empty()) {
      std::size_t begin = clause_begin(end);
      for (std::size_t k = begin; k < end; ++k)
        if (d_.taken[k] >= 0) begin = k + 1;
      while (begin < end && (w_[begin].is(kMark | kCoordinator))) ++begin;
      if (begin + 1 >= end) return;
      draft.content.push_back({begin, end});
    }
    if (source.end < stop_ && comma(w_[source.end])) {
      const std::size_t k = source.end + 1;
      if (k < stop_ && !w_[k].is(kCoordinator | kRelative) && !(cue_at(w_, k) && cue_at(w_, k)->form == Form::ing)) {
        bool verb = false;
        for (std::size_t v = k; v < stop_; ++v) verb = verb || finite_verb(w_, v);
        if (verb && !finite_verb(w_, draft.content.back().end - 1)) draft.content.push_back({k, clause_end(w_, k, stop_, false)});
      }
    }
  }
  draft.source = source;
  keep(std::move(draft));
}

// "Nadia Salem: The pier is safe.", as headlines and transcripts have it; at the beginning of a line.
bool English::speaker(Range s) {
  std::size_t colon = s.begin;
  while (colon < s.end && colon - s.begin < 6 && (w_[colon].capital || w_.capitals || mark(w_[colon], ".")) && !w_[colon].is(kMark | kTime | kNumber | kPreposition | kAuxiliary)) ++colon;
  if (colon == s.begin || colon + 1 >= s.end || !mark(w_[colon], ":") || w_[s.begin].quote >= 0 || !line_start(s.begin)) return false;
  if (w_[colon - 1].is(kLabel)) return false;
  if (w_.capitals)  // "ARCE SAID:" has a verb
    for (std::size_t i = s.begin + 1; i < colon; ++i)
      if (const std::optional<Cue> cue = cue_at(w_, i); cue && (cue->form == Form::past || cue->form == Form::third)) return false;
  const bool quoted = opens_quote(w_, colon + 1);
  const bool first = s.begin == 0;
  const bool shouted = speaker_line(w_.text, w_[s.begin].span.begin, w_[colon].span.begin);
  if (!quoted && !first && !shouted) return false;
  std::size_t end = s.end;
  while (end > colon && final_mark(w_[end - 1]) && w_[end - 1].quote < 0) --end;
  if (end < colon + 4) return false;
  Draft draft;
  draft.source = Range{s.begin, colon};
  draft.cue = Range{colon, colon + 1};
  draft.sentence = w_[colon].sentence;
  if (quoted) {
    add_quotations(draft, colon + 1);
  } else {
    draft.content.push_back({colon + 1, end});
  }
  keep(std::move(draft));
  return true;
}

bool English::line_start(std::size_t i) const {
  if (i == 0) return true;
  return w_.text.substr(w_[i - 1].span.end, w_[i].span.begin - w_[i - 1].span.end).find('\n') != std::string_view::npos;
}

// "BOULDER:" in a transcript.
bool English::speaker_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  bool letters = false;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (text[i] >= 'a' && text[i] <= 'z') return false;
    letters = letters || (text[i] >= 'A' && text[i] <= 'Z');
  }
  return letters && end - begin > 1;
}

}  // namespace tocsin::read::attribution
