// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>
#include <vector>

#include "read/read.h"
#include "read/statements_draft.h"
#include "read/statements_source.h"

namespace tocsin::read {
namespace {

// Direct: nothing but quoted words; mixed: some.
Manner manner_of(const attribution::Words& words, const StatementReading& s) {
  bool quoted = false, plain = false;
  std::size_t q = 0;
  for (const Span& c : s.content) {
    std::uint32_t at = c.begin;
    while (q > 0 && words.quotes[q - 1].whole.end > c.begin) --q;
    while (q < words.quotes.size() && words.quotes[q].whole.end <= c.begin) ++q;
    for (std::size_t k = q; k < words.quotes.size() && words.quotes[k].whole.begin < c.end; ++k) {
      quoted = true;
      if (words.quotes[k].whole.begin > at + 2) plain = true;
      at = words.quotes[k].whole.end;
    }
    if (at + 2 < c.end) plain = true;
  }
  return !quoted ? Manner::indirect : plain ? Manner::mixed : Manner::direct;
}

// "Football: two goals" in a message and "Quayhill: the clinic asks …" name no speaker.
bool only_a_heading(const Document& document, const Reading& reading, const attribution::Words& words, const attribution::Draft& draft) {
  if (!draft.cue || !draft.source || words[draft.cue->begin].low != ":" || draft.cue->end - draft.cue->begin != 1) return false;
  if (words[draft.content.front().begin].quote >= 0) return false;
  const Span source = words.bytes(draft.source->begin, draft.source->end);
  const auto at = std::lower_bound(reading.mentions.begin(), reading.mentions.end(), source.begin,
                                   [](const Mention& m, std::uint32_t b) { return m.span.begin < b; });
  const bool named = at != reading.mentions.end() && at->span == source;
  if (document.kind == DocumentKind::message && draft.source->end - draft.source->begin == 1)
    return !named || (at->kind != MentionKind::person && at->kind != MentionKind::organisation);
  return named && (at->kind == MentionKind::place || at->kind == MentionKind::time);
}

// "والدورية" is "and the patrol": the name begins after the و.
Span without_and(std::string_view text, Span span) {
  if (slice(text, span).starts_with("وال") && length(span) > 8) span.begin += 2;
  return span;
}

}  // namespace

void read_statements(const Document& document, Reading& reading) {
  using namespace attribution;
  Words words = words_of(document.text, document.outlet);
  lower_headlines(words);
  std::vector<Span> names;
  for (const Mention& m : reading.mentions)
    if (m.kind == MentionKind::organisation) names.push_back(m.span);
  std::sort(names.begin(), names.end());
  Drafts drafts(words);
  for (const Mention& m : reading.mentions)
    if (m.kind == MentionKind::organisation || m.kind == MentionKind::person) drafts.name(m.span);
  find_english(drafts);
  find_arabic(drafts);
  attach_quotations(drafts);
  find_transcript(drafts);
  for (const Draft& draft : drafts.list) {
    if (only_a_heading(document, reading, words, draft)) continue;
    StatementReading s;
    const auto bytes = [&](const Range& r) { return words.bytes(r.begin, r.end); };
    if (draft.source) s.source = without_and(document.text, bytes(*draft.source));
    if (draft.cue) s.cue = bytes(*draft.cue);
    if (draft.told_to) s.told_to = bytes(*draft.told_to);
    for (const Range& r : draft.content) s.content.push_back(bytes(r));
    if (draft.source) {
      const Description who = describe(words, draft.described.value_or(*draft.source), names);
      if (who.role) s.role = bytes(*who.role);
      if (who.affiliation) s.affiliation = bytes(*who.affiliation);
    }
    s.manner = manner_of(words, s);
    s.span = s.content.front();
    for (const Span& c : s.content) s.span = cover(s.span, c);
    if (s.cue) s.span = cover(s.span, *s.cue);
    // A source named in an earlier sentence is evidence, but no part of this statement.
    if (s.source && words[draft.source->begin].sentence + 1 > draft.sentence) s.span = cover(s.span, *s.source);
    if (s.told_to) s.span = cover(s.span, *s.told_to);
    reading.statements.push_back(std::move(s));
  }
  std::sort(reading.statements.begin(), reading.statements.end(), [](const StatementReading& a, const StatementReading& b) {
    return std::tie(a.span, a.content) < std::tie(b.span, b.content);
  });
}

}  // namespace tocsin::read
