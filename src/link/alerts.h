// SPDX-License-Identifier: Apache-2.0
// An alert from the threat it is made of, with the links that lead to what it cites.
#pragma once

#include "link/drafts.h"

namespace tocsin::link {

Id alert_id(const Draft& draft);

// What a threat cites and who issued it.
struct Ties {
  std::vector<Id> incidents;
  Id outlet;
};
// Makes the links of an alert anew.
Ties tied(Case& c, const Draft& draft);
// The alert itself, once all links are made.
Alert finished(const Case& c, const Draft& draft, const Ties& ties);

}  // namespace tocsin::link
