// SPDX-License-Identifier: Apache-2.0
// The closed set of what can be odd about an input, each with the one thing that is done about it.
// README.md of this room holds the same set as a table; a test keeps the two alike.
//
//   make_oddity(Odd::no_date, "a.json", 2091, "message 57", "message has no date")
//     → {"a.json", 2091, "message 57", "no_date: message has no date", "kept"}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tocsin/records.h"

namespace tocsin::ingest {

enum class Odd {
  bad_sidecar,
  broken,
  converted,
  damaged,
  duplicate_id,
  empty_file,
  empty_folder,
  link,
  lone_sidecar,
  no_chat,
  no_date,
  no_id,
  no_outlet,
  no_text,
  not_a_file,
  not_json,
  not_object,
  not_utf8,
  odd_date,
  private_chat,
  repaired,
  too_deep,
  too_large,
  truncated,
  unreadable,
  unrecognised,
  wrong_type
};
inline constexpr int kOddKinds = static_cast<int>(Odd::wrong_type) + 1;

std::string_view name_of(Odd kind);    // "no_date"
std::string_view action_on(Odd kind);  // "kept", "skipped", "repaired" or "quarantined"

// `record` and `particulars` may hold bytes of the input: the oddity is UTF-8 without control characters.
Oddity make_oddity(Odd kind, std::string file, std::uint64_t at, std::string_view record, std::string_view particulars);

// The first few characters of a record that could not be read, fit for any output: no controls, no handles, no long
// numbers, nothing of a message's text. `{"id": 57, "type": "mess…`
std::string safe_excerpt(std::string_view record);

}  // namespace tocsin::ingest
