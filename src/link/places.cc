// SPDX-License-Identifier: Apache-2.0
#include "link/places.h"

#include "text/name_key.h"

namespace tocsin::link {

void SharedPlaces::meet(const Known& document, const std::string& name, std::int64_t geonameid, std::string& country, std::string* within) {
  if (geonameid) return;
  const std::string key = text::name_key(name);
  Place& place = places_[key];
  met_.insert(key);
  if (!country.empty())
    place.lessons.emplace(order_of(document.document()), Told{country, within ? *within : std::string()});
  else
    place.slots.push_back({document.document().id, &country, within, within ? *within : std::string()});
}

void SharedPlaces::add(Known& document) {
  for (Incident& i : document.found.incidents)
    if (i.place) meet(document, i.place->name, i.place->geonameid, i.place->country, &i.place->within);
  for (Threat& t : document.found.threats)
    for (ThreatPlace& p : t.places) meet(document, p.name, p.geonameid, p.country, nullptr);
}

SharedPlaces::Told SharedPlaces::learnt(const Place& place) {
  Told out;
  bool fresh = true;
  for (const auto& [order, told] : place.lessons) {
    if (fresh) {
      out = told;
      fresh = false;
      continue;
    }
    if (out.country != told.country) out = {};
    if (out.within.empty()) out.within = told.within;
  }
  return out;
}

std::set<Id> SharedPlaces::tell() {
  std::set<Id> out;
  for (const std::string& key : met_) {
    Place& place = places_[key];
    const Told now = learnt(place);
    if (now != place.known) place.told = 0;
    place.known = now;
    for (; place.told < place.slots.size(); ++place.told) {
      const Slot& slot = place.slots[place.told];
      const std::string& within = slot.own_within.empty() ? now.within : slot.own_within;
      if (*slot.country == now.country && (!slot.within || *slot.within == within)) continue;
      *slot.country = now.country;
      if (slot.within) *slot.within = within;
      out.insert(slot.document);
    }
  }
  met_.clear();
  return out;
}

}  // namespace tocsin::link
