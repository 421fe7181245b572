// SPDX-License-Identifier: Apache-2.0
// The room's lists (lists/*.tsv) and the parts of its pages (lists/*.css, *.html), built into the program.
#pragma once

#include <string_view>

namespace tocsin::brief {

// The content of lists/NAME; empty when there is none of that name.
std::string_view list(std::string_view name);

}  // namespace tocsin::brief
