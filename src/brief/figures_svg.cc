// SPDX-License-Identifier: Apache-2.0
// Numbers as they were given: a line of parts for the score; and for each harm one line per source, from its lowest to its
// highest figure, open where the source left it open ("at least": an arrow).
#include <algorithm>
#include <cmath>

#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/words.h"
#include "core/hash.h"

namespace tocsin::brief {
namespace {

constexpr double kWidth = 720, kLeft = 250, kRight = 96, kRow = 24, kTop = 6, kSize = 13;
constexpr std::size_t kSources = 14;

}  // namespace

std::string bars_svg(const std::vector<ScoreBar>& bars, double total) {
  if (bars.empty()) return {};
  std::string description;
  for (const ScoreBar& b : bars) description += (description.empty() ? "" : ", ") + b.name + " " + decimal(b.points);
  Svg svg("bars", kWidth, 30, "Score " + decimal(total) + " of 100, by its parts", description + ".");
  svg.rect(0, 6, kWidth, 18, "rest", 3);
  double x = 0;
  std::size_t n = 0;
  for (const ScoreBar& b : bars) {
    if (!(b.points > 0)) continue;
    const double width = std::min(b.points / 100 * kWidth, kWidth - x);
    if (width <= 0) break;
    svg.rect(x, 6, std::max(width - 1.5, 0.5), 18, n++ % 2 ? "part even" : "part");
    x += width;
  }
  return svg.take();
}

std::string figures_svg(const FigureChart& chart) {
  const std::size_t rows = std::min(chart.bars.size(), kSources);
  if (rows < 2) return {};
  std::int64_t most = 1;
  for (const FigureBar& b : chart.bars) most = std::max({most, b.min.value_or(0), b.max.value_or(0)});
  const double top = static_cast<double>(most) * 1.08;
  const auto x = [&](double value) { return kLeft + std::clamp(value / top, 0.0, 1.0) * (kWidth - kLeft - kRight); };
  const double height = kTop + static_cast<double>(rows) * kRow + 22;
  std::string description;
  for (const FigureBar& b : chart.bars) description += (description.empty() ? "" : "; ") + b.source + " " + said_number(b.min, b.max, Qualifier::exactly);
  // Ids on a page must differ from chart to chart.
  Svg svg("figures-" + sha256_hex(chart.title + description).substr(0, 8), kWidth, height, "Figures by source: " + chart.title, description + ".");
  const double step = std::max(1.0, round_step(top, 6));
  for (double tick = 0; tick <= top; tick += step)
    svg.line({x(tick), kTop}, {x(tick), height - 20}, "grid").text({x(tick), height - 5}, digits(static_cast<std::int64_t>(tick)), "tick mid");
  for (std::size_t r = 0; r < rows; ++r) {
    const FigureBar& b = chart.bars[r];
    const double y = kTop + static_cast<double>(r) * kRow + kRow / 2;
    svg.text({kLeft - 12, y + 4}, fitted(b.source, kSize, kLeft - 16), "label end");
    const double low = x(static_cast<double>(b.min.value_or(0))), high = x(static_cast<double>(b.max.value_or(b.min.value_or(0))));
    if (b.min && !b.max) {
      const double tip = std::min(low + 26, kWidth - kRight + 26);
      svg.line({low, y}, {tip - 6, y}, "open").polygon({{tip, y}, {tip - 8, y - 4}, {tip - 8, y + 4}}, "head");
    } else if (!b.min && b.max) {
      svg.line({high - 26 + 6, y}, {high, y}, "open").polygon({{high - 26, y}, {high - 18, y - 4}, {high - 18, y + 4}}, "head");
    } else if (high > low) {
      svg.line({low, y}, {high, y}, "range");
    }
    if (b.min) svg.circle({low, y}, 4.5, "dot post");
    if (b.max && (!b.min || *b.max != *b.min)) svg.circle({high, y}, 4.5, "dot post");
    const double after = (b.min && !b.max ? low + 30 : high + 10);
    svg.text({after, y + 4}, said_number(b.min, b.max, Qualifier::exactly), "small");
  }
  return svg.take();
}

}  // namespace tocsin::brief
