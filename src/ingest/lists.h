// SPDX-License-Identifier: Apache-2.0
// The data of this room (lists/README.md), built into the program.
#pragma once

#include <string_view>

namespace tocsin::ingest {

// The bytes of lists/`name`; empty: no such list.
std::string_view list(std::string_view name);

}  // namespace tocsin::ingest
