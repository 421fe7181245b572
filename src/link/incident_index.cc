// SPDX-License-Identifier: Apache-2.0
#include "link/incident_index.h"

#include <algorithm>

#include "text/name_key.h"

namespace tocsin::link {
namespace {

constexpr std::size_t kLetters = 4;  // two names may be one place from so many letters on (incidents.h)

std::string key_of(const Incident& incident) { return incident.place ? text::name_key(incident.place->name) : std::string(); }

std::string beginning(std::string_view key) { return std::string(key.substr(0, kLetters)); }

std::string key_handle(std::string_view key) { return "k" + beginning(key); }

template <class Map, class Key>
void erase(Map& map, const Key& key, std::size_t position) {
  const auto it = map.find(key);
  it->second.erase(position);
  if (it->second.empty()) map.erase(it);
}

bool one_begins_the_other(std::string_view a, std::string_view b) {
  return a == b || (std::min(a.size(), b.size()) >= kLetters && (a.starts_with(b) || b.starts_with(a)));
}

}  // namespace

bool Sought::may_cite(const Incident& incident) const {
  if (incident.place) {
    if (incident.place->geonameid && geonames.contains(incident.place->geonameid)) return true;
    const std::string key = key_of(incident);
    if (std::any_of(places.begin(), places.end(), [&](const std::string& place) { return one_begins_the_other(place, key); })) return true;
    if (key.size() >= kLetters && std::any_of(words.begin(), words.end(), [&](const std::string& all) { return all.find(key) != all.npos; })) return true;
  }
  return std::any_of(incident.spans.begin(), incident.spans.end(), [&](const Passage& p) { return documents.contains(p.document); });
}

Handles handles_of(const Incident& incident) {
  Handles out;
  if (incident.place) out.insert(key_handle(key_of(incident)));
  if (incident.place && incident.place->geonameid) out.insert("g" + std::to_string(incident.place->geonameid));
  for (const Passage& p : incident.spans) out.insert("d" + p.document);
  return out;
}

Handles handles_of(const Sought& sought) {
  Handles out;
  for (const std::string& key : sought.places) out.insert(key_handle(key));
  for (const std::string& all : sought.words)
    for (std::size_t i = 0; i + kLetters <= all.size(); ++i) out.insert(key_handle(std::string_view(all).substr(i)));
  for (const std::int64_t id : sought.geonames) out.insert("g" + std::to_string(id));
  for (const Id& id : sought.documents) out.insert("d" + id);
  return out;
}

void IncidentIndex::add(std::size_t position, const Held& h) {
  at_.emplace(h.id, position);
  if (!h.key.empty()) {
    Positions& positions = by_key_[h.key];
    if (positions.empty()) ++lengths_[beginning(h.key)][h.key.size()];
    positions.insert(position);
  }
  if (h.geoname) by_geoname_[h.geoname].insert(position);
  for (const Id& id : h.documents) by_document_[id].insert(position);
}

void IncidentIndex::remove(std::size_t position, const Held& h) {
  at_.erase(h.id);
  if (!h.key.empty()) {
    erase(by_key_, h.key, position);
    std::map<std::size_t, std::size_t>& lengths = lengths_.at(beginning(h.key));
    if (!by_key_.contains(h.key) && --lengths[h.key.size()] == 0) lengths.erase(h.key.size());
  }
  if (h.geoname) erase(by_geoname_, h.geoname, position);
  for (const Id& id : h.documents) erase(by_document_, id, position);
}

void IncidentIndex::put(std::size_t position, const Incident& incident) {
  Held now{incident.id, key_of(incident), incident.place ? incident.place->geonameid : 0, {}};
  for (const Passage& p : incident.spans) now.documents.push_back(p.document);
  std::sort(now.documents.begin(), now.documents.end());
  now.documents.erase(std::unique(now.documents.begin(), now.documents.end()), now.documents.end());
  if (position < held_.size()) remove(position, held_[position]);
  else held_.resize(position + 1);
  add(position, now);
  held_[position] = std::move(now);
}

void IncidentIndex::take_back(std::size_t size) {
  for (; held_.size() > size; held_.pop_back()) remove(held_.size() - 1, held_.back());
}

std::vector<std::size_t> IncidentIndex::candidates(const Sought& sought) const {
  std::vector<std::size_t> out;
  const auto take = [&](const Positions& positions) { out.insert(out.end(), positions.begin(), positions.end()); };
  // Those whose whole key these letters begin with.
  const auto take_beginnings = [&](std::string_view letters) {
    const auto lengths = lengths_.find(beginning(letters));
    if (lengths == lengths_.end()) return;
    for (const auto& [length, keys] : lengths->second) {
      if (length > letters.size()) break;
      if (const auto it = by_key_.find(letters.substr(0, length)); it != by_key_.end()) take(it->second);
    }
  };
  for (const std::string& key : sought.places) {
    take_beginnings(key);
    if (key.size() >= kLetters)
      for (auto it = by_key_.upper_bound(key); it != by_key_.end() && it->first.starts_with(key); ++it) take(it->second);
  }
  for (const std::string& all : sought.words)
    for (std::size_t i = 0; i + kLetters <= all.size(); ++i) take_beginnings(std::string_view(all).substr(i));
  for (const std::int64_t id : sought.geonames)
    if (const auto it = by_geoname_.find(id); it != by_geoname_.end()) take(it->second);
  for (const Id& id : sought.documents)
    if (const auto it = by_document_.find(id); it != by_document_.end()) take(it->second);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace tocsin::link
