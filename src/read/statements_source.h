// SPDX-License-Identifier: Apache-2.0
// Who a source is, from the words around its name: the role and whom it is for.
//
//   "Basil Armouti, the observatory's coordinator"            role "coordinator", affiliation "observatory"
//   "Joram Telleby, a lecturer in media studies at the Coastal College in Aqaba"
//                                                             role "lecturer in media studies", affiliation "Coastal College"
//   "Lamis Haddour, who researches tides at the Shoreline Institute"
//                                                             role "who researches tides", affiliation "Shoreline Institute"
// An affiliation leaves out its article. Nothing is guessed where no listed role (lists/statement_roles.tsv) stands.
#pragma once

#include <optional>
#include <vector>

#include "read/statements_clause.h"

namespace tocsin::read::attribution {

struct Description {
  std::optional<Range> role, affiliation;
};

// `names`: organisations in the text, sorted; a word of one ("Sahel Rights Monitor") is no role.
Description describe(const Words& words, Range source, const std::vector<Span>& names = {});

}  // namespace tocsin::read::attribution
