// SPDX-License-Identifier: Apache-2.0
// Telling apart what is written for people: a page, a plain text, and things that only look like one.
#pragma once

#include <string_view>

#include "ingest/detect.h"

namespace tocsin::ingest {

// `text` begins with no white space. html, plain or other (feeds, chat logs, tables, sidecars).
Sniffed sniff_text(std::string_view text);

// Most of the first lines are an object each: `{…}`.
bool lines_of_objects(std::string_view text);

}  // namespace tocsin::ingest
