// SPDX-License-Identifier: Apache-2.0
// The key that pseudonyms are made with, in a file beside the store: 32 random bytes that only its owner can read.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/hash.h"
#include "store/store.h"

namespace tocsin::store {
namespace {

constexpr std::size_t kKeyBytes = 32;

Status failed(const std::string& path, std::string_view what) {
  return Status(Code::store, path + ": " + std::string(what) + ": " + std::strerror(errno));
}

}  // namespace

Result<std::string> read_key(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(path, "cannot read the key");
  std::string key(kKeyBytes + 1, '\0');
  const ssize_t n = ::read(file, key.data(), key.size());
  ::close(file);
  if (n != static_cast<ssize_t>(kKeyBytes))
    return Status(Code::store, path + ": a key has exactly 32 bytes; put the right file back");
  key.resize(kKeyBytes);
  return key;
}

Result<std::string> made_key(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    if (errno == EEXIST) return read_key(path);
    return failed(path, "cannot make the key");
  }
  const std::string key = random_bytes(kKeyBytes);
  const bool written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written) {
    ::unlink(path.c_str());
    return failed(path, "cannot write the key");
  }
  return key;
}

}  // namespace tocsin::store
