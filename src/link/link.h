// SPDX-License-Identifier: Apache-2.0
// Across documents: one incident told by several reports, a threat and the incident it cites, a threat and the outlet
// that issued it, figures that contradict, quotations; then alerts, ranked by a score whose parts are all shown.
//
// The result depends only on what is given, not on its order, and a run over all documents equals runs that add them
// one by one. Who is named as victim or target never moves a score: only roles and how specific a threat is (DESIGN §1,
// rule 5).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

struct Input {
  std::vector<Findings> documents;    // one per document, from `record`
  std::map<Id, Reading> readings;     // by document
  std::vector<Family> families;       // from `trace`
  std::vector<Quotation> quotations;  // from `trace`
  std::vector<Family> wires;          // from `trace`, of articles: copies of one text
  std::vector<RegisterLine> listed;   // the team's register of outlets
  std::optional<Time> as_of;          // for the score's recency
};

// All of it: merged incidents, families without the members that only report, negate or oppose, links and ranked
// alerts.
Findings link(Input input);

}  // namespace tocsin::link
