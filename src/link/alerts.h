// SPDX-License-Identifier: Apache-2.0
// From threats to alerts: one per family of posts, or per threat that is only reported and of which no post is held.
#pragma once

#include "link/case.h"

namespace tocsin::link {

// Makes the alerts, with the links that lead to them, highest score first.
std::vector<Alert> make_alerts(Case& c, const std::vector<Quotation>& quotations);

}  // namespace tocsin::link
