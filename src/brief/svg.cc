// SPDX-License-Identifier: Apache-2.0
#include "brief/svg.h"

#include <cmath>

#include "brief/escape.h"
#include "brief/width.h"
#include "core/utf8.h"

namespace tocsin::brief {
namespace {

constexpr double kLetter = 0.63;   // of a wide sans face

std::string attribute(std::string_view name, double value) { return ' ' + std::string(name) + "=\"" + decimal(value) + '"'; }
std::string classed(std::string_view classes) { return " class=\"" + std::string(classes) + '"'; }

}  // namespace

std::string decimal(double number) {
  if (!std::isfinite(number)) return "0";
  const long long tenths = std::llround(number * 10);
  std::string out = tenths < 0 ? "-" : "";
  const unsigned long long size = tenths < 0 ? 0ULL - static_cast<unsigned long long>(tenths) : static_cast<unsigned long long>(tenths);
  out += std::to_string(size / 10);
  if (size % 10) out += '.' + std::to_string(size % 10);
  return out;
}

double text_width(std::string_view words, double size) { return columns(words) * size * kLetter; }

std::string fitted(std::string_view words, double size, double width) {
  if (text_width(words, size) <= width) return std::string(words);
  std::string out;
  double used = size * 0.6;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Decoded d = utf8::decode(words, i);
    used += columns(d.character) * size * kLetter;
    if (used > width) break;
    out += words.substr(i, d.length);
    i += d.length;
  }
  return out + "…";
}

double round_step(double range, int most) {
  if (!(range > 0)) return 1;
  double step = std::pow(10, std::floor(std::log10(range)) - 2);
  for (const double factor : {2.0, 2.5, 2.0, 2.0, 2.5, 2.0, 2.0, 2.5, 2.0}) {
    if (range / step <= most) break;
    step *= factor;
  }
  return step;
}

Svg::Svg(std::string_view id, double width, double height, std::string_view title, std::string_view description) {
  const std::string name(id);
  out_ = "<svg" + classed(id.substr(0, id.find('-'))) + " viewBox=\"0 0 " + decimal(width) + ' ' + decimal(height) +
         "\" role=\"img\" aria-labelledby=\"" + name + "-t " + name + "-d\"><title id=\"" + name + "-t\">" + html(title) +
         "</title><desc id=\"" + name + "-d\">" + html(description) + "</desc>";
}

Svg& Svg::line(Point a, Point b, std::string_view classes) {
  out_ += "<line" + classed(classes) + attribute("x1", a.x) + attribute("y1", a.y) + attribute("x2", b.x) + attribute("y2", b.y) + "/>";
  return *this;
}

Svg& Svg::rect(double x, double y, double width, double height, std::string_view classes, double round) {
  out_ += "<rect" + classed(classes) + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height);
  if (round > 0) out_ += attribute("rx", round);
  out_ += "/>";
  return *this;
}

Svg& Svg::circle(Point at, double r, std::string_view classes, std::string_view hint) {
  out_ += "<circle" + classed(classes) + attribute("cx", at.x) + attribute("cy", at.y) + attribute("r", r);
  out_ += hint.empty() ? "/>" : "><title>" + html(hint) + "</title></circle>";
  return *this;
}

Svg& Svg::polygon(const std::vector<Point>& points, std::string_view classes) {
  out_ += "<polygon" + classed(classes) + " points=\"";
  for (std::size_t i = 0; i < points.size(); ++i) out_ += (i ? " " : "") + decimal(points[i].x) + ',' + decimal(points[i].y);
  out_ += "\"/>";
  return *this;
}

Svg& Svg::arrow(Point a, Point b, double bend, std::string_view classes) {
  const Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2 + bend};
  out_ += "<path" + classed(classes) + " d=\"M" + decimal(a.x) + ' ' + decimal(a.y) + 'Q' + decimal(middle.x) + ' ' +
          decimal(middle.y) + ' ' + decimal(b.x) + ' ' + decimal(b.y) + "\"/>";
  // The head points along the end of the curve.
  const double dx = b.x - middle.x, dy = b.y - middle.y, length = std::hypot(dx, dy);
  if (length < 1) return *this;
  const double ux = dx / length, uy = dy / length;
  return polygon({b, {b.x - 7 * ux + 3.2 * uy, b.y - 7 * uy - 3.2 * ux}, {b.x - 7 * ux - 3.2 * uy, b.y - 7 * uy + 3.2 * ux}}, "head");
}

Svg& Svg::text(Point at, std::string_view words, std::string_view classes) {
  out_ += "<text" + classed(classes) + attribute("x", at.x) + attribute("y", at.y) + '>' + html(words) + "</text>";
  return *this;
}

std::string Svg::take() {
  out_ += "</svg>";
  return std::move(out_);
}

}  // namespace tocsin::brief
