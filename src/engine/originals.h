// SPDX-License-Identifier: Apache-2.0
// Where the file a document was read from lies now.
//
//   Originals originals({"exports", "/mnt/case-7"});
//   originals.find("old/result.json", sha256)      "exports/2025/renamed.json": the file of that SHA-256, whatever its name
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/status.h"

namespace tocsin {

class Originals {
 public:
  // No folders: files lie where they were read, and nowhere else. Otherwise they lie below the folders, and nowhere else.
  explicit Originals(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  // `file` at the same relative path, or any file of its name, or any file at all, as long as its SHA-256 is `sha256`.
  // Code::not_found says what was found instead: nothing, or a file that has changed.
  Result<std::string> find(const std::string& file, const std::string& sha256);

  // Of files that grow, `watch` keeps the SHA-256 of each record's own line. The line that begins at byte `at`, where its
  // hash is `sha256`; nothing where it is not, or the hash is that of a whole file.
  std::optional<std::string> line(const std::string& file, std::uint64_t at, const std::string& sha256);
  // In any file of the folders: where `find` has found none either.
  std::optional<std::string> line_anywhere(std::uint64_t at, const std::string& sha256);

 private:
  std::vector<std::string> candidates(const std::string& file);
  const std::vector<std::string>& below();

  std::vector<std::string> folders_;
  std::optional<std::vector<std::string>> below_;         // every file in the folders, by path
  std::optional<std::map<std::string, std::string>> by_hash_;  // those files by their SHA-256
};

// A whole file; nothing where it cannot be read.
std::optional<std::string> file_bytes(const std::string& path);

// As it is hashed: without its end.
std::string_view line_at(std::string_view bytes, std::size_t at);

}  // namespace tocsin
