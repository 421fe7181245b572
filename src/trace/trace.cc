// SPDX-License-Identifier: Apache-2.0
#include "trace/trace.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

#include "trace/passages.h"

namespace tocsin::trace {

std::vector<Family> trace(const std::vector<Entry>& entries, const std::vector<TranslatedPair>& translated,
                          Progress* progress) {
  // In time, so that the order they come in changes nothing.
  std::vector<std::uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](std::uint32_t i) {
    const Entry& e = entries[i];
    return std::tuple(!e.published, e.published.value_or(Time{}), e.id, e.text, e.channel, e.forwarded_from, e.lang, i);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  std::vector<std::size_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;

  Channels channels;
  for (const Entry& entry : entries)
    if (!entry.channel.empty()) channels.insert(entry.channel);
  Crew crew(Crew::processors());
  Tracer tracer(crew);
  std::vector<Entry> block;
  for (std::size_t i = 0; i < order.size();) {
    block.clear();
    for (; i < order.size() && block.size() < Tracer::kBlock; ++i) block.push_back(entries[order[i]]);
    tracer.add(block);
    if (progress) progress->update("messages traced", i, order.size());
  }
  std::vector<TranslatedPair> pairs;
  for (const TranslatedPair& pair : translated)
    if (pair.a < rank.size() && pair.b < rank.size()) pairs.push_back({rank[pair.a], rank[pair.b], pair.similarity});

  const std::vector<Placing> placings = tracer.placings(pairs);
  std::vector<std::uint32_t> by_family(placings.size());
  std::iota(by_family.begin(), by_family.end(), 0u);
  std::stable_sort(by_family.begin(), by_family.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return placings[a].family < placings[b].family; });
  std::vector<Family> out;
  for (std::size_t i = 0; i < by_family.size();) {
    const std::uint32_t first = placings[by_family[i]].family;
    Family family;
    family.id = family.first = std::string(entries[order[first]].id);
    std::set<std::string_view> in;
    for (; i < by_family.size() && placings[by_family[i]].family == first; ++i) {
      const std::uint32_t number = by_family[i];
      const Placing& placing = placings[number];
      const Entry& entry = entries[order[number]];
      Member member{std::string(entry.id), placing.relation, {}, std::round(placing.similarity * 1e4) / 1e4, {}};
      if (number != first) {
        const Entry& of = entries[order[placing.of]];
        member.of = std::string(of.id);
        if (placing.excerpt) member.spans = passages_in_common(of, entry, channels);
      }
      family.members.push_back(std::move(member));
      if (!entry.channel.empty()) in.insert(entry.channel);
      if (!entry.published) continue;
      family.from = family.from ? std::min(*family.from, *entry.published) : *entry.published;
      family.to = family.to ? std::max(*family.to, *entry.published) : *entry.published;
    }
    family.channels.assign(in.begin(), in.end());
    out.push_back(std::move(family));
  }
  std::stable_sort(out.begin(), out.end(), [](const Family& a, const Family& b) { return a.id < b.id; });
  return out;
}

}  // namespace tocsin::trace
