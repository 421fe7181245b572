// SPDX-License-Identifier: Apache-2.0
// What stands for which letter in text that was turned upside down or mirrored: lists/flipped.tsv and the letters that
// Unicode names TURNED or REVERSED.
//
//   Flips::get().way(Flips::kTurned).upright.at(U'ɐ')   U'a'
#pragma once

#include <array>
#include <unordered_map>
#include <unordered_set>

namespace tocsin::trace {

class Flips {
 public:
  static const Flips& get();

  static constexpr std::size_t kTurned = 0, kTurnedCyrillic = 1, kMirrored = 2, kWays = 3;
  struct Way {
    std::unordered_map<char32_t, char32_t> upright;
    std::unordered_set<char32_t> tells;  // ordinary text hardly has them
  };
  const Way& way(std::size_t number) const { return ways_[number]; }

 private:
  Flips();
  std::array<Way, kWays> ways_;
};

}  // namespace tocsin::trace
