// SPDX-License-Identifier: Apache-2.0
// Dates as sources write them, and which of them cannot be true.
//
//   read_date("2025-10-07T18:58:31", "+03:00", DocumentKind::message)   → 15:58:31 UTC, zone assumed
//   read_date("1759852711", "", …)  read_date("1759852711000", "", …)   → unix seconds, milliseconds
//   read_date("1970-01-01T00:00:00", …)                                 → odd: nothing was posted then
#pragma once

#include <optional>
#include <string_view>

#include "tocsin/records.h"

namespace tocsin::ingest {

struct DateReading {
  std::optional<Time> time;  // none: not a date, or one that cannot be true
  bool zone_assumed = false;
};

// `zone` is for dates that name none. Messages are of 1990 to 2100; articles may be older, but not of the day computers
// count from, which is what an unset clock writes.
DateReading read_date(std::string_view text, std::string_view zone, DocumentKind kind);

}  // namespace tocsin::ingest
