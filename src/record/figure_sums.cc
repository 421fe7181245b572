// SPDX-License-Identifier: Apache-2.0
#include "record/figure_sums.h"

#include <algorithm>
#include <charconv>

#include "record/incident_events.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kSinceReach = 9;        // words from "since" to its date
constexpr std::uint32_t kComparedWords = 8;     // words from "the worst" to the time it is compared over
constexpr std::uint32_t kTermWords = 4;
constexpr std::uint32_t kFarBytes = 2000;       // from a figure to a time that is looked at
constexpr std::uint32_t kFarWords = 120;        // no part of a sentence is longer
constexpr std::int64_t kNoOneIncident = 300;    // killed or hurt within a year that only the year is told of

// The words that say so; a row's value is the least number they say it of.
bool spans(const Page& page, std::uint32_t at, std::int64_t number) {
  for (const auto& f : figure_words().look_up(page.words, at)) {
    if (f.name != "SPAN") continue;
    std::int64_t least = 0;
    std::from_chars(f.value.data(), f.value.data() + f.value.size(), least);
    if (number >= least) return true;
  }
  return false;
}

bool since(const Page& page, std::uint32_t date, std::uint32_t first) {
  for (std::uint32_t i = date; i-- > first && date - i <= kSinceReach;)
    if (page.words[i].folded == "since" || page.words[i].folded == "منذ") return true;
  return false;
}

// "have been killed", "clashes", "murders": told of more than one event.
bool many_events(const Page& page, const CasualtyReading& c, Span sentence) {
  const std::uint32_t cue = page.word_at(c.cue.value_or(c.span).begin), first = page.word_at(sentence.begin);
  for (std::uint32_t i = cue; i-- > first && cue - i <= 4;)
    if (page.words[i].folded == "have" || page.words[i].folded == "has") return true;
  for (auto m = page.mention_at(sentence.begin); m != page.reading.mentions.end() && m->span.begin < sentence.end; ++m) {
    if (m->kind != MentionKind::event) continue;
    const std::string& word = page.words[page.word_at(m->span.end - 1)].folded;
    if (word.ends_with('s') && !event_kind(word).empty()) return true;
  }
  return false;
}

bool one_event(const Page& page, Span sentence) {
  for (auto m = page.mention_at(sentence.begin); m != page.reading.mentions.end() && m->span.begin < sentence.end; ++m)
    if (m->kind == MentionKind::event && !page.words[page.word_at(m->span.end - 1)].folded.ends_with('s') &&
        event_noun(slice(page.document.text, m->span)))
      return true;
  return false;
}

bool long_time(const Mention& m) {
  const std::string& t = m.time->timex;
  return m.time->type == TimeType::duration && !t.starts_with("PT") && t != "P1M" &&   // "the third attack in a month"
         (t.ends_with("Y") || t.ends_with("DE") || t.ends_with("CE") || t.ends_with("M"));
}

// "66 years old", "34 years of age", "two-year-old".
bool age(const Page& page, const Mention& m) {
  const std::uint32_t last = page.word_at(m.span.end - 1);
  const auto old = [&](std::uint32_t i) { return i < page.words.size() && (page.words[i].folded == "old" || page.words[i].folded == "age"); };
  return old(last) || old(last + 1) || old(last + 2);
}

bool comma(const text::Word& w) { return w.folded == "," || w.folded == "،"; }

// A time that says nothing of the figure: in another part between commas that is not the first ("the mayor, in office since
// 2021, said …"), of a comparison ("the worst in five years"), of a term ("serving ten years"), or of a distance ("ten years ago").
bool of_something_else(const Page& page, const CasualtyReading& c, const Mention& m, Span clause) {
  const std::uint32_t first = page.word_at(clause.begin), begin = page.word_at(m.span.begin), next = page.word_at(m.span.end - 1) + 1;
  const std::uint32_t at = page.word_at(c.span.begin), cue = page.word_at(c.cue.value_or(c.span).begin);
  const std::uint32_t from = std::min(begin, std::max(at, cue)), to = std::max(begin, std::min(at, cue));
  bool later_part = begin - first > kFarWords, apart = to - from > kFarWords;
  for (std::uint32_t i = first; i < begin && !later_part; ++i) later_part = comma(page.words[i]);
  for (std::uint32_t i = from; i < to && !apart; ++i) apart = comma(page.words[i]);
  if (later_part && apart) return true;
  if (figure_phrase(page.words, next, "DISTANCE") > 0) return true;
  const std::uint32_t after = next < page.words.size() && comma(page.words[next]) ? next + 1 : next;
  const bool when = after < page.words.size() && page.words[after].folded == "when";   // "the worst since 1998, when 52 died"
  for (std::uint32_t i = begin; i-- > first && begin - i <= kComparedWords && !comma(page.words[i]);) {
    if (figure_phrase(page.words, i, "COMPARED") > 0 && !when) return true;
    if (figure_phrase(page.words, i, "TERM") > 0 && begin - i <= kTermWords) return true;
  }
  return false;
}

// The part of the sentence between semicolons.
Span clause_of(const Page& page, Span at) {
  Span out = page.sentence_of(at.begin);
  for (std::uint32_t i = page.word_at(out.begin); i < page.words.size() && page.words[i].span.end <= out.end; ++i) {
    const text::Word& w = page.words[i];
    if (w.folded != ";" && w.folded != "؛") continue;
    if (w.span.end <= at.begin) out.begin = w.span.end;
    if (w.span.begin >= at.end) out.end = w.span.begin;
  }
  return out;
}

}  // namespace

bool sums_over_time(const Page& page, const CasualtyReading& c, std::int64_t number) {
  const Span sentence = clause_of(page, c.span);
  const std::uint32_t first = page.word_at(sentence.begin);
  for (std::uint32_t i = first; i < page.words.size() && page.words[i].span.begin < sentence.end; ++i)
    if (spans(page, i, number)) return true;
  const std::uint32_t from = std::max(sentence.begin, c.span.begin > kFarBytes ? c.span.begin - kFarBytes : 0), to = std::min(sentence.end, c.span.end + kFarBytes);
  for (auto it = page.mention_at(from); it != page.reading.mentions.end() && it->span.begin < to; ++it) {
    const Mention& m = *it;
    if (m.kind != MentionKind::time || !inside(m.span, sentence) || !m.time || age(page, m) || of_something_else(page, c, m, sentence)) continue;
    if (long_time(m)) return true;
    if (!m.time->interval) continue;
    const Precision precision = m.time->interval->precision;
    if (precision >= Precision::decade) return true;
    if (precision >= Precision::month && since(page, page.word_at(m.span.begin), first)) return true;
    // "In 1988 nearly 1,500 were killed", "have died during 1990"; not "a raid in 1994 killed 38".
    if (precision >= Precision::season && (many_events(page, c, sentence) || (number >= kNoOneIncident && !one_event(page, sentence)))) return true;
  }
  return false;
}

}  // namespace tocsin::record
