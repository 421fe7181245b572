// SPDX-License-Identifier: Apache-2.0
// What the makers of links and alerts look up: the documents, readings and merged records of one run, by id.
#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/incidents.h"
#include "link/link.h"
#include "link/outlets.h"

namespace tocsin::link {

struct Case {
  std::vector<const Findings*> by_time;    // one per document, by published, then id
  std::map<Id, const Findings*> findings;  // by document
  const std::map<Id, Reading>* readings = nullptr;
  MergedIncidents incidents;
  MergedOutlets outlets;
  std::vector<Family> families;         // without the members that left
  std::map<Id, std::size_t> family_of;  // document → position in families
  std::vector<Link> links;              // all that were made so far
  // Positions of links: by what they lead from; and of those that tell of a thing (same_incident, quotes), by that thing.
  std::unordered_map<Id, std::vector<std::size_t>> links_from, tellings_of;
  std::unordered_map<Id, std::size_t> incident_at;                        // position in incidents.incidents
  std::optional<Time> as_of;

  const Document& document(const Id& id) const { return findings.at(id)->documents.front(); }
  const Outlet* outlet(const Id& id) const;  // nullptr: none of that id
  std::string_view words(const Passage& p) const { return slice(document(p.document).text, p.span); }
  const Reading* reading(const Id& id) const {
    const auto it = readings->find(id);
    return it == readings->end() ? nullptr : &it->second;
  }
  static const std::vector<std::size_t>& at(const std::unordered_map<Id, std::vector<std::size_t>>& links, const Id& id) {
    static const std::vector<std::size_t> kNone;
    const auto it = links.find(id);
    return it == links.end() ? kNone : it->second;
  }
  void add(Link link);
  void add_link(const Id& from, const Id& to, LinkRelation relation, LinkStatus status, std::vector<Passage> spans);
};

// A threat as it stands in one post or report.
struct Held {
  const Document* document = nullptr;
  const Threat* threat = nullptr;
};

}  // namespace tocsin::link
