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

// "12 civilians and 3 soldiers": figures of one effect and one giver right beside each other add up to people. Those that are
// parts of another do not, nor does a number that is what stands beside it already ("15 people, 12 civilians and 3 soldiers").
std::vector<Figure> told_together(const std::vector<Figure>& figures) {
  constexpr std::uint32_t kBeside = 24;   // bytes between them
  constexpr std::uint32_t kAnd = 5, kWa = 3;   // " and ", " و"
  std::vector<const Figure*> order;
  for (const Figure& f : figures)
    if (f.status != ClaimStatus::denied && f.subset_of.empty() && f.max != 0 && (f.min || f.max)) order.push_back(&f);
  std::sort(order.begin(), order.end(), [](const Figure* a, const Figure* b) {
    return std::tie(a->effect, a->span.document, a->span.span, a->id) < std::tie(b->effect, b->span.document, b->span.span, b->id);
  });
  const auto beside = [](const Figure& a, const Figure& b) {
    const std::uint32_t gap = b.span.span.begin - std::min(a.span.span.end, b.span.span.begin);
    const bool joined = a.category != b.category || gap == kAnd || gap == kWa;   // "36 people, 11 policemen", not "36 people, 11 in hospital"
    return joined && (a.max || b.max) && a.effect == b.effect && a.span.document == b.span.document && (a.source ? a.source->name : "") == (b.source ? b.source->name : "") &&
           b.span.span.begin >= a.span.span.end && b.span.span.begin - a.span.span.end <= kBeside;
  };
  std::vector<Figure> out;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && beside(*order[end - 1], *order[end])) ++end;
    Figure sum = *order[i];
    for (std::size_t k = i + 1; k < end; ++k) {
      sum.min = sum.min && order[k]->min ? Bound(*sum.min + *order[k]->min) : std::nullopt;
      sum.max = sum.max && order[k]->max ? Bound(*sum.max + *order[k]->max) : std::nullopt;
      sum.span.span.end = order[k]->span.span.end;
    }
    const Figure& first = *order[i];
    const bool whole_first = first.min && sum.min && *sum.min == 2 * *first.min && end - i > 2;
    if (end - i > 1 && !whole_first && (sum.min || sum.max)) {
      sum.category = Category::people;
      sum.derived = true;
      out.push_back(std::move(sum));
    }
    i = end;
  }
  return out;
}

}  // namespace

std::vector<Total> totals(const std::vector<Figure>& figures) {
  struct Toll {
    const Figure* largest;
    std::vector<Id> figures;
    bool derived = false;
  };
  std::map<std::tuple<Effect, Category, std::string, Id>, Toll> tolls;  // the last: the document
  const auto size = [](const Figure& f) { return f.max.value_or(f.min.value_or(0)); };
  const auto part_of_the_same = [&](const Figure& f) {  // "55 dead, two of whom died in hospital"
    return !f.subset_of.empty() && std::any_of(figures.begin(), figures.end(), [&](const Figure& whole) {
      return whole.id == f.subset_of && whole.effect == f.effect && whole.category == f.category;
    });
  };
  for (const Figure& f : figures) {
    if (f.status == ClaimStatus::denied || part_of_the_same(f) || (!f.min && !f.max)) continue;
    // Within one document a source's largest figure is its toll; smaller ones are parts of it, or what it was before.
    const auto [it, fresh] =
        tolls.try_emplace({f.effect, f.category, f.source ? f.source->name : "", f.span.document}, Toll{&f, {}});
    if (!fresh && size(f) > size(*it->second.largest)) it->second.largest = &f;
    it->second.figures.push_back(f.id);
  }
  const std::vector<Figure> sums = told_together(figures);
  for (const Figure& sum : sums) {
    const auto [it, fresh] = tolls.try_emplace({sum.effect, sum.category, sum.source ? sum.source->name : "", sum.span.document}, Toll{&sum, {}, true});
    if (!fresh && size(sum) > size(*it->second.largest)) it->second.largest = &sum, it->second.derived = true;
    if (!it->second.derived) continue;
    for (const Figure& f : figures)
      if (f.effect == sum.effect && f.span.document == sum.span.document && inside(f.span.span, sum.span.span)) it->second.figures.push_back(f.id);
    std::sort(it->second.figures.begin(), it->second.figures.end());
    it->second.figures.erase(std::unique(it->second.figures.begin(), it->second.figures.end()), it->second.figures.end());
  }
  std::map<std::tuple<Effect, Category, std::string>, TotalBySource> by_source;
  for (const auto& [key, toll] : tolls) {
    const auto& [effect, category, source, document] = key;
    const Figure& f = *toll.largest;
    const auto [it, fresh] = by_source.try_emplace({effect, category, source}, TotalBySource{source, f.min, f.max, {}, toll.derived});
    if (!fresh) {
      it->second.derived = it->second.derived || toll.derived;
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
