// SPDX-License-Identifier: Apache-2.0
#include "read/decode.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <tuple>

#include "core/names.h"
#include "read/extents.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

// To three decimals: what lies below is rounding of the network's.
double rounded(double p) { return std::isfinite(p) ? std::round(p * 1000) / 1000 : 0; }

std::size_t slot_of(std::size_t label) { return (label - 1) / 2; }
bool begins(std::size_t label) { return label % 2 == 1; }
// An inside follows its begin or its like; all else may follow all.
bool may_follow(std::size_t before, std::size_t label) {
  return label == 0 || begins(label) || (before != 0 && slot_of(before) == slot_of(label));
}

// A begin needs this much more than what its logit says: spans in two pieces are a commoner error than spans left out.
constexpr double kBegin = 0.5;

// The likeliest labels of all (Viterbi, 1967). `inside[p]`: piece p goes on in the word of the one before, and so in its span or
// outside all spans as that one is.
std::vector<std::size_t> best_labels(std::span<const float> logits, const std::vector<bool>& inside) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  std::vector<double> score(kLabels), next(kLabels);
  std::vector<unsigned char> from(inside.size() * kLabels);
  for (std::size_t label = 0; label < kLabels; ++label)
    score[label] = may_follow(0, label) ? logits[label] - (begins(label) ? kBegin : 0) : kNever;
  for (std::size_t p = 1; p < inside.size(); ++p) {
    const auto any = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    for (std::size_t label = 0; label < kLabels; ++label) {
      std::size_t best = any;
      double cost = begins(label) ? kBegin : 0;
      if (label != 0 && !begins(label)) {
        best = score[label] > score[label - 1] ? label : label - 1;  // its like, or its begin
      } else if (inside[p]) {
        best = 0;
        if (label != 0) cost = -kNever;
      }
      next[label] = score[best] - cost + logits[p * kLabels + label];
      from[p * kLabels + label] = static_cast<unsigned char>(best);
    }
    score.swap(next);
  }
  std::vector<std::size_t> out(inside.size());
  std::size_t label = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t p = inside.size(); p-- > 0;) {
    out[p] = label;
    if (p > 0) label = from[p * kLabels + label];
  }
  return out;
}

double sureness(std::span<const float> logits, std::size_t label) {
  std::array<float, kLabels> row;
  std::copy(logits.begin(), logits.end(), row.begin());
  return softmax(row)[label];
}

bool blank(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// The windows' labels put together: of each piece those of the window in which it stands farthest from the edge.
struct Stitched {
  std::vector<Piece> pieces;
  std::vector<float> labels;
  std::vector<std::size_t> window;  // of each piece
  std::vector<bool> torn;           // before this piece some of the text was not read
};
Stitched stitched(std::span<const Window> windows, std::span<const Heads> heads) {
  Stitched out;
  std::size_t covered = 0;  // pieces of the text
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const Window& window = windows[w];
    const std::size_t shared = covered > window.first ? covered - window.first : 0;
    const std::size_t skip = shared / 2;  // of what both have, the first half stays with the window before
    const bool torn = !out.pieces.empty() && window.first > covered;
    const std::size_t keep = out.pieces.size() - (shared - skip);
    out.pieces.resize(keep);
    out.labels.resize(keep * kLabels);
    out.window.resize(keep);
    out.torn.resize(keep);
    out.pieces.insert(out.pieces.end(), window.pieces.begin() + static_cast<std::ptrdiff_t>(skip), window.pieces.end());
    out.labels.insert(out.labels.end(), heads[w].slots.begin() + static_cast<std::ptrdiff_t>(skip * kLabels), heads[w].slots.end());
    out.window.resize(out.pieces.size(), w);
    out.torn.resize(out.pieces.size(), false);
    if (torn) out.torn[keep] = true;
    covered = window.first + window.pieces.size();
  }
  return out;
}

void put(ThreatReading& t, const SlotSpan& s) {
  switch (s.slot) {
    case Slot::caller: t.caller = s.span; break;
    case Slot::addressee: t.addressee = s.span; break;
    case Slot::act: t.act = s.span; break;
    case Slot::victim: t.victims.push_back(s.span); break;
    case Slot::chosen: t.targets_chosen.push_back(s.span); break;
    case Slot::rejected: t.targets_rejected.push_back(s.span); break;
    case Slot::place: t.places.push_back(s.span); break;
    case Slot::time: t.time.push_back(s.span); break;
    case Slot::means: t.means.push_back(s.span); break;
    case Slot::motive: t.motive.push_back(s.span); break;
    case Slot::condition: t.condition.push_back(s.span); break;
  }
}

bool single(Slot s) { return s == Slot::caller || s == Slot::addressee || s == Slot::act; }

// Of slots that hold one span the surest; the first of equals.
std::vector<SlotSpan> chosen_of(const std::vector<SlotSpan>& all) {
  std::array<const SlotSpan*, kSlots.size()> best{};
  for (const SlotSpan& s : all) {
    const SlotSpan*& b = best[static_cast<std::size_t>(s.slot)];
    if (b == nullptr || s.sure > b->sure) b = &s;
  }
  std::vector<SlotSpan> out;
  for (const SlotSpan& s : all)
    if (!single(s.slot) || best[static_cast<std::size_t>(s.slot)] == &s) out.push_back(s);
  return out;
}

// The sentences that hold the evidence, which is in the order of the text; all of `within` where there is none.
Span sentences_of(std::string_view text, const std::vector<SlotSpan>& evidence, Span within) {
  if (evidence.empty()) return within;
  Span out{evidence.front().span.begin, evidence.back().span.end};
  for (const Span& sentence : text::sentences(text))
    if (overlap(sentence, evidence.front().span) || overlap(sentence, evidence.back().span)) out = cover(out, sentence);
  return out;
}

// What a head gives less than this it rules out, whatever the others say.
constexpr double kRuledOut = 0.05;

// An alert that can point to no word of the text must be surer than one that can: of what is held out and written apart, under
// this one in three is a false alarm (training/answers.py has the same).
constexpr double kSureWithoutEvidence = 0.6;

// The likeliest of those labels that `may` admits.
template <class Labels, std::size_t N, class May>
std::size_t likeliest(const Labels& labels, const std::array<double, N>& sure, May may) {
  std::size_t best = N;
  for (std::size_t i = 0; i < N; ++i)
    if (may(labels[i]) && (best == N || sure[i] > sure[best])) best = i;
  return best;
}

std::string two_decimals(double p) {
  char out[16];
  std::snprintf(out, sizeof out, "%.2f", p);
  return out;
}

}  // namespace

Verdict verdict_of(const Heads& heads, const Settings& settings) {
  Verdict v;
  const auto force = softmax(heads.force);
  const auto stance = softmax(heads.stance);
  v.threat = rounded(1 / (1 + std::exp(-(settings.scale * threat_odds(heads, settings.by_labels) + settings.shift))));
  v.present = rounded(1 - force[kForces.size() - 1]);
  const auto any = [](auto) { return true; };
  std::size_t f = likeliest(kForces, force, any), s = likeliest(kStances, stance, any);
  if (v.threat >= settings.operating_point) {
    const std::size_t threat = likeliest(kForces, force, threatening), own = likeliest(kStances, stance, asserted);
    v.alert = force[threat] >= kRuledOut && stance[own] >= kRuledOut;
    if (v.alert) f = threat, s = own;
  }
  v.force = kForces[f];
  v.force_sure = force[f];
  v.stance = v.force == Force::none ? Stance::own : kStances[s];
  v.stance_sure = stance[s];
  return v;
}

std::vector<SlotSpan> slot_spans(std::string_view text, std::span<const Piece> pieces, std::span<const float> labels) {
  std::vector<SlotSpan> out;
  if (pieces.empty()) return out;
  std::vector<bool> inside(pieces.size());
  for (std::size_t p = 1; p < pieces.size(); ++p) inside[p] = goes_on(text, pieces[p].span.begin);
  const std::vector<std::size_t> best = best_labels(labels, inside);
  for (std::size_t p = 0; p < pieces.size();) {
    if (best[p] == 0) {
      ++p;
      continue;
    }
    const std::size_t slot = slot_of(best[p]);
    SlotSpan s{static_cast<Slot>(slot), pieces[p].span, 0};
    std::size_t end = p;
    do {
      s.sure += sureness(labels.subspan(end * kLabels, kLabels), best[end]);
      s.span = cover(s.span, pieces[end].span);
      ++end;
    } while (end < pieces.size() && best[end] != 0 && !begins(best[end]));
    s.sure /= static_cast<double>(end - p);
    p = end;
    s.span = extent(text, s.span, s.slot != Slot::act && s.slot != Slot::motive && s.slot != Slot::condition);
    if (empty(s.span)) continue;
    // Two spans that share a word are one, and the surer says of what slot; so are two of one slot with nothing between them.
    if (!out.empty() && (overlap(out.back().span, s.span) || (out.back().slot == s.slot && blank(text, out.back().span.end, s.span.begin)))) {
      SlotSpan& last = out.back();
      if (s.sure > last.sure) last.slot = s.slot;
      last.span = cover(last.span, s.span);
      last.sure = std::max(last.sure, s.sure);
    } else {
      out.push_back(s);
    }
  }
  return out;
}

std::string reason(const Verdict& v, const ThreatReading& t) {
  static constexpr std::pair<Force, std::string_view> kForceWords[] = {
      {Force::intends, "announces violence"}, {Force::calls_for, "calls for violence"}, {Force::wishes, "wishes for violence"},
      {Force::warns, "warns of violence"},    {Force::praises, "praises violence"},     {Force::none, "holds no threat"}};
  static constexpr std::pair<Stance, std::string_view> kStanceWords[] = {
      {Stance::own, "as the author's own words"}, {Stance::forwarded, "passed on"},  {Stance::quoted, "in quotation"},
      {Stance::reported, "as a report"},          {Stance::negated, "denied"},       {Stance::opposed, "opposed"},
      {Stance::unserious, "not meant seriously"}};
  const auto word = [](const auto& words, auto of) {
    for (const auto& [value, text] : words)
      if (value == of) return std::string(text);
    return std::string();
  };
  std::string out = "the threat head gives " + two_decimals(v.threat) + " that the author threatens; it " +
                    word(kForceWords, v.force) + " (force head, " + two_decimals(v.force_sure) + ") " +
                    word(kStanceWords, v.stance) + " (stance head, " + two_decimals(v.stance_sure) + ")";
  std::vector<std::string> slots;
  const auto count = [&](std::size_t n, const std::string& one, const std::string& many) {
    if (n > 0) slots.push_back(n == 1 ? one : std::to_string(n) + " " + many);
  };
  count(t.act ? 1 : 0, "its act", "");
  count(t.targets_chosen.size(), "a chosen target", "chosen targets");
  count(t.targets_rejected.size(), "a rejected target", "rejected targets");
  count(t.victims.size(), "who is threatened", "groups threatened");
  count(t.caller ? 1 : 0, "its caller", "");
  count(t.addressee ? 1 : 0, "its addressee", "");
  count(t.places.size(), "a place", "places");
  count(t.time.size(), "a time", "times");
  count(t.means.size(), "a means", "means");
  count(t.motive.size(), "a motive", "motives");
  count(t.condition.size(), "a condition", "conditions");
  for (std::size_t i = 0; i < slots.size(); ++i)
    out += (i == 0 ? "; the slot head points to " : i + 1 == slots.size() ? " and " : ", ") + slots[i];
  if (slots.empty()) out += "; the slot head points to nothing";
  return out;
}

Decoded decode(std::string_view text, std::span<const Window> windows, std::span<const Heads> heads, const Settings& settings) {
  std::vector<Verdict> verdicts;
  for (const Heads& h : heads) verdicts.push_back(verdict_of(h, settings));
  const auto rank = [](const Verdict& v) { return std::tuple(v.alert, v.alert ? v.threat : v.present, v.threat); };
  const auto chosen = static_cast<std::size_t>(
      std::max_element(verdicts.begin(), verdicts.end(), [&](const Verdict& a, const Verdict& b) { return rank(a) < rank(b); }) -
      verdicts.begin());
  Decoded out;
  for (const Verdict& v : verdicts) out.threat_score = std::max(out.threat_score, v.threat);
  const Verdict& v = verdicts[chosen];
  if (v.force == Force::none) return out;

  // Evidence also from the other windows that say the same.
  const Stitched all = stitched(windows, heads);
  const auto says_it = [&](std::size_t w) {
    return w == chosen || (verdicts[w].force != Force::none && verdicts[w].stance == v.stance && verdicts[w].alert == v.alert);
  };
  std::vector<SlotSpan> evidence;
  for (std::size_t p = 0; p < all.pieces.size();) {
    std::size_t end = p;
    while (end < all.pieces.size() && (end == p || !all.torn[end]) && says_it(all.window[end]) == says_it(all.window[p])) ++end;
    if (says_it(all.window[p])) {
      const std::vector<SlotSpan> found = slot_spans(text, std::span(all.pieces).subspan(p, end - p),
                                                     std::span(all.labels).subspan(p * kLabels, (end - p) * kLabels));
      evidence.insert(evidence.end(), found.begin(), found.end());
    }
    p = end;
  }
  evidence = chosen_of(evidence);
  out.is_alert = v.alert && (v.threat >= kSureWithoutEvidence || !evidence.empty());
  ThreatReading t;
  t.force = v.force;
  t.stance = v.stance;
  t.score = threatening(v.force) && asserted(v.stance) ? v.threat : v.present;
  for (const SlotSpan& s : evidence) put(t, s);
  const std::vector<Piece>& pieces = windows[chosen].pieces;
  t.span = sentences_of(text, evidence, extent(text, {pieces.front().span.begin, pieces.back().span.end}, false));
  t.why = reason(v, t);
  out.threats.push_back(std::move(t));
  return out;
}

}  // namespace tocsin::read
