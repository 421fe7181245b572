// SPDX-License-Identifier: Apache-2.0
// Victims told by name, or as "the driver", with no number of their own: one each, reckoned, never stated.
//
//   "Ivo Tarn was shot dead"   "the assassination of judge Lamis Oran"   "the driver was killed"
#pragma once

#include <vector>

#include "record/figure_givers.h"

namespace tocsin::record {

struct Victim {
  Span span, cue;           // the name or description; the word of harm
  Effect effect = Effect::killed;
  bool named = false;
  bool beside = false;      // told together with a figure ("Ivo Tarn and two guards were killed")
};

// In order of the text; what is threatened, feared or denied is left out.
std::vector<Victim> victims(const Page& page);

}  // namespace tocsin::record
