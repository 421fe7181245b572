// SPDX-License-Identifier: Apache-2.0
// One object of NDJSON, or of a list of objects, to a document: DESIGN §3's fields and the names collectors give them
// (lists/fields.tsv).
//
//   {"message_id": 41, "date": "2024-12-04T09:00:28+00:00", "channel": "Grey Lantern", "text": "noon", "sender_id": 7}
//     → message, source_id "41", channel "Grey Lantern", published, author pseudonym("7")
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json.h"
#include "ingest/ingest.h"
#include "ingest/oddity.h"

namespace tocsin::ingest {

struct FieldOddity {
  Odd kind;
  std::string particulars;
};

struct FieldReading {
  Document document;      // without file, hash, lang and id
  bool readable = false;  // it has a text that is not empty
  bool has_text = false;  // it has one, be it empty
  bool numbered = false;  // it had no id, and its place became one
  std::vector<FieldOddity> oddities;
  std::vector<std::string> skipped;  // kinds to count: "service_message", "photo", …

  void odd(Odd kind, std::string particulars) { oddities.push_back({kind, std::move(particulars)}); }
};

// For readers of one format, in the order they are called. The place becomes the id of a record that has none;
// `written`: it has an id, but one that is neither text nor a number.
void set_id(FieldReading& out, std::string id, bool written = false);
// Empty: not said. `zone` is for times that name none.
void set_times(FieldReading& out, std::string_view published, std::string_view edited, std::string_view zone);
// When the original of a forward was posted, as the forward says.
void set_forward_date(FieldReading& out, std::string_view published, std::string_view zone);

// Private chats are read for a purpose only.
bool reads_private(const InputOptions& options);

FieldReading read_fields(const json::Value& object, std::uint64_t at, const InputOptions& options, const Key& key);

}  // namespace tocsin::ingest
