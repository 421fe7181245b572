// SPDX-License-Identifier: Apache-2.0
#include "ingest/file_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <mutex>

#include "core/hash.h"

namespace tocsin::ingest {

// Of a mapping of this thread: where the handler may put zeros.
struct FileBytes::Guard {
  char* begin;
  std::size_t size;
  volatile std::sig_atomic_t shortened = 0;
  Guard* outer;

  static thread_local Guard* innermost;
};
thread_local FileBytes::Guard* FileBytes::Guard::innermost = nullptr;

namespace {

struct sigaction handler_before;

std::int64_t nanoseconds(const timespec& t) { return t.tv_sec * 1'000'000'000 + t.tv_nsec; }

}  // namespace

FileBytes::~FileBytes() {
  if (guard_) {
    Guard::innermost = guard_->outer;
    delete guard_;
  }
  if (map_) ::munmap(map_, size_);
  if (file_ >= 0) ::close(file_);
}

std::optional<FileProblem> FileBytes::open(const std::string& path) {
  file_ = path == "-" ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat info {};
  if (file_ >= 0 && ::fstat(file_, &info) == 0 && S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) >= kMapped && static_cast<std::uint64_t>(info.st_size) <= kMaxFile) {
    size_ = static_cast<std::size_t>(info.st_size);
    modified_[0] = nanoseconds(info.st_mtim);
    modified_[1] = nanoseconds(info.st_ctim);
    if (map()) return {};
  }
  return read_file(path, held_);  // says what is wrong with it, too
}

bool FileBytes::map() {
  // A page that is no longer in the file is made one of zeros, as read() would find an end there; anything else is not ours.
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action {};
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    action.sa_sigaction = [](int, siginfo_t* info, void*) {
      const auto at = static_cast<char*>(info->si_addr);
      for (Guard* g = Guard::innermost; g != nullptr; g = g->outer) {
        if (at < g->begin || at >= g->begin + g->size) continue;
        const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        char* const begin = g->begin + static_cast<std::size_t>(at - g->begin) / page * page;
        g->shortened = 1;
        if (::mmap(begin, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED) return;
      }
      ::sigaction(SIGBUS, &handler_before, nullptr);
    };
    ::sigaction(SIGBUS, &action, &handler_before);
  });
  void* const at = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file_, 0);
  if (at == MAP_FAILED) return false;
  map_ = static_cast<char*>(at);
  ::madvise(map_, size_, MADV_SEQUENTIAL);
  guard_ = Guard::innermost = new Guard{map_, size_, 0, Guard::innermost};
  return true;
}

void FileBytes::release_to(std::uint64_t at) {
  const std::uint64_t end = std::min<std::uint64_t>(at, size_) / kStep * kStep;
  if (end <= released_) return;
  ::madvise(map_ + released_, end - released_, MADV_DONTNEED);
  released_ = end;
}

std::string FileBytes::sha256() {
  Sha256 hash;
  for (std::uint64_t at = 0; at < bytes().size(); at += kStep) {
    hash.update(bytes().substr(at, kStep));
    release(at + kStep);
  }
  released_ = 0;
  return hash.hex();
}

bool FileBytes::changed() const {
  if (!map_) return false;
  struct stat info {};
  return guard_->shortened || ::fstat(file_, &info) != 0 || static_cast<std::size_t>(info.st_size) != size_ || nanoseconds(info.st_mtim) != modified_[0] ||
         nanoseconds(info.st_ctim) != modified_[1];
}

}  // namespace tocsin::ingest
