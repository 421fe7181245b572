// SPDX-License-Identifier: Apache-2.0
// One incident told by several reports becomes one record with the figures side by side.
//
//   merger.put(order, &findings);  merger.set_wires(wires);
//   const Touched touched = merger.settle(merged);
//
// Tellings are taken in the order of their documents, and a document that comes later is added to what there is. Where one comes in
// between or reads otherwise, what was made of those after it is taken back and made again.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "link/incidents.h"
#include "link/order.h"
#include "link/voices.h"

namespace tocsin::link {

struct MergedIncidents {
  std::vector<Incident> incidents;  // in the order in which they were first told of; the id of each is that of its earliest telling
  std::map<Id, Id> merged_into;     // every telling's id → the merged one's
};

class IncidentMerger {
 public:
  // Came, or reads otherwise; it must stay where it is.
  void put(const Order& order, const Findings* document);
  // Families of articles: copies of one text.
  void set_wires(const std::vector<Family>& wires);
  // Who goes by several names: says how many sources tell of an incident.
  void set_voices(Voices voices);
  bool waits() const { return dirty_.has_value() || voices_changed_; }

  struct Touched {
    std::map<Id, Incident> before;     // as they were, by id
    std::set<std::size_t> positions;   // of those that are made anew or changed
    std::size_t kept = 0;              // positions before this one hold the same incident still
    std::set<Id> documents;            // whose tellings were taken again
  };
  // `merged` must be as it was left.
  Touched settle(MergedIncidents& merged);
  // same_incident, from the other reports' documents to this incident.
  const std::vector<Link>& links(std::size_t position) const { return made_[position].links; }

 private:
  struct Told {
    const Incident* telling;
    const Findings* by;
  };
  struct Made {
    Incident incident;  // as far as tellings were put together
    Compared known;
    std::set<Id> tellers;
    std::vector<Told> told;
    std::vector<Link> links;
  };
  // What one telling did, to be taken back.
  struct Step {
    std::size_t at = 0;
    bool fresh = false, linked = false;
    std::string key;  // it is found by
    std::int64_t geoname = 0;
    std::optional<std::pair<Id, std::string>> wire;
    Id telling;
    std::optional<Id> was_merged_into;
  };

  void take_waiting(MergedIncidents& merged, Touched& touched);
  void take(const Findings& findings, MergedIncidents& merged, Touched& touched);
  void take(const Incident& telling, const Findings& by, TextKeys& text, Step& step, MergedIncidents& merged);
  std::vector<std::size_t> candidates(const Incident& telling, const Compared& told) const;
  void take_back(const Step& step, MergedIncidents& merged, Touched& touched);
  void rewind(std::size_t to, MergedIncidents& merged, Touched& touched);
  static void add(Made& made, const Incident& telling);
  static void make_again(Made& made);
  void touch(std::size_t position, const MergedIncidents& merged, Touched& touched) const;
  Incident finished(const Made& made) const;
  Grading grading(const Incident& incident, const Made& made) const;
  void grade_again(const MergedIncidents& merged, Touched& touched) const;

  std::map<Order, const Findings*> documents_;
  std::map<Id, Order> order_of_;
  std::map<Id, Id> wires_;      // document → the first of its family
  Voices voices_;
  bool voices_changed_ = false;
  std::optional<Order> dirty_;  // the first document that is to be taken again

  std::vector<Made> made_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;  // the first letters of a place's key
  std::unordered_map<std::int64_t, std::vector<std::size_t>> by_geoname_;
  std::map<std::pair<Id, std::string>, std::size_t> by_wire_;  // and what it is called
  std::vector<std::pair<Order, std::vector<Step>>> done_;      // documents, as they were taken
};

}  // namespace tocsin::link
