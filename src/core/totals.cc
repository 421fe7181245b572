// SPDX-License-Identifier: Apache-2.0
#include "core/totals.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tocsin {
namespace {

using Bound = std::optional<std::int64_t>;

// The lower of two least numbers; the higher of two most numbers, where an open one stays open.
Bound lower(Bound a, Bound b) { return !a ? b : !b ? a : std::min(a, b); }
Bound higher(Bound a, Bound b) { return a && b ? std::max(a, b) : std::nullopt; }

}  // namespace

std::vector<Total> totals(const std::vector<Figure>& figures) {
  std::map<std::tuple<Effect, Category, std::string>, TotalBySource> by_source;
  const auto part_of_the_same = [&](const Figure& f) {   // "55 dead, two of whom died in hospital"
    return !f.subset_of.empty() && std::any_of(figures.begin(), figures.end(), [&](const Figure& whole) {
      return whole.id == f.subset_of && whole.effect == f.effect && whole.category == f.category;
    });
  };
  for (const Figure& f : figures) {
    if (f.status == ClaimStatus::denied || part_of_the_same(f)) continue;
    const std::string source = f.source ? f.source->name : "";
    const auto [it, fresh] = by_source.try_emplace({f.effect, f.category, source}, TotalBySource{source, f.min, f.max, {}});
    if (!fresh) {
      it->second.min = lower(it->second.min, f.min);
      it->second.max = higher(it->second.max, f.max);
    }
    it->second.figures.push_back(f.id);
  }
  std::vector<Total> out;
  for (auto& [key, source] : by_source) {
    const auto& [effect, category, name] = key;
    std::sort(source.figures.begin(), source.figures.end());
    if (out.empty() || out.back().effect != effect || out.back().category != category) {
      out.push_back({effect, category, source.min, source.max, {}});
    } else {
      out.back().min = lower(out.back().min, source.min);
      out.back().max = higher(out.back().max, source.max);
    }
    out.back().by_source.push_back(std::move(source));
  }
  return out;
}

}  // namespace tocsin
