// SPDX-License-Identifier: Apache-2.0
// Telling apart what is written for people: a page, a plain text, and things that only look like one.
#pragma once

#include <string_view>

#include "ingest/detect.h"

namespace tocsin::ingest {

// `text` begins with no white space. html, plain, a feed or other (chat logs, tables, sidecars).
Sniffed sniff_text(std::string_view text);

// Whether `"key": [` or `"key": {` stands in `text`. No valid JSON string can hold it.
bool has_key(std::string_view text, std::string_view key, char opens);
// It has what only a Telegram export has, wherever that stands.
bool looks_like_export(std::string_view text);

// Most of the first lines are an object each: `{…}`.
bool lines_of_objects(std::string_view text);

}  // namespace tocsin::ingest
