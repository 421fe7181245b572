// SPDX-License-Identifier: Apache-2.0
// The status of a figure: that of the narrowest claim it stands in, else what its own words say.
//
//   "up to 50 people may have died" → unclear      "an earlier version of this article said 11" → denied
#pragma once

#include "record/figure_givers.h"

namespace tocsin::record {

ClaimStatus status_of(const Page& page, const CasualtyReading& c, bool attributed);

}  // namespace tocsin::record
