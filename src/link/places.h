// SPDX-License-Identifier: Apache-2.0
// Which country a place lies in that no gazetteer has: what one document says of it holds for the others that name it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/case.h"

namespace tocsin::link {

class SharedPlaces {
 public:
  void add(Known& document);  // which must stay where it is
  // Puts what is known by now into the documents. Returns those that read otherwise than before.
  std::set<Id> tell();

 private:
  struct Told {
    std::string country, within;
    friend bool operator==(const Told&, const Told&) = default;
  };
  struct Slot {  // of a document that does not say it itself
    Id document;
    std::string* country;
    std::string* within;  // nullptr: of a threat
    std::string own_within;
  };
  struct Place {
    std::multimap<Order, Told> lessons;  // documents that say where it lies
    std::vector<Slot> slots;
    std::size_t told = 0;  // slots that have been told
    Told known;            // by them; empty where documents differ
  };
  void meet(const Known& document, const std::string& name, std::int64_t geonameid, std::string& country, std::string* within);
  static Told learnt(const Place& place);

  std::unordered_map<std::string, Place> places_;  // by the key of the name
  std::set<std::string> met_;
};

}  // namespace tocsin::link
