// SPDX-License-Identifier: Apache-2.0
// A spread as a graph with columns, for the tools people look at graphs with. GEXF and GraphML set the same graph, so they
// cannot say different things.
//
//   Graph g = graph(spread(family, index), "How alr-1 spread …");
//   g.node_columns   channel, relation, earliest_seen, published, …     g.nodes[1].values[0] == "Quay News"
//   gexf_form(g)     "<?xml …><gexf …>…</gexf>\n<!-- manifest sha256:9f2c… -->\n"
//
// A node is a post, an edge leads from a copy to what it was copied from. Every node carries the citation of its opening words.
// There is no XML library behind it: what is written is two fixed shapes, and all that is hard is making an attacker's text
// harmless, which a library leaves to its caller (XML 1.0 cannot hold most control characters, not even as references).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief.h"
#include "brief/spread.h"

namespace tocsin::brief {

struct Column {
  enum class Type { text, whole, real, truth };
  std::string_view name;
  Type type = Type::text;
};

struct Graph {
  struct Node {
    Id id;                             // of the document
    std::string label;
    std::optional<Time> at;
    std::vector<std::string> values;   // for each column; empty: none
  };
  struct Edge {
    Id id, from, to;
    std::optional<Time> at;            // of the copy
    std::vector<std::string> values;
  };
  std::string description;
  std::vector<Column> node_columns, edge_columns;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// No family: a graph without nodes.
Graph graph(const Spread& spread, std::string description);

// Text that must come back as it was: itself where it is harmless, else as a JSON string ("a\u202eb"), quotes and all.
std::string exactly(std::string_view text);
std::optional<std::string> from_exactly(std::string_view text);

std::string gexf_form(const Graph& graph);
std::string graphml_form(const Graph& graph);
// The citations of the nodes, in their order; none where they are not as these forms write them.
std::optional<std::vector<Citation>> graph_citations(std::string_view bytes, Form form);

}  // namespace tocsin::brief
