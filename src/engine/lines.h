// SPDX-License-Identifier: Apache-2.0
// Reads NDJSON documents for the filters. A line that cannot be read is told with its place and left out.
#pragma once

#include <functional>
#include <iosfwd>
#include <string_view>

#include "ingest/ingest.h"
#include "tocsin/engine.h"

namespace tocsin {

// Code::no_input when there were lines and none could be read.
Status each_document(std::istream& in, std::string_view name, const InputOptions& options, const ingest::Key& key,
                     const Notice& notice, Progress* progress, const std::function<Status(Document)>& take);

}  // namespace tocsin
