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
  struct Toll {
    const Figure* largest;
    std::vector<Id> figures;
  };
  std::map<std::tuple<Effect, Category, std::string, Id>, Toll> tolls;  // the last: the document
  const auto size = [](const Figure& f) { return f.max.value_or(f.min.value_or(0)); };
  const auto part_of_the_same = [&](const Figure& f) {  // "55 dead, two of whom died in hospital"
    return !f.subset_of.empty() && std::any_of(figures.begin(), figures.end(), [&](const Figure& whole) {
      return whole.id == f.subset_of && whole.effect == f.effect && whole.category == f.category;
    });
  };
  for (const Figure& f : figures) {
    if (f.status == ClaimStatus::denied || part_of_the_same(f)) continue;
    // Within one document a source's largest figure is its toll; smaller ones are parts of it, or what it was before.
    const auto [it, fresh] =
        tolls.try_emplace({f.effect, f.category, f.source ? f.source->name : "", f.span.document}, Toll{&f, {}});
    if (!fresh && size(f) > size(*it->second.largest)) it->second.largest = &f;
    it->second.figures.push_back(f.id);
  }
  std::map<std::tuple<Effect, Category, std::string>, TotalBySource> by_source;
  for (const auto& [key, toll] : tolls) {
    const auto& [effect, category, source, document] = key;
    const Figure& f = *toll.largest;
    const auto [it, fresh] = by_source.try_emplace({effect, category, source}, TotalBySource{source, f.min, f.max, {}});
    if (!fresh) {
      it->second.min = lower(it->second.min, f.min);
      it->second.max = higher(it->second.max, f.max);
    }
    it->second.figures.insert(it->second.figures.end(), toll.figures.begin(), toll.figures.end());
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
