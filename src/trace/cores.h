// SPDX-License-Identifier: Apache-2.0
// The distinct letters of messages' own words (framing.h, letters.h): messages that have the same core are equal after
// folding. So ten thousand identical messages are compared, and kept, once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "trace/chunked.h"
#include "trace/fingerprints.h"
#include "trace/letters.h"

namespace tocsin::trace {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

class Cores {
 public:
  Cores() : slots_(1 << 12) {}

  std::size_t size() const { return cores_.size(); }
  Letters letters(std::uint32_t core) const {
    const Core& c = cores_[core];
    return {{c.bytes, c.letters}, {c.bytes + c.letters, c.words}, c.reading_words};
  }
  std::uint32_t reading_words(std::uint32_t core) const { return cores_[core].reading_words; }

  // A text without letters (emoji only) is told from others by `other` instead: the bytes it has.
  static std::uint64_t hash(const Letters& letters, std::string_view other);
  // kNone: not held yet. `hash` must be that of the letters. Safe beside itself.
  std::uint32_t find(std::uint64_t hash, const Letters& letters) const;
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }
  // Copies the letters.
  std::uint32_t add(std::uint64_t hash, const Letters& letters);
  std::uint32_t add_blank();  // equal to no other, found by none

  // Of cores that are looked for (kFewestWords): their grams, for telling candidates apart.
  void set_grams(std::uint32_t core, const Grams& grams) { grams_[core] = grams; }
  const Grams& grams(std::uint32_t core) const { return grams_[core]; }
  void prefetch_grams(std::uint32_t core) const { __builtin_prefetch(&grams_[core]); }
  void prefetch_letters(std::uint32_t core) const { __builtin_prefetch(&cores_[core]); }

 private:
  struct Core {
    const Letter* bytes = nullptr;  // letters, then words' codes
    std::uint32_t letters = 0, words = 0;
    std::uint32_t reading_words = 0;
    std::uint32_t hash = 0;
  };
  struct Slot {
    std::uint32_t hash = 0, core = kNone;
  };
  void grow();

  Chunked<Core> cores_;
  Chunked<Grams> grams_;
  ByteArena bytes_;
  std::vector<Slot> slots_;  // open addressing; the hash's other half
  std::size_t held_ = 0;
};

}  // namespace tocsin::trace
