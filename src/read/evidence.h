// SPDX-License-Identifier: Apache-2.0
// What the word lists know of a threat that the network found. The network alone says whether there is one, of what force and
// whose words they are; lists see some evidence it leaves out: long lists of targets, who is addressed, why.
//
//   network   act[will burn] chosen[the pier]
//   lists     act[will burn] chosen[the pier] rejected[the school] motive[because of the raid]
//   together  act[will burn] chosen[the pier] rejected[the school] motive[because of the raid]
#pragma once

#include <string_view>

#include "tocsin/records.h"

namespace tocsin::read {

// Adds to `threat`, from those of `lists` that stand in its sentences and are as much or as little the author's own, each span
// that no span of its own touches, and says so in `why`.
void add_evidence(const Reading& lists, ThreatReading& threat);

}  // namespace tocsin::read
