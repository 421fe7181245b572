// SPDX-License-Identifier: Apache-2.0
// Records by the name a person gives: its start is enough where nothing else starts so, and what is not there is told with
// what may have been meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/lookup.h"
#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin {

// The one of `candidates` that is `id`, or the only one that starts with it (six characters or more); else `id`.
Id completed(std::string_view id, const std::vector<std::string>& candidates);
// "there is no alert "alr-12" in this store; did you mean "alr-1f"?"
Status unknown(std::string_view what, std::string_view id, const std::vector<std::string>& candidates);
// The record of these tables that a person means by `name`; not ok where none is, which is told of the first table's.
Result<Id> whole_id(const store::Store& store, std::string_view what, std::string_view name, const std::vector<store::Table>& tables);
extern const std::vector<store::Table> kAllTables;

}  // namespace tocsin
