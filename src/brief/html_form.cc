// SPDX-License-Identifier: Apache-2.0
// A brief as one page: no script, nothing fetched, every word of a document escaped and isolated. lists/brief.html is the
// page around it, lists/brief.css its look.
#include <cstdio>
#include <map>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/html_passages.h"
#include "brief/lists.h"
#include "brief/manifest.h"
#include "brief/svg.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

// Sets sentences; knows which citations were linked before, so that a passage leads back to the first.
class Page {
 public:
  explicit Page(const Story& story) : story_(story) {}

  std::string words(const Sentence& sentence) {
    std::string out;
    for (const Piece& p : sentence.pieces) {
      const std::string tag = language_tag(p.lang);
      const std::string lang = tag.empty() || tag == "en" ? "" : " lang=\"" + tag + '"';
      switch (p.kind) {
        case Piece::Kind::plain: out += html(p.text); break;
        case Piece::Kind::name: out += "<bdi" + lang + '>' + html(p.text) + "</bdi>"; break;
        case Piece::Kind::quote: out += "<q><bdi" + lang + '>' + html(p.text) + "</bdi></q>"; break;
        case Piece::Kind::code: out += "<code><bdi>" + html(p.text) + "</bdi></code>"; break;
      }
      for (int n : p.citations) out += cite(n);
    }
    return out;
  }

  std::string block(const Block& b) {
    return std::visit([this](const auto& x) { return set(x); }, b);
  }

 private:
  std::string cite(int n) {
    const std::string number = std::to_string(n);
    const bool first = linked_.emplace(n, true).second;
    return "<a class=\"cite\"" + (first ? " id=\"c" + number + '"' : std::string()) + " href=\"#p" + number +
           "\" aria-label=\"Passage " + number + "\">" + number + "</a>";
  }

  std::string set(const Paragraph& p) { return std::string(p.lead ? "<p class=\"lead\">" : "<p class=\"note\">") + words(p.sentence) + "</p>\n"; }
  std::string set(const Heading& h) { return "<h3>" + words(h.sentence) + "</h3>\n"; }
  std::string set(const Bullets& b) {
    std::string out = "<ul class=\"list\">\n";
    for (const Sentence& s : b.items) out += "<li>" + words(s) + "</li>\n";
    return out + "</ul>\n" + more(b.more);
  }
  std::string set(const Slots& s) {
    std::string out = "<dl class=\"slots\">\n";
    for (const Slot& slot : s.slots) {
      const std::string tone = slot.tone == Tone::chosen ? " class=\"chosen\"" : slot.tone == Tone::rejected ? " class=\"rejected\"" : "";
      out += "<dt" + tone + '>' + html(slot.label) + "</dt><dd" + tone + '>';
      for (const Sentence& line : slot.lines) out += "<p>" + words(line) + "</p>";
      out += "</dd>\n";
    }
    return out + "</dl>\n";
  }
  std::string set(const Table& t) {
    const auto numeric = [&](std::size_t c) {
      for (std::size_t n : t.numeric)
        if (n == c) return true;
      return false;
    };
    std::string out = t.folded ? "<details><summary>" + html(t.caption) + "</summary>\n" : "";
    out += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + html(t.caption) + "\"><table" +
           (t.columns.size() > 3 ? " class=\"wide\"" : "") + '>';
    if (!t.folded) out += "<caption>" + html(t.caption) + "</caption>";
    out += "<thead><tr>";
    for (std::size_t c = 0; c < t.columns.size(); ++c)
      out += std::string("<th scope=\"col\"") + (numeric(c) ? " class=\"num\">" : ">") + html(t.columns[c]) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : t.rows) {
      out += "<tr>";
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (c == 0) out += std::string("<th scope=\"row\"") + (numeric(c) ? " class=\"num\">" : ">") + words(row[c]) + "</th>";
        else out += std::string("<td") + (numeric(c) ? " class=\"num\"" : "") + " data-label=\"" + html(t.columns[c]) + "\">" + words(row[c]) + "</td>";
      }
      out += "</tr>\n";
    }
    out += "</tbody></table></div>\n" + more(t.more);
    return t.folded ? out + "</details>\n" : out;
  }
  std::string set(const Picture& p) {
    std::string drawing, caption;
    bool plain = false;
    switch (p.drawing) {
      case Drawing::bars:
        drawing = bars_svg(story_.bars, story_.score);
        plain = true;
        break;
      case Drawing::map:
        drawing = map_svg(story_.map);
        caption = "Threatened places are ringed, incidents are squares. Lines of latitude and longitude only; no coast is drawn.";
        break;
      case Drawing::timeline:
        drawing = timeline_svg(story_.timeline, story_.timeline_left_out);
        caption = "Times in UTC. A number in a mark is of posts or articles too close to draw apart.";
        break;
      case Drawing::spread:
        drawing = spread_svg(story_.spread, story_.course.channels);
        caption = "From left to right in the order of time, in UTC; gaps are shortened. A number is that of the table below; an arrow leads from a post to its copy.";
        break;
      case Drawing::channels:
        drawing = channels_svg(story_.course);
        caption = "Too many posts to draw one by one: " + count(story_.course.posts.size(), "post", "posts") + " in " +
                  count(story_.course.channels.size(), "channel", "channels") + ", put together by channel and time. The dot is the first seen in a channel." +
                  (story_.course.undated ? " " + count(story_.course.undated, "post is", "posts are") + " not dated and not drawn." : "");
        break;
      case Drawing::figures:
        if (p.of < story_.charts.size()) {
          drawing = figures_svg(story_.charts[p.of]);
          caption = "By source: " + html(story_.charts[p.of].title) + ". An arrow: the source left that end open.";
        }
        break;
    }
    if (drawing.empty()) return {};
    return std::string(plain ? "<figure class=\"plain\">" : "<figure>") + (plain ? drawing : "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Picture\">" + drawing + "</div>") + (caption.empty() ? "" : "<figcaption>" + caption + "</figcaption>") + "</figure>\n";
  }
  static std::string more(const std::string& text) { return text.empty() ? "" : "<p class=\"more\">" + html(text) + "</p>\n"; }

  const Story& story_;
  std::map<int, bool> linked_;
};

std::string fact(std::string_view name, const std::string& value) {
  return value.empty() ? "" : "<div><dt>" + std::string(name) + "</dt><dd>" + value + "</dd></div>";
}

std::string open_section(const std::string& key, const std::string& title) {
  return "<section id=\"" + key + "\" aria-labelledby=\"" + key + "-h\">\n<h2 id=\"" + key + "-h\">" + html(title) + "</h2>\n";
}

}  // namespace

std::string filled(std::string_view template_name, const std::vector<std::pair<std::string, std::string>>& values) {
  const std::string_view page = list(template_name);
  std::string out;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : page.find("}}", open);
    if (close == std::string_view::npos) return out += page.substr(at);
    out += page.substr(at, open - at);
    for (const auto& [name, value] : values)
      if (name == page.substr(open + 2, close - open - 2)) out += value;
    at = close + 2;
  }
  return out;
}

std::string html_form(const Story& story, const Index& index) {
  Page page(story);
  const std::string headline = page.words(story.headline);
  std::string sections, contents;
  for (const Section& s : story.sections) {
    sections += open_section(s.key, s.title);
    if (s.key == "sources") sections += html_documents(story);
    for (const Block& b : s.blocks)
      if (s.key != "sources" || !std::holds_alternative<Table>(b)) sections += page.block(b);
    sections += "</section>\n";
    contents += "<li><a href=\"#" + s.key + "\">" + html(s.title) + "</a></li>";
  }
  sections += open_section("passages", "Passages") + html_passages(story, index) + "</section>";
  contents += "<li><a href=\"#passages\">Passages</a></li>";

  std::string title = html(shortened(story.title, 120));
  std::string facts = fact("Force", html(story.force)) + fact("Stance", html(story.stance)) + fact("As of", html(story.as_of)) +
                      fact("Documents cited", std::to_string(story.documents.size()));
  std::string out = filled("brief.html", {{"version", story.version.empty() ? "" : " " + html(story.version)},
                                          {"manifest", std::string(manifest_blank(Form::html))},
                                          {"title", title},
                                          {"style", std::string(list("brief.css"))},
                                          {"alert", html(story.alert)},
                                          {"marking", html(label(story.marking))},
                                          {"review_class", story.draft ? "draft" : "reviewed"},
                                          {"review", "<bdi>" + html(story.review) + "</bdi>"},
                                          {"headline", headline},
                                          {"score", html(decimal(story.score))},
                                          {"facts", facts},
                                          {"contents", contents},
                                          {"sections", sections},
                                          {"footer", "Made by Tocsin" + (story.version.empty() ? "" : " " + html(story.version)) +
                                                         " from the files named under Sources. <code>tocsin check</code> compares every passage of this page with them."}});
  seal(out, Form::html);
  return out;
}

}  // namespace tocsin::brief
