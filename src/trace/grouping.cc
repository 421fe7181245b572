// SPDX-License-Identifier: Apache-2.0
#include "trace/grouping.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "trace/bucket_table.h"
#include "trace/commonness.h"
#include "trace/comparison.h"
#include "trace/sketch.h"

namespace tocsin::trace {

Sets::Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }

std::uint32_t Sets::find(std::uint32_t x) const {
  while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
  return x;
}

void Sets::join(std::uint32_t a, std::uint32_t b) {
  a = find(a), b = find(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

namespace {

constexpr std::size_t kMostCompared = 12;  // candidates, the likeliest first
constexpr std::size_t kMostKeys = 4096;    // of one text: of a longer one evenly chosen

struct Candidate {
  std::uint32_t core;
  float weight;  // sum over shared keys of 1 / texts that have the key
};

struct Found {
  std::uint32_t core;
  Comparison comparison;
};

class Grouper {
 public:
  explicit Grouper(const Corpus& corpus)
      : corpus_(corpus),
        out_{Sets(corpus.cores().size()), std::vector<std::uint32_t>(corpus.cores().size(), kNone)},
        table_(expected_keys(corpus)) {}

  void add(std::uint32_t core) {
    if (corpus_.cores()[core].reading_words < kFewestWords) return;
    const Letters letters = corpus_.letters(core);
    collect_keys(letters);
    collect_candidates();
    found_.clear();
    if (!candidates_.empty()) {
      comparer_.set_first(letters);
      for (const Candidate& candidate : candidates_) {
        const Comparison c = comparer_.compare(corpus_.letters(candidate.core));
        if (c.copies && speaks_for_family(candidate.core, c, letters.letters.size()))
          found_.push_back({candidate.core, c});
      }
      join(core, letters.letters.size());
    }
    if (found_.empty()) common_.add(letters.letters);
    for (const std::uint32_t key : keys_)
      table_.insert(key, core,
                    [&](std::uint32_t other) { return out_.families.find(other) == out_.families.find(core); });
  }

  Grouping take() { return std::move(out_); }

 private:
  static std::size_t expected_keys(const Corpus& corpus) {
    std::size_t keys = 0;
    for (const Corpus::Core& core : corpus.cores()) {
      if (core.reading_words < kFewestWords) continue;
      const std::size_t letters = core.letters_end - core.letters_begin;
      keys += std::min(kMostKeys, kBands + letters * 2 / (kWindow + 1) + 4);
    }
    return keys;
  }

  void collect_keys(const Letters& letters) {
    keys_.clear();
    fingerprint_keys(letters.letters, keys_);
    if (keys_.size() > kMostKeys - kBands) {  // the least, which two texts agree on
      keys_.resize(kMostKeys - kBands);
    }
    band_keys(sketch(letters.letters), keys_);
    for (const std::uint32_t key : keys_) table_.prefetch(key);
  }

  void collect_candidates() {
    candidates_.clear();
    for (const std::uint32_t key : keys_) {
      const std::size_t begin = candidates_.size();
      const std::size_t held = table_.find(key, [&](std::uint32_t other) { candidates_.push_back({other, 0}); });
      for (std::size_t i = begin; i < candidates_.size(); ++i) candidates_[i].weight = 1.0f / static_cast<float>(held);
    }
    std::stable_sort(candidates_.begin(), candidates_.end(), [](auto& a, auto& b) { return a.core < b.core; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (kept > 0 && candidates_[kept - 1].core == candidates_[i].core) {
        candidates_[kept - 1].weight += candidates_[i].weight;
      } else {
        candidates_[kept++] = candidates_[i];
      }
    }
    candidates_.resize(kept);
    const auto likelier = [](const Candidate& a, const Candidate& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.core < b.core;
    };
    if (candidates_.size() > kMostCompared) {
      std::partial_sort(candidates_.begin(), candidates_.begin() + kMostCompared, candidates_.end(), likelier);
      candidates_.resize(kMostCompared);
    }
  }

  // Of a holder, the part it has in common with its family must be among what the two share.
  bool speaks_for_family(std::uint32_t other, const Comparison& c, std::size_t length) const {
    const auto held = held_.find(other);
    if (held == held_.end()) return true;
    const Letters letters = corpus_.letters(other);
    if (c.alike && length * 3 >= letters.letters.size() * 2) return true;
    std::uint32_t inside = 0;
    for (const Run& run : comparer_.runs()) {
      const std::uint32_t begin = std::max(run.second, held->second.begin);
      const std::uint32_t end = std::min(run.second + run.length, held->second.end);
      if (begin < end) inside += end - begin;
    }
    return inside * 2 >= c.matched;
  }

  void join(std::uint32_t core, std::size_t length) {
    if (found_.empty()) return;
    const Found* best = &found_.front();
    const Found* nearest = best;
    for (const Found& f : found_) {
      if (more(f, *best)) best = &f;
      if (f.comparison.resemblance > nearest->comparison.resemblance ||
          (f.comparison.resemblance == nearest->comparison.resemblance && f.core < nearest->core))
        nearest = &f;
    }
    const std::uint32_t family = out_.families.find(best->core);
    out_.nearest[core] = out_.families.find(nearest->core) == family ? nearest->core : best->core;
    for (const Found& f : found_) {
      const bool ties = best->comparison.alike && best->comparison.unbroken >= kStrongUnbroken && f.comparison.alike &&
                        f.comparison.unbroken >= kStrongUnbroken;
      if (ties) out_.families.join(family, f.core);
    }
    out_.families.join(best->core, core);
    if (best->comparison.matched * 3 < length * 2) remember_held(core, *best);
  }

  static bool more(const Found& a, const Found& b) {
    const Comparison &x = a.comparison, &y = b.comparison;
    if (x.matched != y.matched) return x.matched > y.matched;
    if (x.resemblance != y.resemblance) return x.resemblance > y.resemblance;
    return a.core < b.core;
  }

  // `core` is longer than what it shares with its family: where that lies.
  void remember_held(std::uint32_t core, const Found& best) {
    comparer_.compare(corpus_.letters(best.core));
    Held held{kNone, 0};
    for (const Run& run : comparer_.runs()) {
      held.begin = std::min(held.begin, run.first);
      held.end = std::max(held.end, run.first + run.length);
    }
    if (held.end - held.begin > best.comparison.matched * 2)  // scattered: the longest run is the part
      held = {best.comparison.longest.first, best.comparison.longest.first + best.comparison.longest.length};
    held_.emplace(core, held);
  }

  struct Held {
    std::uint32_t begin, end;  // in the holder's letters
  };

  const Corpus& corpus_;
  Grouping out_;
  BucketTable table_;
  Commonness common_;
  Comparer comparer_{&common_};
  std::unordered_map<std::uint32_t, Held> held_;
  std::vector<std::uint32_t> keys_;
  std::vector<Candidate> candidates_;
  std::vector<Found> found_;
};

}  // namespace

Grouping group(const Corpus& corpus, Progress* progress) {
  Grouper grouper(corpus);
  for (std::uint32_t core = 0; core < corpus.cores().size(); ++core) {
    if (progress && core % 1024 == 0) progress->update("messages traced", core, corpus.cores().size());
    grouper.add(core);
  }
  return grouper.take();
}

}  // namespace tocsin::trace
