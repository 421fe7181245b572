// SPDX-License-Identifier: Apache-2.0
// Memory for tables and arenas, not initialised or all noughts, which costs nothing until written.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

namespace tocsin::trace {

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};
template <class T>
using Memory = std::unique_ptr<T[], FreeMemory>;

// Not initialised, aligned to lines of the cache.
template <class T>
Memory<T> take_memory(std::size_t count) {
  void* const memory = std::aligned_alloc(64, (count * sizeof(T) + 63) / 64 * 64);
  if (!memory) throw std::bad_alloc();
  return Memory<T>(static_cast<T*>(memory));
}

// All bytes nought.
template <class T>
Memory<T> take_zeroed(std::size_t count) {
  void* const memory = std::calloc(count, sizeof(T));
  if (!memory) throw std::bad_alloc();
  return Memory<T>(static_cast<T*>(memory));
}

// Zeroed memory that grows without being copied, in pages as large as the system has once it is large: for a table whose
// every look-up is elsewhere, finding a small page costs as much as the look-up. Where all is read from front to back
// small pages cost less, as the system need not clear what is not used.
class LargePages {
 public:
  LargePages() = default;
  LargePages(LargePages&& other) noexcept : begin_(std::exchange(other.begin_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  LargePages& operator=(LargePages&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~LargePages() {
    if (begin_) munmap(begin_, bytes_);
  }

  void* data() const { return begin_; }

  // What was there stays at the front, at another address; what is new is nought.
  void grow(std::size_t bytes) {
    bytes = (bytes + kPage - 1) / kPage * kPage;
    if (bytes <= bytes_) return;
    // Asked for with a page to spare, of which both ends are given back, so that it begins with a page.
    void* const asked = mmap(nullptr, bytes + kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (asked == MAP_FAILED) throw std::bad_alloc();
    auto* const from = static_cast<std::uint8_t*>(asked);
    const std::size_t before = (kPage - reinterpret_cast<std::uintptr_t>(asked) % kPage) % kPage;
    std::uint8_t* const begin = from + before;
    if (before > 0) munmap(from, before);
    if (before < kPage) munmap(begin + bytes, kPage - before);
    if (begin_ && mremap(begin_, bytes_, bytes_, MREMAP_MAYMOVE | MREMAP_FIXED, begin) == MAP_FAILED) {
      munmap(begin, bytes);
      throw std::bad_alloc();
    }
    if (bytes > kPage) madvise(begin, bytes, MADV_HUGEPAGE);
    begin_ = begin;
    bytes_ = bytes;
  }

 private:
  static constexpr std::size_t kPage = std::size_t{1} << 21;
  void* begin_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace tocsin::trace
