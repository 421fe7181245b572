// SPDX-License-Identifier: Apache-2.0
// How sure: points for what stands around an act, added up and put through a logistic curve (1 / (1 + e^-points)).
//
//   "We will strike the ferry terminal"    -2.2 +1.0 mid +1.0 future +0.5 we +0.9 a place   = 1.2 → 0.77
//
// No point depends on who is named: an object that no list knows counts like one the lists know as people.
#pragma once

#include "read/slots.h"

namespace tocsin::read {

// is_alert from here on.
inline constexpr double kOperatingPoint = 0.5;
// Below this nothing is said at all, whatever the stance.
inline constexpr double kWorthTelling = 0.2;

struct Evidence {
  bool object = false, place = false, pronoun = false, thing = false, self = false;
  bool contrast = false, time = false, means = false, motive = false, condition = false, serious = false;
  bool spares = false;  // something is spared, so something is struck
  bool question = false, policy = false, defence = false;
};

Evidence evidence_of(const Scene& scene, const Act& act, const std::vector<Phrase>& objects);
// Whole points, for weighing against signs of play.
int seriousness(const Scene& scene, const Act& act, const Evidence& evidence);
double score_of(const Scene& scene, const Act& act, Force force, const Evidence& evidence,
                bool named_place);  // an aim at a place that is called a target

}  // namespace tocsin::read
