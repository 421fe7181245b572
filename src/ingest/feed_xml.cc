// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed_xml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "core/list.h"
#include "ingest/lists.h"
#include "ingest/lower.h"

namespace tocsin::ingest {
namespace {

constexpr int kDeepest = 6;  // of what becomes a tree; text and markup are whole however deep

// Address → the prefix that this room gives it.
const std::map<std::string, std::string, std::less<>>& known_namespaces() {
  static const std::map<std::string, std::string, std::less<>> kKnown = [] {
    std::map<std::string, std::string, std::less<>> out;
    for (const ListRow& row : builtin_list("feed_namespaces.tsv", list("feed_namespaces.tsv")))
      out.emplace(row["namespace"], row["prefix"] == "-" ? "" : row["prefix"]);
    return out;
  }();
  return kKnown;
}

void declare(const pugi::xml_node& node, Namespaces& declared) {
  for (const pugi::xml_attribute& a : node.attributes()) {
    const std::string_view name = a.name();
    if (name == "xmlns")
      declared[""] = a.value();
    else if (name.starts_with("xmlns:"))
      declared[std::string(name.substr(6))] = a.value();
  }
}

// "a:title" → "atom:title". A prefix that nothing declares is taken by its word.
std::string canonical(std::string_view name, const Namespaces& declared) {
  const std::size_t colon = name.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  const auto address = declared.find(prefix);
  std::string known = lower(prefix);
  if (address != declared.end()) {
    const auto row = known_namespaces().find(lower(address->second));
    if (row != known_namespaces().end())
      known = row->second;
    else if (!address->second.empty() && !prefix.empty())
      known = "other";
  }
  return known.empty() ? std::string(local) : known + ":" + std::string(local);
}

struct Text : pugi::xml_writer {
  std::string bytes;
  void write(const void* data, std::size_t size) override { bytes.append(static_cast<const char*>(data), size); }
};

FeedElement element(const pugi::xml_node& node, Namespaces declared, int depth) {
  FeedElement out;
  declare(node, declared);
  out.name = canonical(node.name(), declared);
  for (const pugi::xml_attribute& a : node.attributes()) {
    const std::string_view name = a.name();
    const bool prefixed = name.find(':') != std::string_view::npos && !name.starts_with("xmlns");
    out.attributes.emplace_back(prefixed ? canonical(name, declared) : std::string(name), a.value());
  }
  for (const pugi::xml_node& child : node.children())
    if (child.type() == pugi::node_element) out.is_markup = true;
  Text text;
  for (const pugi::xml_node& child : node.children()) {
    const bool characters = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (!out.is_markup && characters)
      text.bytes += child.value();
    else if (out.is_markup && depth > 1)
      child.print(text, "", pugi::format_raw, pugi::encoding_utf8);
    if (child.type() == pugi::node_element && depth < kDeepest)
      out.children.push_back(element(child, declared, depth + 1));
  }
  out.text = std::move(text.bytes);
  return out;
}

}  // namespace

std::string_view FeedElement::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return value;
  return {};
}

const FeedElement* FeedElement::child(std::string_view wanted) const {
  const auto it =
      std::find_if(children.begin(), children.end(), [&](const FeedElement& e) { return e.name == wanted; });
  return it == children.end() ? nullptr : &*it;
}

FeedXml parse_feed_xml(std::string_view xml, const Namespaces& around) {
  FeedXml out;
  pugi::xml_document document;
  constexpr unsigned kHow = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata |
                            pugi::parse_wconv_attribute | pugi::parse_fragment;
  const pugi::xml_parse_result result = document.load_buffer(xml.data(), xml.size(), kHow, pugi::encoding_utf8);
  out.broken = !result;
  out.declared = around;
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() != pugi::node_element) continue;
    out.root.children.push_back(element(node, around, 1));
    if (out.root.children.size() > 1) continue;
    declare(node, out.declared);
    for (const pugi::xml_node& inner : node.children()) {
      if (inner.type() != pugi::node_element) continue;
      if (std::string_view(inner.name()).ends_with("channel")) declare(inner, out.declared);
      break;
    }
  }
  return out;
}

}  // namespace tocsin::ingest
