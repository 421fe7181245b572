// SPDX-License-Identifier: Apache-2.0
// Which nodes of a page are not text of its article, by what they are, what they are called and what they hold.
#pragma once

#include <vector>

#include "ingest/dom.h"

namespace tocsin::ingest {

// Text lengths of subtrees in constant time.
class TextLengths {
 public:
  // Without the nodes that are dropped.
  TextLengths(const dom::Tree& tree, const std::vector<bool>& dropped);
  std::size_t all(const dom::Tree& tree, std::uint32_t node) const { return all_[tree[node].end] - all_[node]; }
  std::size_t links(const dom::Tree& tree, std::uint32_t node) const { return links_[tree[node].end] - links_[node]; }

 private:
  std::vector<std::size_t> all_, links_;  // characters that are no white space, in the nodes before each
};

// One flag a node.
std::vector<bool> dropped_nodes(const dom::Tree& tree);

}  // namespace tocsin::ingest
