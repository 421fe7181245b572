// SPDX-License-Identifier: Apache-2.0
// Where it is: the threatened places and the incidents on a graticule, with a scale. No coast is drawn: the program has none.
#include <algorithm>
#include <cmath>

#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr double kWidth = 720, kHeight = 380, kLeft = 46, kBottom = 26, kSize = 13;
constexpr double kKilometresPerDegree = 111.195;

struct Frame {
  double west, south, degrees_x, degrees_y, scale_x, scale_y;   // pixels per degree
  Point at(double lat, double lon) const { return {kLeft + (lon - west) * scale_x, kHeight - kBottom - (lat - south) * scale_y}; }
};

// Room around all points, at least two degrees high, true to scale at the middle latitude.
Frame frame(const std::vector<MapPoint>& points) {
  double south = 90, north = -90, west = 180, east = -180;
  for (const MapPoint& p : points) {
    south = std::min(south, p.lat), north = std::max(north, p.lat);
    west = std::min(west, p.lon), east = std::max(east, p.lon);
  }
  const double middle = (south + north) / 2;
  const double squeeze = std::max(0.05, std::cos(middle * std::acos(-1.0) / 180));   // a degree of longitude, in degrees of latitude
  const double width = kWidth - kLeft, height = kHeight - kBottom;
  double degrees_y = std::max(2.0, (north - south) * 1.5);
  double degrees_x = std::max((east - west) * 1.5, degrees_y / squeeze * width / height);
  degrees_y = degrees_x * squeeze * height / width;
  return {(west + east) / 2 - degrees_x / 2, middle - degrees_y / 2, degrees_x, degrees_y, width / degrees_x, height / degrees_y};
}

std::string degrees(double value, char positive, char negative) {
  return decimal(std::abs(value)) + "°" + (value > 0.001 ? std::string(1, positive) : value < -0.001 ? std::string(1, negative) : "");
}

void graticule(Svg& svg, const Frame& f) {
  const double step = std::max(0.1, round_step(f.degrees_x, 8));
  for (double lon = std::ceil(f.west / step) * step; lon < f.west + f.degrees_x; lon += step) {
    const double x = f.at(0, lon).x;
    svg.line({x, 0}, {x, kHeight - kBottom}, "grid").text({x, kHeight - 8}, degrees(lon, 'E', 'W'), "tick mid");
  }
  for (double lat = std::ceil(f.south / step) * step; lat < f.south + f.degrees_y; lat += step) {
    const double y = f.at(lat, 0).y;
    if (y < 10) continue;
    svg.line({kLeft, y}, {kWidth, y}, "grid").text({kLeft - 6, y + 4}, degrees(lat, 'N', 'S'), "tick end");
  }
}

void scale(Svg& svg, const Frame& f) {
  const double across = f.degrees_y * kKilometresPerDegree / (kHeight - kBottom);   // kilometres in a pixel
  const double length = round_step(across * 200, 2);
  const double pixels = length / across;
  const double x = kWidth - 20 - pixels, y = kHeight - kBottom - 16;
  svg.line({x, y}, {x + pixels, y}, "scale").line({x, y - 4}, {x, y + 4}, "scale").line({x + pixels, y - 4}, {x + pixels, y + 4}, "scale");
  svg.text({x + pixels / 2, y - 8}, decimal(length) + " km", "tick mid");
}

}  // namespace

std::string map_svg(const std::vector<MapPoint>& points) {
  if (points.empty()) return {};
  std::string description;
  for (const MapPoint& p : points)
    description += (description.empty() ? "" : "; ") + p.label + (p.threatened ? ", threatened, at " : ", incident, at ") +
                   degrees(p.lat, 'N', 'S') + " " + degrees(p.lon, 'E', 'W');
  Svg svg("map", kWidth, kHeight, "Places on a map", description + ".");
  const Frame f = frame(points);
  svg.rect(kLeft, 0, kWidth - kLeft, kHeight - kBottom, "sea");
  graticule(svg, f);
  scale(svg, f);
  // Labels to the right of their point, or to the left near the edge, moved down while they would lie on another.
  struct Box {
    double left, right, y;
  };
  std::vector<Box> taken;
  for (const MapPoint& p : points) {
    const Point at = f.at(p.lat, p.lon);
    const std::string words = fitted(p.label, kSize, 230) + (p.threatened ? "" : " (incident)");
    const double width = text_width(words, kSize);
    const bool left = at.x + 12 + width > kWidth;
    double y = at.y + 4;
    const auto clash = [&](const Box& b) {
      const double from = left ? at.x - 12 - width : at.x + 12;
      return from < b.right && from + width > b.left && std::abs(y - b.y) < kSize + 2;
    };
    for (int tries = 0; tries < 20 && std::any_of(taken.begin(), taken.end(), clash); ++tries) y += kSize + 3;
    y = std::min(y, kHeight - kBottom - 4);
    taken.push_back({left ? at.x - 12 - width : at.x + 12, left ? at.x - 12 : at.x + 12 + width, y});
    if (p.threatened) {
      svg.circle(at, 8, "ring threatened").circle(at, 3.5, "dot threatened", p.label);
    } else {
      svg.rect(at.x - 5, at.y - 5, 10, 10, "dot incident");
    }
    svg.text({left ? at.x - 12 : at.x + 12, y}, words, left ? "label end" : "label");
  }
  return svg.take();
}

}  // namespace tocsin::brief
