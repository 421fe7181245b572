// SPDX-License-Identifier: Apache-2.0
// Links by what made them, so that what is made anew takes the place of what it was, and by what they tie.
//
//   table.put(Maker::family, "fam-1", links);    // instead of those it had made
//   table.from("doc-3")                          // in the order of makers, then as they were made
//   table.moved()                                // what links that came, went or changed led from and to
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

enum class Maker { incident, family, quotation, teller, figures, denial, alert };

class LinkTable {
 public:
  void put(Maker maker, const Id& of, std::vector<Link> links);
  std::vector<const Link*> from(const Id& id) const;
  // Those that tell of a thing: same_incident, quotes.
  std::vector<const Link*> telling_of(const Id& id) const;
  // Of several of this id the first in the order of makers; nullptr: none.
  const Link* held(const Id& link) const;
  std::vector<Link> all() const;  // by id

  // Since they were taken last.
  std::vector<std::pair<Id, Id>> take_moved() { return std::exchange(moved_, {}); }  // from, to; not those of alerts
  std::set<Id> take_changed() { return std::exchange(changed_, {}); }                // ids of links

 private:
  struct Entry {
    Link link;
    Maker maker;
    std::size_t at;
  };
  using Entries = std::unordered_map<Id, std::vector<const Entry*>>;
  static std::vector<const Entry*> ordered(const Entries& entries, const Id& id);
  static void erase(Entries& entries, const Id& id, const Entry* entry);

  std::unordered_map<std::string, std::vector<Entry>> made_;  // by maker and of what
  Entries from_, telling_of_, by_id_;
  std::vector<std::pair<Id, Id>> moved_;
  std::set<Id> changed_;
};

}  // namespace tocsin::link
