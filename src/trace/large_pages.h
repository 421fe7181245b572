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

// Not initialised, aligned as T or more. Of less than a large page: small pages, which cost nothing until written.
template <class T>
Memory<T> take_memory(std::size_t count) {
  const std::size_t bytes = count * sizeof(T);
  const std::size_t page = bytes >= kLargePage ? kLargePage : 64;
  void* const memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
  if (!memory) throw std::bad_alloc();
  if (page == kLargePage) madvise(memory, (bytes + page - 1) / page * page, MADV_HUGEPAGE);
  return Memory<T>(static_cast<T*>(memory));
}

}  // namespace tocsin::trace
