// SPDX-License-Identifier: Apache-2.0
// The kinds of target that words name: roles and kinds of place (lists/target_kinds.tsv), never groups.
//
//   kinds_in("the ferry terminal") == {"ferry", "transport"}       kinds_in("والمستشفى") == {"hospital"}
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::deliver {

std::set<std::string> kinds_in(std::string_view words);
const std::vector<std::string>& target_kinds();  // all there are, sorted

// Folded so that spellings of one name meet, look-alike letters too.
std::string folded(std::string_view text);

// "JO" of "JO", "Jordan" or «الأردن»; empty: no country.
std::string country_code(std::string_view name);
const std::vector<std::string>& country_names();  // the English ones, for "did you mean"

}  // namespace tocsin::deliver
