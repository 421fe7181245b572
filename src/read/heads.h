// SPDX-License-Identifier: Apache-2.0
// What a network's heads say of a window of text, before calibration.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "read/settings.h"

namespace tocsin::read {

struct Heads {
  float threat = 0;  // that the author threatens, calls for or wishes violence
  std::array<float, kForces.size()> force{};    // logits, as all here
  std::array<float, kStances.size()> stance{};
  std::vector<float> slots;  // pieces × kLabels
};

// Log odds that the author threatens, of all three heads that know of it, before calibration: the threat head's, and
// `by_labels` times those of a threatening force and an asserted stance together.
double threat_odds(const Heads& heads, double by_labels);

// Two networks' answers as one: `share` of the second's, the rest of the first's. Both of the same window.
Heads blended(Heads first, const Heads& second, double share);

// Probabilities of logits; they add up to 1.
template <std::size_t N>
std::array<double, N> softmax(const std::array<float, N>& logits) {
  float most = logits[0];
  for (const float logit : logits) most = logit > most ? logit : most;
  std::array<double, N> out{};
  double sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += out[i] = std::exp(static_cast<double>(logits[i] - most));
  for (double& p : out) p /= sum;
  return out;
}

}  // namespace tocsin::read
