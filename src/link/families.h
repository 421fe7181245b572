// SPDX-License-Identifier: Apache-2.0
// Where the reader and the tracer meet: a post that quotes a threat to report, deny or condemn it is no copy of it.
#pragma once

#include "link/case.h"

namespace tocsin::link {

// Takes out of each family that carries a threat the members that only report, negate or oppose it, and links them by
// `quotes`; links the members that stay by `copies` (stated where a field or header says forward, else inferred).
void settle_families(Case& c, std::vector<Family> families);

// The stance of a document towards violence, as the reader saw it; none: it holds no threat.
const ThreatReading* main_threat(const Reading* reading);
// The author stands behind it: own words, or forwarded without dissent.
bool stands_behind(const Reading* reading);

}  // namespace tocsin::link
