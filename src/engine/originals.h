// SPDX-License-Identifier: Apache-2.0
// Where the file a document was read from lies now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tocsin/status.h"

namespace tocsin {

// `file` where it was read, else below `originals`: at the same relative path, or any file of its name, as long as its
// SHA-256 is `sha256`. Code::not_found says what was found instead: nothing, or a file that has changed.
Result<std::string> find_original(const std::string& file, const std::string& sha256, const std::string& originals);

// Of files that grow, `watch` keeps the SHA-256 of each record's own line. The line that begins at byte `at`, where its
// hash is `sha256`; nothing where it is not, or the hash is that of a whole file.
std::optional<std::string> find_line(const std::string& file, std::uint64_t at, const std::string& sha256,
                                     const std::string& originals);
// A whole file; nothing where it cannot be read.
std::optional<std::string> file_bytes(const std::string& path);

// As it is hashed: without its end.
std::string_view line_at(std::string_view bytes, std::size_t at);

}  // namespace tocsin
