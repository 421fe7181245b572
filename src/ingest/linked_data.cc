// SPDX-License-Identifier: Apache-2.0
#include "ingest/linked_data.h"

#include <algorithm>
#include <array>

#include "ingest/json_repair.h"

namespace tocsin::ingest {
namespace {

constexpr std::array<std::string_view, 10> kTypes = {"NewsArticle",         "ReportageNewsArticle",
                                                     "AnalysisNewsArticle", "BackgroundNewsArticle",
                                                     "OpinionNewsArticle",  "ReviewNewsArticle",
                                                     "LiveBlogPosting",     "Article",
                                                     "BlogPosting",         "Report"};

bool is_article(const json::Value& object) {
  const json::Value* type = object.find("@type");
  if (type == nullptr) return false;
  const auto known = [](const json::Value& v) {
    std::string_view name = v.scalar;
    if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
    return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
  };
  return known(*type) || std::any_of(type->items.begin(), type->items.end(), known);
}

// Objects of a script, those of lists and graphs too.
void collect(const json::Value& value, std::vector<const json::Value*>& out, int depth = 0) {
  if (depth > 4) return;
  for (const json::Value& item : value.items) collect(item, out, depth + 1);
  if (!value.is(json::Type::object)) return;
  out.push_back(&value);
  if (const json::Value* graph = value.find("@graph")) collect(*graph, out, depth + 1);
}

// A text; of a list its first; of an object its value under `key`, or that of the object its @id names.
std::string text(const json::Value* value, std::string_view key, const std::vector<const json::Value*>& all) {
  if (value == nullptr) return {};
  if (value->is(json::Type::array)) return value->items.empty() ? std::string() : text(&value->items.front(), key, all);
  if (!value->is(json::Type::object)) return value->text();
  if (const json::Value* inner = value->find(key)) return inner->text();
  const json::Value* id = value->find("@id");
  if (id == nullptr) return {};
  if (key == "@id") return id->text();
  for (const json::Value* object : all) {
    const json::Value* other = object->find("@id");
    const json::Value* inner = object->find(key);
    if (other != nullptr && inner != nullptr && other->text() == id->text()) return inner->text();
  }
  return {};
}

std::string_view without_comment(std::string_view script) {
  for (std::string_view begin : {"<!--", "//<![CDATA[", "<![CDATA["}) {
    const std::size_t at = script.find_first_not_of(" \t\r\n");
    if (at != std::string_view::npos && script.substr(at).starts_with(begin)) return script.substr(at + begin.size());
  }
  return script;
}

}  // namespace

LinkedArticle linked_article(const std::vector<std::string>& scripts) {
  std::vector<ParsedRecord> parsed;
  for (const std::string& script : scripts)
    if (auto record = parse_record(without_comment(script))) parsed.push_back(std::move(*record));
  std::vector<const json::Value*> all;
  for (const ParsedRecord& record : parsed) collect(record.value, all);
  LinkedArticle out;
  const auto article = std::find_if(all.begin(), all.end(), [](const json::Value* v) { return is_article(*v); });
  if (article == all.end()) return out;
  const json::Value& a = **article;
  out.facts.published = text(a.find("datePublished"), "@value", all);
  if (out.facts.published.empty()) out.facts.published = text(a.find("dateCreated"), "@value", all);
  out.facts.edited = text(a.find("dateModified"), "@value", all);
  out.facts.outlet = text(a.find("publisher"), "name", all);
  out.facts.url = text(a.find("url"), "@id", all);
  if (out.facts.url.empty()) out.facts.url = text(a.find("mainEntityOfPage"), "@id", all);
  out.facts.title = text(a.find("headline"), "@value", all);
  out.facts.author = text(a.find("author"), "name", all);
  out.facts.lang = text(a.find("inLanguage"), "alternateName", all);
  out.body = text(a.find("articleBody"), "@value", all);
  return out;
}

}  // namespace tocsin::ingest
