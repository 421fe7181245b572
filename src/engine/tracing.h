// SPDX-License-Identifier: Apache-2.0
// `trace` as a filter: lines in, where each stands out.
#pragma once

#include <iosfwd>
#include <string_view>

#include "ingest/ingest.h"
#include "tocsin/engine.h"

namespace tocsin {

Status trace_lines(std::istream& in, std::string_view name, const Options& options, const ingest::Key& key,
                   const Notice& notice, Sink& sink, Progress* progress);

}  // namespace tocsin
