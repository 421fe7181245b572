// SPDX-License-Identifier: Apache-2.0
// Where the reader and the tracer meet: a post that quotes a threat to report, deny or condemn it is no copy of it.
#pragma once

#include "link/case.h"

namespace tocsin::link {

struct Settled {
  Group group;
  std::vector<Link> links;
};

// A family without the members that only report, negate or oppose the threat it carries, which are linked to it by `quotes`; those
// that stay are linked by `copies` (stated where a field or header says forward, else inferred). None: it is alone, and
// nothing to warn of. Its id is `name`; where that is empty, it is made from its first document.
std::optional<Settled> settled(const Case& c, std::vector<Member> members, const Id& name);

// The stance of a document towards violence, as the reader saw it; none: it holds no threat.
const ThreatReading* main_threat(const Reading* reading);
// The author stands behind it: own words, or forwarded without dissent.
bool stands_behind(const Reading* reading);

}  // namespace tocsin::link
