// SPDX-License-Identifier: Apache-2.0
#include "trace/common_runs.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tocsin::trace {
namespace {

std::uint64_t seed_of(const Letter* l) {
  std::uint32_t four;
  std::uint16_t two;
  std::memcpy(&four, l, 4);
  std::memcpy(&two, l + 4, 2);
  return four | static_cast<std::uint64_t>(two) << 32;
}

// How many letters two places have in common, up to `most`.
std::uint32_t run_length(const Letter* a, const Letter* b, std::size_t most) {
  std::size_t length = 0;
  for (; length + 8 <= most; length += 8) {
    std::uint64_t x, y;
    std::memcpy(&x, a + length, 8);
    std::memcpy(&y, b + length, 8);
    if (x != y) return static_cast<std::uint32_t>(length + static_cast<std::size_t>(std::countr_zero(x ^ y)) / 8);
  }
  while (length < most && a[length] == b[length]) ++length;
  return static_cast<std::uint32_t>(length);
}

std::uint32_t run_length_before(const Letter* a_end, const Letter* b_end, std::size_t most) {
  std::size_t length = 0;
  for (; length + 8 <= most; length += 8) {
    std::uint64_t x, y;
    std::memcpy(&x, a_end - length - 8, 8);
    std::memcpy(&y, b_end - length - 8, 8);
    if (x != y) return static_cast<std::uint32_t>(length + static_cast<std::size_t>(std::countl_zero(x ^ y)) / 8);
  }
  while (length < most && a_end[-1 - static_cast<std::ptrdiff_t>(length)] == b_end[-1 - static_cast<std::ptrdiff_t>(length)])
    ++length;
  return static_cast<std::uint32_t>(length);
}

constexpr std::size_t kNoRun = static_cast<std::size_t>(-1);

}  // namespace

void CommonRuns::set_first(std::span<const Letter> letters) {
  first_ = letters;
  indexed_ = false;
}

std::uint32_t CommonRuns::seed_slot(const Letter* letters) const {
  return static_cast<std::uint32_t>(seed_of(letters) * 0x9FB21C651E98DF25u >> shift_);
}

void CommonRuns::index() {
  indexed_ = true;
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(first_.size() * 2, 16));
  shift_ = static_cast<std::uint32_t>(64 - std::countr_zero(size));
  heads_.assign(size, 0);
  if (next_.size() < first_.size()) next_.resize(first_.size());
  for (std::size_t i = first_.size() < kSeed ? 0 : first_.size() - kSeed + 1; i-- > 0;) {
    std::uint32_t& head = heads_[seed_slot(first_.data() + i)];
    next_[i] = head;
    head = static_cast<std::uint32_t>(i + 1);
  }
}

const std::vector<Run>& CommonRuns::find(std::span<const Letter> second) {
  runs_.clear();
  if (first_.size() < kSeed || second.size() < kSeed) return runs_;
  const std::size_t shorter = std::min(first_.size(), second.size());
  std::uint32_t head = run_length(first_.data(), second.data(), shorter);
  if (head < kEdge) head = 0;
  std::uint32_t tail = run_length_before(first_.data() + first_.size(), second.data() + second.size(), shorter - head);
  if (tail < kEdge) tail = 0;
  if (head > 0) runs_.push_back({0, 0, head});
  tile(second, head, static_cast<std::uint32_t>(second.size()) - tail);
  if (tail > 0)
    runs_.push_back({static_cast<std::uint32_t>(first_.size()) - tail, static_cast<std::uint32_t>(second.size()) - tail,
                     tail});
  return runs_;
}

void CommonRuns::tile(std::span<const Letter> second, std::uint32_t begin, std::uint32_t end) {
  if (end - begin < kSeed) return;
  if (!indexed_) index();
  std::uint32_t first_end = begin, second_end = begin;  // of the last run taken
  const std::uint32_t limit = end - static_cast<std::uint32_t>(kSeed);
  for (std::uint32_t j = begin; j <= limit;) {
    Run best{0, j, 0};
    std::size_t best_weight = 0;
    std::uint32_t place = heads_[seed_slot(second.data() + j)];
    for (std::size_t tried = 0; place != 0 && tried < kMostPlaces; ++tried) {
      const std::uint32_t i = place - 1;
      const std::uint32_t length =
          run_length(first_.data() + i, second.data() + j, std::min<std::size_t>(first_.size() - i, end - j));
      if (length >= kSeed) {
        // Where a text repeats itself, the place that goes on from the last run is likelier than a longer one
        // elsewhere.
        const bool goes_on = i >= first_end && i - first_end <= kClose && j - second_end <= kClose && !runs_.empty();
        const std::size_t weight = length * (goes_on ? 2 : 1);
        if (weight > best_weight) best = {i, j, length}, best_weight = weight;
      }
      place = next_[i];
    }
    if (best.length == 0) {
      ++j;
      continue;
    }
    while (best.first > 0 && best.second > second_end && first_[best.first - 1] == second[best.second - 1]) {
      --best.first, --best.second, ++best.length;
    }
    const bool close = !runs_.empty() && best.first >= first_end && best.first - first_end <= kClose &&
                       best.second - second_end <= kClose;
    if (best.length < kLeast && !close) {
      ++j;
      continue;
    }
    runs_.push_back(best);
    first_end = best.first + best.length;
    j = second_end = best.second + best.length;
  }
}

std::uint32_t covered_first(const std::vector<Run>& runs) {
  std::vector<Run> sorted = runs;
  std::sort(sorted.begin(), sorted.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
  std::uint32_t covered = 0, end = 0;
  for (const Run& run : sorted) {
    const std::uint32_t run_end = run.first + run.length;
    if (run_end <= end) continue;
    covered += run_end - std::max(run.first, end);
    end = run_end;
  }
  return covered;
}

// The heaviest chain that ascends on both sides: dynamic programming over the runs, which ascend in the second text,
// with a tree of prefix maxima over where they end in the first.
std::vector<Run> in_order(const std::vector<Run>& runs) {
  if (runs.size() < 2) return runs;
  std::vector<std::uint32_t> ends;
  for (const Run& run : runs) ends.push_back(run.first + run.length);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  struct Best {
    std::uint64_t letters = 0;
    std::size_t last = kNoRun;
  };
  std::vector<Best> tree(ends.size() + 1), chain(runs.size());
  Best best;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Best before;
    auto at = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), runs[i].first) - ends.begin());
    for (; at > 0; at -= at & (~at + 1))
      if (tree[at].letters > before.letters) before = tree[at];
    chain[i] = before;
    const Best with{before.letters + runs[i].length, i};
    if (with.letters > best.letters) best = with;
    at = static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), runs[i].first + runs[i].length) -
                                  ends.begin()) +
         1;
    for (; at < tree.size(); at += at & (~at + 1))
      if (with.letters > tree[at].letters) tree[at] = with;
  }
  std::vector<Run> out;
  for (std::size_t i = best.last; i != kNoRun; i = chain[i].last) out.push_back(runs[i]);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace tocsin::trace
