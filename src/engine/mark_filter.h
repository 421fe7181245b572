// SPDX-License-Identifier: Apache-2.0
// Which marks the store surely does not have: most of those a new message is looked up by. 16 MiB, whatever the store; with
// 100 million marks in it, about half are still known to be missing.
#pragma once

#include <cstdint>
#include <vector>

namespace tocsin {

class MarkFilter {
 public:
  void add(std::int64_t mark) { bits_[place(mark) >> 6] |= std::uint64_t{1} << (place(mark) & 63); }
  bool may_have(std::int64_t mark) const { return bits_[place(mark) >> 6] >> (place(mark) & 63) & 1; }

 private:
  static constexpr unsigned kBits = 27;
  static std::size_t place(std::int64_t mark) {
    return static_cast<std::uint64_t>(mark) * 0x9E3779B97F4A7C15u >> (64 - kBits);
  }
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(std::size_t{1} << (kBits - 6));
};

}  // namespace tocsin
