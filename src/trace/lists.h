// SPDX-License-Identifier: Apache-2.0
// The room's word lists as they are built in (lists/README.md says what each is for).
#pragma once

#include <string_view>

namespace tocsin::trace {

std::string_view list(std::string_view name);  // empty: no such list

}  // namespace tocsin::trace
