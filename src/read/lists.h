// SPDX-License-Identifier: Apache-2.0
// The word lists of this room, built into the program (core/list.h has the format, lists/README.md what each is for).
//
//   builtin_list("threat_acts.tsv", list("threat_acts.tsv"))
#pragma once

#include <string_view>

namespace tocsin::read {

// The bytes of src/read/lists/<name>; empty: there is no such list.
std::string_view list(std::string_view name);

}  // namespace tocsin::read
