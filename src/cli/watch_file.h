// SPDX-License-Identifier: Apache-2.0
// The sources of `watch --config FILE.toml` (docs/formats.md). What is wrong is told with its place: "watch.toml:7:1: …".
//
//   [[source]]
//   url = "https://harbourcourier.example/feed.xml"
//   every = "5m"
#pragma once

#include <string>
#include <vector>

#include "tocsin/status.h"
#include "tocsin/watching.h"

namespace tocsin::cli {

// Paths are taken from the folder that the file is in.
Result<std::vector<WatchedSource>> read_watch_file(const std::string& path);

}  // namespace tocsin::cli
