// SPDX-License-Identifier: Apache-2.0
// Claims of a document: propositions with their status, the words that say so, and whose they are, in names of fullest form.
//
//   "…; that number was never confirmed."   → {holder "Grey Tamarisk Brigade", text "that number", never_confirmed}
#pragma once

#include <vector>

#include "tocsin/records.h"

namespace tocsin::record {

// One for each ClaimReading, in the order of the text.
std::vector<Claim> record_claims(const Document& document, const Reading& reading);

}  // namespace tocsin::record
