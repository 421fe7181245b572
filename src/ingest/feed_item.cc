// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed_item.h"

#include <algorithm>

#include "core/list.h"
#include "ingest/dates.h"
#include "ingest/lists.h"
#include "ingest/lower.h"
#include "ingest/url.h"

namespace tocsin::ingest {
namespace {

std::string trimmed(std::string_view s) { return feed_text(s, TextKind::plain).text; }

// The names of a field's elements, the first counts most.
const std::vector<std::string>& elements_of(std::string_view field) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> kFields = [] {
    std::map<std::string, std::vector<std::string>, std::less<>> out;
    for (const ListRow& row : builtin_list("feed_fields.tsv", list("feed_fields.tsv")))
      out[row["field"]].push_back(row["element"]);
    return out;
  }();
  return kFields.find(field)->second;
}

// The item's elements of a field, in that order.
std::vector<const FeedElement*> all_of(const FeedElement& item, std::string_view field) {
  std::vector<const FeedElement*> out;
  for (const std::string& name : elements_of(field))
    for (const FeedElement& child : item.children)
      if (child.name == name && !child.text.empty()) out.push_back(&child);
  return out;
}

std::string first_of(const FeedElement& item, std::string_view field) {
  for (const FeedElement* element : all_of(item, field))
    if (std::string text = trimmed(element->text); !text.empty()) return text;
  return {};
}

// The first that can be read, else the first.
std::string first_date(const FeedElement& item, std::string_view field, const std::string& zone) {
  for (const FeedElement* element : all_of(item, field))
    if (read_date(trimmed(element->text), zone, DocumentKind::article).time) return trimmed(element->text);
  return first_of(item, field);
}

// none: what an element of this type holds is no text (a picture, another format's XML).
std::optional<TextKind> kind_of(const FeedElement& element, bool atom) {
  const std::string type = lower(element.attribute("type"));
  if (element.is_markup || type == "xhtml" || type == "html" || type == "text/html" || type == "application/xhtml+xml")
    return type.ends_with("/xml") || type == "image/svg+xml" ? std::nullopt : std::optional(TextKind::html);
  if (type == "text" || type == "text/plain")
    return element.attribute("mode") == "escaped" ? TextKind::unsaid : TextKind::plain;
  if (!type.empty() && type.find('/') != std::string::npos && !type.starts_with("text/")) return std::nullopt;
  return atom && element.attribute("mode").empty() ? TextKind::plain : TextKind::unsaid;
}

std::string line_of(const FeedElement& element, bool atom) {
  const std::optional<TextKind> kind = kind_of(element, atom);
  return kind ? feed_line(element.text, *kind) : std::string();
}

std::string title_of(const FeedElement& of, bool atom) {
  for (const FeedElement* element : all_of(of, "title"))
    if (std::string line = line_of(*element, atom); !line.empty()) return line;
  return {};
}

std::string base_of(const FeedElement& element, const std::string& around) {
  return resolve_url(around, trimmed(element.attribute("xml:base")));
}

// Atom's link of a relation, with its base; RSS's link is its text and of the relation alternate.
std::string link_of(const FeedElement& item, std::string_view relation, const std::string& base) {
  std::string out;
  for (const FeedElement& link : item.children) {
    if (link.name != "link") continue;
    const std::string href = trimmed(link.attribute("href"));
    const std::string_view rel = link.attribute("rel").empty() ? "alternate" : link.attribute("rel");
    const std::string type = lower(link.attribute("type"));
    if (rel != relation) continue;
    const std::string text = trimmed(link.text);
    const std::string address = href.empty() ? text : href;
    if (address.empty()) continue;
    const bool page = type.empty() || type.find("html") != std::string::npos;
    if (out.empty() || page) out = resolve_url(base_of(link, base), address);
    if (page) break;
  }
  return out;
}

// A guid is an address unless it says that it is none.
std::string permalink(const FeedElement& item, const std::string& base) {
  const FeedElement* guid = item.child("guid");
  if (guid == nullptr || guid->attribute("isPermaLink") == "false") return {};
  const std::string url = resolve_url(base, trimmed(guid->text));
  return host_of(url).empty() ? std::string() : url;
}

std::string author_of(const FeedElement& item) {
  for (const FeedElement* element : all_of(item, "author")) {
    for (const char* part : {"name", "email", "uri"})
      if (const FeedElement* child = element->child(part); child != nullptr && !trimmed(child->text).empty())
        return trimmed(child->text);
    if (!element->is_markup && !trimmed(element->text).empty()) return trimmed(element->text);
  }
  return {};
}

// The outlet that an aggregator took the item from.
std::string source_of(const FeedElement& item, bool atom) {
  const FeedElement* source = item.child("source");
  if (source == nullptr) return {};
  return source->is_markup ? title_of(*source, atom) : line_of(*source, atom);
}

const FeedElement& channel_of(const FeedElement& root) {
  const FeedElement* channel = root.child("channel");
  return channel == nullptr ? root : *channel;
}

}  // namespace

FeedHead read_feed_head(const FeedXml& xml, const std::string& url) {
  FeedHead out;
  if (xml.root.children.empty()) return out;
  const FeedElement& root = xml.root.children.front();
  const FeedElement& channel = channel_of(root);
  out.atom = root.name == "feed";
  out.title = title_of(channel, out.atom);
  std::string around = url.empty() ? link_of(channel, "self", "") : url;
  if (host_of(around).empty()) around = link_of(channel, "alternate", "");
  out.base = base_of(channel, base_of(root, around));
  if (&channel == &root) out.base = base_of(root, around);
  for (const FeedElement* element : {&root, &channel})
    if (!element->attribute("xml:lang").empty()) out.lang = element->attribute("xml:lang");
  for (const char* name : {"language", "dc:language"})
    if (const FeedElement* language = channel.child(name); language != nullptr && out.lang.empty())
      out.lang = trimmed(language->text);
  return out;
}

FeedItem read_feed_item(const FeedElement& item, const FeedHead& head, const std::string& zone) {
  FeedItem out;
  ArticleFacts& facts = out.facts;
  const std::string base = base_of(item, head.base);
  facts.id = first_of(item, "id");
  if (facts.id.empty()) facts.id = item.attribute("rdf:about");
  facts.url = link_of(item, "alternate", base);
  if (host_of(facts.url).empty()) facts.url = permalink(item, base);
  if (facts.url.empty() && !host_of(item.attribute("rdf:about")).empty()) facts.url = item.attribute("rdf:about");
  facts.published = first_date(item, "published", zone);
  facts.edited = first_date(item, "updated", zone);
  if (facts.published.empty()) std::swap(facts.published, facts.edited);
  facts.title = title_of(item, head.atom);
  facts.author = author_of(item);
  facts.outlet = source_of(item, head.atom);
  if (facts.outlet.empty()) facts.outlet = head.title;
  facts.lang = item.attribute("xml:lang").empty() ? head.lang : std::string(item.attribute("xml:lang"));
  for (const FeedElement* element : all_of(item, "text")) {
    const std::optional<TextKind> kind = kind_of(*element, head.atom);
    if (!kind) continue;
    FeedText text = feed_text(element->text, *kind);
    if (text.refused) out.refused.push_back(std::move(*text.refused));
    if (text.text.size() > out.text.size()) out.text = std::move(text.text);
  }
  if (out.text.empty()) out.text = facts.title;  // a headline alone is what was published
  return out;
}

}  // namespace tocsin::ingest
