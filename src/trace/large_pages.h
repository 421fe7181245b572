// SPDX-License-Identifier: Apache-2.0
// Memory in pages as large as the system has, for tables whose every look-up is elsewhere: with small pages, finding the
// page costs as much as the look-up.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace tocsin::trace {

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};
template <class T>
using Memory = std::unique_ptr<T[], FreeMemory>;

inline constexpr std::size_t kLargePage = std::size_t{1} << 21;

// Not initialised, aligned to lines of the cache. Of less than a large page, and where they are not wanted, small pages,
// which cost nothing until written.
template <class T>
Memory<T> take_memory(std::size_t count, bool large_pages = true) {
  const std::size_t bytes = count * sizeof(T);
  const std::size_t page = large_pages && bytes >= kLargePage ? kLargePage : 64;
  void* const memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
  if (!memory) throw std::bad_alloc();
  if (page == kLargePage) madvise(memory, (bytes + page - 1) / page * page, MADV_HUGEPAGE);
  return Memory<T>(static_cast<T*>(memory));
}

// All bytes nought; costs nothing until written.
template <class T>
Memory<T> take_zeroed(std::size_t count) {
  void* const memory = std::calloc(count, sizeof(T));
  if (!memory) throw std::bad_alloc();
  return Memory<T>(static_cast<T*>(memory));
}

}  // namespace tocsin::trace
