// SPDX-License-Identifier: Apache-2.0
#include "record/incident_events.h"

#include <algorithm>
#include <map>

#include "core/list.h"
#include "record/lists.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kUnrealReach = 8;   // words

const text::Grammar& events() {
  static const text::Grammar kGrammar(builtin_list("event_words.tsv", list("event_words.tsv")), {});
  return kGrammar;
}
const text::Grammar& around() {
  static const text::Grammar kGrammar(builtin_list("incident_words.tsv", list("incident_words.tsv")), {});
  return kGrammar;
}

bool has(const Page& page, std::uint32_t at, std::string_view cls) {
  if (at >= page.words.size()) return false;
  for (const auto& f : around().look_up(page.words, at))
    if (f.name == cls) return true;
  return false;
}

bool stop_mark(const text::Word& w) {
  return w.kind == text::TokenKind::mark && (w.folded == "." || w.folded == ";" || w.folded == ":" || w.folded == "!" || w.folded == "?" ||
                                             w.folded == "؛" || w.folded == "؟");
}

bool unreal(const Page& page, Span event, Span sentence) {
  const std::uint32_t at = page.word_at(event.begin), first = page.word_at(sentence.begin);
  std::uint32_t commas = 0;
  for (std::uint32_t i = at; i-- > first && at - i <= kUnrealReach;) {
    const text::Word& w = page.words[i];
    if (stop_mark(w)) break;
    if (w.folded == "," || w.folded == "،") {
      if (++commas > 1) break;
      continue;
    }
    if (commas == 0 && at - i == 1 && has(page, i, "NEXT")) return true;
    // "the strike … will be answered": what is marked by the article has happened, whatever the verb before it.
    if (has(page, i, "UNREAL")) {
      const bool definite = at > first && page.words[at - 1].folded == "the";
      if (!definite || at - i <= 2) return true;
    }
  }
  // سنقصف: the future stands on the verb itself.
  const std::string& own = page.words[at].folded;
  if (own.starts_with("سن") || own.starts_with("سي") || own.starts_with("ست")) return true;
  for (std::uint32_t i = first; i < page.words.size() && page.words[i].span.begin < sentence.end && i < first + 200; ++i)
    if (has(page, i, "PLAY")) return true;
  return false;
}

bool threatened(const Page& page, Span event) {
  auto it = std::upper_bound(page.reading.threats.begin(), page.reading.threats.end(), event.end,
                             [](std::uint32_t o, const ThreatReading& t) { return o < t.span.begin; });
  for (int n = 0; it != page.reading.threats.begin() && n < 40; ++n) {
    const ThreatReading& t = *--it;
    if (t.act && overlap(*t.act, event)) return true;
  }
  return false;
}

std::uint32_t distance(Span a, Span b) { return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0; }

// Bytes between, more where the candidate stands before, more across a clause or a verb of saying: the day somebody said it
// is not the day it happened.
std::uint32_t cost(const Page& page, Span at, Span candidate) {
  std::uint32_t c = distance(at, candidate);
  if (candidate.end <= at.begin) c += 12;
  const std::uint32_t from = page.word_at(std::min(at.end, candidate.end)), to = page.word_at(std::max(at.begin, candidate.begin));
  for (std::uint32_t i = from; i < to && i < from + 60; ++i) {
    const text::Word& w = page.words[i];
    if (stop_mark(w)) c += 300;
    if (w.folded == "," || w.folded == "،") c += candidate.end <= at.begin ? 60 : 20;
    if (has(page, i, "SAID")) c += 200;
  }
  return c;
}

// Where something came from or was taken to, and since when, is not where and when it happened.
bool elsewhere(const Page& page, Span candidate) {
  const std::uint32_t at = page.word_at(candidate.begin);
  if (at == 0) return false;
  if (has(page, at - 1, "AWAY")) return true;
  return page.words[at].folded.starts_with("لل");
}

template <class Use>
void in_sentence(const Page& page, Span at, const Use& use) {
  const Span sentence = page.sentence_of(at.begin);
  for (auto m = page.mention_at(sentence.begin); m != page.reading.mentions.end() && m->span.begin < sentence.end; ++m) use(*m);
}

std::optional<Span> actor_near(const Page& page, Span event) {
  std::optional<Span> best;
  const std::uint32_t at = page.word_at(event.begin), end = page.word_at(event.end > 0 ? event.end - 1 : 0) + 1;
  in_sentence(page, event, [&](const Mention& m) {
    if (best || (m.kind != MentionKind::organisation && m.kind != MentionKind::person)) return;
    const std::uint32_t first = page.word_at(m.span.begin), last = page.word_at(m.span.end - 1) + 1;
    if (first >= end && first - end <= 14) {
      // "… by the X"
      for (std::uint32_t i = first; i-- > end && first - i <= 3;)
        if (has(page, i, "BY")) best = m.span;
    } else if (last <= at && at - last <= 12) {
      for (std::uint32_t i = last; i <= at && i < last + 3; ++i)
        if (has(page, i, "DID")) best = m.span;
    }
  });
  return best;
}

}  // namespace

std::string event_kind(std::string_view word) {
  const std::vector<text::Word> words = text::words(word.substr(0, 100));
  if (words.empty()) return {};
  std::string out;
  std::uint32_t longest = 0;
  for (const auto& f : events().look_up(words, 0))
    if (f.words > longest) out = std::string(f.value), longest = f.words;
  return out;
}

bool event_noun(std::string_view word) {
  const std::vector<text::Word> words = text::words(word.substr(0, 100));
  if (words.empty()) return false;
  bool noun = true;
  for (const auto& f : events().look_up(words, 0))
    if (f.words == words.size()) noun = f.name == "EVENT";
  return noun;
}

bool kinds_agree(std::string_view a, std::string_view b) {
  if (a == b || a.empty() || b.empty()) return true;
  // "five were killed in the fire": the verb says what came of it, not what it was.
  if (a == "harm" || b == "harm") {
    const std::string_view other = a == "harm" ? b : a;
    return other != "arrest" && other != "kidnapping" && other != "اعتقال" && other != "خطف";
  }
  static const std::map<std::string_view, int> kGroups = {
      {"strike", 1},  {"shelling", 1}, {"bombing", 1}, {"explosion", 1}, {"attack", 1},  {"ambush", 1}, {"raid", 1},   {"shooting", 1},
      {"killing", 1}, {"clash", 1},    {"stabbing", 1}, {"قصف", 1},      {"هجوم", 1},    {"انفجار", 1}, {"اشتباك", 1}, {"كمين", 1},
      {"مجزرة", 1},   {"إطلاق نار", 1}, {"اغتيال", 1},  {"sabotage", 1},  {"kidnapping", 2}, {"خطف", 2}, {"arrest", 3}, {"اعتقال", 3},
      {"fire", 4},    {"حريق", 4}};
  const auto x = kGroups.find(a), y = kGroups.find(b);
  return x != kGroups.end() && y != kGroups.end() && x->second == y->second;
}

std::optional<Interval> time_near(const Page& page, Span at) {
  const Mention* best = nullptr;
  std::uint32_t least = ~0u;
  in_sentence(page, at, [&](const Mention& m) {
    if (m.kind != MentionKind::time || !m.time || !m.time->interval || m.time->interval->precision >= Precision::decade || elsewhere(page, m.span))
      return;
    if (const std::uint32_t c = cost(page, at, m.span); c < least) best = &m, least = c;
  });
  if (!best || least > 250) return std::nullopt;
  return best->time->interval;
}

std::optional<Span> place_near(const Page& page, Span at) {
  const Mention* best = nullptr;
  std::uint32_t least = ~0u;
  in_sentence(page, at, [&](const Mention& m) {
    if (m.kind != MentionKind::place || m.span.end <= page.dateline || elsewhere(page, m.span)) return;
    if (const std::uint32_t c = cost(page, at, m.span); c < least) best = &m, least = c;
  });
  if (!best || least > 250) return std::nullopt;
  return best->span;
}

bool happened(const Page& page, Span event) { return !unreal(page, event, page.sentence_of(event.begin)) && !threatened(page, event); }

std::vector<Telling> tellings(const Page& page) {
  std::vector<Telling> out;
  for (const Mention& m : page.reading.mentions) {
    if (m.kind != MentionKind::event) continue;
    const Span sentence = page.sentence_of(m.span.begin);
    Telling t;
    t.span = m.span;
    for (const text::Word& w : text::words(slice(page.document.text, m.span))) t.what += (t.what.empty() ? "" : " ") + w.folded;
    t.kind = event_kind(t.what);
    t.noun = event_noun(t.what);
    const std::uint32_t at = page.word_at(m.span.begin);
    const bool article = at > 0 && page.words[at - 1].folded == "the";
    const bool relative = at > (article ? 1u : 0u) && has(page, at - (article ? 2 : 1), "RELATIVE");
    if (!relative) t.when = time_near(page, m.span);
    if (t.when && page.document.published && t.when->from && *t.when->from > *page.document.published + std::chrono::hours(24)) continue;
    // A threat may name what happened before ("an answer to the strike earlier this month").
    const bool past = t.when && page.document.published && t.when->from && *t.when->from < *page.document.published;
    // "لن يمر قصف السوق يوم الخميس": an Arabic noun with a day behind it happened, whatever verb stands before it.
    const bool arabic_noun = t.noun && static_cast<unsigned char>(t.what[0]) >= 0x80 && m.span.begin == page.words[at].span.begin;
    if (!(past && arabic_noun) && unreal(page, m.span, sentence)) continue;
    if (!past && threatened(page, m.span)) continue;
    t.place = place_near(page, m.span);
    t.actor = actor_near(page, m.span);
    out.push_back(std::move(t));
  }
  return out;
}

}  // namespace tocsin::record
