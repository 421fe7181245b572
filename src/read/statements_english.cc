// SPDX-License-Identifier: Apache-2.0
// How English attributes: "content, said source", "content, source said", "source said content", "according to source".
// Content before its cue is looked for first, so that cues inside it are not taken for statements of their own.
#include <algorithm>

#include "read/statements_draft.h"

namespace tocsin::read::attribution {
namespace {

bool comma(const Word& w) { return mark(w, ","); }
bool dash(const Word& w) { return mark(w, "-") || mark(w, "–") || mark(w, "—") || mark(w, "--") || mark(w, "―"); }
bool final_mark(const Word& w) { return mark(w, ".") || mark(w, "?") || mark(w, "!") || mark(w, "…"); }

bool be_form(const Word& w) {
  return w.low == "is" || w.low == "are" || w.low == "was" || w.low == "were" || w.low == "be" || w.low == "been" || w.low == "being" ||
         w.low == "am" || w.low == "'s" || w.low == "'re" || w.low == "'m" || w.low == "wasn't" || w.low == "isn't" || w.low == "weren't" ||
         w.low == "aren't";
}

class English {
 public:
  explicit English(Drafts& drafts) : d_(drafts), w_(drafts.words) {}

  void sentence(Range s) {
    begin_ = s.begin;
    high_ = s.end;
    stop_ = s.end;
    while (stop_ > begin_ && final_mark(w_[stop_ - 1]) && w_[stop_ - 1].quote < 0) --stop_;
    last_in_sentence_ = -1;
    for (std::size_t i = begin_; i < stop_; ++i) content_first(i);
    for (std::size_t i = begin_; i < stop_; ++i) source_first(i);
  }

 private:
  // ---- content before its cue

  struct Left {
    std::vector<Range> content;
    bool quoted = false;
    bool broken_off = false;   // the quotation ends in a comma or question: its sentence goes on with who said it
    bool finite = false;       // holds a clause
  };

  // What stands before `edge`, where an attribution that follows its content would begin.
  std::optional<Left> left_of(std::size_t edge) const {
    if (edge == 0) return std::nullopt;
    std::size_t end = edge;
    bool broke = false;
    if (end > begin_ && (comma(w_[end - 1]) || dash(w_[end - 1])) && !closes_quote(w_, end - 1)) {
      --end;
      broke = true;
    }
    if (end == 0) return std::nullopt;
    Left out;
    if (closes_quote(w_, end - 1) && (end > begin_ || same_paragraph(end - 1, edge))) {
      const int q = w_[end - 1].quote;
      out.content = d_.whole_quotation(q);
      out.quoted = true;
      const Word& mark_before = w_[end - 2 < w_.size() ? end - 2 : end - 1];
      out.broken_off = broke || comma(mark_before) || mark(mark_before, "?") || mark(mark_before, "!") || dash(mark_before);
      if (!d_.free(out.content.back())) return std::nullopt;
      const std::size_t open = out.content.front().begin;
      // "The plan is "terrible," he said": the words before the mark are content too.
      if (open > begin_ && open < end && !comma(w_[open - 1]) && !mark(w_[open - 1], ":") && end > begin_ && d_.free({begin_, open})) {
        bool sentence_inside = false;
        for (std::size_t i = open; i + 1 < end; ++i) sentence_inside = sentence_inside || w_[i].sentence != w_[open].sentence;
        if (!sentence_inside && out.content.size() == 1) out.content[0].begin = clause_begin(open);
      }
      return out;
    }
    if (!broke || end <= begin_) return std::nullopt;
    const Range r{clause_begin(end), end};
    if (!d_.free(r)) return std::nullopt;
    bool finite = false;
    for (std::size_t i = r.begin; i < r.end && !finite; ++i) finite = finite_verb(w_, i) && w_[i].quote < 0 ? true : finite;
    if (w_[r.begin].is(kRelative)) return std::nullopt;
    out.finite = finite;
    // "After the talks, he said …", "When asked, he said …" do not come here: they have no clause of their own.
    if (w_[r.begin].is(kSubordinator) && w_[r.begin].low != "that") {
      bool main = false;
      for (std::size_t i = r.begin; i < r.end; ++i) main = main || comma(w_[i]);
      if (!main) return std::nullopt;
    }
    out.content.push_back(r);
    return out;
  }

  std::size_t clause_begin(std::size_t end) const {
    std::size_t b = begin_;
    for (std::size_t i = begin_; i < end; ++i)
      if (mark(w_[i], ";") || (mark(w_[i], ":") && i - begin_ < 4)) b = i + 1;
    while (b < end && (w_[b].low == "but" || w_[b].low == "and") ) ++b;
    return b;
  }

  bool same_paragraph(std::size_t a, std::size_t b) const {
    if (b >= w_.size() || w_[b].span.begin - w_[a].span.end > 4) return false;
    return w_.text.substr(w_[a].span.end, w_[b].span.begin - w_[a].span.end).find('\n') == std::string_view::npos;
  }

  void content_first(std::size_t i) {
    if (d_.taken[i] >= 0) return;
    if (w_[i].low == "according" && i + 2 < stop_ && w_[i + 1].low == "to") return according(i);
    if (w_[i].capital && i > begin_) return;   // a name: "Joram Tell"
    const std::optional<Cue> cue = cue_at(w_, i);
    if (!cue || !cue->has(kAfterContent | kQuoteOnly) || cue->form == Form::ing || cue->form == Form::participle) return;
    if (w_[i].quote >= 0 && !(w_[i].quote < 0)) return;
    if (inverted(*cue) || postposed(*cue)) return;
    if (i == begin_ && cue->form != Form::base && i + 1 < stop_) {
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
  bool inverted(const Cue& cue) {
    if (cue.form == Form::base || cue.end >= stop_ || (cue.has(kHearerFirst) && !cue.has(kQuoteOnly) && cue.kind == CueClass::say && w_[cue.begin].low != "asked" && w_[cue.begin].low != "warned")) return false;
    const std::size_t vg = cue.begin;
    const Word& next = w_[cue.end];
    if (next.is(kMark | kPreposition | kSubordinator | kObject) && !(next.is(kPronoun) || next.is(kDet))) return false;
    if (next.is(kPossessive | kAuxiliary) && next.low != "his" && next.low != "her" && next.low != "their" && next.low != "its") return false;
    const std::optional<Left> left = left_of(vg);
    if (!left) return false;
    const Range source = subject_after(w_, cue.end, stop_);
    if (source.empty() || w_[source.begin].is(kTime)) return false;
    bool relative = false;
    for (std::size_t i = source.begin; i < source.end; ++i) {
      relative = relative || (w_[i].is(kRelative) && i > source.begin);
      if (comma(w_[i])) relative = false;
      if (!relative && finite_verb(w_, i) && (i == source.begin || !w_[i].capital)) return false;
    }
    if (next.is(kPronoun) && !next.is(kDet) && source.end - source.begin > 1) return false;
    if (!left->quoted && !left->finite) return false;
    Draft draft;
    draft.source = source;
    draft.cue = Range{cue.begin, cue.end};
    draft.content = left->content;
    draft.told_to = hearer_in({source.end, skip_adjuncts(w_, source.end, stop_)});
    finish(std::move(draft), cue, source.end);
    return true;
  }

  // "…, he told reporters in Aqaba on Wednesday."
  bool postposed(const Cue& cue) {
    const std::size_t vg = verb_group(w_, begin_, cue.begin);
    const std::optional<Subject> subject = subject_before(w_, begin_, vg);
    if (!subject || subject->relative) return false;
    const std::size_t edge = subject->range.begin;
    if (cue.form == Form::base && !subject_plural(subject->range)) return false;
    const std::optional<Left> left = left_of(edge);
    if (!left) return false;
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

  // "said in a statement sent to the agency", "said in an interview with the Courier"
  std::optional<Range> hearer_in(Range r) const {
    for (std::size_t i = r.begin; i + 1 < r.end; ++i) {
      const bool with = w_[i].low == "with" && i > r.begin && (w_[i - 1].low == "interview" || w_[i - 1].low == "conversation" || w_[i - 1].low == "call");
      if (w_[i].low != "to" && !with) continue;
      const Range np = noun_phrase(w_, i + 1, r.end);
      if (!np.empty() && !w_[np.begin].is(kTime)) return np;
    }
    return std::nullopt;
  }

  bool subject_plural(Range r) const {
    const Word& w = w_[r.end - 1];
    return w.is(kPronoun) || w.low.ends_with("s") || w.capital || w.low == "people" || w.low == "police" || w.low.ends_with("men");
  }

  // Adds what goes on after the attribution, and the draft.
  void finish(Draft draft, const Cue& cue, std::size_t after) {
    draft.kind = cue.kind;
    draft.sentence = w_[cue.begin].sentence;
    std::size_t i = after;
    i = skip_adjuncts(w_, i, stop_);
    if (i < stop_ && comma(w_[i])) {
      ++i;
      if (i < stop_ && opens_quote(w_, i)) {
        add_quotations(draft, i);
      } else if (const std::size_t next = next_quotation(i); next < stop_ && closes_quote(w_, draft.content.back().end - 1)) {
        add_quotations(draft, next);
      } else if (i < stop_ && !w_[i].is(kRelative) && !w_[i].is(kCoordinator) && !(cue_at(w_, i) && cue_at(w_, i)->form == Form::ing) &&
                 !w_[draft.content.back().end - 1].is(kMark) && w_[i].low != "according" && !w_[i].low.ends_with("ing") &&
                 draft.content.back().end <= (draft.source ? draft.source->begin : i)) {
        // "The plan, he said, would fail."
        bool verb = false;
        for (std::size_t k = i; k < stop_; ++k) verb = verb || finite_verb(w_, k);
        if (verb) draft.content.push_back({i, clause_end(w_, i, stop_, false)});
      }
    } else if (i < stop_ && opens_quote(w_, i)) {
      add_quotations(draft, i);
    } else if (i < stop_ && mark(w_[i], ":") && i + 1 < w_.size() && opens_quote(w_, i + 1)) {
      add_quotations(draft, i + 1);
    } else if (i >= stop_ && high_ < w_.size() && opens_quote(w_, high_) && same_paragraph(high_ - 1, high_)) {
      follow(draft, high_);
    }
    keep(std::move(draft));
  }

  // "…, referring to the harbour, “…": the next quotation of the sentence, if it takes up after a comma.
  std::size_t next_quotation(std::size_t i) const {
    for (std::size_t k = i; k < stop_; ++k)
      if (opens_quote(w_, k) && (comma(w_[k - 1]) || w_[k - 1].is(kCoordinator))) return k;
    return stop_;
  }

  // A quotation at `at` goes on with the statement unless somebody else is named for it.
  void follow(Draft& draft, std::size_t at) {
    while (at < w_.size() && opens_quote(w_, at)) {
      const std::vector<Range> pieces = d_.whole_quotation(w_[at].quote);
      const std::size_t end = pieces.back().end;
      if (end < w_.size() && same_paragraph(end - 1, end)) {
        if (w_[end].sentence == w_[end - 1].sentence && !final_mark(w_[end])) return;
        // "“Why?” she asked."
        for (std::size_t k = end; k < w_.size() && k < end + 6; ++k) {
          if (w_[k].is(kMark)) break;
          const std::optional<Cue> cue = cue_at(w_, k);
          if (cue && cue->has(kAfterContent | kQuoteOnly) && cue->form != Form::ing && (k + 1 >= w_.size() || w_[k + 1].is(kMark))) return;
        }
      }
      for (const Range& r : pieces)
        if (!d_.free(r)) return;
      draft.content.insert(draft.content.end(), pieces.begin(), pieces.end());
      if (end >= w_.size() || !same_paragraph(end - 1, end)) return;
      at = end;
    }
  }

  void add_quotations(Draft& draft, std::size_t at) {
    for (const Range& r : d_.whole_quotation(w_[at].quote))
      if (d_.free(r)) draft.content.push_back(r);
    if (!draft.content.empty()) {
      const std::size_t end = draft.content.back().end;
      if (end < w_.size() && opens_quote(w_, end) && same_paragraph(end - 1, end)) follow(draft, end);
    }
  }

  void keep(Draft draft) {
    const std::size_t before = d_.list.size();
    if (draft.source && draft.cue && draft.source->begin < draft.cue->end && draft.cue->begin < draft.source->end) return;
    d_.add(std::move(draft));
    if (d_.list.size() > before) last_in_sentence_ = static_cast<int>(before);
  }

  void according(std::size_t i) {
    Draft draft;
    draft.cue = Range{i, i + 2};
    draft.sentence = w_[i].sentence;
    Range source = subject_after(w_, i + 2, stop_);
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
        if (clause || k + 1 >= source.end) {
          source.end = k;
          break;
        }
      }
      std::size_t begin = source.end;
      while (begin < stop_ && (comma(w_[begin]) || mark(w_[begin], ":"))) ++begin;
      if (begin >= stop_) return;
      draft.content.push_back({begin, clause_end(w_, begin, stop_, false)});
    } else {
      std::size_t end = i;
      while (end > begin_ && (comma(w_[end - 1]) || dash(w_[end - 1])) && w_[end - 1].quote < 0) --end;
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

  // ---- source before its cue, content after

  void source_first(std::size_t i) {
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
      if (subject && cue.form == Form::base && vg == cue.begin && !subject_plural(subject->range)) return;
      if (!subject && vg > begin_ && (w_[vg - 1].is(kCoordinator) || comma(w_[vg - 1]))) {
        if (cue.form == Form::base && vg == cue.begin) return;
        const auto source = main_source(vg);
        if (source) subject = Subject{*source, false};
      }
      if (!subject) return;
      const Word& only = w_[subject->range.begin];
      if (subject->range.end - subject->range.begin == 1 && (only.low == "you" || only.low == "what" || only.low == "there")) return;
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

  // Who a participle or a second verb goes with: the source named last in the sentence, else its subject.
  std::optional<Range> main_source(std::size_t before) const {
    if (last_in_sentence_ >= 0) {
      const Draft& last = d_.list[static_cast<std::size_t>(last_in_sentence_)];
      if (last.source && last.source->begin < before) return last.source;
    }
    for (std::size_t i = begin_; i < before && i < begin_ + kReach; ++i) {
      if (!finite_verb(w_, i) || w_[i].quote >= 0) continue;
      const std::optional<Subject> subject = subject_before(w_, begin_, verb_group(w_, begin_, i));
      if (subject && !subject->relative) return subject->range;
    }
    return std::nullopt;
  }

  // "the plan was criticised by the mayor"
  void passive(const Cue& cue, std::size_t vg) {
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
  bool noun_cue(const Cue& cue, Draft& draft) {
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

  bool question_word(const Word& w) const {
    return w.low == "whether" || w.low == "if" || w.low == "what" || w.low == "how" || w.low == "why" || w.low == "who" || w.low == "when" ||
           w.low == "where" || w.low == "which";
  }

  // What the cue governs; false: nothing that could be content.
  bool complement(const Cue& cue, Draft& draft) {
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
    if (at < stop_ && cue.has(kNounObject) && !w_[at].is(kMark | kCoordinator) && !(w_[at].is(kAdverb) && !w_[at].is(kDet) && at + 1 >= stop_)) {
      const Word& w = w_[at];
      const bool particle = cue.end - cue.begin > 1;
      if ((!w.is(kPreposition | kSubordinator | kTime) || w.is(kDet) || question_word(w)) &&
          !(w.low == "to" && !particle)) {
        draft.content.push_back(trimmed({at, clause_end(w_, at, stop_, true)}));
        return !draft.content.back().empty();
      }
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

  bool clause(Draft& draft, std::size_t begin) {
    draft.content.push_back(trimmed({begin, clause_end(w_, begin, stop_, false)}));
    return !draft.content.back().empty();
  }

  // Without where it was said at the end ("… in a statement on Friday"), but with all of a quotation it runs into.
  Range trimmed(Range r) const {
    for (std::size_t i = r.begin + 3; i < r.end; ++i) {
      if (!w_[i].is(kPreposition) || w_[i].quote >= 0) continue;
      bool venue = false;
      for (std::size_t k = i + 1; k < r.end && k <= i + 4; ++k) {
        if (w_[k].is(kMark | kPreposition)) break;
        venue = venue || (w_[k].is(kVenue) && (w_[k - 1].is(kDet | kPossessive) || w_[k].capital || k == i + 1));
      }
      if (venue && skip_adjuncts(w_, i, r.end) == r.end && (w_[i].low == "in" || w_[i].low == "during" || w_[i].low == "on" || w_[i].low == "at")) {
        r.end = i;
        break;
      }
    }
    while (r.end > r.begin && (comma(w_[r.end - 1]) || dash(w_[r.end - 1])) && w_[r.end - 1].quote < 0) --r.end;
    if (r.end > r.begin && w_[r.end - 1].quote >= 0) {
      const Range q = d_.quote_words[static_cast<std::size_t>(w_[r.end - 1].quote)];
      if (q.begin >= r.begin && q.end > r.end) r.end = q.end;
    }
    return r;
  }

  Drafts& d_;
  const Words& w_;
  std::size_t begin_ = 0, high_ = 0, stop_ = 0;
  int last_in_sentence_ = -1;
};

}  // namespace

void find_english(Drafts& drafts) {
  English english(drafts);
  for (const Span& s : drafts.words.sentences) {
    if (!mostly_arabic(drafts.words, {s.begin, s.end})) english.sentence({s.begin, s.end});
  }
}

}  // namespace tocsin::read::attribution
