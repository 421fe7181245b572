// SPDX-License-Identifier: Apache-2.0
#include "brief/exchange.h"

#include <algorithm>
#include <tuple>

#include "brief/escape.h"
#include "brief/graph.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/hash.h"
#include "core/names.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kSpace = "8a5ccf9a-c700-55ea-ac6d-d153b2039fca";   // uuid5(DNS, "tocsin")
constexpr std::size_t kQuoted = 240;

// Where a reference to a character begins ("&#x202E;", "&lt;"), which a page or Markdown would undo.
bool reference(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_not_of("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", at + 1);
  return end != std::string_view::npos && end > at + 1 && text[end] == ';';
}

}  // namespace

std::string inert(std::string_view given) {
  const std::string text = utf8::repaired(text::terminal_safe(one_line(text::masked(given))));
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (text[i] == '<') out += "‹";
    else if (text[i] == '>') out += "›";
    else if (text[i] == '&' && reference(text, i)) out += "& ";
    else if (rest.starts_with("](") || rest.starts_with("][")) out += "] ";
    else if (rest.starts_with("]:")) out += "] ";
    else if (rest.starts_with("://")) out += "[:]//", i += 2;
    else if (rest.starts_with("www.") || rest.starts_with("WWW.")) out += rest.substr(0, 3), out += "[.]", i += 3;
    else out += text[i];
  }
  return out;
}

std::string inert(const Sentence& sentence) {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    if (p.kind == Piece::Kind::plain) out += p.text;   // Tocsin's own, with the spaces at its ends
    else if (p.kind == Piece::Kind::quote) out += "“" + inert(p.text) + "”";
    else out += inert(p.text);
    for (const int n : p.citations) out += " [" + std::to_string(n) + "]";
  }
  return out;
}

std::string told(const Story& story, std::initializer_list<std::string_view> keys, std::string_view mark) {
  std::string out;
  for (const std::string_view key : keys)
    for (const Section& section : story.sections) {
      if (section.key != key) continue;
      out += (out.empty() ? "" : "\n") + std::string(mark) + section.title + "\n\n";
      for (const Sentence& s : sentences(section)) out += "- " + inert(s) + "\n";
    }
  return out;
}

std::set<int> cited_in(const Story& story, std::initializer_list<std::string_view> keys) {
  std::set<int> out;
  for (const Section& section : story.sections)
    if (std::find(keys.begin(), keys.end(), section.key) != keys.end())
      for (const Sentence& s : sentences(section))
        for (const int n : cited(s)) out.insert(n);
  return out;
}

std::string titled(const Story& story) { return (story.draft ? "DRAFT: " : "") + inert(story.title); }

std::string named(const Incident& i) {
  return inert(i.what.empty() ? "an event" : i.what) + (i.place ? ", " + inert(i.place->name) : "") + (i.when ? ", " + say(*i.when) : "");
}

std::string said_of(const Incident& i) {
  std::string out = "Status: " + say("incident", to_string(i.status)) + ". When: " +
                    (i.when ? say(*i.when) + " (" + say("precision", to_string(i.when->precision)) + ")" : "not known") + ". By whom: " +
                    (i.actor ? inert(i.actor->name) + ", according to what was read" : "nobody is named") + ".\n";
  for (const Total& t : i.totals) {
    out += "- " + say("effect", to_string(t.effect)) + ", " + say("category", to_string(t.category)) + ": " + said_range(t) + ". By source: ";
    for (std::size_t n = 0; n < t.by_source.size(); ++n) {
      Total one = t;
      one.min = t.by_source[n].min, one.max = t.by_source[n].max, one.by_source = {t.by_source[n]};
      out += (n ? "; " : "") + (t.by_source[n].source.empty() ? std::string("source not named") : inert(t.by_source[n].source)) + ": " + said_range(one);
    }
    out += "\n";
  }
  return out + "Figures of different sources stand side by side; nothing is averaged.";
}

std::string uuid(std::string_view name) { return uuid_v5(kSpace, name); }

Passages::Passages(const Story& story, const Index& index) : index_(index) {
  for (const Passage& p : story.citations) add(p);
}

int Passages::add(const Passage& p) {
  list_.push_back(p);
  const int n = static_cast<int>(list_.size());
  numbers_.emplace(p, n);
  std::vector<int>& same = of_[p.document];
  if (same.empty()) documents_.push_back(p.document);
  same.push_back(n);
  return n;
}

int Passages::number(const Passage& p) {
  const auto known = numbers_.find(p);
  if (known != numbers_.end()) return known->second;
  const Document* d = index_.document(p.document);
  return d && !empty(p.span) && p.span.end <= d->text.size() ? add(p) : 0;
}

std::vector<int> Passages::numbers(const std::vector<Passage>& list) {
  std::vector<int> out;
  for (const Passage& p : list)
    if (const int n = number(p); n && std::find(out.begin(), out.end(), n) == out.end()) out.push_back(n);
  return out;
}

const std::vector<int>& Passages::of(const Id& document) const {
  static const std::vector<int> kNone;
  const auto it = of_.find(document);
  return it == of_.end() ? kNone : it->second;
}

std::vector<int> Passages::as_read(const Id& document) const {
  std::vector<int> out = of(document);
  std::stable_sort(out.begin(), out.end(), [&](int a, int b) { return std::tie(at(a).span.begin, at(b).span.end) < std::tie(at(b).span.begin, at(a).span.end); });
  return out;
}

void Passages::write(json::Writer& w, int n) const {
  const Passage& p = at(n);
  const Document* d = index_.document(p.document);
  w.begin_object().key("number").value(static_cast<std::int64_t>(n)).key("document").value(p.document);
  w.key("begin").value(std::uint64_t{p.span.begin}).key("end").value(std::uint64_t{p.span.end});
  w.key("text").value(d ? exactly(cited_text(d->text, p.span)) : std::string()).key("file").value(d ? exactly(d->file) : std::string());
  w.key("sha256").value(d ? d->sha256 : std::string()).key("record_at").value(d ? d->at : 0).end_object();
}

std::string Passages::list(const std::vector<int>& numbers) const {
  json::Writer w;
  w.begin_array();
  for (const int n : numbers) write(w, n);
  w.end_array();
  return w.text();
}

std::string Passages::quoted(const std::vector<int>& numbers, std::string_view between) const {
  std::string out;
  for (const int n : numbers) {
    const Document* d = index_.document(at(n).document);
    if (!d) continue;
    out += (out.empty() ? "[" : std::string(between) + "[") + std::to_string(n) + "] “" + shortened(inert(cited_text(d->text, at(n).span)), kQuoted) + "”";
  }
  return out;
}

std::string left_out(const Spread& course) {
  if (course.posts.size() <= kExchangedPosts) return {};
  return count(course.posts.size() - kExchangedPosts, "more post is", "more posts are") + " not in this form; json, gexf and graphml have them all.";
}

void add_openings(const Spread& course, Passages& passages) {
  for (std::size_t i = 0; i < std::min(course.posts.size(), kExchangedPosts); ++i)
    if (const Document* d = course.posts[i].document; d && passages.of(d->id).empty())
      if (const auto words = opening(*d)) passages.number(*words);
}

}  // namespace tocsin::brief
