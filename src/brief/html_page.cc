// SPDX-License-Identifier: Apache-2.0
#include "brief/html_page.h"

#include <algorithm>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/lists.h"
#include "brief/width.h"
#include "brief/words.h"
#include "text/shaped.h"

namespace tocsin::brief {
namespace {

std::string more(const std::string& text) { return text.empty() ? "" : "<p class=\"more\">" + html(text) + "</p>\n"; }

// For a program that draws a picture's words letter after letter, each by itself.
std::string drawn(const std::string& svg) {
  constexpr std::string_view kOpen = "<text", kClose = "</text>";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = svg.find(kOpen); at != std::string::npos; at = svg.find(kOpen, done)) {
    const std::size_t begin = svg.find('>', at) + 1, end = svg.find(kClose, begin);
    const auto words = from_exact(std::string_view(svg).substr(begin, end - begin));
    out += svg.substr(done, begin - done) + (words && right_to_left(*words) ? html(text::shaped(*words)) : svg.substr(begin, end - begin));
    done = end;
  }
  return out + svg.substr(done);
}

// Widths of columns in parts of 100: each takes what its longest word needs, and of the rest by what its longest cell asks for.
std::vector<int> shares(const Table& t) {
  constexpr int kLine = 112, kMost = 44;   // letters of small print across the page; of a column
  std::vector<int> least, asked;
  int needed = 0, wanted = 0;
  for (std::size_t c = 0; c < t.columns.size(); ++c) {
    int word = 0, cell = 0;
    const auto take = [&](const std::string& text) {
      cell = std::max(cell, columns(text));
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        word = std::max(word, columns(std::string_view(text).substr(at, end - at)));
        at = end + 1;
      }
    };
    take(t.columns[c]);
    for (const auto& row : t.rows)
      if (c < row.size()) take(flat(row[c]));
    least.push_back(std::clamp(word + 2, 5, 24));
    asked.push_back(std::max(least.back(), std::min(cell, kMost)) - least.back());
    needed += least.back(), wanted += asked.back();
  }
  std::vector<int> out;
  for (std::size_t c = 0; c < least.size(); ++c)
    out.push_back(100 * (least[c] + (wanted ? asked[c] * std::max(kLine - needed, 0) / wanted : 0)) / kLine);
  return out;
}

}  // namespace

std::string Page::print_words(const Sentence& sentence) const {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    const std::string tag = language_tag(p.lang);
    const std::string lang = tag.empty() || tag == "en" ? "" : " lang=\"" + tag + '"';
    const std::string text = p.kind == Piece::Kind::plain || (!right_to_left(p.text) && lang.empty()) ? html(p.text) : "<bdi" + lang + '>' + html(p.text) + "</bdi>";
    if (p.kind == Piece::Kind::quote) out += "“" + text + "”";
    else if (p.kind == Piece::Kind::code) out += "<code>" + text + "</code>";
    else out += text;
    if (p.citations.empty()) continue;
    std::string numbers;   // one link for all of them: each is an element
    for (const int n : p.citations) numbers += (numbers.empty() ? "" : " ") + std::to_string(n);
    const Id& document = story_.citations[static_cast<std::size_t>(p.citations.front()) - 1].document;
    std::size_t at = 0;
    while (at < story_.documents.size() && story_.documents[at]->id != document) ++at;
    out += "<a href=\"#d" + std::to_string(at + 1) + "\">" + numbers + "</a>";
  }
  return out;
}

std::string Page::words(const Sentence& sentence) {
  if (print_) return print_words(sentence);
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

std::string Page::block(const Block& b) {
  return std::visit([this](const auto& x) { return set(x); }, b);
}

std::string Page::cite(int n) {
  const std::string number = std::to_string(n);
  const bool first = linked_.emplace(n, true).second;
  return "<a class=\"cite\"" + (first ? " id=\"c" + number + '"' : std::string()) + " href=\"#p" + number +
         "\" aria-label=\"Passage " + number + "\">" + number + "</a>";
}

std::string Page::set(const Paragraph& p) { return std::string(p.lead ? "<p class=\"lead\">" : "<p class=\"note\">") + words(p.sentence) + "</p>\n"; }
std::string Page::set(const Heading& h) { return "<h3>" + words(h.sentence) + "</h3>\n"; }
std::string Page::set(const Bullets& b) {
  std::string out = "<ul class=\"list\">\n";
  for (const Sentence& s : b.items) out += "<li>" + words(s) + "</li>\n";
  return out + "</ul>\n" + more(b.more);
}
std::string Page::print_slots(const Slots& s) const {
  std::string out = "<table class=\"slots\">\n";
  for (const Slot& slot : s.slots) {
    out += std::string("<tr") + (slot.tone == Tone::chosen ? " class=\"chosen\"" : slot.tone == Tone::rejected ? " class=\"rejected\"" : "") + "><th>" + html(slot.label) + "</th><td>";
    for (std::size_t i = 0; i < slot.lines.size(); ++i) out += (i ? "<br>" : "") + print_words(slot.lines[i]);
    out += "</td></tr>\n";
  }
  return out + "</table>\n";
}

// Its columns are of fixed widths: a program that prints would reckon them out from every cell.
std::string Page::print_table(const Table& t) const {
  std::string out = "<table><caption>" + html(t.caption) + "</caption>\n";
  for (const int share : shares(t)) out += "<col style=\"width:" + std::to_string(share) + "%\">";
  out += "<thead><tr>";
  for (const std::string& column : t.columns) out += "<th>" + html(column) + "</th>";
  out += "</tr></thead>\n";
  for (const auto& row : t.rows) {
    out += "<tr>";
    for (const Sentence& cell : row) out += "<td>" + print_words(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table>\n" + more(t.more);
}

std::string Page::set(const Slots& s) {
  if (print_) return print_slots(s);
  std::string out = "<dl class=\"slots\">\n";
  for (const Slot& slot : s.slots) {
    const std::string tone = slot.tone == Tone::chosen ? " class=\"chosen\"" : slot.tone == Tone::rejected ? " class=\"rejected\"" : "";
    out += "<dt" + tone + '>' + html(slot.label) + "</dt><dd" + tone + '>';
    for (const Sentence& line : slot.lines) out += "<p>" + words(line) + "</p>";
    out += "</dd>\n";
  }
  return out + "</dl>\n";
}
std::string Page::set(const Table& t) {
  if (print_) return print_table(t);
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
std::string Page::set(const Picture& p) {
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
  if (print_) {   // a printed drawing does not take its look from the page
    drawing = drawn(drawing);
    drawing.insert(drawing.find('>') + 1, "<style>" + std::string(list("print_svg.css")) + "</style>");
    return "<figure>" + drawing + (caption.empty() ? "" : "<figcaption>" + caption + "</figcaption>") + "</figure>\n";
  }
  return std::string(plain ? "<figure class=\"plain\">" : "<figure>") + (plain ? drawing : "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Picture\">" + drawing + "</div>") + (caption.empty() ? "" : "<figcaption>" + caption + "</figcaption>") + "</figure>\n";
}

}  // namespace tocsin::brief
