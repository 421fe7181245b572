// SPDX-License-Identifier: Apache-2.0
// A graph as GraphML, for Cytoscape, yEd, NetworkX and igraph. Columns of nodes and of edges are told apart by their key
// (n-text, e-kind) and have the same names as in GEXF.
#include "brief/escape.h"
#include "brief/graph.h"
#include "brief/manifest.h"

namespace tocsin::brief {
namespace {

std::string_view type_name(Column::Type type) {
  switch (type) {
    case Column::Type::whole: return "long";
    case Column::Type::real: return "double";
    case Column::Type::truth: return "boolean";
    default: return "string";
  }
}

std::string key(std::string_view what, std::string_view name, std::string_view type) {
  return "<key id=\"" + std::string(what.substr(0, 1)) + '-' + std::string(name) + "\" for=\"" + std::string(what) + "\" attr.name=\"" + std::string(name) +
         "\" attr.type=\"" + std::string(type) + "\"/>\n";
}

std::string data(std::string_view prefix, std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return "<data key=\"" + std::string(prefix) + std::string(name) + "\">" + xml(value) + "</data>";
}

}  // namespace

std::string graphml_form(const Graph& g) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" + key("graph", "description", "string") +
                    key("node", "label", "string");
  for (const Column& c : g.node_columns) out += key("node", c.name, type_name(c.type));
  for (const Column& c : g.edge_columns) out += key("edge", c.name, type_name(c.type));
  out += "<graph id=\"spread\" edgedefault=\"directed\">\n" + data("g-", "description", g.description) + '\n';
  for (const Graph::Node& n : g.nodes) {
    out += "<node id=\"" + xml(n.id) + "\">" + data("n-", "label", n.label);
    for (std::size_t i = 0; i < n.values.size(); ++i) out += data("n-", g.node_columns[i].name, n.values[i]);
    out += "</node>\n";
  }
  for (const Graph::Edge& e : g.edges) {
    out += "<edge id=\"" + xml(e.id) + "\" source=\"" + xml(e.from) + "\" target=\"" + xml(e.to) + "\">";
    for (std::size_t i = 0; i < e.values.size(); ++i) out += data("e-", g.edge_columns[i].name, e.values[i]);
    out += "</edge>\n";
  }
  out += "</graph>\n</graphml>\n" + std::string(manifest_blank(Form::graphml));
  seal(out, Form::graphml);
  return out;
}

}  // namespace tocsin::brief
