// SPDX-License-Identifier: Apache-2.0
#include "trace/common_runs.h"

#include <algorithm>
#include <bit>

namespace tocsin::trace {
namespace {

std::uint64_t seed_hash(const char16_t* l) {
  const std::uint64_t four = static_cast<std::uint64_t>(l[0]) | static_cast<std::uint64_t>(l[1]) << 16 |
                             static_cast<std::uint64_t>(l[2]) << 32 | static_cast<std::uint64_t>(l[3]) << 48;
  const std::uint64_t two = static_cast<std::uint64_t>(l[4]) | static_cast<std::uint64_t>(l[5]) << 16;
  return (four * 0x9E3779B97F4A7C15u) ^ (two * 0xC2B2AE3D27D4EB4Fu) ^ (four >> 29);
}

constexpr std::size_t kNoRun = static_cast<std::size_t>(-1);

}  // namespace

void CommonRuns::set_first(std::span<const char16_t> letters) {
  first_ = letters;
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(letters.size() * 2, 16));
  shift_ = static_cast<std::uint32_t>(64 - std::countr_zero(size));
  heads_.assign(size, 0);
  next_.assign(letters.size(), 0);
  for (std::size_t i = letters.size() < kSeed ? 0 : letters.size() - kSeed + 1; i-- > 0;) {
    std::uint32_t& head = heads_[seed_hash(letters.data() + i) * 0x9FB21C651E98DF25u >> shift_];
    next_[i] = head;
    head = static_cast<std::uint32_t>(i + 1);
  }
}

const std::vector<Run>& CommonRuns::find(std::span<const char16_t> second) {
  runs_.clear();
  if (first_.size() < kSeed || second.size() < kSeed) return runs_;
  std::uint32_t first_end = 0, second_end = 0;  // of the last run taken
  const auto limit = static_cast<std::uint32_t>(second.size() - kSeed);
  for (std::uint32_t j = 0; j <= limit;) {
    Run best{0, j, 0};
    std::size_t best_weight = 0;
    std::uint32_t place = heads_[seed_hash(second.data() + j) * 0x9FB21C651E98DF25u >> shift_];
    for (std::size_t tried = 0; place != 0 && tried < kMostPlaces; ++tried) {
      const std::uint32_t i = place - 1;
      const std::size_t most = std::min(first_.size() - i, second.size() - j);
      const char16_t* a = first_.data() + i;
      const std::size_t length = static_cast<std::size_t>(std::mismatch(a, a + most, second.data() + j).first - a);
      if (length >= kSeed) {
        // Where a text repeats itself, the place that goes on from the last run is likelier than a longer one
        // elsewhere.
        const bool goes_on = i >= first_end && i - first_end <= kClose && j - second_end <= kClose && !runs_.empty();
        const std::size_t weight = length * (goes_on ? 2 : 1);
        if (weight > best_weight) best = {i, j, static_cast<std::uint32_t>(length)}, best_weight = weight;
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
  return runs_;
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
