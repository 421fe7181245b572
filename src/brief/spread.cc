// SPDX-License-Identifier: Apache-2.0
#include "brief/spread.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "brief/telling.h"

namespace tocsin::brief {
namespace {

constexpr std::chrono::seconds kHour{3600}, kDay{86400};

std::int64_t seconds(Time from, Time to) { return (to - from).count(); }

// Channels are told apart by the name they have, not by the one that is printed: masking makes names alike.
std::string key(const Document* d) {
  if (!d) return {};
  return d->kind == DocumentKind::article ? "a" + d->outlet : "m" + d->channel;
}

void take_posts(Spread& s, const Index& index) {
  std::map<std::string, std::size_t> known;
  for (const Member& m : s.family->members) {
    SpreadPost post{&m, index.document(m.document), 0, {}};
    const auto [it, fresh] = known.try_emplace(key(post.document), s.channels.size());
    if (fresh) s.channels.push_back({post.document ? source_name(*post.document) : "a channel that is not known", 0, 0, 0, 0, {}, {}});
    post.channel = it->second;
    if (post.document) post.at = post.document->published;
    SpreadChannel& channel = s.channels[post.channel];
    ++channel.posts;
    const std::size_t number = s.posts.size();
    const auto earlier = [&](const std::optional<std::size_t>& than) { return !than || *post.at < *s.posts[*than].at; };
    if (post.at) {
      if (earlier(channel.first)) channel.first = number;
      if (earlier(s.first)) s.first = number;
    } else {
      ++channel.undated, ++s.undated;
    }
    s.posts.push_back(post);
  }
}

void take_edges(Spread& s) {
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < s.posts.size(); ++i) numbers.emplace(s.posts[i].member->document, i);
  for (std::size_t i = 0; i < s.posts.size(); ++i) {
    const SpreadPost& copy = s.posts[i];
    const auto of = numbers.find(copy.member->of);
    if (copy.member->relation == Relation::first || of == numbers.end() || of->second == i) continue;
    const SpreadPost& source = s.posts[of->second];
    SpreadEdge edge{i, of->second, copy.member->relation == Relation::forwarded ? EdgeKind::forward : EdgeKind::inferred, false, {}, {}};
    edge.names_source = edge.kind == EdgeKind::forward && copy.document && source.document && !copy.document->forwarded_from.empty() &&
                        copy.document->forwarded_from == source.document->channel;
    if (copy.document) edge.original = copy.document->forwarded_published;
    if (copy.at && source.at) edge.lag = seconds(*source.at, *copy.at);
    SpreadChannel& channel = s.channels[copy.channel];
    ++(edge.kind == EdgeKind::forward ? s.forwards : s.inferred);
    ++(edge.kind == EdgeKind::forward ? channel.forwards : channel.inferred);
    s.edges.push_back(edge);
  }
}

void order_channels(Spread& s) {
  std::vector<std::size_t> order(s.channels.size()), place(s.channels.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto rank = [&](std::size_t i) {
    const SpreadChannel& c = s.channels[i];
    return std::tuple(!c.first, c.first ? *s.posts[*c.first].at : Time{}, std::string_view(c.name));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  std::vector<SpreadChannel> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(s.channels[order[i]]));
  }
  s.channels = std::move(sorted);
  for (SpreadPost& p : s.posts) p.channel = place[p.channel];
  for (SpreadChannel& c : s.channels) {
    if (!c.first) continue;
    ++s.dated_channels;
    c.after = seconds(*s.posts[*s.first].at, *s.posts[*c.first].at);
  }
}

void take_speed(Spread& s) {
  if (!s.first) return;
  if (s.dated_channels > 1) {
    const auto reached = [&](std::size_t n) { return Milestone{n, *s.channels[n - 1].after, *s.channels[n - 1].first}; };
    s.second = reached(2);
    s.half = reached((s.dated_channels + 1) / 2);
    s.nine_in_ten = reached((s.dated_channels * 9 + 9) / 10);
  }
  std::vector<Time> times;   // of the dated posts
  for (const SpreadPost& p : s.posts)
    if (p.at) times.push_back(*p.at);
  std::sort(times.begin(), times.end());
  // The earliest post is no copy.
  std::size_t end = 1;
  for (std::size_t i = 1; i < times.size(); ++i) {
    while (end < times.size() && times[end] < times[i] + kHour) ++end;
    if (!s.busiest || end - i > s.busiest->copies) s.busiest = BusiestHour{times[i], end - i};
    s.first_hour += times[i] < times[0] + kHour ? 1 : 0;
    s.first_day += times[i] < times[0] + kDay ? 1 : 0;
    if (!s.silence || times[i] - times[i - 1] > s.silence->to - s.silence->from) s.silence = Silence{times[i - 1], times[i]};
  }
}

}  // namespace

std::string_view to_string(EdgeKind kind) { return kind == EdgeKind::forward ? "forward" : "inferred"; }

Spread spread(const Family& family, const Index& index) {
  Spread s;
  s.family = &family;
  take_posts(s, index);
  take_edges(s);
  order_channels(s);
  take_speed(s);
  return s;
}

}  // namespace tocsin::brief
