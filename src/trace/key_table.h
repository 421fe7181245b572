// SPDX-License-Identifier: Apache-2.0
// Which texts have a key (fingerprints.h), for very many keys: lines of kSlots slots, each one line of a processor's
// cache, in kParts parts that different threads may fill at the same time.
//
// Work for one key is bounded whatever the input: of families that differ (a family is found through any of its members)
// fewer than kMostInBucket are kept. With one more the key is crowded: it says next to nothing, its texts are forgotten,
// and one slot remembers that. A search looks at kMostLines lines.
// So a flood aimed at one bucket costs each message no more than any other. What a part holds depends on what was put
// into it in which order, not on the other parts.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "trace/memory.h"

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace tocsin::trace {

class KeyTable {
 public:
  KeyTable() { grow(4); }

  static constexpr std::size_t kMostInBucket = 10;
  static constexpr std::size_t kMostLines = 8;
  static constexpr std::size_t kParts = 64;

  static std::size_t part(std::uint32_t key) { return mixed(key) >> 26; }

  // One in five keys is looked for in the next line too.
  void prefetch(std::uint32_t key) const {
    const Line* const line = home(mixed(key));
    __builtin_prefetch(line);
    __builtin_prefetch(line + 1);
  }

  // Makes room for `keys` more; to be called before they are inserted.
  void reserve(std::size_t keys) {
    std::size_t used = keys;
    for (const std::size_t n : used_) used += n;
    std::size_t wanted = size_;
    while (used * 10 > wanted * kParts * kSlots * 7) wanted *= 2;
    if (wanted != size_) grow(wanted);
  }

  // Calls visit(text) for each text that has `key`. Returns how many there are; kMostInBucket: the key is crowded.
  template <class Visit>
  std::size_t find(std::uint32_t key, Visit visit) const {
    std::size_t found = 0;
    const std::uint32_t m = mixed(key);
    const Line* const start = home(m);
    for (const Line* line = start; line < start + kMostLines; ++line) {
      for (std::uint32_t same = line->with(m); same != 0; same &= same - 1) {
        const std::uint32_t after = line->after[std::countr_zero(same)];
        if (after == kCrowded) return kMostInBucket;
        visit(after - 1);
        ++found;
      }
      if (!line->full()) break;
    }
    return found;
  }

  // `same(other)` says whether `text` is found through `other` already.
  template <class Same>
  void insert(std::uint32_t key, std::uint32_t text, Same same) {
    std::size_t held = 0;
    const std::uint32_t m = mixed(key);
    Line *const start = home(m), *room = nullptr;
    for (Line* line = start; line < start + kMostLines; ++line) {
      for (std::uint32_t with = line->with(m); with != 0; with &= with - 1) {
        const std::uint32_t after = line->after[std::countr_zero(with)];
        if (after == kCrowded || same(after - 1)) return;
        ++held;
      }
      if (!room && line->taken() != 0xFF) room = line;
      if (!line->full()) break;
    }
    if (held + 1 == kMostInBucket) {
      crowd(m, start);
    } else if (room) {
      room->put(m, text + 1);
      ++used_[m >> 26];
    }
  }

  std::size_t bytes() const { return kParts * (size_ + kMostLines) * sizeof(Line); }

 private:
  static constexpr std::size_t kSlots = 8;
  static constexpr std::uint32_t kFree = 0, kForgotten = 0xFFFFFFFF, kCrowded = 0xFFFFFFFE;  // for 1 + a text
  static std::uint32_t mixed(std::uint32_t key) { return (key ^ key >> 15) * 0x9E3779B1u; }

  // Filled from the front. A slot whose text was forgotten may be taken again; for a search it stays filled, so that
  // what was put into later lines because this one was full is found.
  struct alignas(64) Line {
    std::uint32_t keys[kSlots], after[kSlots];  // `after`: 1 + the text, so that memory of noughts is free slots

    bool full() const { return after[kSlots - 1] != kFree; }
    // One bit for each slot that holds a text of `key`.
    std::uint32_t with(std::uint32_t key) const {
      const std::uint32_t equal = slots_equal(keys, key);
      return key != kFree ? equal : equal & taken();  // slots without a text have that key
    }
    // One bit for each slot that holds a text.
    std::uint32_t taken() const { return ~(slots_equal(after, kFree) | slots_equal(after, kForgotten)) & 0xFF; }
    void put(std::uint32_t key, std::uint32_t value) {
      const auto slot = static_cast<std::size_t>(std::countr_one(taken()));
      keys[slot] = key;
      after[slot] = value;
    }

   private:
    static std::uint32_t slots_equal(const std::uint32_t* slots, std::uint32_t value) {
#ifdef __AVX2__
      const __m256i equal = _mm256_cmpeq_epi32(_mm256_load_si256(reinterpret_cast<const __m256i*>(slots)),
                                               _mm256_set1_epi32(static_cast<int>(value)));
      return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(equal)));
#else
      std::uint32_t out = 0;
      for (std::size_t i = 0; i < kSlots; ++i) out |= std::uint32_t{slots[i] == value} << i;
      return out;
#endif
    }
  };

  // Forgets the texts of a key and remembers that it is crowded.
  void crowd(std::uint32_t m, Line* start) {
    bool first = true;
    for (Line* line = start; line < start + kMostLines; ++line) {
      for (std::uint32_t with = line->with(m); with != 0; with &= with - 1) {
        const auto slot = static_cast<std::size_t>(std::countr_zero(with));
        if (first) {
          line->after[slot] = kCrowded;
          first = false;
          continue;
        }
        line->keys[slot] = kFree;
        line->after[slot] = kForgotten;
        --used_[m >> 26];
      }
      if (!line->full()) break;
    }
  }

  Line* lines() const { return static_cast<Line*>(memory_.data()); }
  // Of each part, size_ lines, and those past them that a search may reach.
  Line* home(std::uint32_t m) const {
    return lines() + (m >> 26) * (size_ + kMostLines) + (static_cast<std::uint64_t>(m << 6) * size_ >> 32);
  }

  // Lines lie in the order of the keys that are at home in them, so each moves on or stays: from the last to the first,
  // none is written over before it is read. But the first few, which lie close, are set aside.
  void grow(std::size_t larger) {
    const std::size_t old_lines = memory_.data() ? kParts * (size_ + kMostLines) : 0;
    memory_.grow(kParts * (larger + kMostLines) * sizeof(Line));
    const std::size_t aside_lines = larger - size_ < 4 * kMostLines ? old_lines : std::min(old_lines, 4 * kMostLines);
    const std::vector<Line> aside(lines(), lines() + aside_lines);
    std::fill_n(lines(), aside_lines, Line{});
    size_ = larger;
    used_.fill(0);
    for (std::size_t i = old_lines; i-- > aside_lines;) move(std::exchange(lines()[i], Line{}));
    for (std::size_t i = aside_lines; i-- > 0;) move(aside[i]);
  }
  void move(const Line& old) {
    for (std::uint32_t taken = old.taken(); taken != 0; taken &= taken - 1) {
      const auto slot = static_cast<std::size_t>(std::countr_zero(taken));
      const std::uint32_t m = old.keys[slot];
      Line* line = home(m);
      Line* const end = line + kMostLines;
      while (line < end && line->full()) ++line;
      if (line == end) continue;  // what no search would reach
      line->put(m, old.after[slot]);
      ++used_[m >> 26];
    }
  }

  LargePages memory_;
  std::size_t size_ = 0;
  std::array<std::size_t, kParts> used_{};
};

// The same for few texts: for each key the first that has it, unless another key took its place.
class FirstTable {
 public:
  // The text that was the first to be set for `key`, if it is not below `least`; else kNobody, and `text` is set.
  std::uint32_t find_or_set(std::uint32_t key, std::uint32_t text, std::uint32_t least) {
    Slot& slot = slots_[key * 0x9E3779B1u >> kShift];
    if (slot.after > least) return slot.key == key ? slot.after - 1 : kNobody;
    slot = {key, text + 1};
    return kNobody;
  }

  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;

 private:
  static constexpr unsigned kShift = 16;
  struct Slot {
    std::uint32_t key, after;  // 1 + the text; 0: free
  };
  Memory<Slot> slots_ = take_zeroed<Slot>(std::size_t{1} << (32 - kShift));
};

}  // namespace tocsin::trace
