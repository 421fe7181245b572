// SPDX-License-Identifier: Apache-2.0
// Who copied from whom: one lane for each channel, posts from left to right in the order of their time (gaps are shortened),
// an arrow from what was copied to the copy: whole where the copy says so, dashed where it is inferred from the words.
#include <algorithm>
#include <cmath>

#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr double kLeft = 196, kLane = 44, kTop = 40, kSize = 13, kR = 9;
constexpr std::size_t kLanes = 12;

std::string clock(const std::optional<Time>& t) {
  if (!t) return "?";
  const std::string all = say(*t);
  return all.substr(all.find(',') + 2, 5);
}
std::string day(const std::optional<Time>& t) {
  if (!t) return "undated";
  const std::string all = say_day(*t);
  return all.substr(all.find(' ') + 1, all.rfind(' ') - all.find(' ') - 1);
}

// Neighbours a minute apart stand close, those days apart further, by the logarithm of the gap.
double gap(const std::optional<Time>& a, const std::optional<Time>& b) {
  const double minutes = a && b ? std::max(0.0, static_cast<double>((*b - *a).count()) / 60) : 0;
  return std::min(78.0, 38 + 7 * std::log1p(minutes / 10));
}

// How far an arrow from post `from` to post `to` bows, so that it does not run through other posts: as little as keeps clear of
// them, else what comes closest to that. In one lane it always bows over what lies between.
double bend_of(const std::vector<Point>& posts, std::size_t from, std::size_t to) {
  const Point a = posts[from], b = posts[to];
  const double over = -26 - std::min(14.0, std::abs(b.x - a.x) / 30);
  if (a.y == b.y) return over;
  const auto clearance = [&](double bend) {
    double least = kR + 3;
    for (int step = 1; step < 24; ++step) {
      const double t = step / 24.0, u = 1 - t;
      const Point at{a.x * u + b.x * t, a.y * u * u + 2 * u * t * ((a.y + b.y) / 2 + bend) + b.y * t * t};
      for (std::size_t i = 0; i < posts.size(); ++i)
        if (i != from && i != to) least = std::min(least, std::hypot(posts[i].x - at.x, posts[i].y - at.y));
    }
    return least;
  };
  double best = 0, most = -1;
  for (const double bend : {0.0, -26.0, 26.0, -38.0, 38.0, -50.0, 50.0, -80.0, 80.0})
    if (const double clear = clearance(bend); clear > most) best = bend, most = clear;
  return best;
}

}  // namespace

std::string spread_svg(const std::vector<SpreadNode>& nodes, const std::vector<SpreadChannel>& channels) {
  if (nodes.size() < 2) return {};
  // Channels are in the order they were first seen in; the last of too many share a lane.
  const std::size_t own = channels.size() > kLanes ? kLanes - 1 : channels.size();
  std::vector<std::string> lanes;
  for (std::size_t c = 0; c < own; ++c) lanes.push_back(channels[c].name);
  if (own < channels.size()) lanes.push_back(count(channels.size() - own, "other channel", "other channels"));
  std::vector<Point> at;
  double x = kLeft + 26;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i) x += gap(nodes[i - 1].at, nodes[i].at);
    at.push_back({x, kTop + 22 + static_cast<double>(std::min(nodes[i].channel, lanes.size() - 1)) * kLane});
  }
  // Room to spare goes between the posts.
  const double stretch = nodes.size() > 1 && x + 30 < 720 ? (720 - 30 - kLeft - 26) / (x - kLeft - 26) : 1;
  for (Point& p : at) p.x = kLeft + 26 + (p.x - kLeft - 26) * std::min(stretch, 2.2);
  const double width = std::max(720.0, at.back().x + 30);
  const double height = kTop + static_cast<double>(lanes.size()) * kLane + 52;

  std::string description = count(nodes.size(), "post", "posts") + " in " + count(channels.size(), "channel", "channels") +
                            ", numbered as in the table below; each arrow leads from a post to its copy: whole where the copy says that it is a forward, dashed where it is inferred from the words.";
  Svg svg("spread", width, height, "How it spread from channel to channel", description);
  // At the left, where a narrow window shows it without scrolling.
  svg.arrow({8, 16}, {42, 16}, 0, "edge stated").text({50, 20}, "forward: the copy says so", "small");
  svg.arrow({216, 16}, {250, 16}, 0, "edge inferred").text({258, 20}, "copy: inferred from the words", "small");
  for (std::size_t l = 0; l < lanes.size(); ++l) {
    const double y = kTop + 22 + static_cast<double>(l) * kLane;
    svg.line({kLeft, y}, {width - 8, y}, "lane").text({kLeft - 12, y + 4}, fitted(lanes[l], kSize, kLeft - 16), "label end");
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].of || *nodes[i].of >= at.size() || *nodes[i].of == i) continue;
    const Point a = at[*nodes[i].of], b = at[i];
    // From rim to rim.
    const double bend = bend_of(at, *nodes[i].of, i);
    const double dx = b.x - a.x, dy = b.y - a.y + bend, length = std::max(1.0, std::hypot(dx, dy));
    const double ex = b.x - a.x, ey = b.y - a.y - bend, end = std::max(1.0, std::hypot(ex, ey));
    svg.arrow({a.x + dx / length * kR, a.y + dy / length * kR}, {b.x - ex / end * (kR + 1), b.y - ey / end * (kR + 1)}, bend,
              nodes[i].stated ? "edge stated" : "edge inferred");
  }
  std::string last_day;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    svg.circle(at[i], kR, i == 0 ? "dot post first" : "dot post", nodes[i].relation + ", " + channels[nodes[i].channel].name);
    svg.text({at[i].x, at[i].y + 4}, std::to_string(nodes[i].number), "count mid");
    svg.text({at[i].x, height - 26}, clock(nodes[i].at), "tick mid");
    const std::string today = day(nodes[i].at);
    if (today != last_day) svg.text({at[i].x, height - 10}, today, "tick mid day");
    last_day = today;
  }
  return svg.take();
}

}  // namespace tocsin::brief
