// SPDX-License-Identifier: Apache-2.0
// One incident told by several reports becomes one record with the figures side by side.
//
// Two tellings are one incident when they may be the same kind of event, their places agree (the same entry of the
// gazetteer, or the same name in any spelling) and their times overlap. A telling without a day joins an incident of
// the fortnight before it was published; one without a place, an incident whose place its text names. What copies of
// one text call by the same words is one, place or not.
#pragma once

#include <map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

struct MergedIncidents {
  std::vector<Incident> incidents;  // the id of each is that of its earliest telling
  std::map<Id, Id> merged_into;     // every telling's id → the merged one's
  std::vector<Link> links;          // same_incident, from the other reports' documents
};

// `documents` by published, then id; `wires`: families of articles.
MergedIncidents merge_incidents(const std::vector<const Findings*>& documents, const std::vector<Family>& wires);

// A place as it is compared.
struct PlaceKey {
  std::int64_t geonameid = 0;
  std::string country, key;  // text::name_key of its name
};
PlaceKey place_key(const Place& place);
bool same_place(const PlaceKey& a, const PlaceKey& b);
bool times_overlap(const std::optional<Interval>& a, const std::optional<Interval>& b);

}  // namespace tocsin::link
