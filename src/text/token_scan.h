// SPDX-License-Identifier: Apache-2.0
// Tokens for who scans very many texts: into a vector that is kept.
#pragma once

#include <string_view>
#include <vector>

#include "text/text.h"

namespace tocsin::text {

void tokens(std::string_view text, std::vector<Token>& out);  // `out` is emptied first

}  // namespace tocsin::text
