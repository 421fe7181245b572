// SPDX-License-Identifier: Apache-2.0
// Statements of a document: who said what to whom, with names in their fullest form, and role and affiliation wherever in the
// document they are given.
//
//   "Rafe Ostrander, a spokesman for the patrol, denied it. … he told reporters"
//     → the second too has source "Rafe Ostrander", role "spokesman", affiliation "Red Gulf Joint Patrol", told_to "reporters"
#pragma once

#include <vector>

#include "tocsin/records.h"

namespace tocsin::record {

// One for each StatementReading, in the same order (the order of the text).
std::vector<Statement> record_statements(const Document& document, const Reading& reading);

}  // namespace tocsin::record
