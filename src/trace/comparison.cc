// SPDX-License-Identifier: Apache-2.0
#include "trace/comparison.h"

#include <algorithm>
#include <cstdlib>

#include "trace/differences.h"

namespace tocsin::trace {
namespace {

double weight(Weights weights, std::size_t begin, std::size_t end) {
  return weights.empty() ? static_cast<double>(end - begin) : (weights[end] - weights[begin]) / 4.0;
}

// What a run weighs without the letters it loses at its ends.
double unbroken(const Run& run, Weights weights) {
  const double kept = run.length - std::min(run.length, kBreak);
  return weight(weights, run.first, run.first + run.length) * kept / run.length;
}

struct Held {
  double letters = 0, unbroken = 0;
};

// What the shorter text has in one place of the longer: in runs that lie no further from the longest than `reach`.
Held held_near(const std::vector<Run>& runs, const Run& longest, std::uint32_t reach, Weights weights) {
  std::vector<Run> near;
  Held out;
  const std::int64_t diagonal = static_cast<std::int64_t>(longest.second) - longest.first;
  for (const Run& run : runs) {
    const std::int64_t drift = static_cast<std::int64_t>(run.second) - run.first - diagonal;
    if (std::abs(drift) > reach) continue;
    near.push_back(run);
    out.letters += run.length;
    out.unbroken += unbroken(run, weights);
  }
  const double covered = covered_first(near);
  if (covered < out.letters) out.unbroken *= covered / out.letters, out.letters = covered;
  return out;
}

// Few letters in common must be more of the text than many.
double share_needed(double matched, double long_text, double short_text) {
  const double shortness = std::clamp((kManyLetters - matched) / (kManyLetters - 20.0), 0.0, 1.0);
  return long_text + (short_text - long_text) * shortness;
}

bool same_template(const Letters& first, const Letters& second, const std::vector<Run>& chain, double unbroken_share) {
  const Differences d = differences(first, second, chain);
  const std::size_t words = std::min(first.reading_words, second.reading_words);
  if (d.slots == 1 && d.gaps == 1 && d.slot_words * kWordsForASlotWord >= words) return true;
  if (d.facts == 0) return false;
  if (unbroken_share < kStrongUnbroken && d.facts * 3 >= d.others) return true;
  std::size_t letters = 0;
  for (const Run& run : chain) letters += run.length;
  const std::size_t shorter = std::min(first.letters.size(), second.letters.size());
  const std::size_t in_common = shorter == 0 ? 0 : words * letters / shorter;
  if (d.numbers * kWordsForAFact >= in_common && d.numbers > 0) return true;  // whatever else was reworded
  if (d.facts < d.others || (d.facts == d.others && in_common >= 10)) return false;
  return d.facts * kWordsForAFact >= in_common;  // in a long text a fact may be put right
}

}  // namespace

void Comparer::set_first(const Letters& first, Weights weights) {
  first_ = first;
  weights_ = weights;
  common_.set_first(first.letters);
}

Comparison Comparer::compare(const Letters& second) {
  Comparison out;
  runs_ = &common_.find(second.letters);
  if (runs_->empty()) return out;
  double in_second = 0, whole = 0, weight_in_common = 0;
  for (const Run& run : *runs_) {
    in_second += run.length;
    whole += unbroken(run, {});
    weight_in_common += weight(weights_, run.first, run.first + run.length);
    if (run.length > out.longest.length) out.longest = run;
  }
  const double a = static_cast<double>(first_.letters.size()), b = static_cast<double>(second.letters.size());
  const double shorter = std::min(a, b), longer = std::max(a, b);
  const double matched = std::min<double>(in_second, covered_first(*runs_));
  out.matched = static_cast<std::uint32_t>(matched);
  out.similarity = out.resemblance = 2 * matched / (a + b);
  if (whole < kWorthWeighing * shorter) return out;
  const double first_weight = weight(weights_, 0, first_.letters.size());
  double second_weight = b;
  if (!weights_.empty()) {
    whole = 0;
    for (const Run& run : *runs_) whole += unbroken(run, weights_);
    // What the second has besides weighs what it would if no other text had it.
    second_weight = weight_in_common + (b - in_second);
  }
  out.unbroken = 2 * whole * (matched / in_second) / (first_weight + second_weight);
  const bool lengths_differ = (longer - shorter) * 3 > longer;
  // Where one is much longer, what it has of the other must by itself be words enough.
  const double words = a <= b ? first_.reading_words : second.reading_words;
  if (lengths_differ && words * matched < kFewestWords * shorter) return out;
  out.alike = matched >= kLeastMatched && out.unbroken >= share_needed(matched, kLeastUnbroken, kLeastShortUnbroken);
  bool contained = false;
  if (lengths_differ && out.longest.length >= kLeastRun) {
    const Held held = held_near(*runs_, out.longest, static_cast<std::uint32_t>(shorter / 3) + 8, weights_);
    const bool half = out.longest.length * 2 >= shorter;
    contained = held.letters >= kLeastMatched && words * held.letters >= kFewestWords * shorter &&
                (held.unbroken >= share_needed(held.letters, kLeastHeld, kLeastShortHeld) *
                                      (a <= b ? first_weight : second_weight) ||
                 (half && out.longest.length >= kLongRun));
    out.excerpt = half;
    if (half) out.similarity = std::min(1.0, held.letters / shorter);
  }
  if (!out.alike && !contained) return out;
  out.same_template = same_template(first_, second, in_order(*runs_), contained ? 1 : out.unbroken);
  out.copies = !out.same_template;
  out.alike = out.alike && out.copies;
  out.excerpt = out.excerpt && out.copies;
  return out;
}

}  // namespace tocsin::trace
