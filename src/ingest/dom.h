// SPDX-License-Identifier: Apache-2.0
// An HTML page as a flat tree: nodes in document order, each knowing where its descendants end. gumbo parses it; this
// is the only file that knows gumbo.
//
//   <p>A <b>bold</b> word</p>   →  0 html[0,8) … p, "A ", b, "bold", " word"
//   the descendants of node i are the nodes in (i, nodes[i].end)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/page_guard.h"

namespace tocsin::ingest::dom {

struct Node {
  std::string_view tag;  // lower case; empty: text. Points into a table that outlives everything
  std::string text;      // of a text node: decoded
  std::vector<std::pair<std::string, std::string>> attributes;
  std::uint32_t parent = 0;  // of the root: itself
  std::uint32_t end = 0;     // one past the last descendant

  bool is_text() const { return tag.empty(); }
  std::string_view attribute(std::string_view name) const;  // empty: it has none, or an empty one
};

using Tree = std::vector<Node>;

// UTF-8 in. Refuses what would take a parser more than its share: see page_guard.h.
struct Parsed {
  Tree tree;
  std::optional<PageRefusal> refused;  // why there is no tree
};
Parsed parse(std::string_view html);

// All text below a node, as it is.
std::string text_of(const Tree& tree, std::uint32_t node);

}  // namespace tocsin::ingest::dom
