// SPDX-License-Identifier: Apache-2.0
// How often words have been seen in different families: what everybody writes ("…, said the ministry's spokesman", a
// line that a channel puts under every post) says less about copying than what only two texts have.
//
// Counts runs of kPiece letters, once for each family that starts, in a fixed block of memory: 8-bit counters that stop
// at the top; two pieces that share a counter share its count.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tocsin::trace {

class Commonness {
 public:
  static constexpr std::size_t kPiece = 8;

  Commonness() : counts_(kCounters) {}

  // A text that starts a family.
  void add(std::span<const char16_t> letters);
  // What letters weigh, summed up from the start: sums[i] for the first i, in quarters of a letter (4: seen in few
  // families).
  void weigh(std::span<const char16_t> letters, std::vector<std::uint32_t>& sums) const;

 private:
  static constexpr std::size_t kCounters = std::size_t{1} << 22;
  std::size_t slot(const char16_t* letters) const;

  std::vector<std::uint8_t> counts_;
};

}  // namespace tocsin::trace
