// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_facts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "core/list.h"
#include "ingest/json_repair.h"
#include "ingest/linked_data.h"
#include "ingest/lists.h"
#include "ingest/lower.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// White space of any length to one space, none at the ends.
std::string tidy(std::string_view s) {
  std::string out;
  for (char c : s) {
    if (c == '\n' || c == '\t' || c == '\r' || c == '\f') c = ' ';
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string web_address(std::string_view s) {
  const std::string url = tidy(s);
  return host_of(url).empty() ? std::string() : url;
}

struct MetaRow {
  std::string field;
  int rank;
};

const std::map<std::string, MetaRow, std::less<>>& meta_rows() {
  static const std::map<std::string, MetaRow, std::less<>> kRows = [] {
    std::map<std::string, MetaRow, std::less<>> out;
    int rank = 0;
    for (const ListRow& row : builtin_list("meta.tsv", list("meta.tsv")))
      out.emplace(row["name"], MetaRow{row["field"], rank++});
    return out;
  }();
  return kRows;
}

// field → value, by the order of the list.
std::map<std::string, std::string> meta_fields(const dom::Tree& tree) {
  std::map<std::string, std::pair<int, std::string>> best;
  for (const dom::Node& node : tree) {
    if (node.tag != "meta") continue;
    const std::string value = tidy(node.attribute("content"));
    if (value.empty()) continue;
    for (std::string_view attribute : {"property", "name", "itemprop"}) {
      const auto row = meta_rows().find(lower(node.attribute(attribute)));
      if (row == meta_rows().end()) continue;
      if (row->second.field == "url" && web_address(value).empty()) continue;
      const auto [it, fresh] = best.emplace(row->second.field, std::pair(row->second.rank, value));
      if (!fresh && row->second.rank < it->second.first) it->second = {row->second.rank, value};
    }
  }
  std::map<std::string, std::string> out;
  for (const auto& [field, value] : best) out[field] = value.second;
  return out;
}

bool inside(const dom::Tree& tree, std::uint32_t node, std::initializer_list<std::string_view> tags) {
  for (std::uint32_t i = node; i != tree[i].parent; i = tree[i].parent)
    for (std::string_view tag : tags)
      if (tree[i].tag == tag) return true;
  return false;
}

// The first <time> of the article, or the element marked as the date it was published.
std::string time_element(const dom::Tree& tree) {
  std::string first, in_article;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const std::string_view datetime = tree[i].attribute("datetime");
    if (tree[i].attribute("itemprop") == "datePublished")
      return tidy(datetime.empty()
                      ? tree[i].attribute("content").empty() ? dom::text_of(tree, i) : tree[i].attribute("content")
                      : datetime);
    if (tree[i].tag != "time" || datetime.empty() || inside(tree, i, {"aside", "nav", "footer"})) continue;
    if (first.empty()) first = tidy(datetime);
    if (in_article.empty() && inside(tree, i, {"article", "main"})) in_article = tidy(datetime);
  }
  return in_article.empty() ? first : in_article;
}

// "Brigade threatens terminal | The Harbour Courier" without the outlet.
std::string without_outlet(const std::string& title) {
  std::size_t cut = npos;
  for (std::string_view bar : {" | ", " – ", " — ", " - ", " :: ", " « "}) {
    const std::size_t at = title.rfind(bar);
    const bool sure = bar == " | " && at != npos && at >= 8;  // a hyphen may be the headline's own
    if (at != npos && (sure || at >= title.size() / 2) && (cut == npos || at > cut)) cut = at;
  }
  return cut == npos ? title : title.substr(0, cut);
}

constexpr std::size_t kLongestFact = 1000;  // an element that was never closed holds half the page

void take(std::string& field, const std::string& value) {
  if (field.empty() && value.size() <= kLongestFact) field = value;
}

// Only what a name of an encoding can be.
std::string charset_name(std::string name) {
  const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
    return !std::isalnum(static_cast<unsigned char>(c)) && std::string_view("-_.:").find(c) == npos;
  });
  return odd ? std::string() : name;
}

std::string two_letters(std::string_view lang) {
  const std::string out = lower(lang.substr(0, lang.find_first_of("-_")));
  return out.size() == 2 ? out : std::string();
}

}  // namespace

PageFacts page_facts(const dom::Tree& tree) {
  PageFacts out;
  ArticleFacts& facts = out.article;
  std::string heading, title, canonical;
  std::vector<std::string> scripts;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const dom::Node& node = tree[i];
    if (node.tag == "html")
      out.declared_lang = two_letters(node.attribute("lang"));
    else if (node.tag == "h1" && heading.empty())
      heading = tidy(dom::text_of(tree, i));
    else if (node.tag == "title" && title.empty() && !inside(tree, i, {"svg"}))
      title = tidy(dom::text_of(tree, i));
    else if (node.tag == "link" && lower(node.attribute("rel")) == "canonical")
      take(canonical, web_address(node.attribute("href")));
    else if (node.tag == "script" && lower(node.attribute("type")).find("ld+json") != npos)
      scripts.push_back(dom::text_of(tree, i));
  }
  const LinkedArticle linked = linked_article(scripts);
  facts = linked.facts;
  facts.url = web_address(facts.url);
  facts.title = tidy(facts.title);
  facts.outlet = tidy(facts.outlet);
  out.body = linked.body;
  if (out.declared_lang.empty()) out.declared_lang = two_letters(linked.facts.lang);
  facts.lang.clear();

  std::map<std::string, std::string> meta = meta_fields(tree);
  take(facts.published, meta["published"]);
  take(facts.published, time_element(tree));
  take(facts.edited, meta["edited"]);
  take(facts.outlet, meta["outlet"]);
  take(facts.url, canonical);
  take(facts.url, web_address(meta["url"]));
  take(facts.title, meta["title"]);
  take(facts.title, heading);
  take(facts.title, without_outlet(title));
  take(facts.author, meta["author"]);
  return out;
}

std::string declared_charset(std::string_view html) {
  const std::string head = lower(html.substr(0, 4096));
  for (std::size_t at = head.find("charset"); at != npos; at = head.find("charset", at + 1)) {
    std::size_t begin = head.find_first_not_of(" \t\r\n", at + 7);
    if (begin == npos || head[begin] != '=') continue;
    begin = head.find_first_not_of(" \t\r\n\"'", begin + 1);
    if (begin == npos) return {};
    return charset_name(head.substr(begin, std::min(head.find_first_of(" \t\r\n\"'>;/", begin), begin + 32) - begin));
  }
  return xml_charset(html);
}

std::string xml_charset(std::string_view xml) {
  const std::size_t begin = xml.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == npos || !xml.substr(begin).starts_with("<?xml")) return {};
  const std::string head = lower(xml.substr(begin, std::min<std::size_t>(xml.find("?>", begin) - begin, 1024)));
  std::size_t at = head.find("encoding");
  if (at == npos) return {};
  at = head.find_first_not_of(" \t\r\n=\"'", at + 8);
  if (at == npos) return {};
  return charset_name(head.substr(at, std::min<std::size_t>(head.find_first_of(" \t\r\n\"'?", at) - at, 32)));
}

}  // namespace tocsin::ingest
