// SPDX-License-Identifier: Apache-2.0
// Vectors that grow without moving what they hold, and so without needing twice the memory while they grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "trace/memory.h"

namespace tocsin::trace {

template <class T>
class Chunked {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return chunks_[i >> kBits][i & kMask]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> kBits][i & kMask]; }
  void push_back(const T& value) {
    resize(size_ + 1);
    (*this)[size_ - 1] = value;
  }
  void resize(std::size_t size) {  // upwards; what is new holds anything
    while (chunks_.size() << kBits < size) chunks_.push_back(take_memory<T>(kMask + 1));
    size_ = size;
  }

 private:
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  static constexpr std::size_t kBits = 15, kMask = (std::size_t{1} << kBits) - 1;
  std::vector<Memory<T>> chunks_;
  std::size_t size_ = 0;
};

// Bytes in runs, each kept whole. A run is known by its address, which stays.
class ByteArena {
 public:
  std::uint8_t* take(std::size_t bytes) {
    if (bytes > kBlock / 4) {
      blocks_.push_back(take_memory<std::uint8_t>(bytes));
      return blocks_.back().get();
    }
    if (left_ < bytes) {
      left_ = kBlock;
      blocks_.push_back(take_memory<std::uint8_t>(left_));
      next_ = blocks_.back().get();
    }
    std::uint8_t* const out = next_;
    next_ += bytes;
    left_ -= bytes;
    return out;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 18;
  std::vector<Memory<std::uint8_t>> blocks_;
  std::uint8_t* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace tocsin::trace
