// SPDX-License-Identifier: Apache-2.0
#include "link/outlets.h"

#include <algorithm>
#include <set>

#include "text/name_key.h"

namespace tocsin::link {
namespace {

// "Tamarisk Voice | صوت الأثل" is known by the whole and by each side.
std::vector<std::string> parts(const std::string& name) {
  std::vector<std::string> out = {name};
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool dash = name.compare(i, 3, "–") == 0 || name.compare(i, 3, "—") == 0;
    if (i < name.size() && !dash && std::string_view("|/()[]").find(name[i]) == std::string_view::npos) continue;
    std::string part = name.substr(begin, i - begin);
    while (!part.empty() && part.front() == ' ') part.erase(part.begin());
    while (!part.empty() && part.back() == ' ') part.pop_back();
    if (part.size() > 3 && part != name) out.push_back(part);
    begin = i + (dash ? 3 : 1);
    if (dash) i += 2;
  }
  return out;
}

Standing together(Standing a, Standing b) {
  if (a == b || b == Standing::unknown) return a;
  if (a == Standing::unknown) return b;
  if (a == Standing::disputed || b == Standing::disputed) return Standing::disputed;
  return std::min(a, b);  // established before known
}

template <class T>
void add_new(std::vector<T>& into, const std::vector<T>& more) {
  for (const T& x : more)
    if (std::find(into.begin(), into.end(), x) == into.end()) into.push_back(x);
}

}  // namespace

MergedOutlets merge_outlets(const std::vector<const Findings*>& documents) {
  MergedOutlets out;
  std::vector<Outlet> merged;
  std::map<std::string, std::size_t> by_key;
  for (const Findings* findings : documents) {
    for (const Outlet& outlet : findings->outlets) {
      std::vector<std::string> names = parts(outlet.name);
      for (const std::string& alias : outlet.aliases) add_new(names, parts(alias));
      std::size_t at = merged.size();
      for (const std::string& name : names)
        if (const auto it = by_key.find(text::name_key(name)); it != by_key.end()) at = std::min(at, it->second);
      if (at == merged.size()) {
        merged.push_back(outlet);
      } else {
        Outlet& known = merged[at];
        if (outlet.name != known.name) add_new(known.aliases, {outlet.name});
        add_new(known.aliases, outlet.aliases);
        add_new(known.vouched_by, outlet.vouched_by);
        add_new(known.spans, outlet.spans);
        known.standing = together(known.standing, outlet.standing);
      }
      out.merged_into[outlet.id] = merged[at].id;
      for (const std::string& name : names) by_key.emplace(text::name_key(name), at);
    }
  }
  for (const auto& [key, at] : by_key) out.by_key[key] = merged[at].id;
  std::sort(merged.begin(), merged.end(), [](const Outlet& a, const Outlet& b) { return a.id < b.id; });
  for (Outlet& outlet : merged) {
    std::erase(outlet.aliases, outlet.name);
    std::sort(outlet.aliases.begin(), outlet.aliases.end());
    std::sort(outlet.vouched_by.begin(), outlet.vouched_by.end());
  }
  out.outlets = std::move(merged);
  return out;
}

Id outlet_of(const MergedOutlets& outlets, const std::string& name) {
  if (name.empty()) return {};
  for (const std::string& part : parts(name))
    if (const auto it = outlets.by_key.find(text::name_key(part)); it != outlets.by_key.end()) return it->second;
  return {};
}

}  // namespace tocsin::link
