// SPDX-License-Identifier: Apache-2.0
// What the log tells of alerts over time: the score each had, and what people had decided, for a dry run of rules over history.
#pragma once

#include <map>
#include <vector>

#include "brief/deliveries.h"
#include "deliver/rules.h"
#include "store/log.h"

namespace tocsin {

Result<brief::DryRun> dry_run(const store::Log& log, const Findings& findings, unsigned reviewers, const std::vector<deliver::Prepared>& rules, Time since,
                              Time until);

}  // namespace tocsin
