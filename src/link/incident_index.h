// SPDX-License-Identifier: Apache-2.0
// Which incidents a motive may cite: those whose place's key agrees with one it names or stands in its words, whose entry in the
// gazetteer it names, and those its documents tell of. Without one of them neither place nor words agree.
//
//   index.candidates(sought)            positions of incidents
//   handles_of(incident)                an incident and a motive that may cite it share one, and others may too
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

using Handles = std::set<std::string>;

// What a motive names.
struct Sought {
  std::set<std::string> places;     // keys
  std::set<std::string> words;      // keys of all words of each passage
  std::set<std::int64_t> geonames;
  std::set<Id> documents;

  bool may_cite(const Incident& incident) const;
};

Handles handles_of(const Incident& incident);
Handles handles_of(const Sought& sought);

class IncidentIndex {
 public:
  void put(std::size_t position, const Incident& incident);  // also in the place of what stood there
  void take_back(std::size_t size);                          // positions from here on are no more
  std::vector<std::size_t> candidates(const Sought& sought) const;  // positions, ascending
  const std::size_t* at(const Id& incident) const {
    const auto it = at_.find(incident);
    return it == at_.end() ? nullptr : &it->second;
  }
  const std::string& place_key(std::size_t position) const { return held_[position].key; }  // empty: no place

 private:
  struct Held {
    Id id;
    std::string key;
    std::int64_t geoname = 0;
    std::vector<Id> documents;
  };
  using Positions = std::set<std::size_t>;
  void add(std::size_t position, const Held& held);
  void remove(std::size_t position, const Held& held);

  std::vector<Held> held_;
  std::map<std::string, Positions, std::less<>> by_key_;
  std::unordered_map<std::string, std::map<std::size_t, std::size_t>> lengths_;  // of keys that begin so: length → how many keys
  std::unordered_map<std::int64_t, Positions> by_geoname_;
  std::unordered_map<Id, Positions> by_document_;
  std::unordered_map<Id, std::size_t> at_;
};

}  // namespace tocsin::link
