// SPDX-License-Identifier: Apache-2.0
// A brief as one page: no script, nothing fetched, every word of a document escaped and isolated. lists/brief.html is the
// page around it, lists/brief.css its look.
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/html_page.h"
#include "brief/html_passages.h"
#include "brief/lists.h"
#include "brief/manifest.h"
#include "brief/svg.h"

namespace tocsin::brief {
namespace {

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
