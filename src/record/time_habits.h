// SPDX-License-Identifier: Apache-2.0
// What a document tells of its own times as a whole: when it was published where the file does not say, whether its writer puts
// the day or the month first, and whether it tells history.
//
//   "LAKE ISSAT, 9 October 2025 (Courier) - Two ferries …"   → written 2025-10-09
//   "Published: 12 March 2026" on a line of its own          → written 2026-03-12
//   "… stamped 09/30/2025 and received on 10/2/2025"         → the month first
#pragma once

#include <optional>
#include <vector>

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

// `match` of each mention of a time, in order; none where its words make no time.
struct MatchedTime {
  Span span;
  std::optional<text::Match> match;
};

std::optional<Time> dateline(const Document& document, const std::vector<MatchedTime>& times);
std::optional<bool> day_first(const Document& document, const std::vector<MatchedTime>& times);
bool tells_history(const std::optional<Time>& published, const std::vector<MatchedTime>& times);

}  // namespace tocsin::record
