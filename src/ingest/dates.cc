// SPDX-License-Identifier: Apache-2.0
#include "ingest/dates.h"

#include <cctype>
#include <charconv>

#include "core/clock.h"

namespace tocsin::ingest {
namespace {

using namespace std::chrono;

constexpr Time start_of(int y) { return sys_days{year{y} / January / 1}; }

bool plausible(Time time, DocumentKind kind) {
  if (time >= start_of(2101)) return false;
  if (kind == DocumentKind::message) return time >= start_of(1990);
  return time >= start_of(1800) && floor<days>(time) != sys_days{} && floor<days>(time) != sys_days{} - days{1};
}

// Unix seconds, or milliseconds when they have 13 digits; a fraction is dropped.
std::optional<Time> unix_time(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot != std::string_view::npos) {
    for (char c : text.substr(dot + 1))
      if (!std::isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    text = text.substr(0, dot);
  }
  if (text.size() < 5 || text.size() > 13) return std::nullopt;  // "2025" alone is a year, not a second of 1970
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Time(seconds(text.size() == 13 ? n / 1000 : n));
}

}  // namespace

DateReading read_date(std::string_view text, std::string_view zone, DocumentKind kind) {
  DateReading out;
  out.time = unix_time(text);
  if (!out.time && text.size() <= 64) {  // no date is longer
    if (const auto parsed = parse_time(text, zone)) {
      out.time = parsed->time;
      out.zone_assumed = !parsed->has_zone;
    }
  }
  if (out.time && !plausible(*out.time, kind)) out.time.reset();
  return out;
}

}  // namespace tocsin::ingest
