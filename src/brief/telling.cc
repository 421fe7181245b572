// SPDX-License-Identifier: Apache-2.0
#include "brief/telling.h"

#include <algorithm>
#include <set>

#include "brief/escape.h"
#include "brief/words.h"
#include "core/names.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kCitations = 4;   // behind one sentence part

std::string clean(std::string_view text) { return utf8::repaired(one_line(text::masked(text))); }

// Without the marks it is wholly put in, since the quote gets marks of its own.
std::string_view unquoted(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {{"“", "”"}, {"«", "»"}, {"\"", "\""}, {"„", "“"}};
  for (const auto& [open, close] : kMarks)
    if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close) &&
        text.find(open, open.size()) >= text.size() - close.size())
      return text.substr(open.size(), text.size() - open.size() - close.size());
  // A sentence out of a longer quotation has one of the two.
  if (text.starts_with("“") && text.find("”") == std::string_view::npos) text.remove_prefix(std::string_view("“").size());
  if (text.ends_with("”") && text.find("“") == std::string_view::npos) text.remove_suffix(std::string_view("”").size());
  return text;
}

}  // namespace

Telling::Telling(const Index& i, const Alert& a, const Threat& t, const Context& c)
    : index(i), alert(a), threat(t), context(c), family(i.family(a.family)), as_of(c.as_of) {
  if (!as_of)
    for (const Document& d : i.findings().documents)
      if (d.published && (!as_of || *d.published > *as_of)) as_of = d.published;

  versions.push_back(&t);
  std::set<std::string> languages;
  if (const Document* d = i.document(t.document)) languages.insert(d->lang);
  if (family)
    for (const Member& m : family->members) {
      const Document* d = i.document(m.document);
      if (!d || d->id == t.document || i.threats_in(d->id).empty() || !languages.insert(d->lang).second) continue;
      versions.push_back(i.threats_in(d->id).front());
    }

  for (const Id& id : a.incidents)
    if (const Incident* incident = i.incident(id)) incidents.push_back(incident);
  std::stable_sort(incidents.begin(), incidents.end(), [](const Incident* x, const Incident* y) {
    const auto start = [](const Incident* n) { return n->when && n->when->from ? n->when->from : n->when ? n->when->to : std::nullopt; };
    if (start(x).has_value() != start(y).has_value()) return start(x).has_value();
    return start(x) != start(y) ? start(x) < start(y) : x->id < y->id;
  });
  for (const Id& id : a.links)
    if (const Link* link = i.link(id)) links.push_back(link);
}

int Telling::number(const Passage& p) {
  const Document* d = index.document(p.document);
  if (!d || empty(p.span) || p.span.end > d->text.size()) return 0;
  const auto [it, fresh] = numbers_.emplace(p, static_cast<int>(story.citations.size()) + 1);
  if (fresh) {
    story.citations.push_back(p);
    if (documents_.emplace(d->id, true).second) story.documents.push_back(d);
  }
  return it->second;
}

Passage Telling::in_context(const Passage& p) {
  constexpr std::uint32_t kShort = 24, kLong = 600;   // bytes
  const Document* d = index.document(p.document);
  if (!d || p.span.end > d->text.size() || length(p.span) > kShort) return p;
  auto [it, fresh] = sentences_.try_emplace(d->id);
  if (fresh) it->second = text::sentences(d->text);
  const auto s = std::lower_bound(it->second.begin(), it->second.end(), p.span.begin, [](Span a, std::uint32_t at) { return a.end <= at; });
  return s != it->second.end() && inside(p.span, *s) && length(*s) <= kLong ? Passage{p.document, *s} : p;
}

Piece& Say::last() {
  if (sentence_.pieces.empty()) sentence_.pieces.push_back({});
  return sentence_.pieces.back();
}

Say& Say::plain(std::string text) {
  if (sentence_.pieces.empty() || last().kind != Piece::Kind::plain || !last().citations.empty()) sentence_.pieces.push_back({});
  last().text += text;
  return *this;
}

Say& Say::code(std::string text) {
  sentence_.pieces.push_back({Piece::Kind::code, clean(text), {}, {}});
  return *this;
}

Say& Say::name(const std::string& text, const std::string& lang) {
  sentence_.pieces.push_back({Piece::Kind::name, shortened(clean(text), 400), lang, {}});
  return *this;
}

Say& Say::name(const Name& n) {
  std::string lang;
  for (const Passage& p : n.spans) {
    const Document* d = t_.index.document(p.document);
    if (!d || cited_text(d->text, p.span) != n.name) continue;
    lang = d->lang;
    break;
  }
  name(n.name, lang);
  // Where the threat itself says it comes first, then one place in each document.
  std::vector<Passage> places;
  std::set<Id> seen;
  for (const Passage& p : n.spans)
    if (p.document == t_.threat.document && seen.insert(p.document).second) places.push_back(p);
  for (const Passage& p : n.spans)
    if (seen.insert(p.document).second) places.push_back(p);
  return cite(places);
}

Say& Say::quote(const Passage& p, std::size_t bytes) {
  const Document* d = t_.index.document(p.document);
  const int n = t_.number(p);
  if (!d || n == 0) return *this;
  sentence_.pieces.push_back({Piece::Kind::quote, shortened(unquoted(one_line(cited_text(d->text, p.span))), bytes), d->lang, {n}});
  return *this;
}

Say& Say::quotes(const std::vector<Passage>& list, std::size_t at_most) {
  const std::size_t shown = std::min(list.size(), at_most);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i) plain(", ");
    quote(list[i]);
  }
  if (shown < list.size()) plain(" and " + count(list.size() - shown, "more", "more"));
  return *this;
}

Say& Say::cite(const std::vector<Passage>& list) {
  std::vector<int>& into = last().citations;
  std::size_t left = 0;
  for (const Passage& p : list) {
    if (into.size() >= kCitations) {
      ++left;
      continue;
    }
    const int n = t_.number(p);
    if (n != 0 && std::find(into.begin(), into.end(), n) == into.end()) into.push_back(n);
  }
  if (left) plain(" (and in " + count(left, "more place", "more places") + ")");
  return *this;
}

Say& Say::source_of(const Document& d) { return name(source_name(d)); }

Say& Say::document(const Document& d) {
  source_of(d);
  return plain(d.published ? ", " + say(*d.published) + (d.zone_assumed ? ", time zone assumed" : "") : ", not dated");
}

Say& Say::incident(const Incident& i) {
  name(i.what.empty() ? "an event" : i.what);
  if (i.place) plain(", ").name(i.place->name);
  if (i.when) plain(", " + say(*i.when));
  return *this;
}

Say& Say::append(const Sentence& s) {
  sentence_.pieces.insert(sentence_.pieces.end(), s.pieces.begin(), s.pieces.end());
  return *this;
}

Say& Say::thing(const Id& id) {
  if (id == t_.alert.threat) return plain("the threat");
  if (id == t_.alert.family) return plain("the threat and its copies");
  if (id == t_.alert.id) return plain("this alert");
  if (const Document* d = t_.index.document(id)) return document(*d);
  if (const Incident* i = t_.index.incident(id)) return plain("the incident ").incident(*i);
  if (const Outlet* o = t_.index.outlet(id)) return name(o->name);
  if (const Claim* c = t_.index.claim(id)) {
    plain("the claim ").quote(c->span);
    if (c->holder) plain(" of ").name(c->holder->name);
    return *this;
  }
  if (const Figure* f = t_.index.figure(id)) {
    plain("the figure ").quote(f->span);
    if (f->source) plain(" of ").name(f->source->name);
    return *this;
  }
  if (const Statement* s = t_.index.statement(id)) {
    plain("the statement ");
    if (s->source) plain("of ").name(s->source->name).plain(" ");
    return quote(s->content.empty() ? s->span : s->content.front(), 160);
  }
  if (const Threat* t = t_.index.threat(id)) {
    const Document* d = t_.index.document(t->document);
    plain("another threat");
    return d ? plain(" in ").document(*d) : *this;
  }
  if (const Family* f = t_.index.family(id)) {
    const Document* d = t_.index.document(f->first);
    plain("another family of copies");
    return d ? plain(", first seen in ").document(*d) : *this;
  }
  return plain("the record ").code(id);
}

std::optional<Passage> opening(const Document& d) {
  constexpr std::size_t kHead = 600;   // bytes looked at
  std::size_t end = std::min(kHead, d.text.size());
  while (end > 0 && end < d.text.size() && !utf8::boundary(d.text, end)) --end;
  const std::vector<Span> found = text::sentences(std::string_view(d.text).substr(0, end));
  if (found.empty() || empty(found.front())) return std::nullopt;
  for (Span s : found)
    if (std::count_if(d.text.begin() + s.begin, d.text.begin() + s.end, [](char c) { return c == ' '; }) >= 2) return Passage{d.id, s};
  return Passage{d.id, found.front()};
}

std::string source_name(const Document& d) {
  const std::string& name = d.kind == DocumentKind::article ? d.outlet : d.channel;
  if (!name.empty()) return clean(name);
  return d.kind == DocumentKind::article ? "an unnamed outlet" : "an unnamed channel";
}

}  // namespace tocsin::brief
