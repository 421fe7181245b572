// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/list.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

constexpr std::array<std::string_view, 27> kNeverText = {
    "head",   "script", "style",  "noscript", "template", "svg",    "math",   "form",  "button",
    "input",  "select", "option", "textarea", "iframe",   "object", "embed",  "audio", "video",
    "canvas", "dialog", "nav",    "aside",    "footer",   "menu",   "figure", "label", "map"};
constexpr std::array<std::string_view, 7> kNeverRoles = {"navigation", "banner", "contentinfo", "complementary",
                                                         "dialog",     "search", "alertdialog"};
// Never judged by their class: it speaks of the page or of what may stand in it.
constexpr std::array<std::string_view, 4> kBearers = {"html", "body", "main", "article"};

template <class List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct ClassWords {
  std::vector<std::string> always, small, keep;  // "-most-read-"
};

const ClassWords& class_words() {
  static const ClassWords kWords = [] {
    ClassWords out;
    for (const ListRow& row : builtin_list("boilerplate.tsv", list("boilerplate.tsv")))
      (row["how"] == "always" ? out.always
       : row["how"] == "keep" ? out.keep
                              : out.small)
          .push_back("-" + row["word"] + "-");
    return out;
  }();
  return kWords;
}

// "boxMostRead list" → "-box-most-read-list-"
std::string words_of(const dom::Node& node) {
  std::string out = "-";
  for (std::string_view value : {node.attribute("class"), node.attribute("id")}) {
    char last = '-';
    for (char c : value.substr(0, 512)) {
      const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
      if (letter && std::isupper(static_cast<unsigned char>(c)) && std::islower(static_cast<unsigned char>(last)) &&
          out.back() != '-')
        out += '-';
      if (letter)
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      else if (out.back() != '-')
        out += '-';
      last = c;
    }
    if (out.back() != '-') out += '-';
  }
  return out;
}

bool any_in(const std::vector<std::string>& words, const std::string& text) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& w) { return text.find(w) != std::string::npos; });
}

bool hidden(const dom::Node& node) {
  for (const auto& [name, value] : node.attributes) {
    if (name == "hidden" && value != "until-found") return true;
    if (name == "aria-hidden" && value == "true") return true;
    if (name != "style") continue;
    std::string style;
    for (char c : value)
      if (!std::isspace(static_cast<unsigned char>(c)))
        style += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return false;
}

void mark(const dom::Tree& tree, std::uint32_t node, bool value, std::vector<bool>& dropped) {
  for (std::uint32_t i = node; i < tree[node].end; ++i) dropped[i] = value;
}

// A quotation or a table in a figure, and the lead in an article's header, are text.
void keep_inside(const dom::Tree& tree, std::uint32_t node, std::vector<bool>& dropped) {
  for (std::uint32_t i = node + 1; i < tree[node].end; ++i) {
    const bool kept = tree[node].tag == "figure" ? tree[i].tag == "blockquote" || tree[i].tag == "table"
                                                 : (tree[i].tag == "p" || tree[i].tag == "h2") &&
                                                       any_in(class_words().keep, words_of(tree[i]));
    if (!kept) continue;
    mark(tree, i, false, dropped);
    i = tree[i].end - 1;
  }
}

}  // namespace

TextLengths::TextLengths(const dom::Tree& tree, const std::vector<bool>& dropped)
    : all_(tree.size() + 1), links_(tree.size() + 1) {
  std::uint32_t link_end = 0;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    std::size_t n = 0;
    if (!dropped[i])
      for (char c : tree[i].text)
        n += static_cast<unsigned char>(c) > ' ' && (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (tree[i].tag == "a") link_end = std::max(link_end, tree[i].end);
    all_[i + 1] = all_[i] + n;
    links_[i + 1] = links_[i] + (i < link_end ? n : 0);
  }
}

std::vector<bool> dropped_nodes(const dom::Tree& tree) {
  std::vector<bool> dropped(tree.size());
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const dom::Node& node = tree[i];
    if (node.is_text() || dropped[i]) continue;
    const bool header = node.tag == "header";
    if (!header && !among(kNeverText, node.tag) && !among(kNeverRoles, node.attribute("role")) && !hidden(node))
      continue;
    if (among(kBearers, node.tag)) continue;
    mark(tree, i, true, dropped);
    if (header || node.tag == "figure") keep_inside(tree, i, dropped);
  }
  const TextLengths lengths(tree, dropped);
  const std::size_t page = tree.empty() ? 0 : lengths.all(tree, 0);
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const dom::Node& node = tree[i];
    if (node.is_text() || dropped[i] || among(kBearers, node.tag)) continue;
    const std::string words = words_of(node);
    if (words.size() <= 1) continue;
    if (!any_in(class_words().always, words) &&
        !(any_in(class_words().small, words) && lengths.all(tree, i) * 3 < page))
      continue;
    mark(tree, i, true, dropped);
    i = node.end - 1;
  }
  return dropped;
}

}  // namespace tocsin::ingest
