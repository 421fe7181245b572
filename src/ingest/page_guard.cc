// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_guard.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Never open for long: empty elements, and those whose end tag is left out in ordinary pages.
constexpr std::array<std::string_view, 29> kNotCounted = {
    "area",  "base",   "br",    "col",   "embed",  "hr",       "img",  "input", "link", "meta",
    "param", "source", "track", "wbr",   "p",      "li",       "dt",   "dd",    "tr",   "td",
    "th",    "thead",  "tbody", "tfoot", "option", "optgroup", "html", "head",  "body"};
constexpr std::array<std::string_view, 4> kRawText = {"script", "style", "textarea", "title"};

template <class List>
bool among(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) {}

  std::optional<PageRefusal> run() {
    if (html_.size() > kMaxPage) return PageRefusal{false, "larger than " + std::to_string(kMaxPage >> 20) + " MiB"};
    while ((at_ = html_.find('<', at_)) != npos) {
      ++at_;
      if (at_ >= html_.size()) break;
      const char c = html_[at_];
      if (c == '!' || c == '?') {
        pass_declaration();
      } else if (c == '/' || std::isalpha(static_cast<unsigned char>(c))) {
        tag(c == '/');
        if (attributes_ > kMaxAttributes)
          return PageRefusal{false, "a tag with more than " + std::to_string(kMaxAttributes) + " attributes"};
        if (open_.size() > kMaxElementsOpen)
          return PageRefusal{true, "elements nested more than " + std::to_string(kMaxElementsOpen) + " deep"};
      }
    }
    return std::nullopt;
  }

 private:
  void pass_declaration() {
    const bool comment = html_.substr(at_).starts_with("!--");
    if (!comment || html_.substr(at_).starts_with("!-->") || html_.substr(at_).starts_with("!--->")) {
      at_ = std::min(html_.find('>', at_), html_.size());
      return;
    }
    at_ = std::min(html_.find("-->", at_ + 3), html_.find("--!>", at_ + 3));
    if (at_ == npos) at_ = html_.size();
  }

  void tag(bool closes) {
    if (closes) ++at_;
    std::string name;
    while (at_ < html_.size() && name.size() < 32 && html_[at_] != '>' && html_[at_] != '/' &&
           !std::isspace(static_cast<unsigned char>(html_[at_])))
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(html_[at_++])));
    const bool empty = pass_attributes();
    if (name.empty() || among(kNotCounted, name)) return;
    if (closes) {
      close(name);
    } else if (!empty || (name != "svg" && foreign_ == 0)) {  // "/>" closes in SVG and MathML only
      if (name == "svg" || name == "math") ++foreign_;
      if (among(kRawText, name) && foreign_ == 0 && !mixed_)
        pass_raw(name);
      else
        open_.push_back(std::move(name));
    }
  }

  // To the tag's '>'; whether it was "/>". A quoted value may hold one.
  bool pass_attributes() {
    attributes_ = 0;
    bool before_value = false;
    for (char last = ' '; at_ < html_.size(); last = html_[at_++]) {
      const char c = html_[at_];
      if (c == '>') return last == '/';
      if ((c == '"' || c == '\'') && before_value) {
        at_ = std::min(html_.find(c, at_ + 1), html_.size() - 1);
        before_value = false;
      } else if (c == '=') {
        before_value = true;
      } else if (!std::isspace(static_cast<unsigned char>(c))) {
        if (std::isspace(static_cast<unsigned char>(last)) || last == '"' || last == '\'' || last == '/') ++attributes_;
        before_value = false;
      }
    }
    return false;
  }

  void close(const std::string& name) {
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return;
    if (name == "svg" || name == "math") {
      foreign_ -= foreign_ > 0;
      if (found != open_.rbegin()) mixed_ = true;  // a parser may still be inside it: from here on every tag counts
    }
    open_.erase(std::next(found).base());
  }

  void pass_raw(const std::string& name) {
    for (std::size_t end = html_.find("</", at_); end != npos; end = html_.find("</", end + 2)) {
      bool same = true;
      for (std::size_t i = 0; i < name.size() && same; ++i)
        same = end + 2 + i < html_.size() && std::tolower(static_cast<unsigned char>(html_[end + 2 + i])) == name[i];
      if (!same) continue;
      at_ = end;
      return;
    }
    at_ = html_.size();
  }

  std::string_view html_;
  std::size_t at_ = 0, attributes_ = 0, foreign_ = 0;
  bool mixed_ = false;
  std::vector<std::string> open_;  // at most kMaxElementsOpen + 1 names
};

}  // namespace

std::optional<PageRefusal> guard_page(std::string_view html) { return Guard(html).run(); }

}  // namespace tocsin::ingest
