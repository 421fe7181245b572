// SPDX-License-Identifier: Apache-2.0
#include "follow/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace tocsin::follow {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

Status cannot(const std::string& path) { return {Code::store, path + ": cannot be written (" + std::strerror(errno) + ")"}; }

}  // namespace

Result<Spooled> spool(const std::string& folder, const std::string& sha256, std::string_view bytes) {
  std::error_code error;
  const std::string path = folder + "/" + sha256 + ".feed";
  if (std::filesystem::file_size(path, error) == bytes.size() && !error) return Spooled{path, false};
  std::filesystem::create_directories(folder, error);
  const std::string partial = path + ".partial";
  const int fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return cannot(partial);
  const bool written = write_all(fd, bytes) && ::fsync(fd) == 0;
  if (!written || ::rename(partial.c_str(), path.c_str()) != 0) {
    const Status s = cannot(partial);
    ::close(fd);
    ::unlink(partial.c_str());
    return s;
  }
  ::close(fd);
  const int dir = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir >= 0) {
    ::fsync(dir);
    ::close(dir);
  }
  return Spooled{path, true};
}

}  // namespace tocsin::follow
