// SPDX-License-Identifier: Apache-2.0
// Who quotes whom, as linking wants it: of articles, and of messages that hold somebody else's threat.
#pragma once

#include <map>
#include <vector>

#include "tocsin/records.h"
#include "trace/trace.h"

namespace tocsin {

trace::Entry entry(const Document& document);

// What `documents` quote of `messages`. Each must have a reading.
std::vector<Quotation> quotations(const std::vector<trace::Entry>& messages, const std::vector<const Document*>& documents,
                                  const std::map<Id, Reading>& readings);

}  // namespace tocsin
