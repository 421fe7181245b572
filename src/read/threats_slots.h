// SPDX-License-Identifier: Apache-2.0
// From judged acts to one threat: its act, force and score are those of the surest act, its slots come from all of them
// and, where the author stands behind it, from the sentences around.
#pragma once

#include <span>
#include <vector>

#include "read/threats_score.h"

namespace tocsin::read {

struct Found {
  Act act;
  Force force = Force::none;
  Stance stance = Stance::own;
  double score = 0;
  std::vector<Phrase> objects;
};

// `found` share a stance. `targets` by sentence; `spared`: objects of denied acts beside a threat.
ThreatReading threat_of(const Scene& scene, std::span<const Found> found, const std::vector<Targets>& targets,
                        const std::vector<Phrase>& spared, const Caller& caller, std::optional<Span> addressee,
                        const Reading& reading);

}  // namespace tocsin::read
