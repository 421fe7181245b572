// SPDX-License-Identifier: Apache-2.0
// An alert from the threat it is made of, with the links that lead to what it cites.
#pragma once

#include "link/drafts.h"

namespace tocsin::link {

Id alert_id(const Draft& draft);
// Makes the alert, and its links anew.
Alert finished(Case& c, const Draft& draft);

}  // namespace tocsin::link
