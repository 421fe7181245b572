// SPDX-License-Identifier: Apache-2.0
// The brief on paper: a page for a program that prints (lists/print.html, lists/print.css), and what is put into the PDF it
// made: the citations and the manifest, as comments before the last startxref, where a reader of PDF looks past them.
//
//   … endobj
//   % tocsin eyJjaXRhdGlvbnMiOlt7Im4i…        the citations as JSON in base64, so that no word of a document stands in the file's syntax
//   % manifest sha256:9f2c…
//   startxref
#include "brief/base64.h"
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/html_page.h"
#include "brief/lists.h"
#include "brief/manifest.h"
#include "brief/svg.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/clock.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kLine = "% tocsin ";
constexpr std::string_view kOpen = "<!--\n", kClose = "-->\n";
constexpr std::size_t kLetters = 76;      // in a line
constexpr std::size_t kWords = 180;       // bytes of a passage

// The citations in lines of comments.
std::string comment(const Story& story, const Index& index) {
  json::Writer w;
  w.begin_object();
  citations_json(w, story, index);
  w.end_object();
  const std::string letters = to_base64(w.text());
  std::string out;
  for (std::size_t at = 0; at < letters.size(); at += kLetters) out += std::string(kLine) + letters.substr(at, kLetters) + "\n";
  return out;
}

// Each document with the words cited from it, under their numbers.
std::string sources(const Story& story, const Index& index) {
  std::map<std::string_view, std::vector<std::size_t>> of;
  for (std::size_t n = 1; n <= story.citations.size(); ++n) of[story.citations[n - 1].document].push_back(n);
  std::string out;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const Document* d = story.documents[i];
    const std::string name = source_name(*d), tag = language_tag(d->lang);
    const auto isolated = [](const std::string& text) { return right_to_left(text) ? "<bdi>" + html(text) + "</bdi>" : html(text); };
    out += "<div class=\"source\" id=\"d" + std::to_string(i + 1) + "\"><p><b>" + isolated(name) + "</b>, " + (d->published ? html(say_exactly(*d->published)) : "not dated") +
           (d->zone_assumed ? ", time zone assumed" : "") + (d->title.empty() ? "" : ": " + isolated(shortened(one_line(text::masked(d->title)), 200))) + "<br><code>" +
           html(d->file) + "</code> at byte " + digits(static_cast<std::int64_t>(d->at)) + ", SHA-256 <code>" + html(d->sha256) + "</code></p>\n";
    bool rtl = false;
    std::string words;
    for (const std::size_t n : of[d->id]) {
      const std::string text = shortened(one_line(citation(story, index, n).text), kWords);
      rtl = rtl || right_to_left(text);
      words += "\u2002[" + std::to_string(n) + "] " + html(text);
    }
    out += std::string("<p class=\"words\"") + (rtl ? " dir=\"rtl\"" : "") + (tag.empty() ? "" : " lang=\"" + tag + "\"") + ">" + words + "</p></div>\n";
  }
  return out;
}

std::string section(const Section& s, Page& page) {
  std::string out = "<h2>" + html(s.title) + "</h2>\n";
  for (const Block& b : s.blocks)
    if (s.key != "sources" || !std::holds_alternative<Table>(b)) out += page.block(b);
  return out;
}

}  // namespace

std::string print_form(const Story& story, const Index& index) {
  Page page(story, Media::print);
  std::string sections;
  for (const Section& s : story.sections) sections += section(s, page) + (s.key == "sources" ? sources(story, index) : "");
  return filled("print.html", {{"version", story.version.empty() ? "" : " " + html(story.version)},
                               {"title", html(shortened(story.title, 120))},
                               {"style", std::string(list("print.css"))},
                               {"alert", html(story.alert)},
                               {"marking", html(label(story.marking))},
                               {"review_class", story.draft ? "draft" : "reviewed"},
                               {"review", html(story.review)},
                               {"created", story.as_of_time ? format_time(*story.as_of_time) : "1970-01-01T00:00:00Z"},
                               {"headline", page.words(story.headline)},
                               {"score", html(decimal(story.score))},
                               {"facts", html(story.stance + (story.as_of.empty() ? "" : " · as of " + story.as_of) + " · " + count(story.documents.size(), "document", "documents") + " cited")},
                               {"sections", sections}}) +
         std::string(kOpen) + comment(story, index) + std::string(kClose);
}

std::string_view to_print(std::string_view page) { return page.substr(0, page.rfind(kOpen)); }

Result<std::string> printed_pdf(std::string_view page, std::string_view printed) {
  const std::size_t open = to_print(page).size(), close = page.rfind(kClose);
  const std::size_t end = printed.rfind("startxref\n");
  if (!printed.starts_with("%PDF-") || end == std::string_view::npos || printed.size() - end > 80)
    return Status(Code::usage, "what the program printed is no PDF that ends as one does");
  std::string out(printed.substr(0, end));
  if (!out.ends_with('\n')) out += '\n';
  if (close != std::string_view::npos && open < close) out += page.substr(open + kOpen.size(), close - open - kOpen.size());
  out += manifest_blank(Form::pdf).substr(1);   // the line before has ended
  out += printed.substr(end + std::string_view("startxref\n").size());
  seal(out, Form::pdf);
  return out;
}

std::optional<std::vector<Citation>> pdf_citations(std::string_view bytes) {
  // The lines right before the manifest.
  std::size_t end = bytes.rfind("% manifest sha256:");
  if (end == std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> lines;
  while (end > 0) {
    const std::size_t begin = bytes.rfind('\n', end - 1 > 0 ? end - 2 : 0) + 1;
    const std::string_view line = bytes.substr(begin, end - begin);
    if (!line.starts_with(kLine)) break;
    lines.push_back(line.substr(kLine.size(), line.size() - kLine.size() - 1));
    end = begin;
  }
  std::string letters;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) letters += *line;
  const auto json = from_base64(letters);
  return json ? json_citations(*json) : std::nullopt;
}

}  // namespace tocsin::brief
