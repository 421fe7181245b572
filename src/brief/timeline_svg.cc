// SPDX-License-Identifier: Apache-2.0
// When it was: incidents, posts, articles and the threatened time on one line of days. Marks that would touch become one
// with their number.
#include <algorithm>
#include <array>
#include <cmath>

#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

using Lane = TimelineItem::Lane;

constexpr double kWidth = 720, kLeft = 118, kRight = 20, kLane = 46, kTop = 8, kSize = 12, kNear = 15;
constexpr std::array<const char*, 4> kNames = {"Incidents", "Posts", "Articles", "Threatened"};
constexpr std::array<const char*, 4> kClasses = {"incident", "post", "article", "threatened"};

struct Scale {
  double from, to;   // seconds
  double x(Time t) const {
    return kLeft + (static_cast<double>(t.time_since_epoch().count()) - from) / (to - from) * (kWidth - kLeft - kRight);
  }
};

std::string tick_words(double seconds, double step) {
  const Time t{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
  const std::string all = say(t);   // "Tue 7 Oct 2025, 15:42 UTC"
  const std::size_t comma = all.find(',');
  if (step < 86400 && static_cast<std::int64_t>(seconds) % 86400 != 0) return all.substr(comma + 2, 5);
  const std::size_t day = all.find(' ') + 1, year = all.rfind(' ', comma - 1);
  return step >= 86400 * 300.0 ? all.substr(year + 1, comma - year - 1) : all.substr(day, year - day);
}

void axis(Svg& svg, const Scale& s, double height) {
  double step = 86400 * 365.25;
  for (double candidate : {3600.0, 10800.0, 21600.0, 43200.0, 86400.0, 172800.0, 604800.0, 1209600.0, 2592000.0, 7776000.0, 15552000.0})
    if ((s.to - s.from) / candidate <= 9) {
      step = candidate;
      break;
    }
  while ((s.to - s.from) / step > 9) step *= 2;
  for (double at = std::ceil(s.from / step) * step; at <= s.to; at += step) {
    const double x = s.x(Time{std::chrono::seconds{static_cast<std::int64_t>(at)}});
    svg.line({x, kTop}, {x, height - 22}, "grid").text({x, height - 6}, tick_words(at, step), "tick mid");
  }
}

struct Mark {
  double left, right;
  std::size_t count = 1;
  bool span = false, first = false;
  std::string label;
};

// The items of one lane, those that would touch put together.
std::vector<Mark> marks(const std::vector<TimelineItem>& items, Lane lane, const Scale& s) {
  std::vector<Mark> out;
  for (const TimelineItem& i : items) {
    if (i.lane != lane) continue;
    Mark m{s.x(i.from), s.x(i.to), 1, i.to > i.from, i.first, i.label};
    if (!out.empty() && !m.span && !out.back().span && m.left - out.back().left < kNear) {
      ++out.back().count;
      out.back().right = m.right;
      continue;
    }
    out.push_back(std::move(m));
  }
  return out;
}

}  // namespace

std::string timeline_svg(const std::vector<TimelineItem>& items, std::size_t left_out) {
  if (items.size() < 2) return {};
  double from = INFINITY, to = -INFINITY;
  std::array<std::size_t, 4> counts{};
  for (const TimelineItem& i : items) {
    from = std::min(from, static_cast<double>(i.from.time_since_epoch().count()));
    to = std::max(to, static_cast<double>(i.to.time_since_epoch().count()));
    ++counts[static_cast<std::size_t>(i.lane)];
  }
  const double pad = std::max(3600.0, (to - from) * 0.04);
  const Scale s{from - pad, to + pad};
  const auto lanes = std::count_if(counts.begin(), counts.end(), [](std::size_t n) { return n > 0; });
  const double height = kTop + static_cast<double>(lanes) * kLane + 26;
  std::string description;
  for (std::size_t lane = 0; lane < 4; ++lane)
    if (counts[lane]) description += (description.empty() ? "" : ", ") + std::string(kNames[lane]) + ": " + std::to_string(counts[lane]);
  description += ". From " + say(items.front().from) + " on.";
  if (left_out) description += " " + count(left_out, "later post is", "later posts are") + " not drawn.";
  Svg svg("timeline", kWidth, height, "Incidents, posts, articles and the threatened time, in order", description);
  axis(svg, s, height);
  double y = kTop;
  for (std::size_t lane = 0; lane < 4; ++lane) {
    if (!counts[lane]) continue;
    const double middle = y + kLane / 2 + 6;
    svg.text({kLeft - 14, middle + 4}, kNames[lane], "label end").line({kLeft, middle}, {kWidth - kRight, middle}, "lane");
    double free_from = kLeft;   // where the next label may begin
    for (const Mark& m : marks(items, static_cast<Lane>(lane), s)) {
      const double centre = (m.left + m.right) / 2;
      if (m.span) {
        svg.rect(std::min(m.left, centre - 4), middle - 6, std::max(m.right - m.left, 8.0), 12, "span " + std::string(kClasses[lane]), 3);
      } else {
        svg.circle({centre, middle}, m.count > 1 ? 7.5 : 5, "dot " + std::string(kClasses[lane]) + (m.first ? " first" : ""), m.label);
        if (m.count > 1) svg.text({centre, middle + 4}, std::to_string(m.count), "count mid");
      }
      const std::string more = m.count > 1 && !m.first ? " +" + std::to_string(m.count - 1) : "";
      const std::string words = fitted((m.first ? "first seen: " : "") + m.label, kSize, 210) + more;
      const double width = text_width(words, kSize);
      double x = std::clamp(centre - width / 2, kLeft, kWidth - kRight - width);
      if (x < free_from && lane != 3 && free_from + width < kWidth - kRight && free_from - x < 24) x = free_from;
      if (x < free_from) continue;
      svg.text({x, middle - 13}, words, "small");
      free_from = x + width + 10;
    }
    y += kLane;
  }
  return svg.take();
}

}  // namespace tocsin::brief
