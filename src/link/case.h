// SPDX-License-Identifier: Apache-2.0
// What the makers of links and alerts look up: the documents, readings and merged records that are known by now, by id.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/incident_index.h"
#include "link/incident_merger.h"
#include "link/link_table.h"
#include "link/order.h"
#include "link/outlets.h"

namespace tocsin::link {

struct Known {
  Findings found;  // places told as other documents tell them (places.h)
  std::optional<Reading> reading;
  std::optional<std::vector<std::string>> own_keys;  // of the threat its author stands behind, once they were asked for

  const Document& document() const { return found.documents.front(); }
};

// A family without the members that left.
struct Group {
  Family family;
  Id earliest;  // of all its members
};

struct Case {
  std::unordered_map<Id, Known> known;  // by document
  MergedIncidents incidents;
  IncidentIndex incident_index;  // positions in incidents.incidents
  MergedOutlets outlets;
  std::unordered_map<Id, Group> groups;                       // by family
  std::unordered_map<Id, Id> family_of;                       // document → family
  std::unordered_map<Id, std::vector<Quotation>> quotations;  // by the document that quotes
  LinkTable links;
  std::optional<Time> as_of;

  const Findings& found(const Id& id) const { return known.at(id).found; }
  const Document& document(const Id& id) const { return known.at(id).document(); }
  std::string_view words(const Passage& p) const { return slice(document(p.document).text, p.span); }
  const Reading* reading(const Id& id) const {
    const auto it = known.find(id);
    return it == known.end() || !it->second.reading ? nullptr : &*it->second.reading;
  }
  const Outlet* outlet(const Id& id) const;  // nullptr: none of that id
  const Family* family(const Id& id) const {
    const auto it = groups.find(id);
    return it == groups.end() ? nullptr : &it->second.family;
  }
};

Link made_link(const Id& from, const Id& to, LinkRelation relation, LinkStatus status, std::vector<Passage> spans);

// A threat as it stands in one post or report.
struct Held {
  const Document* document = nullptr;
  const Threat* threat = nullptr;

  friend bool operator==(const Held&, const Held&) = default;
};

}  // namespace tocsin::link
