// SPDX-License-Identifier: Apache-2.0
// Whether a page may be given to an HTML parser. The standard's algorithm walks all open elements for many tags, and
// compares all attributes of a tag with each other, so nesting and attributes are bounded before it starts.
//
//   guard_page("<div><div>…", a million of them)  →  "elements nested more than 600 deep"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::ingest {

inline constexpr std::size_t kMaxPage = std::size_t{32} << 20;
inline constexpr std::size_t kMaxElementsOpen = 600;
inline constexpr std::size_t kMaxAttributes = 500;

struct PageRefusal {
  bool deep = false;  // for its nesting; else for its size
  std::string reason;
};

// None: it may.
std::optional<PageRefusal> guard_page(std::string_view html);

}  // namespace tocsin::ingest
