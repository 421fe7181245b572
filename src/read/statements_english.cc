// SPDX-License-Identifier: Apache-2.0
#include "read/statements_english.h"

#include <algorithm>

namespace tocsin::read::attribution {

bool comma(const Word& w) { return mark(w, ","); }
bool dash(const Word& w) { return mark(w, "-") || mark(w, "–") || mark(w, "—") || mark(w, "--") || mark(w, "―"); }
bool final_mark(const Word& w) { return mark(w, ".") || mark(w, "?") || mark(w, "!") || mark(w, "…"); }

void English::sentence(Range s) {
  begin_ = s.begin;
  high_ = s.end;
  stop_ = s.end;
  const auto without_final = [&] {
    while (stop_ > begin_ && final_mark(w_[stop_ - 1]) && w_[stop_ - 1].quote < 0) --stop_;
  };
  without_final();
  if (stop_ - begin_ > 2 && mark(w_[begin_], "(") && mark(w_[stop_ - 1], ")")) {   // a sentence of its own in brackets
    ++begin_;
    --stop_;
    without_final();
  }
  last_in_sentence_ = -1;
  if (speaker(s)) return;
  for (std::size_t i = begin_; i < stop_; ++i) content_first(i);
  for (std::size_t i = begin_; i < stop_; ++i) source_first(i);
  announced(s);
}

// "Ivo Tarn had a snappy answer: “…”": a quotation after a colon is the subject's, whatever the verb.
void English::announced(Range s) {
  constexpr std::size_t kFar = 6;   // words
  for (std::size_t colon = s.begin + 2; colon < stop_ && colon + 1 < w_.size(); ++colon) {
    if (!mark(w_[colon], ":") || w_[colon].quote >= 0 || !opens_quote(w_, colon + 1)) continue;
    const Range quoted = d_.quote_words[static_cast<std::size_t>(w_[colon + 1].quote)];
    if (!d_.free(quoted) || d_.taken[colon - 1] >= 0 || quoted.end - quoted.begin < 5) return;
    last_in_sentence_ = -1;
    const std::optional<Range> source = main_source(colon);
    if (!source || source->end >= colon || !d_.free({source->begin, colon})) return;
    Draft draft;
    draft.source = source;
    draft.cue = colon - source->end > kFar ? Range{colon - 1, colon} : Range{source->end, colon};
    draft.sentence = w_[colon].sentence;
    add_quotations(draft, colon + 1);
    return keep(std::move(draft));
  }
}

std::size_t English::clause_begin(std::size_t end) const {
  std::size_t b = begin_;
  for (std::size_t i = begin_; i < end; ++i)
    if (mark(w_[i], ";") || (mark(w_[i], ":") && i - begin_ < 4)) b = i + 1;
  while (b < end && (w_[b].low == "but" || w_[b].low == "and") ) ++b;
  return b;
}

bool English::same_paragraph(std::size_t a, std::size_t b) const {
  if (b >= w_.size() || w_[b].span.begin - w_[a].span.end > 4) return false;
  return w_.text.substr(w_[a].span.end, w_[b].span.begin - w_[a].span.end).find('\n') == std::string_view::npos;
}

// What stands before `edge`, where an attribution that follows its content would begin.
std::optional<English::Left> English::left_of(std::size_t edge) const {
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

// Adds what goes on after the attribution, and the draft.
void English::finish(Draft draft, const Cue& cue, std::size_t after) {
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
std::size_t English::next_quotation(std::size_t i) const {
  for (std::size_t k = i; k < stop_; ++k)
    if (opens_quote(w_, k) && (comma(w_[k - 1]) || w_[k - 1].is(kCoordinator))) return k;
  return stop_;
}

// A quotation at `at` goes on with the statement unless somebody else is named for it.
void English::follow(Draft& draft, std::size_t at) {
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

void English::add_quotations(Draft& draft, std::size_t at) {
  for (const Range& r : d_.whole_quotation(w_[at].quote))
    if (d_.free(r)) draft.content.push_back(r);
  if (!draft.content.empty()) {
    const std::size_t end = draft.content.back().end;
    if (end < w_.size() && opens_quote(w_, end) && same_paragraph(end - 1, end)) follow(draft, end);
  }
}

void English::keep(Draft draft) {
  const std::size_t before = d_.list.size();
  if (draft.source && draft.cue && draft.source->begin < draft.cue->end && draft.cue->begin < draft.source->end) return;
  if (draft.cue && draft.cue->end < w_.size() && mark(w_[draft.cue->end], ":") && w_[draft.cue->end].sentence == draft.sentence) ++draft.cue->end;
  d_.add(std::move(draft));
  if (d_.list.size() > before) last_in_sentence_ = static_cast<int>(before);
}

// Who a participle or a second verb goes with: the source named last in the sentence, else its subject.
std::optional<Range> English::main_source(std::size_t before) const {
  if (last_in_sentence_ >= 0) {
    const Draft& last = d_.list[static_cast<std::size_t>(last_in_sentence_)];
    const bool owner = last.source && last.cue && (w_[last.source->begin].is(kPossessive) || w_[last.cue->begin].is(kPossessive));   // "her reluctance to"
    if (last.source && last.source->begin < before && !owner) return last.source;
  }
  for (std::size_t i = begin_; i < before && i < begin_ + kReach; ++i) {
    if (!finite_verb(w_, i) || w_[i].quote >= 0) continue;
    const std::optional<Subject> subject = subject_before(w_, begin_, verb_group(w_, begin_, i));
    if (subject && !subject->relative) return subject->range;
  }
  // No verb that is known: what the sentence begins with.
  std::size_t at = begin_;
  if (w_[at].is(kPreposition | kSubordinator))
    while (at < before && at < begin_ + 20 && !comma(w_[at])) ++at;
  while (at < before && w_[at].is(kMark | kCoordinator | kAdverb)) ++at;
  const Range np = at < before ? noun_phrase(w_, at, before) : Range{};
  if (np.empty() || w_[np.begin].is(kTime | kPreposition) || !(w_[np.begin].capital || w_[np.begin].is(kDet | kPronoun))) return std::nullopt;
  return np;
}

// "said in a statement sent to the agency", "said in an interview with the Courier"
std::optional<Range> English::hearer_in(Range r) const {
  for (std::size_t i = r.begin; i + 1 < r.end; ++i) {
    const bool with = w_[i].low == "with" && i > r.begin && (w_[i - 1].low == "interview" || w_[i - 1].low == "conversation" || w_[i - 1].low == "call");
    if (w_[i].low != "to" && !with) continue;
    const Range np = noun_phrase(w_, i + 1, r.end);
    if (!np.empty() && !w_[np.begin].is(kTime)) return np;
  }
  return std::nullopt;
}

// Whether a verb in its base form may go with it: "the guards at the pier say", "a group of guards say", "Ann and Bob say".
bool English::subject_plural(Range r) const {
  const auto plural = [&](const Word& w) {
    return w.is(kPronoun | kDet | kNumber) || w.low.ends_with("s") || w.capital || w.low == "people" || w.low == "police" || w.low.ends_with("men");
  };
  if (share_ends(w_, r.begin, r.end) || w_[r.begin].is(kMany | kNumber) || w_[r.begin].low == "those" || w_[r.begin].low == "these") return true;
  std::size_t head = r.end;   // where the head has ended
  bool of = false;
  for (std::size_t i = r.begin; i < r.end; ++i) {
    if (w_[i].is(kCoordinator)) return true;
    if (head < r.end || i == r.begin) continue;
    if (comma(w_[i]) || w_[i].is(kPreposition | kRelative)) head = i, of = w_[i].low == "of";
  }
  if (head < r.end && head > r.begin + 1 && (w_[head - 1].low.ends_with("ed") || w_[head - 1].low.ends_with("en"))) --head;   // "reports given by"
  return plural(w_[head - 1]) || (of && plural(w_[r.end - 1]));
}

bool English::question_word(const Word& w) const {
  return w.low == "whether" || w.low == "if" || w.low == "what" || w.low == "how" || w.low == "why" || w.low == "who" || w.low == "when" ||
         w.low == "where" || w.low == "which" || w.low == "whom" || w.low == "whose";
}

// Without where it was said at the end ("… in a statement on Friday"), but with all of a quotation it runs into.
Range English::trimmed(Range r) const {
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

void find_english(Drafts& drafts) {
  English english(drafts);
  for (const Span& s : drafts.words.sentences) {
    if (!mostly_arabic(drafts.words, {s.begin, s.end})) english.sentence({s.begin, s.end});
  }
}

}  // namespace tocsin::read::attribution
