// SPDX-License-Identifier: Apache-2.0
// How well each incident is known over everything that was read: a grade with its reason, in the manner of Airwars, and
// the Admiralty's credibility of the information. Who reports it is judged apart (outlets).
#pragma once

#include <vector>

#include "link/incidents.h"
#include "link/voices.h"

namespace tocsin::link {

// `documents` by time; `wires`: families of articles: what repeats one agency's text is no second source;
// nor is who goes by another of its names.
void grade_incidents(MergedIncidents& incidents, const std::vector<const Findings*>& documents, const std::vector<Family>& wires, const Voices& names);

}  // namespace tocsin::link
