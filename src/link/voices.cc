// SPDX-License-Identifier: Apache-2.0
#include "link/voices.h"

#include "text/name_key.h"
#include "text/text.h"

namespace tocsin::link {
namespace {

constexpr std::size_t kLongestAlias = 120;   // bytes
constexpr std::size_t kShortestAlias = 4;

// Past a quotation mark that closes the name.
std::string_view without_closing_mark(std::string_view rest) {
  for (const std::string_view mark : {"»", "”", "\"", "’"})
    if (rest.starts_with(mark)) return rest.substr(mark.size());
  return rest;
}

}  // namespace

Voices::Voices(const std::vector<Outlet>& outlets, const std::vector<RegisterLine>& listed) {
  for (const RegisterLine& line : listed) one(line.name, line.aliases);
  for (const Outlet& outlet : outlets) one(outlet.name, outlet.aliases);
}

void Voices::one(const std::string& name, const std::vector<std::string>& aliases) {
  const std::string first = key(name);
  for (const std::string& alias : aliases)
    for (const std::string& part : outlet_keys(alias))
      if (part != first) first_.emplace(part, first);
}

std::string Voices::key(const std::string& name) const {
  const std::string own = text::name_key(name);
  const auto it = first_.find(own);
  return it == first_.end() ? own : it->second;
}

std::vector<std::string> also_called(std::string_view text, std::string_view name) {
  std::vector<std::string> out;
  if (name.empty()) return out;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    std::string_view rest = without_closing_mark(text.substr(at + name.size(), kLongestAlias));
    if (!rest.starts_with(" (")) continue;
    rest.remove_prefix(2);
    const std::size_t end = rest.find(')');
    if (end == std::string_view::npos || end < kShortestAlias || text::script(rest.substr(0, end)) == text::script(name)) continue;
    out.emplace_back(rest.substr(0, end));
  }
  return out;
}

}  // namespace tocsin::link
