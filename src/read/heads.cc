// SPDX-License-Identifier: Apache-2.0
#include "read/heads.h"

#include <algorithm>

namespace tocsin::read {
namespace {

void blend(float& first, float second, double share) {
  first = static_cast<float>((1 - share) * static_cast<double>(first) + share * static_cast<double>(second));
}

template <class Logits>
void blend_all(Logits& first, const Logits& second, double share) {
  for (std::size_t i = 0; i < first.size(); ++i) blend(first[i], second[i], share);
}

}  // namespace

double threat_odds(const Heads& heads, double by_labels) {
  constexpr double kLeast = 1e-6;  // of a probability: one head alone does not rule the others out
  const auto force = softmax(heads.force);
  const auto stance = softmax(heads.stance);
  double threatens = 0, asserts = 0;
  for (std::size_t i = 0; i < kForces.size(); ++i) threatens += threatening(kForces[i]) ? force[i] : 0;
  for (std::size_t i = 0; i < kStances.size(); ++i) asserts += asserted(kStances[i]) ? stance[i] : 0;
  const double both = std::clamp(threatens * asserts, kLeast, 1 - kLeast);
  return static_cast<double>(heads.threat) + by_labels * std::log(both / (1 - both));
}

Heads blended(Heads first, const Heads& second, double share) {
  blend(first.threat, second.threat, share);
  blend_all(first.force, second.force, share);
  blend_all(first.stance, second.stance, share);
  blend_all(first.slots, second.slots, share);
  return first;
}

}  // namespace tocsin::read
