// SPDX-License-Identifier: Apache-2.0
// Which place a name means, from what the text says around it: the country or region named in its phrase, the countries
// named in the document, the other places mentioned, and, where that says nothing, how many people live there.
//
//   "the eastern Syrian town of Tell Marwud"   → {name "Tell Marwud", country "SY", within "Syria"} when no gazetteer
//   has it "Tripoli, in northern Lebanon"             → {name "Tripoli", geonameid 266826, country "LB"}
//
// Unsure is a value: a name no gazetteer has stays a named place, within the region or country the text puts it in.
#pragma once

#include "record/gazetteer.h"
#include "tocsin/records.h"

namespace tocsin::record {

// Fills `place` of the mentions of kind place that the gazetteer knows. Without a gazetteer nothing is filled.
void resolve_places(const Document& document, Reading& reading, const Gazetteer* gazetteer);

// A mention as a place, in its fullest form in the document. `reading` must be resolved. Without a gazetteer: its name,
// and what the text puts it in.
Place place_of(const Document& document, const Reading& reading, Span mention, const Gazetteer* gazetteer);

}  // namespace tocsin::record
