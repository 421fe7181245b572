// SPDX-License-Identifier: Apache-2.0
#include "record/time_habits.h"

#include <algorithm>
#include <map>

#include "core/list.h"
#include "record/lists.h"
#include "record/time_builder.h"
#include "text/text.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kHead = 400;      // bytes in which a document dates itself
constexpr std::size_t kLabel = 40;        // bytes beside a date that stands on a line of its own

std::string_view trimmed(std::string_view s) {
  const auto from = s.find_first_not_of(" \t\r\n*_"), to = s.find_last_not_of(" \t\r\n*_");
  return from == std::string_view::npos ? std::string_view{} : s.substr(from, to - from + 1);
}

// What follows a dateline's date: a dash or a colon, perhaps after the agency in brackets.
bool dash_follows(std::string_view rest) {
  rest = trimmed(rest);
  if (rest.starts_with("(")) {
    const auto close = rest.find(')');
    if (close == std::string_view::npos || close > kLabel) return false;
    rest = trimmed(rest.substr(close + 1));
  }
  return std::ranges::any_of(std::initializer_list<std::string_view>{"-", "–", "—", ":"}, [&](auto d) { return rest.starts_with(d); });
}

bool names_a_day(const text::Match& m) {
  if (m.rule == "iso" || m.rule == "numeric") return true;
  return m.rule == "date" && !m.value("y").empty() && (!m.value("d").empty() || !m.value("orda").empty());
}

// The last part of the host's name: "uk" of https://www.courier.example.uk/story
std::string_view top_domain(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/:?#"));
  const auto dot = url.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : url.substr(dot + 1);
}

const std::map<std::string, bool, std::less<>>& countries() {
  static const auto kCountries = [] {
    std::map<std::string, bool, std::less<>> out;
    for (const ListRow& row : builtin_list("date_order.tsv", list("date_order.tsv"))) out[row["domain"]] = row["first"] == "day";
    return out;
  }();
  return kCountries;
}

}  // namespace

std::optional<Time> dateline(const Document& document, const std::vector<MatchedTime>& times) {
  const std::string_view text = document.text;
  for (const MatchedTime& t : times) {
    if (t.span.begin > kHead) break;
    if (!t.match || !names_a_day(*t.match)) continue;
    const auto line_end = std::min(text.find('\n', t.span.end), text.size());
    const std::size_t line_begin = text.substr(0, t.span.begin).rfind('\n') + 1;   // 0 on the first line: npos is the largest number
    const std::string_view before = trimmed(text.substr(line_begin, t.span.begin - line_begin));
    const std::string_view after = text.substr(t.span.end, line_end - t.span.end);
    const bool alone = before.size() <= kLabel && trimmed(after).size() <= kLabel && after.find_first_of(".!?") == std::string_view::npos;
    const bool line = before.size() <= 2 * kLabel && before.find_first_of(".!?") == std::string_view::npos && dash_follows(after);
    if (!alone && !line) continue;
    if (const auto value = time_value(*t.match, {}); value && value->interval) return value->interval->from;
  }
  return std::nullopt;
}

std::optional<bool> day_first(const Document& document, const std::vector<MatchedTime>& times) {
  for (const MatchedTime& t : times) {
    if (!t.match || t.match->rule != "numeric") continue;
    if (digits(t.match->value("a")) > 12) return true;
    if (digits(t.match->value("b")) > 12) return false;
  }
  if (const auto it = countries().find(top_domain(document.url)); it != countries().end()) return it->second;
  if (text::script(document.text) == text::Script::arabic) return true;
  return std::nullopt;
}

constexpr int kRecent = 2, kOld = 30;   // years before publication
constexpr int kManyDates = 3;           // without a year, after one old year alone

bool from_today(const text::Match& m) {
  if (m.rule == "deictic" || m.rule == "ago" || m.rule == "weekday" || m.rule == "today" || m.rule == "tonight") return true;
  return (m.rule == "unit" || m.rule == "season" || m.rule == "month") &&
         (m.find("last") || m.find("this") || m.find("next") || m.find("dira"));   // "last spring", not "the end of the year"
}

bool only_a_year(std::string_view rule) { return rule == "year" || rule == "years" || rule == "oneyear" || rule == "oldyear"; }

// Three years or more with a number, most of them long before publication, and next to nothing told from today's point of view;
// or fewer and nothing of today at all, where one of them is dated or the first long ago. Without a day of publication: any
// year, if there is less of today.
bool tells_history(const std::optional<Time>& published, const std::vector<MatchedTime>& times) {
  const int now = published ? year_month(day_of(*published)).first : 0;
  int past = 0, near = 0, today = 0, bare = 0;
  bool first = false, dated = false;   // the first year is dated or old; some year is dated
  for (const MatchedTime& t : times) {
    if (!t.match) continue;
    const std::string_view rule = t.match->rule, y = t.match->value("y");
    today += from_today(*t.match);
    if (rule == "era") ++past;
    bare += y.empty() && (rule == "date" || rule == "month");
    if (y.size() != 4 || rule == "decade") continue;
    dated |= !only_a_year(rule);
    if (past + near == 0) first = dated || digits(y) + kOld < now;
    (!published || digits(y) + kRecent < now ? past : near)++;
  }
  if (!published) return past > today;
  return (past >= 3 && past > near && past > 4 * today) || (near + today == 0 && past > 0 && ((dated && (first || past > 1)) || (first && bare >= kManyDates)));
}

}  // namespace tocsin::record
