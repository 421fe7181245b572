// SPDX-License-Identifier: Apache-2.0
// A graph as GEXF 1.3, which Gephi plays over time: each post and each edge is there from the copy's time on.
//
// The time format is declared as `date` and the times are given to the second, which the format's schema allows and Gephi
// reads; readers in wide use (NetworkX 3) refuse a graph that declares `dateTime`.
#include "brief/escape.h"
#include "brief/graph.h"
#include "brief/manifest.h"
#include "core/clock.h"

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

std::string declared(std::string_view what, const std::vector<Column>& columns) {
  std::string out = "<attributes class=\"" + std::string(what) + "\">\n";
  for (const Column& c : columns)
    out += "<attribute id=\"" + std::string(c.name) + "\" title=\"" + std::string(c.name) + "\" type=\"" + std::string(type_name(c.type)) + "\"/>\n";
  return out + "</attributes>\n";
}

std::string start(const std::optional<Time>& at) { return at ? " start=\"" + format_time(*at) + '"' : std::string(); }

std::string values(const std::vector<Column>& columns, const std::vector<std::string>& given) {
  std::string out = "<attvalues>";
  for (std::size_t i = 0; i < given.size(); ++i)
    if (!given[i].empty()) out += "<attvalue for=\"" + std::string(columns[i].name) + "\" value=\"" + xml(given[i]) + "\"/>";
  return out + "</attvalues>";
}

}  // namespace

std::string gexf_form(const Graph& g) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta><creator>Tocsin</creator><description>" +
      xml(g.description) + "</description></meta>\n<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timezone=\"UTC\">\n" +
      declared("node", g.node_columns) + declared("edge", g.edge_columns) + "<nodes>\n";
  for (const Graph::Node& n : g.nodes)
    out += "<node id=\"" + xml(n.id) + "\" label=\"" + xml(n.label) + '"' + start(n.at) + '>' + values(g.node_columns, n.values) + "</node>\n";
  out += "</nodes>\n<edges>\n";
  for (const Graph::Edge& e : g.edges)
    out += "<edge id=\"" + xml(e.id) + "\" source=\"" + xml(e.from) + "\" target=\"" + xml(e.to) + '"' + start(e.at) + '>' + values(g.edge_columns, e.values) +
           "</edge>\n";
  out += "</edges>\n</graph>\n</gexf>\n" + std::string(manifest_blank(Form::gexf));
  seal(out, Form::gexf);
  return out;
}

}  // namespace tocsin::brief
