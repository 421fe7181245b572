// SPDX-License-Identifier: Apache-2.0
#include "trace/cores.h"

#include <algorithm>

#include "core/hash.h"

namespace tocsin::trace {

std::uint64_t Cores::hash(const Letters& letters, std::string_view other) {
  if (letters.letters.empty()) return fast_hash(other, 1);
  return fast_hash({reinterpret_cast<const char*>(letters.letters.data()), letters.letters.size()});
}

std::uint32_t Cores::find(std::uint64_t hash, const Letters& letters) const {
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].core != kNone; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash != tag) continue;
    const Core& held = cores_[slots_[at].core];
    if (std::ranges::equal(std::span(held.bytes, held.letters), letters.letters)) return slots_[at].core;
  }
  return kNone;
}

std::uint32_t Cores::add(std::uint64_t hash, const Letters& letters) {
  if ((held_ + 1) * 3 > slots_.size() * 2) grow();
  Letter* const bytes = bytes_.take(letters.letters.size() + letters.words.size());
  std::copy(letters.letters.begin(), letters.letters.end(), bytes);
  std::copy(letters.words.begin(), letters.words.end(), bytes + letters.letters.size());
  const auto core = static_cast<std::uint32_t>(cores_.size());
  cores_.push_back({bytes, static_cast<std::uint32_t>(letters.letters.size()),
                    static_cast<std::uint32_t>(letters.words.size()), letters.reading_words,
                    static_cast<std::uint32_t>(hash)});
  grams_.resize(cores_.size());
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].core != kNone) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {static_cast<std::uint32_t>(hash >> 32), core};
  ++held_;
  return core;
}

std::uint32_t Cores::add_blank() {
  cores_.push_back({});
  grams_.resize(cores_.size());
  return static_cast<std::uint32_t>(cores_.size() - 1);
}

void Cores::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.core == kNone) continue;
    std::size_t at = cores_[slot.core].hash & (larger.size() - 1);
    while (larger[at].core != kNone) at = (at + 1) & (larger.size() - 1);
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace tocsin::trace
