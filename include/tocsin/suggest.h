// SPDX-License-Identifier: Apache-2.0
// "did you mean …": the candidate nearest to a mistyped word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

// The candidate at the smallest edit distance (swaps count one), if at most a third of the word's length plus one; else
// empty.
std::string closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace tocsin
