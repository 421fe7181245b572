// SPDX-License-Identifier: Apache-2.0
// What a capitalised run names: a score for each kind, from lists, head nouns and the words around it; then the
// document as a whole decides for runs that say nothing by themselves ("Salem" after "Nadia Salem").
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "read/name_runs.h"
#include "tocsin/records.h"

namespace tocsin::read {

// The kind of each run, or none where nothing speaks for a name.
std::vector<std::optional<MentionKind>> name_kinds(const std::vector<NameWord>& words,
                                                   const std::vector<NameRun>& runs);

}  // namespace tocsin::read
