// SPDX-License-Identifier: Apache-2.0
// The fast way through NDJSON for who only needs what tracing does: lines as DESIGN §3 writes them, which most are. Of
// any other line it says so, and ndjson_document reads it.
#pragma once

#include <optional>
#include <string_view>

#include "core/json.h"
#include "tocsin/records.h"

namespace tocsin::ingest {

struct PlainLine {
  std::string_view id, text, channel, forwarded_from, lang;
  Time published;
};

// Not safe for use by two threads at once.
class PlainLineReader {
 public:
  PlainLineReader();
  // json::FieldReader::kPadding bytes past the line's end must be readable. The views last until the next call.
  std::optional<PlainLine> read(std::string_view line);

 private:
  json::FieldReader fields_;
};

}  // namespace tocsin::ingest
