// SPDX-License-Identifier: Apache-2.0
#include "ingest/ndjson.h"

#include <algorithm>

#include "core/utf8.h"
#include "ingest/delivery.h"
#include "ingest/fourcat.h"
#include "ingest/json_objects.h"
#include "ingest/json_repair.h"
#include "ingest/telethon.h"

namespace tocsin::ingest {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Why a line is not a record; the kind comes first.
Status not_ok(Odd kind, const std::string& particulars) {
  return {Code::no_input, std::string(name_of(kind)) + ": " + particulars};
}

// Collectors that write what a platform gave them are read as such; the others say what they mean by their fields'
// names.
FieldReading read_object(const json::Value& object, std::uint64_t at, const InputOptions& options, const Key& key) {
  if (is_telethon(object)) return read_telethon(object, at, options, key);
  if (is_fourcat(object)) return read_fourcat(object, at, options, key);
  return read_fields(object, at, options, key);
}

// A record to fields, or why not.
std::optional<Unparsed> read_record(std::string_view record, std::uint64_t at, const InputOptions& options,
                                   const Key& key, FieldReading& out, std::size_t& end) {
  std::optional<ParsedRecord> parsed = parse_record(record);
  if (!parsed) return why_unparsed(record, Odd::not_json);
  end = parsed->end;
  if (!parsed->value.is(json::Type::object)) return Unparsed{Odd::not_object, "a record must be an object in braces"};
  out = read_object(parsed->value, at, options, key);
  if (!parsed->repaired.empty()) out.oddities.insert(out.oddities.begin(), {Odd::repaired, parsed->repaired});
  return std::nullopt;
}

class Records {
 public:
  explicit Records(Intake& intake) : intake_(intake), delivery_(intake) {}

  // `end`: where the record ended, for lines that hold more than one.
  Status take(std::string_view record, std::uint64_t at, const std::string& place, std::size_t& end) {
    FieldReading reading;
    end = record.size();
    if (const auto failure = read_record(record, at, intake_.options(), intake_.key(), reading, end)) {
      intake_.oddity(failure->kind, at, place, failure->particulars);
      return {};
    }
    return delivery_.take(std::move(reading), place);
  }

 private:
  Intake& intake_;
  Delivery delivery_;
};

// The records of a list, and of the lists in it (pages of a collector, one after the other).
class List {
 public:
  List(std::string_view bytes, Intake& intake) : bytes_(bytes), intake_(intake), records_(intake) {}

  Status take(const std::vector<Slice>& found, bool closed, int depth = 0) {
    for (const Slice& slice : found)
      if (Status status = take(slice, depth); !status.ok()) return status;
    if (!closed && (found.empty() || found.back().state != SliceState::cut))
      intake_.oddity(Odd::truncated, bytes_.size(), "list",
                     "the list of records has no end; collect it again if records are missing");
    return {};
  }

 private:
  Status take(const Slice& slice, int depth) {
    const std::string_view record = bytes_.substr(slice.begin, slice.end - slice.begin);
    if (depth == 0 && record.starts_with('[') && slice.state == SliceState::whole) {
      std::vector<Slice> inner;
      const ObjectScanner::End end = ObjectScanner(bytes_.substr(0, slice.end)).array(slice.begin + 1, inner);
      return take(inner, end.closed, depth + 1);
    }
    const std::string place = "record " + std::to_string(++number_);
    if (slice.deep) {
      intake_.oddity(Odd::too_deep, slice.begin, place, "nested deeper than " + std::to_string(kMaxDepth) + " levels");
    } else if (slice.state == SliceState::cut) {
      intake_.oddity(Odd::truncated, slice.begin, place,
                     "the file ends inside this record; everything before it was read");
    } else {
      std::size_t end = 0;
      return records_.take(record, slice.begin, place, end);
    }
    return {};
  }

  std::string_view bytes_;
  Intake& intake_;
  Records records_;
  std::uint64_t number_ = 0;
};

}  // namespace

Status ndjson(std::string_view bytes, Intake& intake) {
  Records records(intake);
  std::uint64_t number = 0;
  for (std::size_t begin = bytes.starts_with(kMark) ? kMark.size() : 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    ++number;
    const std::string place = "line " + std::to_string(number);
    if (end == bytes.size() && line.starts_with('{') && line.size() <= kMostRecord && !parse_record(line)) {
      intake.oddity(Odd::truncated, begin, place, "the file ends inside this line; everything before it was read");
      return {};
    }
    for (std::size_t at = 0, size = 0; at < line.size();) {  // one record, or several where a line's end was lost
      std::string_view record = line.substr(at);
      if (at > 0 || record.size() > kMostRecord) record = record.substr(0, ObjectScanner(record).end_of(0));  // so that each is parsed once
      if (Status status = records.take(record, begin + at, place, size); !status.ok()) return status;
      at = std::min(line.find_first_not_of(" \t,", at + size), line.size());
      if (at < line.size() && line[at] != '{') break;
    }
    begin = end + 1;
  }
  return {};
}

Status json_array(std::string_view bytes, Intake& intake) {
  std::vector<Slice> found;
  const ObjectScanner::End end = ObjectScanner(bytes).array(bytes.find('[') + 1, found);
  return List(bytes, intake).take(found, end.closed);
}

Status json_objects(std::string_view bytes, Intake& intake) {
  std::vector<Slice> found;
  const ObjectScanner::End end = ObjectScanner(bytes).sequence(0, found);
  return List(bytes, intake).take(found, end.closed);
}

Result<Document> ndjson_document(std::string_view line, std::string_view file, std::uint64_t at,
                                 const InputOptions& options, const Key& key, std::vector<Oddity>& oddities) {
  if (at == 0 && line.starts_with(kMark)) line.remove_prefix(kMark.size());
  FieldReading reading;
  std::size_t end = 0;
  if (const auto failure = read_record(line, at, options, key, reading, end))
    return not_ok(failure->kind, failure->particulars);
  Document& d = reading.document;
  const std::string place = reading.numbered ? "byte " + std::to_string(at) : d.source_id;
  for (const FieldOddity& odd : reading.oddities)
    if (odd.kind != Odd::no_text || reading.has_text)
      oddities.push_back(make_oddity(odd.kind, std::string(file), at, place, odd.particulars));
  if (!reading.has_text)
    return not_ok(Odd::no_text,
                  reading.skipped.empty() ? "the record has no text" : "not read: " + reading.skipped.front());
  d.file = file;
  if (make_utf8(d))
    oddities.push_back(make_oddity(Odd::not_utf8, d.file, at, place, "bytes that are not UTF-8 became U+FFFD"));
  if (d.lang.empty()) d.lang = language_of(d.text);
  d.id = document_id(d);
  return std::move(d);
}

}  // namespace tocsin::ingest
