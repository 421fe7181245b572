// SPDX-License-Identifier: Apache-2.0
// The spread of a family too large to draw post by post: a lane for each channel, and on it how many copies came when. Above
// the line stand the forwards that say so, below it the copies inferred from the words. The first minutes get more room than
// the last days (the scale is logarithmic).
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr double kWidth = 720, kLeft = 196, kRight = 76, kLane = 42, kTop = 48, kSize = 13, kBin = 9, kTall = 16;
constexpr std::size_t kLanes = 12;

struct Bin {
  std::size_t forwards = 0, inferred = 0;
};
struct Lane {
  std::string name;
  std::size_t posts = 0;
  std::optional<std::int64_t> after;
  std::map<int, Bin> bins;   // by their number from the left
};

struct Scale {
  double last;   // seconds
  double x(std::int64_t seconds) const {
    return kLeft + std::log1p(static_cast<double>(std::max<std::int64_t>(seconds, 0)) / 60) / std::log1p(last / 60) * (kWidth - kLeft - kRight);
  }
  int bin(std::int64_t seconds) const { return static_cast<int>((x(seconds) - kLeft) / kBin); }
};

std::vector<Lane> lanes_of(const Spread& s, const Scale& scale) {
  const std::size_t own = s.channels.size() > kLanes ? kLanes - 1 : s.channels.size();
  std::vector<Lane> out(own);
  for (std::size_t i = 0; i < own; ++i) out[i] = {s.channels[i].name, 0, s.channels[i].after, {}};
  if (own < s.channels.size()) out.push_back({count(s.channels.size() - own, "other channel", "other channels"), 0, s.channels[own].after, {}});
  const Time start = *s.posts[*s.first].at;
  std::vector<bool> forward(s.posts.size());
  for (const SpreadEdge& e : s.edges) forward[e.from] = e.kind == EdgeKind::forward;
  for (std::size_t i = 0; i < s.posts.size(); ++i) {
    Lane& lane = out[std::min(s.posts[i].channel, out.size() - 1)];
    ++lane.posts;
    if (!s.posts[i].at || i == *s.first) continue;
    Bin& bin = lane.bins[scale.bin((*s.posts[i].at - start).count())];
    ++(forward[i] ? bin.forwards : bin.inferred);
  }
  return out;
}

void axis(Svg& svg, const Scale& scale, double bottom) {
  constexpr std::array<std::int64_t, 12> kTicks = {60, 300, 900, 3600, 10800, 43200, 86400, 259200, 604800, 2592000, 7776000, 31536000};
  double free_from = kLeft + 46;
  svg.text({kLeft, bottom + 18}, "0", "tick mid");
  for (const std::int64_t at : kTicks) {
    const double x = scale.x(at);
    if (static_cast<double>(at) > scale.last || x < free_from) continue;
    svg.line({x, kTop - 4}, {x, bottom}, "grid").text({x, bottom + 18}, say_duration(at), "tick mid");
    free_from = x + 52;
  }
}

void legend(Svg& svg) {
  // At the left, where a narrow window shows it without scrolling.
  svg.rect(8, 10, 8, 12, "bar forward").text({22, 20}, "above: forwards that say so", "small");
  svg.rect(216, 10, 8, 12, "bar inferred").text({230, 20}, "below: inferred from the words", "small");
}

}  // namespace

std::string channels_svg(const Spread& s) {
  if (!s.first || s.posts.size() < 2) return {};
  const Time start = *s.posts[*s.first].at;
  std::int64_t last = 60;
  for (const SpreadPost& p : s.posts)
    if (p.at) last = std::max(last, static_cast<std::int64_t>((*p.at - start).count()));
  const Scale scale{static_cast<double>(last)};
  const std::vector<Lane> lanes = lanes_of(s, scale);
  std::size_t most = 1;
  for (const Lane& lane : lanes)
    for (const auto& [at, bin] : lane.bins) most = std::max({most, bin.forwards, bin.inferred});
  const double bottom = kTop + static_cast<double>(lanes.size()) * kLane, height = bottom + 44;

  std::string description = count(s.posts.size(), "post", "posts") + " in " + count(s.channels.size(), "channel", "channels") + ", from " + say(start) + " on; the tallest bar is " +
                            count(most, "copy", "copies") + ". Bars above a line are forwards that say so, those below copies inferred from the words.";
  if (s.undated) description += " " + count(s.undated, "post is", "posts are") + " not dated and not drawn.";
  Svg svg("spread", kWidth, height, "How it spread, by channel", description);
  legend(svg);
  svg.text({kWidth - 8, kTop - 10}, "posts", "tick end");
  axis(svg, scale, bottom);
  const auto tall = [&](std::size_t n) { return 2 + (kTall - 2) * std::sqrt(static_cast<double>(n) / static_cast<double>(most)); };
  for (std::size_t l = 0; l < lanes.size(); ++l) {
    const Lane& lane = lanes[l];
    const double y = kTop + (static_cast<double>(l) + 0.5) * kLane;
    svg.line({kLeft, y}, {kWidth - kRight, y}, "lane").text({kLeft - 14, y + 4}, fitted(lane.name, kSize, kLeft - 20), "label end");
    for (const auto& [at, bin] : lane.bins) {
      const double x = kLeft + at * kBin + 1;
      if (bin.forwards) svg.rect(x, y - tall(bin.forwards), kBin - 2, tall(bin.forwards), "bar forward");
      if (bin.inferred) svg.rect(x, y, kBin - 2, tall(bin.inferred), "bar inferred");
    }
    if (lane.after) svg.circle({scale.x(*lane.after), y}, 4, l == 0 ? "dot post first" : "dot post", "first seen here: " + lane.name);
    svg.text({kWidth - 8, y + 4}, digits(static_cast<std::int64_t>(lane.posts)), "label end");
  }
  svg.text({kLeft, bottom + 36}, "after the earliest seen, " + say(start), "tick");
  return svg.take();
}

}  // namespace tocsin::brief
