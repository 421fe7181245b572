// SPDX-License-Identifier: Apache-2.0
// The words of the closed sets in records.h, as they stand in JSON, SQL and on the command line.
//
//   to_string(Force::calls_for) == "calls_for"      from_string<Force>("calls_for") == Force::calls_for
#pragma once

#include <optional>
#include <string_view>

#include "tocsin/records.h"

namespace tocsin {

// Defined for every enum of records.h.
template <class Enum>
std::string_view to_string(Enum value);

template <class Enum>
std::optional<Enum> from_string(std::string_view name);

}  // namespace tocsin
