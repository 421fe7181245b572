// SPDX-License-Identifier: Apache-2.0
#include "brief/html_passages.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/masking.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::uint32_t kAround = 260;      // bytes before and after the mark
constexpr std::size_t kMarked = 900;        // of a long mark
constexpr std::size_t kWhole = 8000;        // of a document's text

constexpr std::string_view kOpen = "<li class=\"passage\" id=\"p";

std::string lang(const Document& d) {
  const std::string tag = language_tag(d.lang);
  return tag.empty() ? "" : " lang=\"" + tag + '"';
}

std::string number(std::uint64_t n) { return std::to_string(n); }

// The sentences the mark lies in, as far as they reach around it.
Span window(const std::string& text, const std::vector<Span>& sentences, Span mark) {
  Span out = mark;
  auto it = std::lower_bound(sentences.begin(), sentences.end(), mark.begin, [](Span s, std::uint32_t at) { return s.end <= at; });
  if (it != sentences.begin() && (it == sentences.end() || mark.begin - std::prev(it)->begin < kAround)) --it;
  for (; it != sentences.end() && it->begin < mark.end + kAround / 2; ++it) out = cover(out, *it);
  const std::uint32_t size = static_cast<std::uint32_t>(text.size());
  out.begin = std::max(out.begin, mark.begin > kAround ? mark.begin - kAround : 0);
  out.end = std::min({out.end, size - mark.end > kAround ? mark.end + kAround : size, size});
  // At a word's edge, so that no word is cut.
  while (out.begin > 0 && out.begin < mark.begin && text[out.begin - 1] != ' ' && text[out.begin - 1] != '\n') ++out.begin;
  while (out.end < size && out.end > mark.end && text[out.end] != ' ' && text[out.end] != '\n') --out.end;
  return out;
}

}  // namespace

std::string html_documents(const Story& story) {
  std::string out = "<ol class=\"sources\">\n";
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const Document& d = *story.documents[i];
    out += "<li id=\"d" + number(i + 1) + "\"><p><strong><bdi>" + html(source_name(d)) + "</bdi></strong>";
    if (!d.title.empty()) out += ": <bdi" + lang(d) + '>' + html(shortened(utf8::repaired(text::masked(d.title)), 300)) + "</bdi>";
    out += "</p><p>" + std::string(d.kind == DocumentKind::article ? "Article" : "Message") + ", " +
           (d.published ? html(say_exactly(*d.published)) : "not dated") + (d.zone_assumed ? ", time zone assumed" : "");
    if (d.edited) out += "; edited " + html(say_exactly(*d.edited));
    if (!d.forwarded_from.empty()) out += "; forwarded from <bdi>" + html(text::masked(d.forwarded_from)) + "</bdi>";
    if (d.forwarded_published) out += "; says that the original is of " + html(say_exactly(*d.forwarded_published));
    out += "; " + html(language_name(d.lang)) + "</p>";
    if (!d.url.empty()) out += "<p class=\"meta\">Address: <code>" + html(shortened(text::masked(d.url), 300)) + "</code></p>";
    out += "<p class=\"meta\">File <code><bdi>" + html(d.file) + "</bdi></code>, record at byte " + digits(static_cast<std::int64_t>(d.at)) +
           "<br>SHA-256 of the file <code>" + html(d.sha256) + "</code><br>Document <code>" + html(d.id) + "</code></p>";
    const std::string whole = utf8::repaired(text::masked(d.text));
    out += "<details class=\"whole\"><summary>Its whole text</summary><blockquote class=\"whole\" dir=\"auto\"" + lang(d) + '>' +
           html(shortened(whole, kWhole)) + "</blockquote></details></li>\n";
  }
  return out + "</ol>\n";
}

std::string html_passages(const Story& story, const Index& index) {
  std::map<std::string_view, std::vector<Span>> sentences;
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < story.documents.size(); ++i) numbers.emplace(story.documents[i]->id, i + 1);
  std::string out = "<p class=\"note\">The words behind each number, marked among those around them. The arrow leads back.</p>\n<ol class=\"passages\">\n";
  for (std::size_t n = 1; n <= story.citations.size(); ++n) {
    const Citation c = citation(story, index, n);
    const Document* d = index.document(c.passage.document);
    if (!d) continue;
    auto [it, fresh] = sentences.try_emplace(d->id);
    if (fresh) it->second = text::sentences(d->text);
    const Span around = window(d->text, it->second, c.passage.span);
    out += std::string(kOpen) + number(n) + "\" data-document=\"" + exact(c.passage.document) + "\" data-begin=\"" +
           number(c.passage.span.begin) + "\" data-end=\"" + number(c.passage.span.end) + "\" data-file=\"" + exact(c.file) +
           "\" data-sha256=\"" + exact(c.sha256) + "\" data-at=\"" + number(c.at) + "\" data-text=\"" + exact(c.text) + "\">";
    out += "<span class=\"n\">" + number(n) + "</span><div><p><a href=\"#d" + number(numbers[d->id]) + "\"><bdi>" + html(source_name(*d)) +
           "</bdi></a>, " + (d->published ? html(say(*d->published)) : "not dated") + " <a class=\"back\" href=\"#c" + number(n) +
           "\" aria-label=\"Back to the sentence that cites passage " + number(n) + "\">↩</a></p>";
    out += "<blockquote dir=\"auto\"" + lang(*d) + '>' + (around.begin > 0 ? "… " : "");
    std::string long_mark;
    for (const TextPiece& piece : pieces(d->text, around, c.passage.span)) {
      if (piece.marked && piece.text.size() > kMarked) {
        long_mark = piece.text;
        out += "<mark>" + html(shortened(piece.text, kMarked)) + "</mark>";
      } else {
        out += piece.marked ? "<mark>" + html(piece.text) + "</mark>" : html(piece.text);
      }
    }
    out += (around.end < d->text.size() ? " …" : "") + std::string("</blockquote>");
    if (!long_mark.empty())
      out += "<details><summary>The whole passage</summary><blockquote class=\"whole\" dir=\"auto\"" + lang(*d) + "><mark>" + html(long_mark) + "</mark></blockquote></details>";
    out += "<p class=\"bytes\">Bytes " + digits(c.passage.span.begin) + " to " + digits(c.passage.span.end) + " of its text; <code><bdi>" + html(c.file) +
           "</bdi></code> at byte " + digits(static_cast<std::int64_t>(c.at)) + "; SHA-256 <code>" + html(c.sha256.substr(0, 16)) + "…</code></p></div></li>\n";
  }
  return out + "</ol>\n";
}

std::optional<std::vector<Citation>> html_citations(std::string_view bytes) {
  std::vector<Citation> out;
  for (std::size_t at = bytes.find(kOpen); at != std::string_view::npos; at = bytes.find(kOpen, at + 1)) {
    const std::size_t close = bytes.find('>', at);   // no attribute holds a bare one
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view tag = bytes.substr(at, close - at);
    const auto attribute = [&](std::string_view name) -> std::optional<std::string> {
      const std::string start = " data-" + std::string(name) + "=\"";
      const std::size_t begin = tag.find(start);
      const std::size_t end = begin == std::string_view::npos ? begin : tag.find('"', begin + start.size());
      if (end == std::string_view::npos) return std::nullopt;
      return from_exact(tag.substr(begin + start.size(), end - begin - start.size()));
    };
    const auto integer = [&](std::string_view name, auto& into) {
      const auto text = attribute(name);
      if (!text) return false;
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), into);
      return error == std::errc() && end == text->data() + text->size();
    };
    Citation c;
    const auto document = attribute("document"), file = attribute("file"), sha = attribute("sha256"), text = attribute("text");
    if (!document || !file || !sha || !text || !integer("begin", c.passage.span.begin) || !integer("end", c.passage.span.end) || !integer("at", c.at))
      return std::nullopt;
    c.passage.document = *document, c.file = *file, c.sha256 = *sha, c.text = *text;
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace tocsin::brief
