// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace tocsin {

// "90d", "12w", "6m" (of 30 days), "2y"; none: something else.
std::optional<std::chrono::days> parse_days(std::string_view text);

}  // namespace tocsin
