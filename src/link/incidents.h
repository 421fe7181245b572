// SPDX-License-Identifier: Apache-2.0
// One incident told by several reports becomes one record with the figures side by side.
//
// Two tellings are one incident when their places agree (the same entry of the gazetteer, or the same name in any spelling)
// and their times overlap, or one gives no time and they tell of the same kind of event. Wording decides last.
#pragma once

#include <map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

struct MergedIncidents {
  std::vector<Incident> incidents;   // the id of each is that of its earliest telling
  std::map<Id, Id> merged_into;      // every telling's id → the merged one's
  std::vector<Link> links;           // same_incident, from the other reports' documents
};

MergedIncidents merge_incidents(const std::vector<const Findings*>& documents);   // by published, then id

bool same_place(const std::optional<Place>& a, const std::optional<Place>& b);
bool times_overlap(const std::optional<Interval>& a, const std::optional<Interval>& b);

}  // namespace tocsin::link
