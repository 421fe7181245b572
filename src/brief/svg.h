// SPDX-License-Identifier: Apache-2.0
// A drawing as inline SVG: shapes with classes that the page's style colours, so that light, dark and print follow it.
// Words are escaped here and nowhere else; numbers are written the same everywhere.
//
//   Svg svg("map", 720, 400, "Map", "Two places …");
//   svg.circle(12, 40, 5, "threatened").text(20, 44, "Marsa Dulayb", "label");
//   svg.take()   "<svg class=\"map\" viewBox=\"0 0 720 400\" role=\"img\" aria-labelledby=\"map-t map-d\">…</svg>"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin::brief {

struct Point {
  double x = 0, y = 0;
};

class Svg {
 public:
  // `id` is of our own words and once on a page; title and description are read out in place of the drawing.
  Svg(std::string_view id, double width, double height, std::string_view title, std::string_view description);

  Svg& line(Point a, Point b, std::string_view classes);
  Svg& rect(double x, double y, double width, double height, std::string_view classes, double round = 0);
  Svg& circle(Point at, double r, std::string_view classes, std::string_view hint = {});
  Svg& polygon(const std::vector<Point>& points, std::string_view classes);
  // A curve from a to b, its middle pulled by (0, bend), with an arrow's head at b.
  Svg& arrow(Point a, Point b, double bend, std::string_view classes);
  Svg& text(Point at, std::string_view words, std::string_view classes);   // classes may hold "end" or "mid"
  std::string take();

 private:
  std::string out_;
};

std::string decimal(double number);           // one place at most, never "-0"
double text_width(std::string_view words, double size);   // about: letters are of many widths
// Cut with "…" to fit.
std::string fitted(std::string_view words, double size, double width);
// 1, 2 or 5 times a power of ten, so that `range` holds at most `most` of them.
double round_step(double range, int most);

}  // namespace tocsin::brief
