// SPDX-License-Identifier: Apache-2.0
// Propositions whose status the text tells: read_claims (read.h).
//
//   "It is unclear whether the two are linked."          unclear, "whether the two are linked"
//   "The patrol denied responsibility."                  denied, "responsibility", holder "The patrol"
//   "A claim by the brigade that it struck first was never confirmed."
//                                                        never_confirmed, "it struck first", holder "the brigade"
//
// How words map to a status is in lists/claim_patterns.tsv (phrases) and lists/claim_verbs.tsv (cues of statements): "could not be
// verified" is `unclear` (whoever writes does not know), "never confirmed" and "unconfirmed" are `never_confirmed` (nobody has).
// A plain statement is no claim, unless it says who did something (lists/claim_acts.tsv): then it is `attributed`.
#pragma once

#include "read/read.h"
