// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "deliver/send.h"

namespace tocsin::deliver {
namespace {

// Written and on disk; errno says why not.
bool write_whole(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
  if (file < 0) return false;
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  const bool whole = bytes.empty() && ::fsync(file) == 0;
  const int why = errno;
  ::close(file);
  errno = why;
  return whole;
}

void keep_name(const std::string& folder) {
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  ::fsync(directory);
  ::close(directory);
}

}  // namespace

Handed write_file(const Receiver& receiver, const Parcel& parcel) {
  std::error_code error;
  std::filesystem::create_directories(receiver.folder, error);
  if (error) return {false, false, "the folder cannot be made: " + error.message()};
  const std::string path = receiver.folder + "/" + parcel.key + ".json", partial = receiver.folder + "/." + parcel.key + ".partial";
  if (!write_whole(partial, parcel.bytes)) return {false, false, std::string("the file cannot be written: ") + std::strerror(errno)};
  std::filesystem::rename(partial, path, error);
  if (error) return {false, false, "the file cannot be put in its place: " + error.message()};
  keep_name(receiver.folder);
  return {true};
}

}  // namespace tocsin::deliver
