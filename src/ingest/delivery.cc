// SPDX-License-Identifier: Apache-2.0
#include "ingest/delivery.h"

#include "core/hash.h"
#include "ingest/json_repair.h"

namespace tocsin::ingest {

// Says so, and whether it need not be kept.
bool Delivery::known(const Document& d, const std::string& place) {
  const std::uint64_t hash =
      fast_hash(d.text, d.published ? static_cast<std::uint64_t>(d.published->time_since_epoch().count()) : 0);
  const auto [seen, fresh] = seen_.emplace(d.channel + '\0' + d.outlet + '\0' + d.source_id, hash);
  if (fresh) return false;
  if (seen->second == hash) {
    intake_.skipped("duplicate");
    return true;
  }
  intake_.oddity(Odd::duplicate_id, d.at, place, "another record has the same id and other content");
  return false;
}

Status Delivery::take(FieldReading reading, const std::string& place) {
  for (const FieldOddity& odd : reading.oddities) intake_.oddity(odd.kind, reading.document.at, place, odd.particulars);
  for (const std::string& kind : reading.skipped) intake_.skipped(kind);
  if (!reading.readable || (!reading.numbered && known(reading.document, place))) return {};
  return intake_.document(std::move(reading.document), place);
}

Status each_object(std::string_view bytes, const std::vector<Slice>& found, bool closed, Intake& intake,
                   const TakeObject& take) {
  std::uint64_t number = 0;
  for (const Slice& slice : found) {
    const std::string_view record = bytes.substr(slice.begin, slice.end - slice.begin);
    const std::string place = "record " + std::to_string(++number);
    if (slice.deep) {
      intake.oddity(Odd::too_deep, slice.begin, place, "nested deeper than " + std::to_string(kMaxDepth) + " levels");
      continue;
    }
    if (slice.state == SliceState::cut) {
      intake.oddity(Odd::truncated, slice.begin, place,
                    "the file ends inside this record; everything before it was read");
      continue;
    }
    const std::optional<ParsedRecord> parsed = parse_record(record);
    if (!parsed) {
      const Unparsed why = why_unparsed(record, Odd::broken);
      intake.oddity(why.kind, slice.begin, place, why.particulars);
      continue;
    }
    if (!parsed->repaired.empty()) intake.oddity(Odd::repaired, slice.begin, place, parsed->repaired);
    if (!parsed->value.is(json::Type::object)) {
      intake.oddity(Odd::not_object, slice.begin, place, "a record must be an object in braces");
      continue;
    }
    if (Status status = take(parsed->value, slice.begin, place); !status.ok()) return status;
  }
  if (!closed && (found.empty() || found.back().state != SliceState::cut))
    intake.oddity(Odd::truncated, bytes.size(), "list",
                  "the list of records has no end; export it again if records are missing");
  return {};
}

}  // namespace tocsin::ingest
