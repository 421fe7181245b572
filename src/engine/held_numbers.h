// SPDX-License-Identifier: Apache-2.0
// The numbers of messages by their ids' digits, for very many: some 8 bytes each beside the digits themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tocsin {

class HeldNumbers {
 public:
  // `digits`: of all messages, by number; it grew by one.
  void add(const std::vector<std::uint64_t>& digits) {
    if (digits.size() * 2 > slots_.size()) {
      slots_.assign(slots_.size() * 2, kNone);
      for (std::uint32_t number = 0; number + 1 < digits.size(); ++number) put(digits, number);
    }
    put(digits, static_cast<std::uint32_t>(digits.size() - 1));
  }
  // `row`: the first 60 bits. Of messages that are held twice, the first.
  std::optional<std::uint32_t> find(const std::vector<std::uint64_t>& digits, std::int64_t row) const {
    for (std::size_t at = home(static_cast<std::uint64_t>(row)); slots_[at] != kNone; at = next(at))
      if (static_cast<std::int64_t>(digits[slots_[at]] >> 4) == row) return slots_[at];
    return std::nullopt;
  }
  void clear() { slots_.assign(kFewest, kNone); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kFewest = 1024;

  std::size_t home(std::uint64_t row) const { return (row * 0x9E3779B97F4A7C15u >> 20) & (slots_.size() - 1); }
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }
  void put(const std::vector<std::uint64_t>& digits, std::uint32_t number) {
    std::size_t at = home(digits[number] >> 4);
    while (slots_[at] != kNone) at = next(at);
    slots_[at] = number;
  }

  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kFewest, kNone);
};

}  // namespace tocsin
