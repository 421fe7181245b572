// SPDX-License-Identifier: Apache-2.0
// NDJSON documents, an object a line; and the same objects in a list or over several lines.
//
//   {"id": "b", "channel": "Grey Lantern", "published": "2026-03-10T12:00:00Z", "text": "…"}
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

// Lines; blank ones are passed over, CR before LF is no part of a line, the last needs no LF.
Status ndjson(std::string_view bytes, Intake& intake);
// `[ {…}, {…} ]`
Status json_array(std::string_view bytes, Intake& intake);
// Objects one after the other.
Status json_objects(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
