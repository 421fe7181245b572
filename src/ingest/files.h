// SPDX-License-Identifier: Apache-2.0
// The files under a path and their bytes. Never waits (a pipe or a device is not opened), never writes, never
// follows a link out of a folder.
//
//   list_files("exports")      → "exports/a/one.json", "exports/result.json": byte order of names, depth first
//   read_file("exports/result.json", bytes)
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/oddity.h"
#include "tocsin/status.h"

namespace tocsin::ingest {

inline constexpr std::uint64_t kMaxFile = std::uint64_t{8} << 30;

struct FileList {
  std::vector<std::string> files;   // as given, or given + "/" + relative path
  std::vector<Oddity> oddities;     // what is no file, and folders that cannot be read
  std::vector<std::string> hidden;  // names that begin with a dot
  bool folder = false;
};

// Not ok with Code::no_input when there is nothing at `path`, with the nearest name if one is close.
Result<FileList> list_files(const std::string& path);

// The bytes of a regular file; "-": standard input. An oddity without `at` says why not.
struct FileProblem {
  Odd kind;
  std::string particulars;
};
std::optional<FileProblem> read_file(const std::string& path, std::string& bytes);

}  // namespace tocsin::ingest
