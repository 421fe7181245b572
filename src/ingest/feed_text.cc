// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed_text.h"

#include <cctype>

#include "ingest/dom.h"
#include "ingest/page_text.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool letter(std::string_view s, std::size_t at) { return at < s.size() && std::isalpha(static_cast<unsigned char>(s[at])); }

// It has a tag that is closed, or a character reference.
bool looks_like_html(std::string_view s) {
  for (std::size_t at = s.find_first_of("<&"); at != npos; at = s.find_first_of("<&", at + 1)) {
    if (s[at] == '<' && (letter(s, at + 1) || s.substr(at).starts_with("</") || s.substr(at).starts_with("<!--")) &&
        s.find('>', at) != npos)
      return true;
    if (s[at] != '&') continue;
    std::size_t end = at + 1 + s.substr(at + 1).starts_with('#');
    while (end < s.size() && end - at < 32 && std::isalnum(static_cast<unsigned char>(s[end]))) ++end;
    if (end > at + 1 && end < s.size() && s[end] == ';') return true;
  }
  return false;
}

std::string trimmed(std::string_view s) {
  const std::size_t begin = s.find_first_not_of(" \t\r\n\f");
  return begin == npos ? std::string() : std::string(s.substr(begin, s.find_last_not_of(" \t\r\n\f") + 1 - begin));
}

}  // namespace

FeedText feed_text(std::string_view value, TextKind kind) {
  if (kind == TextKind::plain || (kind == TextKind::unsaid && !looks_like_html(value))) return {trimmed(value), {}};
  dom::Parsed page = dom::parse(value);
  if (page.refused) return {{}, std::move(page.refused)};
  return {fragment_text(page.tree), {}};
}

std::string feed_line(std::string_view value, TextKind kind) {
  std::string out;
  for (const char c : feed_text(value, kind).text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

}  // namespace tocsin::ingest
