// SPDX-License-Identifier: Apache-2.0
// How watched sources do: what `tocsin sources` prints.
#pragma once

#include <string>
#include <vector>

#include "brief/brief.h"
#include "tocsin/watching.h"

namespace tocsin::brief {

std::string sources_json(const std::vector<SourceHealth>& sources);  // an object a line
std::string sources_text(const std::vector<SourceHealth>& sources, const TextStyle& style);

}  // namespace tocsin::brief
