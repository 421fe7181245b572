// SPDX-License-Identifier: Apache-2.0
// The word lists built in from lists/*.tsv.
#pragma once

#include <string_view>

namespace tocsin::text {

std::string_view list(std::string_view name);   // empty: no such list

}  // namespace tocsin::text
