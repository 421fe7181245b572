// SPDX-License-Identifier: Apache-2.0
// What the text around a place says of where it lies: the phrase it stands in, and the countries the document speaks
// of.
//
//   "the eastern Syrian town of Tell Marwud"  holder_of → {country "SY", name "Syria"}
//   "Saraqib, in Idlib province"              holder_of → {country "SY", name "Idlib", region}
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "record/gazetteer.h"
#include "tocsin/records.h"

namespace tocsin::record {

struct Holder {
  std::string name;        // the country's in the gazetteer, the region's as the text has it
  std::string country;     // empty: not known
  std::string or_country;  // where the name is also a region's ("Georgia"): the country of that region
  bool region = false;     // a part of a country
  bool here = false;       // "the country": the one the document is about
};

// What a word beside a place's name says of it (lists/place_context.tsv); several may hold.
enum Role : unsigned { kFiller = 1, kHere = 2, kDivision = 4, kKindWord = 8 };
unsigned role_of(std::string_view word);

// The country or region that the mention's own phrase puts it in. Looks at some hundred bytes on each side.
std::optional<Holder> holder_of(const Document& document, const Reading& reading, Span mention,
                                const Gazetteer* gazetteer);

// How much of the document speaks of each country, by ISO code: names, demonyms, adjectives; the outlet's or channel's
// name too.
std::map<std::string, double, std::less<>> countries_of(const Document& document, const Gazetteer& gazetteer);

}  // namespace tocsin::record
