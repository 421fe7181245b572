// SPDX-License-Identifier: Apache-2.0
#include "trace/seeker.h"

#include <algorithm>

namespace tocsin::trace {
namespace {

constexpr float kLeastWeight = .3f;       // of shared keys: one that few families have, or several common ones
constexpr std::size_t kMostWeighed = 24;  // candidates whose grams are asked
constexpr double kLeastShare = .45;       // of the smaller set of grams; of 1M messages it turned away .04 % of the copies
constexpr std::size_t kMostCandidates = 900;
// Of a template's posts, none of them a copy, that are compared: what a post was copied from shares more keys with it
// than its template's other posts do, and so comes before them.
constexpr std::size_t kMostOfOneTemplate = 3;

// Families that have a key: from here on its letters weigh half, a quarter.
constexpr std::uint8_t kSome = 4, kMany = KeyTable::kMostInBucket;
std::uint32_t quarters(std::uint8_t families) { return families < kSome ? 4 : families < kMany ? 2 : 1; }

}  // namespace

std::span<const Found> Seeker::seek(const Letters& letters, std::span<Key> keys, const Grams& grams,
                                    const KeyTable& table) {
  candidates_.clear();
  held_.assign(keys.size(), 0);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::array<std::uint32_t, KeyTable::kMostInBucket> hits;
    std::size_t hit = 0;
    const std::size_t held = table.find(keys[i].hash, [&](std::uint32_t core) { hits[hit++] = core; });
    held_[i] = static_cast<std::uint8_t>(held);
    keys[i].crowded = held == KeyTable::kMostInBucket;
    if (keys[i].crowded) continue;
    for (std::size_t h = 0; h < held; ++h) count(hits[h], 1.0f / static_cast<float>(held));
  }
  return compare_likely(letters, keys, grams);
}

std::span<const Found> Seeker::seek_among(const Letters& letters, std::span<const Key> keys, const Grams& grams,
                                          std::span<const std::uint32_t> holders) {
  candidates_.clear();
  held_.assign(keys.size(), 0);
  for (const std::uint32_t core : holders)
    if (core != FirstTable::kNobody) count(core, 1);
  return compare_likely(letters, keys, grams);
}

std::span<const Found> Seeker::compare_likely(const Letters& letters, std::span<const Key> keys, const Grams& grams) {
  for (const std::uint16_t slot : used_) slots_[slot] = 0;
  used_.clear();
  found_.clear();
  if (candidates_.empty()) return found_;
  keep_likely(grams);
  if (candidates_.empty()) return found_;
  weigh(keys, letters.letters.size());
  comparer_.set_first(letters, sums_);
  families_.clear();
  std::size_t templates = 0;
  for (const Candidate& candidate : candidates_) {
    const std::uint32_t family = grouping_.families().peek(candidate.core);
    if (static_cast<std::size_t>(std::count(families_.begin(), families_.end(), family)) >= kMostOfOneFamily) continue;
    const Comparison c = comparer_.compare(cores_.letters(candidate.core));
    if (c.same_template && ++templates == kMostOfOneTemplate && found_.empty()) break;
    if (!c.copies || !grouping_.speaks_for_family(candidate.core, c, comparer_.runs(), letters.letters.size())) continue;
    found_.push_back({candidate.core, c});
    families_.push_back(family);
  }
  return found_;
}

void Seeker::count(std::uint32_t core, float weight) {
  std::size_t slot = core * 0x9E3779B1u >> 22;
  static_assert(kSlots == 1 << 10);
  for (; slots_[slot] != 0; slot = (slot + 1) % kSlots) {
    Candidate& candidate = candidates_[slots_[slot] - 1u];
    if (candidate.core != core) continue;
    candidate.weight += weight;
    return;
  }
  if (candidates_.size() == kMostCandidates) return;  // of a very long text
  candidates_.push_back({core, weight});
  slots_[slot] = static_cast<std::uint16_t>(candidates_.size());
  used_.push_back(static_cast<std::uint16_t>(slot));
}

void Seeker::keep_likely(const Grams& grams) {
  std::erase_if(candidates_, [](const Candidate& c) { return c.weight < kLeastWeight; });
  const auto likelier = [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.core < b.core;
  };
  if (candidates_.size() > kMostWeighed) {
    std::nth_element(candidates_.begin(), candidates_.begin() + kMostWeighed, candidates_.end(), likelier);
    candidates_.resize(kMostWeighed);
  }
  for (const Candidate& c : candidates_) cores_.prefetch_grams(c.core);
  const std::uint32_t size = grams.size();
  std::erase_if(candidates_, [&](const Candidate& c) {
    return share_held(grams, size, cores_.grams(c.core)) < kLeastShare;
  });
  for (const Candidate& c : candidates_) cores_.prefetch_letters(c.core);
  std::sort(candidates_.begin(), candidates_.end(), likelier);
  if (candidates_.size() > kMostCompared) candidates_.resize(kMostCompared);
}

// Letters weigh what the key nearest before them does.
void Seeker::weigh(std::span<const Key> keys, std::size_t letters) {
  sums_.resize(letters + 1);
  std::uint32_t sum = 0;
  std::size_t at = 0;
  std::uint32_t weight = keys.empty() ? 4 : quarters(held_[0]);
  for (std::size_t i = 0; i <= keys.size(); ++i) {
    const std::size_t end = i < keys.size() ? keys[i].place : letters;
    for (; at < end; ++at) {
      sums_[at] = sum;
      sum += weight;
    }
    if (i < keys.size()) weight = quarters(held_[i]);
  }
  sums_[letters] = sum;
}

}  // namespace tocsin::trace
