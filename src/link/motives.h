// SPDX-License-Identifier: Apache-2.0
// Which incident a threat cites as its motive, which outlet issued it, and what contradicts what.
#pragma once

#include "link/case.h"

namespace tocsin::link {

// The incidents that a threat's motive names: stated where place and time (or the kind of event) agree, inferred
// where only one does. What an article calls unclear is linked as unclear: beside what is stated, instead of what is
// inferred. Adds the links; returns the incidents' ids.
std::vector<Id> link_motives(const Case& c, const Held& held, const std::vector<Id>& articles, std::vector<Link>& links);
// By which incidents are looked for; empty: it names no motive.
Sought motive_seeks(const Case& c, const Held& held);

// Links a threat to the outlet of its channel: stated where a report of it names the channel, else inferred; and
// unclear, beside or instead, where a report asks who runs it. Returns the outlet's id; empty: no channel is known.
Id link_issuer(const Case& c, const Held& held, const std::vector<Id>& articles, std::vector<Link>& links);

// Figures of one incident that cannot both be right.
std::vector<Link> contradictions(const Incident& incident);
// Denials of incidents that others report.
std::vector<Link> denials(const Case& c, const Findings& document);

}  // namespace tocsin::link
