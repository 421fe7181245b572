// SPDX-License-Identifier: Apache-2.0
// The lists of this room, built in (src/link/lists/README.md).
#pragma once

#include <string_view>

namespace tocsin::link {

std::string_view list(std::string_view name);  // empty: there is no such list

}  // namespace tocsin::link
