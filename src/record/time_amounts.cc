// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "record/time_builder.h"

namespace tocsin::record {
namespace {

// Halves of a unit that smaller units say.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kHalves = {
    {{"H", "PT30M"}, {"D", "PT12H"}, {"Y", "P6M"}, {"DE", "P5Y"}, {"CE", "P50Y"}, {"TM", "PT30S"}}};

std::string written(std::string_view n, std::string_view unit) {
  if (n == "0.5")
    for (const auto& [of, half] : kHalves)
      if (of == unit) return std::string(half);
  const bool clock = unit == "H" || unit == "TM" || unit == "S";
  return std::string(clock ? "PT" : "P") + std::string(n) + std::string(unit == "TM" ? "M" : unit);
}

}  // namespace

std::string TimeBuilder::amount() const {
  if (m.find("dual") || m.find("thedual")) return "2";
  if (m.find("halfof") || m.find("halfa")) return "0.5";
  std::string out;
  for (const char c : m.value("n"))
    if (c != ',') out += c;
  if (!m.value("m").empty()) out = std::to_string(digits(out) + digits(m.value("m")));
  if (out.empty()) out = m.find("units") || m.find("theunits") ? "X" : "1";
  return m.find("half") && out != "X" ? out + ".5" : out;
}

std::optional<TimeValue> TimeBuilder::duration() const {
  if (const std::string_view v = m.value("long"); !v.empty()) return bare(TimeType::duration, std::string(v));
  if (unit().empty()) return bare(TimeType::duration, m.rule == "past" ? "PT24H" : "P1D");
  return bare(TimeType::duration, written(amount(), unit()));
}

std::optional<TimeValue> TimeBuilder::set_rule() const {
  if (const std::string_view v = m.value("daily"); !v.empty()) return bare(TimeType::set, std::string(v));
  std::string_view p = first_of({"part", "parts"});
  if (p.starts_with("T")) p.remove_prefix(1);
  const std::string time = p.empty() ? "" : "T" + std::string(p);
  if (const std::string_view v = first_of({"weekday", "weekdays", "weekdayi"}); !v.empty())
    return bare(TimeType::set, "XXXX-WXX-" + std::string(v) + time);
  if (const std::string_view v = first_of({"month", "monthv"}); !v.empty()) return bare(TimeType::set, "XXXX-" + std::string(v));
  if (const std::string_view v = m.value("season"); !v.empty()) return bare(TimeType::set, "XXXX-" + std::string(v));
  if (!p.empty()) return bare(TimeType::set, "XXXX-XX-XX" + time);
  const std::string_view n = m.value("n");
  return bare(TimeType::set, written(m.find("o") || m.find("dual") ? "2" : n.empty() ? "1" : n, unit()));
}

}  // namespace tocsin::record
