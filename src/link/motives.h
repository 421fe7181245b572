// SPDX-License-Identifier: Apache-2.0
// Which incident a threat cites as its motive, which outlet issued it, and what contradicts what.
#pragma once

#include "link/case.h"

namespace tocsin::link {

// Links `threat` to the incidents its motive names: stated where place and time (or the kind of event) agree, inferred
// where only one does. What an article calls unclear is linked as unclear: beside what is stated, instead of what is
// inferred. Returns the incidents' ids.
std::vector<Id> link_motives(Case& c, const Held& held, const std::vector<Id>& articles);

// Links a threat to the outlet of its channel: stated where a report of it names the channel, else inferred; and
// unclear, beside or instead, where a report asks who runs it. Returns the outlet's id; empty: no channel is known.
Id link_issuer(Case& c, const Held& held, const std::vector<Id>& articles);

// Figures of one incident that cannot both be right, and denials of an incident that others report.
void link_contradictions(Case& c);

}  // namespace tocsin::link
