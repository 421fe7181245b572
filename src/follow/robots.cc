// SPDX-License-Identifier: Apache-2.0
#include "follow/robots.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

namespace tocsin::follow {
namespace {

constexpr std::string_view kName = "tocsin";
constexpr std::chrono::seconds kLongestDelay{3600};

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// With * for anything. Greedy, going back to the last star only, so that no rule takes long.
bool fits(std::string_view rule, std::string_view path) {
  const bool to_end = rule.ends_with('$');
  if (to_end) rule.remove_suffix(1);
  std::size_t r = 0, p = 0;
  std::optional<std::size_t> star, from;
  while (true) {
    if (r == rule.size() && (!to_end || p == path.size())) return true;
    if (r < rule.size() && rule[r] == '*') {
      star = ++r;
      from = p;
    } else if (r < rule.size() && p < path.size() && rule[r] == path[p]) {
      ++r, ++p;
    } else if (star && *from < path.size()) {
      r = *star;
      p = ++*from;
    } else {
      return false;
    }
  }
}

}  // namespace

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules) {
    if (!fits(rule.path, path)) continue;
    if (best == nullptr || rule.path.size() > best->path.size() || (rule.path.size() == best->path.size() && rule.allow)) best = &rule;
  }
  return best == nullptr || best->allow;
}

Robots parse_robots(std::string_view text) {
  Robots own, all;
  bool named = false, for_own = false, for_all = false, in_rules = true;
  text = text.substr(0, kMostRobots);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (in_rules) for_own = for_all = in_rules = false;  // a new group
      const std::string agent = lower(value);
      for_own = for_own || agent.substr(0, agent.find('/')) == kName;
      for_all = for_all || agent == "*";
      named = named || for_own;
      continue;
    }
    in_rules = true;
    for (Robots* robots : {for_own ? &own : nullptr, for_all ? &all : nullptr}) {
      if (robots == nullptr) continue;
      if ((key == "disallow" || key == "allow") && !value.empty()) robots->rules.push_back({std::string(value), key == "allow"});
      int seconds = 0;
      if (key == "crawl-delay" && std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc() && seconds > 0)
        robots->delay = std::min(std::chrono::seconds(seconds), kLongestDelay);
    }
  }
  return named ? own : all;
}

}  // namespace tocsin::follow
