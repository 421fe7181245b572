// SPDX-License-Identifier: Apache-2.0
// One message object of a Telegram export to a document. Takes the text, the times and where it was forwarded from;
// everything else stays outside: reactors, contacts, members, phone numbers and media never get further than here.
//
//   {"id": 41, "type": "message", "date_unixtime": "1759852711", "from_id": "user77",
//    "text": ["Ferries sail at ", {"type": "bold", "text": "noon"}]}
//     → source_id "41", text "Ferries sail at noon", author pseudonym("user77")
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "core/json_tape.h"
#include "ingest/intake.h"
#include "ingest/json_objects.h"

namespace tocsin::ingest {

struct MessageOddity {
  Odd kind;
  std::string particulars;
};

struct MessageReading {
  enum Outcome { read, not_a_message, nothing_to_read } outcome = nothing_to_read;
  std::vector<std::string_view> skipped;  // kinds to count: "service_message", "photo", …
  std::vector<MessageOddity> oddities;
};

// The object that the tape holds, to a document without channel. `at`: where it stands in the file, the source id of a message
// that has none of its own.
void read_message(const json::Tape& message, std::size_t at, const Intake& intake, Document& document, MessageReading& out);

// "user77" of the handles that old and new exports write (77, "77", "user77"); empty for chats and channels,
// whose posts have no other author than the channel itself.
std::string telegram_person(std::string_view from_id);

// Number as written, without a fraction of zero.
std::string digits(const json::Value& number);

}  // namespace tocsin::ingest
