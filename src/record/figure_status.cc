// SPDX-License-Identifier: Apache-2.0
#include "record/figure_status.h"

#include <algorithm>

namespace tocsin::record {
namespace {

constexpr int kNearClaims = 60;
constexpr std::uint32_t kNearWords = 4;

// "An earlier version said 11, in fact it was eight", "lowered the toll from 30 to 19": the first of the two is given up.
bool taken_back(const Page& page, const CasualtyReading& c, Span sentence) {
  const std::uint32_t first = page.word_at(sentence.begin), at = page.word_at(c.number.value_or(c.span).begin);
  bool wrong = false, lowered = false;
  for (std::uint32_t i = first; i < at; ++i) {
    if (figure_phrase(page.words, i, "WRONG") > 0) wrong = true;
    if (figure_phrase(page.words, i, "RIGHT") > 0 || page.words[i].folded == ";") wrong = false;
    if (figure_phrase(page.words, i, "LOWER") > 0) lowered = true;
  }
  return wrong || (lowered && at > first && (page.words[at - 1].folded == "from" || page.words[at - 1].folded == "من"));
}

// "may have died", "feared dead"
bool possible(const Page& page, const CasualtyReading& c, Span sentence) {
  if (!c.cue) return false;
  const std::uint32_t cue = page.word_at(c.cue->begin), first = page.word_at(sentence.begin);
  for (std::uint32_t i = cue + 1; i-- > first && cue - i <= kNearWords;)
    if (figure_phrase(page.words, i, "POSSIBLE") > 0) return true;
  return false;
}

}  // namespace

ClaimStatus status_of(const Page& page, const CasualtyReading& c, bool attributed) {
  const Span sentence = page.sentence_of(c.span.begin);
  if (taken_back(page, c, sentence)) return ClaimStatus::denied;
  ClaimStatus out = attributed ? ClaimStatus::attributed : ClaimStatus::asserted;
  if (possible(page, c, sentence)) out = ClaimStatus::unclear;
  std::uint32_t narrowest = ~0u;
  // Claims are sorted by span: those that can hold the figure, or point back at it, stand near.
  auto it = std::upper_bound(page.reading.claims.begin(), page.reading.claims.end(), sentence.end,
                             [](std::uint32_t o, const ClaimReading& k) { return o < k.span.begin; });
  for (int n = 0; it != page.reading.claims.begin() && n < kNearClaims; ++n) {
    const ClaimReading& claim = *--it;
    if (claim.status == ClaimStatus::asserted || claim.status == ClaimStatus::attributed) continue;
    if (inside(c.span, claim.span) && length(claim.span) < narrowest) {
      out = claim.status;
      narrowest = length(claim.span);
      continue;
    }
    // "…; that number was never confirmed"
    if (!claim.status_span || !inside(*claim.status_span, sentence) || claim.status_span->begin < c.span.end) continue;
    const std::uint32_t from = page.word_at(c.span.end), to = page.word_at(claim.status_span->begin);
    bool points_back = false, other_figure = false;
    for (std::uint32_t i = from; i < to; ++i) points_back = points_back || figure_phrase(page.words, i, "THAT") > 0;
    const auto next = std::upper_bound(page.reading.mentions.begin(), page.reading.mentions.end(), c.span.end,
                                       [](std::uint32_t o, const Mention& m) { return o < m.span.begin; });
    for (auto m = next; m != page.reading.mentions.end() && m->span.end < claim.status_span->begin; ++m)
      other_figure = other_figure || m->kind == MentionKind::casualty;
    if (points_back && !other_figure) out = claim.status, narrowest = 0;
  }
  return out;
}

}  // namespace tocsin::record
