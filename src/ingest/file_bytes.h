// SPDX-License-Identifier: Apache-2.0
// The bytes of a file while it is read: a short one is held in memory; a long one is mapped, and what has been read of it is
// given back, so that memory is the same whatever its size.
//
//   FileBytes file;
//   if (const auto problem = file.open(path)) …
//   for (… file.bytes() …) file.release(at);
//   if (file.changed()) …                     somebody wrote to it meanwhile
//
// A mapped file that somebody makes shorter reads as zeros from there on; the process lives. Not to be read by another thread
// than the one that opened it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/files.h"

namespace tocsin::ingest {

class FileBytes {
 public:
  FileBytes() = default;
  ~FileBytes();
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  static constexpr std::uint64_t kMapped = std::uint64_t{16} << 20;  // bytes of a file that is mapped

  // "-": standard input.
  std::optional<FileProblem> open(const std::string& path);
  std::string_view bytes() const { return map_ ? std::string_view(map_, size_) : std::string_view(held_); }
  // What is before this byte is not needed soon. Cheap; may be called for every record.
  void release(std::uint64_t at) {
    if (map_ && at >= released_ + kStep) release_to(at);
  }
  std::string sha256();
  // A file that was mapped and is another now.
  bool changed() const;

 private:
  static constexpr std::uint64_t kStep = std::uint64_t{4} << 20;
  bool map();
  void release_to(std::uint64_t at);
  struct Guard;

  std::string held_;
  int file_ = -1;
  char* map_ = nullptr;
  std::size_t size_ = 0;
  std::uint64_t released_ = 0;
  std::int64_t modified_[2] = {};  // when, in nanoseconds: contents, and all that is said of them
  Guard* guard_ = nullptr;
};

}  // namespace tocsin::ingest
