// SPDX-License-Identifier: Apache-2.0
// Figures that add up what happened over a long time, or say how many there are in a day or a year: no incident's.
//
//   "In ten years of war 70,000 were killed", "since it was founded in 1985", "an average of 12 deaths each day"
#pragma once

#include "record/figure_givers.h"

namespace tocsin::record {

bool sums_over_time(const Page& page, const CasualtyReading& c, std::int64_t number);

}  // namespace tocsin::record
