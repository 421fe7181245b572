// SPDX-License-Identifier: Apache-2.0
#include "ingest/markup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstring>
#include <utility>

#include "core/utf8.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kReferences = {{{"amp", "&"},
                                                                                        {"lt", "<"},
                                                                                        {"gt", ">"},
                                                                                        {"quot", "\""},
                                                                                        {"apos", "'"},
                                                                                        {"nbsp", "\xC2\xA0"},
                                                                                        {"laquo", "«"},
                                                                                        {"raquo", "»"},
                                                                                        {"hellip", "…"},
                                                                                        {"mdash", "—"},
                                                                                        {"ndash", "–"},
                                                                                        {"copy", "©"}}};

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// The character of "#38" or "#x26"; none: it is no number.
std::optional<char32_t> numeric(std::string_view name) {
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n, hex ? 16 : 10);
  if (digits.empty() || end != digits.data() + digits.size()) return std::nullopt;
  const bool character = error == std::errc() && n > 0 && n <= 0x10FFFF && (n < 0xD800 || n > 0xDFFF);
  return character ? static_cast<char32_t>(n) : utf8::kReplacement;
}

// Ends with `n` line ends, unless nothing is before them.
void break_line(std::string& out, std::size_t n) {
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  if (!out.empty()) out.append(n, '\n');
}

}  // namespace

std::optional<Tag> next_tag(std::string_view html, std::size_t from) {
  for (std::size_t at = html.find('<', from); at != npos && at + 1 < html.size(); at = html.find('<', at + 1)) {
    Tag tag;
    tag.begin = at;
    tag.closing = html[at + 1] == '/';
    const std::size_t name = at + 1 + (tag.closing ? 1 : 0);
    if (name >= html.size() || !(letter(html[name]) || html[name] == '!')) continue;
    std::size_t end = name;
    while (end < html.size() && html[end] != '>' && html[end] != ' ' && html[end] != '/' && html[end] != '\n') ++end;
    tag.name = html.substr(name, end - name);
    const std::size_t attributes = end;
    while (end < html.size() && html[end] != '>') {
      if (html[end] == '"' || html[end] == '\'') end = html.find(html[end], end + 1);
      if (end == npos) return std::nullopt;
      ++end;
    }
    if (end >= html.size()) return std::nullopt;
    tag.attributes = html.substr(attributes, end - attributes);
    tag.end = end + 1;
    return tag;
  }
  return std::nullopt;
}

std::string_view attribute(std::string_view attributes, std::string_view name) {
  for (std::size_t at = attributes.find(name); at != npos; at = attributes.find(name, at + 1)) {
    std::size_t quote = at + name.size();
    if (at == 0 || letter(attributes[at - 1]) || attributes[at - 1] == '-' || quote + 1 >= attributes.size() ||
        attributes[quote] != '=')
      continue;
    ++quote;
    if (attributes[quote] != '"' && attributes[quote] != '\'') continue;
    const std::size_t end = attributes.find(attributes[quote], quote + 1);
    return end == npos ? std::string_view() : attributes.substr(quote + 1, end - quote - 1);
  }
  return {};
}

bool has_class(std::string_view classes, std::string_view word) {
  for (std::size_t at = classes.find(word); at != npos; at = classes.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || classes[at - 1] == ' ') && (end == classes.size() || classes[end] == ' ')) return true;
  }
  return false;
}

void append_decoded(std::string_view text, std::string& out) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t mark = std::min(text.find('&', from), text.size());
    out.append(text.substr(from, mark - from));
    if (mark == text.size()) return;
    from = mark + 1;
    const std::size_t end = text.substr(from, 12).find(';');
    const std::string_view name = end == npos ? std::string_view() : text.substr(from, end);
    const std::size_t before = out.size();
    if (name.starts_with('#')) {
      if (const auto character = numeric(name)) utf8::append(out, *character);
    } else {
      for (const auto& [known, character] : kReferences)
        if (known == name) out += character;
    }
    if (out.size() == before)
      out += '&';
    else
      from += end + 1;
  }
}

std::string text_of_markup(std::string_view html) {
  std::string out;
  std::size_t from = 0;
  while (const auto tag = next_tag(html, from)) {
    append_decoded(html.substr(from, tag->begin - from), out);
    from = tag->end;
    if (tag->name == "br") out += '\n';
    if (tag->name == "p" || tag->name == "blockquote" || tag->name == "ul" || tag->name == "ol" || tag->name == "pre")
      break_line(out, 2);
    if (tag->name == "div" || tag->name == "li") break_line(out, 1);
  }
  append_decoded(html.substr(std::min(from, html.size())), out);
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

}  // namespace tocsin::ingest
