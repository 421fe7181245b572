// SPDX-License-Identifier: Apache-2.0
// What the word lists know beside the network: they find few threats, and those surely (measures in models/README.md), and see
// evidence that it leaves out: long lists of targets, who is addressed, why.
//
//   network   act[will burn] chosen[the pier]
//   lists     act[will burn] chosen[the pier] rejected[the school] motive[because of the raid]
//   together  act[will burn] chosen[the pier] rejected[the school] motive[because of the raid]
#pragma once

#include <string_view>

#include "tocsin/records.h"

namespace tocsin::read {

// Adds to `threat`, from those of `lists` that stand in its sentences and are as much or as little the author's own, each span
// that no span of its own touches, and says so in `why`. Of a motive or a condition that it has none of, what lay within is part of it.
void add_evidence(const Reading& lists, ThreatReading& threat);

// The same for all that the network read. Where the lists `may_lead`, an own threat of theirs stands, with their force and spans, and
// what the network saw in its sentences is added to it.
void add_evidence(const Reading& lists, bool may_lead, Reading& network);

// The caller's own name, or a word of it, is no target, victim, means or condition where it stands again: a signature under the text.
void leave_out_caller(std::string_view text, ThreatReading& threat);

}  // namespace tocsin::read
