// SPDX-License-Identifier: Apache-2.0
// Which texts have a key (an LSH band or a fingerprint), for very many keys: packed 8-byte slots in one block of
// memory.
//
// Work for one key is bounded whatever the input: a bucket keeps at most kMostInBucket texts, the earliest, of families
// that differ (a family is found through any of its members), and a search walks at most kLongestWalk slots.
// So a flood aimed at one bucket costs each message no more than any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tocsin::trace {

class BucketTable {
 public:
  static constexpr std::size_t kMostInBucket = 8;
  static constexpr std::size_t kLongestWalk = 64;

  // Room for `keys` insertions; more are dropped.
  explicit BucketTable(std::size_t keys) : slots_(keys + keys / 2 + kLongestWalk + 1) {}

  void prefetch(std::uint32_t key) const { __builtin_prefetch(&slots_[home(key)]); }

  // Calls visit(text) for each text that has `key`, the earliest inserted first. Returns how many there are.
  template <class Visit>
  std::size_t find(std::uint32_t key, Visit visit) const {
    std::size_t found = 0;
    const std::size_t start = home(key);
    for (std::size_t i = start; i < start + kLongestWalk && slots_[i].key != 0; ++i) {
      if (slots_[i].key != key) continue;
      visit(slots_[i].text);
      ++found;
    }
    return found;
  }

  // `same(other)` says whether `text` is found through `other` already. Key 0 is no key.
  template <class Same>
  void insert(std::uint32_t key, std::uint32_t text, Same same) {
    std::size_t held = 0;
    const std::size_t start = home(key);
    for (std::size_t i = start; i < start + kLongestWalk; ++i) {
      Slot& slot = slots_[i];
      if (slot.key == 0) {
        slot = {key, text};
        return;
      }
      if (slot.key == key && (same(slot.text) || ++held == kMostInBucket)) return;
    }
  }

 private:
  struct Slot {
    std::uint32_t key = 0, text = 0;
  };
  std::size_t home(std::uint32_t key) const {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(key) * (slots_.size() - kLongestWalk) >> 32);
  }

  std::vector<Slot> slots_;
};

}  // namespace tocsin::trace
