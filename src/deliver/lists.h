// SPDX-License-Identifier: Apache-2.0
// The lists of this room, built in (src/deliver/lists/README.md).
#pragma once

#include <string_view>

namespace tocsin::deliver {

std::string_view list(std::string_view name);  // empty: there is no such list

}  // namespace tocsin::deliver
