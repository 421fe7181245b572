// SPDX-License-Identifier: Apache-2.0
// What a linker holds from one time to the next.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/alerts.h"
#include "link/linker.h"
#include "link/places.h"
#include "link/voices.h"

namespace tocsin::link {

// What an alert was made with, by which it is found when that changes.
struct Made {
  Alert alert;
  std::string channel;
  Handles handles;  // of its motive
  std::vector<Time> turns;
};

struct Linker::Impl {
  explicit Impl(Names n) : names(n) {}

  void settle_places();
  void settle_incidents();
  void settle_outlets();
  void settle_families();
  void settle_alerts(std::optional<Time> as_of);
  void wake_with(const Id& from, const Id& to);
  void unmake(const DraftOrder& order);
  void make(const Draft& draft, const Ties& ties);
  void wake(const std::unordered_map<std::string, std::set<DraftOrder>>& sets, const std::string& key) {
    if (const auto it = sets.find(key); it != sets.end()) waiting.insert(it->second.begin(), it->second.end());
  }
  Threat told(const Document& d, Threat threat) const;

  Names names;
  Case c;
  Drafts drafts{c};
  SharedPlaces places;
  std::vector<Family> wires;
  std::vector<RegisterLine> listed;
  Voices voices;

  // Documents that tell of more than themselves, by time.
  std::map<Order, const Findings*> with_incidents, with_outlets;
  std::map<std::string, Order> bare_names;  // the earliest document of each
  std::vector<Id> denying;
  std::map<Id, Id> main_incidents;  // by document
  bool incidents_changed = false, outlets_changed = false;

  std::map<Id, std::vector<Member>> families_changed;
  std::unordered_map<Id, Id> settled_as;  // by the name given
  std::set<Id> documents_changed;         // for Drafts

  std::map<DraftOrder, Made> made;
  std::set<DraftOrder> waiting;
  std::unordered_map<std::string, std::set<DraftOrder>> by_incident, by_outlet, by_channel, by_handle;
  std::set<std::pair<Time, DraftOrder>> turns;
  std::map<std::string, Id> outlet_of_channel;
  std::map<std::string, std::vector<Id>> threats_of_channel;  // documents

  // Since changes were taken last.
  std::map<Id, DraftOrder> alerts_now;
  std::set<Id> alerts_gone, threats_now, mains_now, incidents_now, incidents_gone, outlets_now, outlets_gone;
};

}  // namespace tocsin::link
