// SPDX-License-Identifier: Apache-2.0
// Which incidents a motive may cite: those that share a handle with it. Handles are the first letters of a place's key, its
// entry in the gazetteer, and the documents that tell of it: without one of them in common, neither place nor words agree.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

using Handles = std::set<std::string>;

// Of a place's key in full; of every place in longer words, each run of letters that a key may begin with.
std::string key_handle(std::string_view key);
void add_place_handles(Handles& handles, std::string_view key, std::int64_t geonameid);
void add_word_handles(Handles& handles, std::string_view key);
void add_document_handle(Handles& handles, const Id& document);

Handles handles_of(const Incident& incident);

class IncidentIndex {
 public:
  explicit IncidentIndex(const std::vector<Incident>& incidents = {});
  std::vector<std::size_t> candidates(const Handles& handles) const;  // positions, ascending
  const std::size_t* at(const Id& incident) const {
    const auto it = at_.find(incident);
    return it == at_.end() ? nullptr : &it->second;
  }
  const std::string& place_key(std::size_t position) const { return place_keys_[position]; }  // empty: no place

 private:
  std::unordered_map<std::string, std::vector<std::size_t>> by_handle_;
  std::unordered_map<Id, std::size_t> at_;
  std::vector<std::string> place_keys_;
};

}  // namespace tocsin::link
