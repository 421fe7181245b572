// SPDX-License-Identifier: Apache-2.0
// The score of an alert: points with their reasons and evidence, all shown. Weights are data (lists/weights.tsv).
// Blind to who is named: it asks whether a target, place or time is named, and for roles and kinds of place.
#pragma once

#include "link/case.h"

namespace tocsin::link {

struct Scored {
  const Threat* threat = nullptr;
  const Family* family = nullptr;  // none: only reported
  const Outlet* outlet = nullptr;
  std::optional<LinkStatus> issuer, motive;
  std::vector<Id> reports;  // articles that tell of the threat
};

// Parts that give no points are left out. Sorted by points, highest first, then by name.
std::vector<ScorePart> score_parts(const Case& c, const Scored& alert);
double total(const std::vector<ScorePart>& parts);
// The points of a threat change by time alone when `as_of` goes past one of these.
std::vector<Time> turning_points(const Threat& threat);

}  // namespace tocsin::link
