// SPDX-License-Identifier: Apache-2.0
// The room's word lists (lists/*.tsv), built into the program; core/list.h tells their format.
//
//   for (const ListRow& row : builtin_list("x.tsv", list("x.tsv"))) …
#pragma once

#include <string_view>

namespace tocsin::record {

// The content of lists/NAME; empty when there is none of that name.
std::string_view list(std::string_view name);

}  // namespace tocsin::record
