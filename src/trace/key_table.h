// SPDX-License-Identifier: Apache-2.0
// Which texts have a key (fingerprints.h), for very many keys: packed 8-byte slots, in kParts parts that grow by
// themselves and that different threads may fill at the same time.
//
// Work for one key is bounded whatever the input: a bucket keeps at most kMostInBucket texts, the earliest, of families
// that differ (a family is found through any of its members), and a search walks at most kLongestWalk slots.
// So a flood aimed at one bucket costs each message no more than any other. What a part holds depends on what was put
// into it in which order, not on the other parts.
#pragma once

#include <sys/mman.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace tocsin::trace {

class KeyTable {
 public:
  static constexpr std::size_t kMostInBucket = 8;
  static constexpr std::size_t kLongestWalk = 64;
  static constexpr std::size_t kParts = 64;

  static std::size_t part(std::uint32_t key) { return mixed(key) >> 26; }

  void prefetch(std::uint32_t key) const {
    const Part& p = parts_[part(key)];
    if (p.slots) __builtin_prefetch(&p.slots[p.home(mixed(key))]);
  }

  // Calls visit(text) for each text that has `key`, the earliest inserted first. Returns how many there are.
  template <class Visit>
  std::size_t find(std::uint32_t key, Visit visit) const {
    const Part& p = parts_[part(key)];
    if (!p.slots) return 0;
    std::size_t found = 0;
    const std::uint32_t m = mixed(key);
    const Slot* const start = &p.slots[p.home(m)];
    for (const Slot* slot = start; slot < start + kLongestWalk && slot->text != kFree; ++slot) {
      if (slot->key != m) continue;
      visit(slot->text);
      ++found;
    }
    return found;
  }

  // `same(other)` says whether `text` is found through `other` already.
  template <class Same>
  void insert(std::uint32_t key, std::uint32_t text, Same same) {
    Part& p = parts_[part(key)];
    if (p.used * 10 >= p.size * 7) p.grow();
    std::size_t held = 0;
    const std::uint32_t m = mixed(key);
    Slot* const start = &p.slots[p.home(m)];
    for (Slot* slot = start; slot < start + kLongestWalk; ++slot) {
      if (slot->text == kFree) {
        *slot = {m, text};
        ++p.used;
        return;
      }
      if (slot->key == m && (same(slot->text) || ++held == kMostInBucket)) return;
    }
  }

  std::size_t bytes() const {
    std::size_t out = 0;
    for (const Part& p : parts_) out += (p.size + kLongestWalk) * sizeof(Slot);
    return out;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;
  static std::uint32_t mixed(std::uint32_t key) { return (key ^ key >> 15) * 0x9E3779B1u; }

  struct Slot {
    std::uint32_t key, text;
  };
  struct Free {
    void operator()(Slot* slots) const { std::free(slots); }
  };
  struct Part {
    std::unique_ptr<Slot[], Free> slots;
    std::size_t size = 0, used = 0;  // without the slots past the end that a walk may reach

    std::size_t home(std::uint32_t m) const { return static_cast<std::uint64_t>(m << 6) * size >> 32; }

    // Slots lie in the order of their homes but for what walks moved, so that the old are read and the new written from
    // front to back.
    void grow() {
      const std::size_t larger = size == 0 ? 1024 : size + size / 2;
      const std::size_t bytes = ((larger + kLongestWalk) * sizeof(Slot) + kHuge - 1) / kHuge * kHuge;
      const bool huge = bytes >= kHuge * 2;
      auto* const made = static_cast<Slot*>(huge ? std::aligned_alloc(kHuge, bytes)
                                                 : std::malloc((larger + kLongestWalk) * sizeof(Slot)));
      if (!made) throw std::bad_alloc();
      if (huge) madvise(made, bytes, MADV_HUGEPAGE);
      for (std::size_t i = 0; i < larger + kLongestWalk; ++i) made[i] = {0, kFree};
      std::unique_ptr<Slot[], Free> old(made);
      std::swap(old, slots);
      const std::size_t old_end = old ? size + kLongestWalk : 0;
      size = larger;
      used = 0;
      for (std::size_t i = 0; i < old_end; ++i) {
        if (old[i].text == kFree) continue;
        Slot* slot = &slots[home(old[i].key)];
        Slot* const end = slot + kLongestWalk;
        while (slot < end && slot->text != kFree) ++slot;
        if (slot == end) continue;  // what no walk would reach
        *slot = old[i];
        ++used;
      }
    }
  };
  static constexpr std::size_t kHuge = std::size_t{1} << 21;

  std::array<Part, kParts> parts_;
};

}  // namespace tocsin::trace
