// SPDX-License-Identifier: Apache-2.0
#include "link/incident_index.h"

#include <algorithm>

#include "text/name_key.h"

namespace tocsin::link {

constexpr std::size_t kLetters = 4;  // two names may be one place from so many letters on (incidents.h)

std::string key_handle(std::string_view key) { return "k" + std::string(key.substr(0, kLetters)); }

void add_place_handles(Handles& handles, std::string_view key, std::int64_t geonameid) {
  handles.insert(key_handle(key));
  if (geonameid) handles.insert("g" + std::to_string(geonameid));
}

void add_word_handles(Handles& handles, std::string_view key) {
  for (std::size_t i = 0; i + kLetters <= key.size(); ++i) handles.insert(key_handle(key.substr(i)));
}

void add_document_handle(Handles& handles, const Id& document) { handles.insert("d" + document); }

Handles handles_of(const Incident& incident) {
  Handles out;
  if (incident.place) add_place_handles(out, text::name_key(incident.place->name), incident.place->geonameid);
  for (const Passage& p : incident.spans) add_document_handle(out, p.document);
  return out;
}

IncidentIndex::IncidentIndex(const std::vector<Incident>& incidents) {
  for (const Incident& incident : incidents) {
    for (const std::string& handle : handles_of(incident)) by_handle_[handle].push_back(place_keys_.size());
    at_.emplace(incident.id, place_keys_.size());
    place_keys_.push_back(incident.place ? text::name_key(incident.place->name) : std::string());
  }
}

std::vector<std::size_t> IncidentIndex::candidates(const Handles& handles) const {
  std::vector<std::size_t> out;
  for (const std::string& handle : handles)
    if (const auto it = by_handle_.find(handle); it != by_handle_.end()) out.insert(out.end(), it->second.begin(), it->second.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace tocsin::link
