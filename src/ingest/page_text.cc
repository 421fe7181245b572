// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_text.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "ingest/page_parts.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t kEnough = 140;    // characters of text that make an article
constexpr std::size_t kParagraph = 25;  // shorter ones say nothing of where the article is
constexpr std::array<std::string_view, 34> kBlocks = {
    "p",      "div",     "section", "article",    "main",    "header", "h1",       "h2",   "h3",
    "h4",     "h5",      "h6",      "blockquote", "ul",      "ol",     "dl",       "pre",  "table",
    "figure", "address", "hr",      "details",    "summary", "center", "fieldset", "body", "figcaption",
    "hgroup", "caption", "thead",   "tbody",      "dd",      "dt",     "search"};

template <class List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Text as it grows: breaks are asked for and written before the next word.
class Writer {
 public:
  void text(std::string_view s, bool lines) {
    for (std::size_t i = 0; i < s.size();) {
      const utf8::Decoded d = utf8::decode(s, i);
      const char32_t c = d.character;
      if (c == '\n' && lines) {
        ask(1);
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0xA0) {
        space_ = true;
      } else {
        flush();
        out_ += s.substr(i, d.length);
      }
      i += d.length;
    }
  }
  void ask(int breaks) { breaks_ = std::max(breaks_, breaks); }
  void more() { breaks_ = std::min(breaks_ + 1, 2); }  // <br>
  void prefix(std::string_view p) { prefix_ = p; }
  void cell() {
    if (!out_.empty() && breaks_ == 0) prefix_ = " | ";
  }
  std::string take() { return std::move(out_); }

 private:
  void flush() {
    if (breaks_ > 0 && !out_.empty())
      out_.append(static_cast<std::size_t>(breaks_), '\n');
    else if (breaks_ == 0 && space_ && !out_.empty() && prefix_.empty() && out_.back() != '\n')
      out_ += ' ';
    out_ += prefix_;
    breaks_ = 0;
    space_ = false;
    prefix_.clear();
  }

  std::string out_, prefix_;
  int breaks_ = 0;
  bool space_ = false;
};

// What an element's begin and end do to the text around it.
void edge(const dom::Node& node, bool begin, Writer& writer) {
  if (among(kBlocks, node.tag))
    writer.ask(2);
  else if (node.tag == "br")
    begin ? writer.more() : void();
  else if (node.tag == "li")
    writer.ask(1), begin ? writer.prefix("- ") : void();
  else if (node.tag == "tr")
    writer.ask(1);
  else if ((node.tag == "td" || node.tag == "th") && begin)
    writer.cell();
  else if (node.tag == "q")
    begin ? writer.text("“", false) : writer.text("”", false);
}

std::string written(const dom::Tree& tree, std::uint32_t root, const std::vector<bool>& dropped) {
  Writer writer;
  std::vector<std::uint32_t> open;
  std::uint32_t pre_end = 0;
  for (std::uint32_t i = root; i < tree[root].end; ++i) {
    while (!open.empty() && tree[open.back()].end <= i) {
      edge(tree[open.back()], false, writer);
      open.pop_back();
    }
    if (dropped[i]) continue;
    if (tree[i].is_text()) {
      writer.text(tree[i].text, i < pre_end);
      continue;
    }
    if (tree[i].tag == "pre") pre_end = tree[i].end;
    edge(tree[i], true, writer);
    open.push_back(i);
  }
  return writer.take();
}

class Chooser {
 public:
  Chooser(const dom::Tree& tree, const std::vector<bool>& dropped)
      : tree_(tree), dropped_(dropped), lengths_(tree, dropped) {}

  // The element that holds the article.
  std::uint32_t root() const {
    const std::uint32_t dense = densest();
    const std::size_t dense_text = own(dense);
    const std::uint32_t body =
        best([](const dom::Node& n) { return n.attribute("itemprop").find("articleBody") != std::string_view::npos; });
    if (body != 0 && own(body) >= kEnough) return body;
    const std::uint32_t article =
        best([](const dom::Node& n) { return n.tag == "article" || n.attribute("role") == "article"; });
    if (article != 0 && own(article) >= kEnough && own(article) * 2 >= dense_text) return article;
    const std::uint32_t main =
        best([](const dom::Node& n) { return n.tag == "main" || n.attribute("role") == "main"; });
    if (dense != 0 && dense_text >= kEnough && (main == 0 || own(main) > 2 * dense_text || own(main) < dense_text))
      return dense;
    if (main != 0 && own(main) > 0) return main;
    return dense;
  }

  // A paragraph that is one link, or nearly: "Read also: …".
  bool only_link(std::uint32_t node) const {
    const std::string_view tag = tree_[node].tag;
    if (tag != "p" && tag != "li" && tag != "h2" && tag != "h3" && tag != "h4") return false;
    const std::size_t all = lengths_.all(tree_, node);
    return all > 0 && all < 150 && lengths_.links(tree_, node) * 10 >= all * 9;
  }

 private:
  std::size_t own(std::uint32_t node) const { return lengths_.all(tree_, node) - lengths_.links(tree_, node); }

  // The one with most text; 0 (the page itself) when there is none.
  template <class Wanted>
  std::uint32_t best(Wanted wanted) const {
    std::uint32_t out = 0;
    for (std::uint32_t i = 1; i < tree_.size(); ++i)
      if (!dropped_[i] && !tree_[i].is_text() && wanted(tree_[i]) && (out == 0 || own(i) > own(out))) out = i;
    return out;
  }

  std::uint32_t densest() const {
    std::vector<std::size_t> points(tree_.size());
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
      if (dropped_[i]) continue;
      const bool loose = tree_[i].is_text() && tree_[i].text.size() > 80 &&
                         tree_[tree_[i].parent].tag != "p";  // <div>text<br>text</div>
      if (tree_[i].tag != "p" && !loose) continue;
      const std::size_t n = own(i);
      if (n < kParagraph) continue;
      const std::uint32_t parent = tree_[i].parent;
      points[parent] += n;
      if (!loose) points[tree_[parent].parent] += n / 2;
    }
    return static_cast<std::uint32_t>(std::max_element(points.begin(), points.end()) - points.begin());
  }

  const dom::Tree& tree_;
  const std::vector<bool>& dropped_;
  TextLengths lengths_;
};

}  // namespace

std::string page_text(const dom::Tree& tree) {
  if (tree.empty()) return {};
  std::vector<bool> dropped = dropped_nodes(tree);
  const Chooser chooser(tree, dropped);
  const std::uint32_t root = chooser.root();
  std::vector<std::uint32_t> more;
  bool headed = false;
  for (std::uint32_t i = root; i < tree[root].end; ++i) {
    if (dropped[i] || tree[i].is_text()) continue;
    const bool title = tree[i].tag == "h1" && !headed;
    headed = headed || title;
    if (title || chooser.only_link(i)) more.push_back(i);
  }
  for (std::uint32_t node : more)
    for (std::uint32_t i = node; i < tree[node].end; ++i) dropped[i] = true;
  return written(tree, root, dropped);
}

std::string fragment_text(const dom::Tree& tree) {
  return tree.empty() ? std::string() : written(tree, 0, dropped_nodes(tree));
}

}  // namespace tocsin::ingest
