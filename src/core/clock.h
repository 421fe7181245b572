// SPDX-License-Identifier: Apache-2.0
// Times and calendar dates. The wall clock is not read here or anywhere else in the engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tocsin/records.h"

namespace tocsin {

struct ParsedTime {
  Time time;             // UTC
  bool has_zone = true;  // false: no zone was named and `zone` below was applied
  bool date_only = false;
};

// Minutes east of UTC of a zone ("Z", "+03:00", "UTC", "GMT", "EST", an IANA name) at a local time; none if unknown.
std::optional<int> zone_offset(std::string_view zone, std::chrono::local_seconds local);

// RFC 3339 and its relatives: "2026-03-10T12:00:00Z", a space for T, no seconds, fractions (dropped), "+0300", a date
// alone; and RFC 2822 ("Tue, 10 Mar 2026 12:00:00 +0300"). `zone` is for times that name none; empty: UTC.
std::optional<ParsedTime> parse_time(std::string_view text, std::string_view zone = {});

std::string format_time(Time time);  // "2026-03-10T12:00:00Z"
std::string format_date(Time time);  // "2026-03-10"

}  // namespace tocsin
