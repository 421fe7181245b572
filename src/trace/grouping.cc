// SPDX-License-Identifier: Apache-2.0
#include "trace/grouping.h"

#include <algorithm>

namespace tocsin::trace {

std::uint32_t Sets::find(std::uint32_t x) {
  while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
  return x;
}

std::uint32_t Sets::peek(std::uint32_t x) const {
  while (parent_[x] != x) x = parent_[x];
  return x;
}

void Sets::join(std::uint32_t a, std::uint32_t b) {
  a = find(a), b = find(b);
  if (a == b) return;
  parent_[std::max(a, b)] = std::min(a, b);
  std::swap(next_[a], next_[b]);
}

namespace {

bool more(const Found& a, const Found& b) {
  const Comparison &x = a.comparison, &y = b.comparison;
  if (x.matched != y.matched) return x.matched > y.matched;
  if (x.resemblance != y.resemblance) return x.resemblance > y.resemblance;
  return a.core < b.core;
}

// Two posts that one merges cannot both resemble it so much, whatever their letters weigh.
bool strongly_alike(const Comparison& c) {
  return c.alike && c.unbroken >= kStrongUnbroken && c.resemblance >= kStrongResemblance;
}

}  // namespace

void Grouping::add() {
  families_.add();
  sources_.push_back({});
}

bool Grouping::speaks_for_family(std::uint32_t other, const Comparison& comparison, std::span<const Run> runs,
                                 std::size_t length) const {
  const auto held = held_.find(other);
  if (held == held_.end()) return true;
  std::uint32_t inside = 0;
  for (const Run& run : runs) {
    const std::uint32_t begin = std::max(run.second, held->second.begin);
    const std::uint32_t end = std::min(run.second + run.length, held->second.end);
    if (begin < end) inside += end - begin;
  }
  if (inside * 2 >= comparison.matched) return true;
  // A copy of the whole holder has the family's part too. What has only the rest may be the other post it merged.
  const std::uint32_t part = held->second.end - std::min(held->second.begin, held->second.end);
  return comparison.alike && length * 3 >= cores_.letters(other).letters.size() * 2 && inside * 4 >= part * 3;
}

void Grouping::join(std::uint32_t core, std::span<const Found> found) {
  absorbed_.clear();
  if (found.empty()) return;
  const Found* best = &found.front();
  const Found* nearest = best;
  for (const Found& f : found) {
    if (more(f, *best)) best = &f;
    if (f.comparison.resemblance > nearest->comparison.resemblance ||
        (f.comparison.resemblance == nearest->comparison.resemblance && f.core < nearest->core))
      nearest = &f;
  }
  const std::uint32_t family = families_.find(best->core);
  if (families_.find(nearest->core) != family) nearest = best;
  sources_[core] = {nearest->core, static_cast<float>(nearest->comparison.similarity), nearest->comparison.excerpt};
  if (strongly_alike(best->comparison))
    for (const Found& f : found)
      if (strongly_alike(f.comparison)) {
        const std::uint32_t a = families_.find(family), b = families_.find(f.core);
        if (a != b) absorbed_.push_back(std::max(a, b));
        families_.join(a, b);
      }
  families_.join(best->core, core);
  if (best->comparison.matched * 3 < cores_.letters(core).letters.size() * 2) remember_held(core, *best);
}

// `core` is longer than what it shares with its family: where that lies.
void Grouping::remember_held(std::uint32_t core, const Found& best) {
  comparer_.set_first(cores_.letters(core));
  comparer_.compare(cores_.letters(best.core));
  if (comparer_.runs().empty()) return;  // found by its consonants
  Held held{kNone, 0};
  for (const Run& run : comparer_.runs()) {
    held.begin = std::min(held.begin, run.first);
    held.end = std::max(held.end, run.first + run.length);
  }
  if (held.end - held.begin > best.comparison.matched * 2)  // scattered: the longest run is the part
    held = {best.comparison.longest.first, best.comparison.longest.first + best.comparison.longest.length};
  held_.emplace(core, held);
}

}  // namespace tocsin::trace
