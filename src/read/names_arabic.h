// SPDX-License-Identifier: Apache-2.0
// Names in Arabic, which has no capitals: known places, and what stands after words that announce a place, a person or
// an organisation.
//
//   "قال الدكتور سامي حداد، مدير مستشفى بلدة تل مرود" → person "سامي حداد", place "تل مرود"
#pragma once

#include <vector>

#include "read/name_words.h"
#include "tocsin/records.h"

namespace tocsin::read {

// Spans with their kinds, in order, not overlapping.
std::vector<Mention> arabic_names(const Document& document, const std::vector<NameWord>& words);

}  // namespace tocsin::read
