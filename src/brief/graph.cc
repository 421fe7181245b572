// SPDX-License-Identifier: Apache-2.0
#include "brief/graph.h"

#include <charconv>

#include "brief/escape.h"
#include "brief/telling.h"
#include "core/clock.h"
#include "core/json.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

using Type = Column::Type;

std::string truth(bool is) { return is ? "true" : "false"; }
std::string time_or_nothing(const std::optional<Time>& at) { return at ? format_time(*at) : std::string(); }
std::string real(double number) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
  return error == std::errc() ? std::string(buffer, end) : std::string("0");
}

Graph::Node node(const Spread& s, std::size_t number) {
  const SpreadPost& post = s.posts[number];
  const std::string& channel = s.channels[post.channel].name;
  Graph::Node out{post.member->document, channel, post.at, {}};
  const bool both = post.at && s.first;
  out.values = {channel, std::string(to_string(post.member->relation)), truth(post.member->document == s.family->first), truth(post.at.has_value()),
                time_or_nothing(post.at), both ? std::to_string((*post.at - *s.posts[*s.first].at).count()) : std::string()};
  if (const Document* d = post.document) {
    out.values.insert(out.values.end(), {truth(d->zone_assumed), time_or_nothing(d->edited), one_line(text::masked(d->forwarded_from)), d->lang, time_or_nothing(d->forwarded_published)});
    if (const auto words = opening(*d))
      out.values.insert(out.values.end(), {exactly(cited_text(d->text, words->span)), std::to_string(words->span.begin), std::to_string(words->span.end),
                                           exactly(d->file), d->sha256, std::to_string(d->at)});
  }
  return out;
}

Graph::Edge edge(const Spread& s, const SpreadEdge& e) {
  const Member& copy = *s.posts[e.from].member;
  return {"edg-" + copy.document, copy.document, s.posts[e.to].member->document, s.posts[e.from].at,
          {std::string(to_string(e.kind)), std::string(to_string(copy.relation)), truth(e.names_source), e.lag ? std::to_string(*e.lag) : std::string(),
           real(copy.similarity)}};
}

}  // namespace

Graph graph(const Spread& s, std::string description) {
  Graph out;
  out.description = std::move(description);
  out.node_columns = {{"channel", Type::text},      {"relation", Type::text},     {"earliest_seen", Type::truth}, {"dated", Type::truth},
                      {"published", Type::text},    {"seconds_after", Type::whole}, {"zone_assumed", Type::truth},  {"edited", Type::text},
                      {"forwarded_from", Type::text}, {"lang", Type::text},       {"forwarded_published", Type::text}, {"text", Type::text},
                      {"begin", Type::whole},       {"end", Type::whole},         {"file", Type::text},         {"sha256", Type::text},
                      {"at", Type::whole}};
  out.edge_columns = {{"kind", Type::text}, {"relation", Type::text}, {"names_source", Type::truth}, {"lag_seconds", Type::whole}, {"similarity", Type::real}};
  for (std::size_t i = 0; i < s.posts.size(); ++i) out.nodes.push_back(node(s, i));
  for (const SpreadEdge& e : s.edges) out.edges.push_back(edge(s, e));
  return out;
}

std::string exactly(std::string_view text) {
  const bool harmless = text.substr(0, 1) != "\"" && text.find_first_of("\n\t") == std::string_view::npos && xml(text) == html(text) &&
                        text::terminal_safe(text) == text;
  return harmless ? std::string(text) : literal(text);
}

std::optional<std::string> from_exactly(std::string_view text) {
  if (text.substr(0, 1) != "\"") return std::string(text);
  const Result<json::Value> value = json::parse("[" + std::string(text) + "]");
  if (!value.ok() || value->items.size() != 1 || !value->items[0].is(json::Type::string)) return std::nullopt;
  return value->items[0].scalar;
}

std::optional<std::vector<Citation>> graph_citations(std::string_view bytes, Form form) {
  constexpr std::string_view kNode = "<node id=\"", kEnd = "</node>";
  std::vector<Citation> out;
  std::size_t close = 0;
  for (std::size_t at = bytes.find(kNode); at != std::string_view::npos; at = bytes.find(kNode, close)) {
    close = bytes.find(kEnd, at);   // no value holds a bare "<"
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view whole = bytes.substr(at, close - at);
    const auto between = [&](const std::string& start, char end) -> std::optional<std::string> {
      const std::size_t from = whole.find(start);
      const std::size_t to = from == std::string_view::npos ? from : whole.find(end, from + start.size());
      return to == std::string_view::npos ? std::nullopt : from_exact(whole.substr(from + start.size(), to - from - start.size()));
    };
    const auto value = [&](const std::string& column) {
      return form == Form::gexf ? between("for=\"" + column + "\" value=\"", '"') : between("key=\"n-" + column + "\">", '<');
    };
    const auto integer = [&](const std::string& column, auto& into) {
      const auto text = value(column);
      if (!text) return false;
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), into);
      return error == std::errc() && end == text->data() + text->size();
    };
    const auto words = value("text"), file = value("file"), sha = value("sha256"), document = between(std::string(kNode), '"');
    if (!words && !file && !sha) continue;   // a post without words
    Citation c;
    if (!words || !file || !sha || !document || !integer("begin", c.passage.span.begin) || !integer("end", c.passage.span.end) || !integer("at", c.at))
      return std::nullopt;
    const auto text = from_exactly(*words), path = from_exactly(*file);
    if (!text || !path) return std::nullopt;
    c.passage.document = *document, c.text = *text, c.file = *path, c.sha256 = *sha;
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace tocsin::brief
