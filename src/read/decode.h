// SPDX-License-Identifier: Apache-2.0
// From what the network's heads say to a threat with its evidence: probabilities, force and stance, spans of slots.
//
//   "We will burn the old pier, not the mill."
//     threat 0.97; force intends 0.99, stance own 0.95; act "will burn", targets_chosen "the old pier",
//     targets_rejected "the mill"; why: "the trained reader gives 0.97 that the author threatens: it announces violence …"
//
// Of several windows the one speaks whose author threatens most surely, else the one that holds a threat most surely;
// token labels are taken from the window in which a piece stands farthest from the edge. Spans keep to the annotation
// guide (docs/annotation.md): whole words, no white space or punctuation at the ends.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/model.h"
#include "tocsin/records.h"

namespace tocsin::read {

// What the heads say, in probabilities.
struct Verdict {
  double threat = 0;   // that the author threatens, calibrated
  double present = 0;  // that there is a threat at all, whoever speaks it
  Force force = Force::none;
  Stance stance = Stance::own;
  double force_sure = 0, stance_sure = 0;
  // `threat` at the operating point or above, and neither head rules out one of the three forces, own or forwarded: then
  // `force` and `stance` are the likeliest of those.
  bool alert = false;
};
Verdict verdict_of(const Heads& heads, const Settings& settings);

// A span of a slot, in bytes of the text, with the mean probability of its labels.
struct SlotSpan {
  Slot slot = Slot::caller;
  Span span;
  double sure = 0;

  friend bool operator==(const SlotSpan&, const SlotSpan&) = default;
};
// The likeliest labels in which no inside stands without its begin (Viterbi), as spans of whole words in `text`.
// `labels`: pieces × kLabels logits.
std::vector<SlotSpan> slot_spans(std::string_view text, std::span<const Piece> pieces, std::span<const float> labels);

struct Decoded {
  double threat_score = 0;
  bool is_alert = false;  // the verdict's, where words show it or the score is high without
  std::vector<ThreatReading> threats;  // one, or none
};
// `heads` of each of `windows` of `text`, at least one of both.
Decoded decode(std::string_view text, std::span<const Window> windows, std::span<const Heads> heads, const Settings& settings);

// One sentence for a person: which heads said it, and which spans they point to.
std::string reason(const Verdict& verdict, const ThreatReading& threat);

}  // namespace tocsin::read
