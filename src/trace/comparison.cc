// SPDX-License-Identifier: Apache-2.0
#include "comparison.h"

#include <algorithm>

#include "differences.h"

namespace tocsin::trace {
namespace {

// Letters matched in one place: runs that lie no further from the longest than the shorter text is long.
std::uint32_t matched_near(const std::vector<Run>& runs, const Run& longest, std::uint32_t reach, bool first_is_shorter) {
  std::vector<Run> near;
  std::uint32_t in_second = 0;
  const std::int64_t diagonal = static_cast<std::int64_t>(longest.second) - longest.first;
  for (const Run& run : runs) {
    const std::int64_t drift = static_cast<std::int64_t>(run.second) - run.first - diagonal;
    if (std::abs(drift) > reach) continue;
    near.push_back(run);
    in_second += run.length;
  }
  return first_is_shorter ? covered_first(near) : std::min(in_second, covered_first(near));
}

// Few letters in common must be more of the text than many.
double share_needed(std::uint32_t matched, double long_text, double short_text) {
  const double shortness = std::clamp((kManyLetters - matched) / (kManyLetters - 20.0), 0.0, 1.0);
  return long_text + (short_text - long_text) * shortness;
}

bool same_template(const Letters& first, const Letters& second, const std::vector<Run>& chain) {
  const Differences d = differences(first, second, chain);
  if (d.facts == 0) return false;
  std::size_t letters = 0;
  for (const Run& run : chain) letters += run.length;
  const std::size_t shorter = std::min(first.letters.size(), second.letters.size());
  const std::size_t words = std::min(first.words.size(), second.words.size());
  const std::size_t in_common = shorter == 0 ? 0 : words * letters / shorter;
  if (d.facts < d.others || (d.facts == d.others && in_common >= 10)) return false;
  return d.facts * kWordsForAFact >= in_common;   // in a long text a fact may be put right
}

}  // namespace

void Comparer::set_first(const Letters& first) {
  first_ = first;
  common_.set_first(first.letters);
}

Comparison Comparer::compare(const Letters& second) {
  Comparison out;
  runs_ = &common_.find(second.letters);
  if (runs_->empty()) return out;
  std::uint32_t in_second = 0;
  for (const Run& run : *runs_) {
    in_second += run.length;
    if (run.length > out.longest.length) out.longest = run;
  }
  const double a = static_cast<double>(first_.letters.size()), b = static_cast<double>(second.letters.size());
  const double shorter = std::min(a, b), longer = std::max(a, b);
  out.matched = std::min(in_second, covered_first(*runs_));
  out.similarity = 2 * out.matched / (a + b);

  const bool lengths_differ = (longer - shorter) * 3 > longer;
  const auto run = static_cast<double>(out.longest.length);
  out.alike = out.matched >= kLeastMatched && out.similarity >= share_needed(out.matched, kLeastSimilarity, kLeastShortSimilarity);
  const auto reach = static_cast<std::uint32_t>(shorter / 2) + 8;
  const std::uint32_t held = lengths_differ ? matched_near(*runs_, out.longest, reach, a <= b) : 0;
  const bool contained = lengths_differ && out.longest.length >= kLeastRun && held >= kLeastMatched &&
                         held >= share_needed(held, kLeastContainment, kLeastShortContainment) * shorter;
  out.excerpt = lengths_differ && run * 2 >= shorter && contained;
  if (!out.alike && !contained) return out;
  out.same_template = same_template(first_, second, in_order(*runs_));
  out.copies = !out.same_template;
  out.alike = out.alike && out.copies;
  if (out.excerpt) out.similarity = std::min(1.0, std::max<double>(held, run) / shorter);
  return out;
}

}  // namespace tocsin::trace
