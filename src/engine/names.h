// SPDX-License-Identifier: Apache-2.0
// Records by the name a person gives: its start is enough where nothing else starts so, and what is not there is told with
// what may have been meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin {

// The one of `candidates` that is `id`, or the only one that starts with it (six characters or more); else `id`.
Id completed(std::string_view id, const std::vector<std::string>& candidates);
// "there is no alert "alr-12" in this store; did you mean "alr-1f"?"
Status unknown(std::string_view what, std::string_view id, const std::vector<std::string>& candidates);
std::vector<std::string> alert_ids(const Findings& findings);

}  // namespace tocsin
