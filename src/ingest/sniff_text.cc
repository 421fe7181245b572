// SPDX-License-Identifier: Apache-2.0
#include "ingest/sniff_text.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>
#include <vector>

#include "ingest/chat_dates.h"
#include "ingest/feed_parts.h"
#include "ingest/fourcat.h"
#include "ingest/lower.h"
#include "ingest/telepathy.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLines = 20;

// The first non-empty lines, without the white space around them.
std::vector<std::string_view> first_lines(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin < text.size() && out.size() < kLines;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == npos) continue;
    out.push_back(line.substr(first, line.find_last_not_of(" \t\r") + 1 - first));
  }
  return out;
}

bool any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return text.find(w) != npos; });
}

// A header of at least four bare names, one of them a column that exports have.
bool table_header(std::string_view line) {
  for (const char separator : {',', '\t', ';'}) {
    std::vector<std::string> names{""};
    bool bare = true;
    for (char c : line) {
      if (c == separator)
        names.emplace_back();
      else if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == ' ' || c == '"' || c == '-')
        names.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      else
        bare = false;
    }
    if (!bare || names.size() < 4) continue;
    for (std::string& name : names) {
      name.erase(std::remove(name.begin(), name.end(), '"'), name.end());
      for (std::string_view column :
           {"id", "text", "body", "message", "message id", "message text", "timestamp", "date", "content"})
        if (name == column) return true;
    }
  }
  return false;
}

Sniffed other(std::string_view what, std::string_view todo) {
  return {Format::other, std::string(what), std::string(todo), {}};
}

}  // namespace

bool has_key(std::string_view text, std::string_view key, char opens) {
  const std::string quoted = "\"" + std::string(key) + "\"";
  // memmem: an export may be gigabytes without the key
  const auto find = [&](std::size_t from) {
    const void* found = memmem(text.data() + from, text.size() - from, quoted.data(), quoted.size());
    return found == nullptr ? npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  };
  for (std::size_t at = find(0); at != npos; at = find(at + 1)) {
    const std::size_t colon = text.find_first_not_of(" \t\r\n", at + quoted.size());
    if (colon == npos || text[colon] != ':') continue;
    const std::size_t value = text.find_first_not_of(" \t\r\n", colon + 1);
    if (value != npos && text[value] == opens) return true;
  }
  return false;
}

bool looks_like_export(std::string_view text) {
  return has_key(text, "messages", '[') || has_key(text, "chats", '{') || has_key(text, "left_chats", '{');
}

bool lines_of_objects(std::string_view text) {
  const std::vector<std::string_view> lines = first_lines(text);
  const auto objects = std::count_if(lines.begin(), lines.end(), [](std::string_view line) {
    return line.size() > 2 && line.starts_with('{') && line.ends_with('}') &&
           std::string_view("\"' }").find(line[1]) != npos;
  });
  return objects > 0 && static_cast<std::size_t>(objects) * 2 >= lines.size();
}

Sniffed sniff_text(std::string_view text) {
  const std::string head = lower(text.substr(0, 8192));
  if (head.front() == '<') {
    const std::string_view root = xml_root(text);
    if (is_feed_root(root) && (root != "RDF" || any(head, {"/rss/", "netscape.com/"})))
      return {Format::feed, {}, {}, {}};
    if (root == "channel" || root == "CHANNEL") return other("a CDF channel", "give the RSS or Atom feed of the same site");
    if (any(head, {"<html", "<!doctype html", "<head", "<body", "<article", "<meta", "<title", "<p>", "<p ", "<div",
                   "<h1", "<main"})) {
      // Every page of such an export, lists of contacts too: only its own reader knows what is private in it.
      if (any(head, {"class=\"page_wrap"}) && any(head, {"class=\"page_header", "class=\"page_body"}))
        return {Format::telegram_html, {}, {}, {}};
      return {Format::html, {}, {}, {}};
    }
    if (head.starts_with("<?xml") || head.starts_with("<!doctype"))
      return other("an XML document", "convert it to HTML, text or NDJSON");
  }
  if (any(head.substr(0, 4096), {"<!doctype html", "<html"}))
    return {Format::html, {}, {}, {}};                                 // after a comment, say
  if (looks_like_export(text)) return {Format::telegram, {}, {}, {}};  // its first bytes damaged
  const std::vector<std::string_view> lines = first_lines(text);
  const auto log = std::count_if(lines.begin(), lines.end(), [](std::string_view line) { return chat_stamp(line); });
  if (log >= 1 && static_cast<std::size_t>(log) * 3 >= lines.size()) return {Format::whatsapp, {}, {}, {}};
  const CsvTable table(text.substr(0, 16384));
  if (is_fourcat(table)) return {Format::fourcat, {}, {}, {}};
  if (table.has({"phone number"}) || table.has({"username", "user id"}))
    return other("a list of people", "members and contacts are never read; give the messages");
  if (is_telepathy(table)) return {Format::telepathy, {}, {}, {}};
  if (lines.size() > 1 && table_header(lines.front()))
    return other("a table (CSV or TSV)", "convert its rows to NDJSON");
  if (lines_of_objects(text)) return {Format::ndjson, {}, {}, {}};
  return {Format::plain, {}, {}, {}};
}

}  // namespace tocsin::ingest
