// SPDX-License-Identifier: Apache-2.0
// Makes one broken JSON record readable where only its writing is wrong and its meaning is plain:
//
//   what                                                    becomes            seen in
//   "\x01" (an escape JSON does not have)                   "\u0001"           Telegram Desktop (tdesktop#27571)
//   any other unknown escape "\q"                           "\\q"
//   a lone surrogate "\ud83d"                               "\ufffd"           texts cut inside an emoji
//   a raw control character in a string                     its \u escape      files damaged in transfer
//   bytes that are not UTF-8                                U+FFFD
//   a bare value: {"document_id": a (2).webm}               "a (2).webm"       Telegram Desktop (tdesktop#24961)
//   a number too long for 64 bits                           the same digits in quotes
//   a comma before } or ]                                   nothing
//
// It never closes what was cut off, and never guesses a lost quote: such a record stays broken.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"
#include "core/json_tape.h"
#include "ingest/oddity.h"

namespace tocsin::ingest {

struct Repair {
  std::string json;     // ends where the first value ends
  std::string what;     // "\xNN escapes (2), bare values (1)"
  std::size_t end = 0;  // of the record: what it did not look at begins here
};

std::string names_of(const json::Fixes& fixes);  // "\\xNN escapes (2), bare values (1)"

// None when there was nothing to repair.
std::optional<Repair> repair_json(std::string_view record);

// Bytes of a record, and of a text. A parser takes ten times as much, a reader more; what people write is shorter.
inline constexpr std::size_t kMostRecord = std::size_t{16} << 20;

struct ParsedRecord {
  json::Value value;
  std::string repaired;  // what was repaired; empty: nothing
  std::size_t end = 0;   // where the value ended in the record
};
// Parsed, if need be after repair; none: it stays broken, or is longer than kMostRecord.
std::optional<ParsedRecord> parse_record(std::string_view record);

// The same into a tape: what was repaired. `space` keeps the bytes it then stands in. `wrong`: it is known to be no valid JSON.
std::optional<std::string> parse_record(std::string_view record, bool wrong, json::Tape& tape, std::string& space);

// Why it was not parsed. `broken`: the kind where it was not for its length.
struct Unparsed {
  Odd kind;
  std::string particulars;
};
Unparsed why_unparsed(std::string_view record, Odd broken);
// Of something of so many bytes, more than kMostRecord: "16 MiB at most are read, this has 1,024; …".
std::string too_long(std::size_t bytes);

}  // namespace tocsin::ingest
