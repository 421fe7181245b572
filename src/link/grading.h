// SPDX-License-Identifier: Apache-2.0
// How well an incident is known over everything that was read: a grade with its reason, in the manner of Airwars, and
// the Admiralty's credibility of the information. Who reports it is judged apart (outlets).
#pragma once

#include <vector>

#include "link/voices.h"
#include "tocsin/records.h"

namespace tocsin::link {

// As it stood before it was merged.
struct Telling {
  const Incident* told;
  const Findings* by;
  Id wire;  // the first of the articles that its document copies; what repeats one agency's text is no second source. Empty: none
};

// `tellings` by the order of their documents; `names`: who goes by several is one source.
Grading graded(const Incident& incident, const std::vector<Telling>& tellings, const Voices& names);

}  // namespace tocsin::link
