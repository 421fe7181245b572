// SPDX-License-Identifier: Apache-2.0
// Outlets of a document: its own (an article's outlet, a message's channel), those it names, and how it says they stand.
//
//   "Tamarisk Voice is considered an established media outlet of the brigade, said Lamis Haddour"
//     → {name "Tamarisk Voice", established, vouched_by [that statement's id]}
//   "He called the channel's standing disputed."   → the outlet named last before, disputed
//   channel "Tamarisk Voice | صوت الأثل"            → {name "Tamarisk Voice", aliases ["Tamarisk Voice | صوت الأثل", "صوت الأثل"]}
//
// The id is made from the folded name alone, so one outlet has one id in every document. Standing is `unknown` unless stated; two
// standings that differ make it `disputed`, with all who vouch. An outlet vouches for nobody by being read.
#pragma once

#include <string_view>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::record {

// Sorted by id. `statements` are those of record_statements, in the order of the reading's.
std::vector<Outlet> record_outlets(const Document& document, const Reading& reading, const std::vector<Statement>& statements);

Id outlet_id(std::string_view name);

}  // namespace tocsin::record
