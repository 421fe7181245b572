// SPDX-License-Identifier: Apache-2.0
#include "ingest/plain_lines.h"

#include "ingest/json_repair.h"

namespace tocsin::ingest {
namespace {

enum : std::size_t { kId, kText, kPublished, kChannel, kForwardedFrom, kLang, kForwardedId, kOutlet };

// "2026-03-10T12:00:00Z" and nothing else.
std::optional<Time> plain_time(std::string_view s) {
  if (s.size() != 20) return std::nullopt;
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  for (std::size_t i = 0; i < s.size(); ++i) {
    const bool digit = s[i] >= '0' && s[i] <= '9';
    if (kForm[i] == '0' ? !digit : s[i] != kForm[i]) return std::nullopt;
  }
  const auto number = [&](std::size_t at) { return static_cast<unsigned>((s[at] - '0') * 10 + (s[at + 1] - '0')); };
  namespace c = std::chrono;
  const unsigned year = number(0) * 100 + number(2);
  if (year < 1990 || year >= 2100) return std::nullopt;
  const c::year_month_day day{c::year(static_cast<int>(year)), c::month(number(5)),
                              c::day(number(8))};
  if (!day.ok() || number(11) > 23 || number(14) > 59 || number(17) > 59) return std::nullopt;
  return Time(c::sys_days(day)) + c::hours(number(11)) + c::minutes(number(14)) + c::seconds(number(17));
}

}  // namespace

PlainLineReader::PlainLineReader()
    : fields_({"id", "text", "published", "channel", "forwarded_from", "lang", "forwarded_id", "outlet", "url", "title",
               "author", "edited"}) {}

std::optional<PlainLine> PlainLineReader::read(std::string_view line) {
  if (line.size() > kMostRecord || !fields_.read(line)) return std::nullopt;
  PlainLine out{fields_.field(kId),   fields_.field(kText), fields_.field(kChannel), fields_.field(kForwardedFrom),
                fields_.field(kLang), {}};
  // Other names may say what these do not.
  if (fields_.others() || out.id.empty() || !fields_.field(kForwardedId).empty() || !fields_.field(kOutlet).empty())
    return std::nullopt;
  if (out.text.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::nullopt;
  const std::optional<Time> published = plain_time(fields_.field(kPublished));
  if (!published) return std::nullopt;
  out.published = *published;
  return out;
}

}  // namespace tocsin::ingest
