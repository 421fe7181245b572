// SPDX-License-Identifier: Apache-2.0
#include "brief/story.h"

#include <algorithm>
#include <map>

#include "brief/telling.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kOnTimeline = 240;

void items(Telling& t, TimelineItem::Lane lane, const Document& d) {
  if (!d.published) return;
  t.story.timeline.push_back({lane, *d.published, *d.published, t.family && t.family->first == d.id, source_name(d), say(*d.published), opening(d)});
}

}  // namespace

void timeline_of(Telling& t) {
  using Lane = TimelineItem::Lane;
  for (const Incident* i : t.incidents)
    if (i->when && i->when->from && i->when->to)
      t.story.timeline.push_back({Lane::incident, *i->when->from, *i->when->to, false, flat(Say(t).name(i->what.empty() ? "an event" : i->what).plain(i->place ? ", " : "").name(i->place ? i->place->name : "")),
                                 say(*i->when), i->spans.empty() ? std::nullopt : std::optional(i->spans.front())});
  if (t.family) {
    for (const Member& m : t.family->members)
      if (const Document* d = t.index.document(m.document)) items(t, Lane::post, *d);
  } else if (const Document* d = t.index.document(t.threat.document)) {
    items(t, d->kind == DocumentKind::article ? Lane::article : Lane::post, *d);
  }
  std::map<Id, const Document*> articles;
  const auto article = [&](const Passage& p) {
    const Document* d = t.index.document(p.document);
    if (d && d->kind == DocumentKind::article) articles.emplace(d->id, d);
  };
  for (const Link* l : t.links)
    for (const Passage& p : l->spans) article(p);
  for (const Id& id : t.alert.statements)
    if (const Statement* s = t.index.statement(id)) article(s->span);
  for (const Id& id : t.alert.claims)
    if (const Claim* c = t.index.claim(id)) article(c->span);
  for (const auto& [id, d] : articles) items(t, Lane::article, *d);
  for (const Threat* v : t.versions)
    for (const TimeValue& value : v->times) {
      if (!value.interval || !value.interval->from || !value.interval->to) continue;
      bool known = false;
      for (const TimelineItem& item : t.story.timeline) known = known || (item.lane == Lane::threatened && item.from == *value.interval->from);
      if (!known) t.story.timeline.push_back({Lane::threatened, *value.interval->from, *value.interval->to, false, say(value),
                                              say(value), v->time.empty() ? std::nullopt : std::optional(v->time.front())});
    }
  std::stable_sort(t.story.timeline.begin(), t.story.timeline.end(), [](const TimelineItem& a, const TimelineItem& b) {
    return std::tie(a.from, a.lane, a.label) < std::tie(b.from, b.lane, b.label);
  });
  // Where there are too many to draw, those of the crowded lane of posts go, the earliest stay.
  std::size_t posts = 0;
  std::erase_if(t.story.timeline, [&](const TimelineItem& item) {
    const bool out = item.lane == Lane::post && ++posts > kOnTimeline;
    t.story.timeline_left_out += out ? 1 : 0;
    return out;
  });
}

Story story(const Index& index, const Alert& alert, const Threat& threat, const Context& context) {
  Telling t(index, alert, threat, context);
  std::vector<Section> sections;
  for (Section (*tell)(Telling&) : {headline_section, score_section, threat_section, spread_section, outlet_section, incidents_section,
                                    statements_section, claims_section, links_section, contradictions_section, unconfirmed_section,
                                    unknown_section, sources_section}) {
    Section s = tell(t);
    if (!s.blocks.empty()) sections.push_back(std::move(s));
  }
  t.story.sections = std::move(sections);
  return std::move(t.story);
}

std::string flat(const Sentence& sentence) {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    if (p.kind == Piece::Kind::quote) out += "“" + p.text + "”";
    else out += p.text;
  }
  return out;
}

std::vector<int> cited(const Sentence& sentence) {
  std::vector<int> out;
  for (const Piece& p : sentence.pieces)
    for (int n : p.citations)
      if (std::find(out.begin(), out.end(), n) == out.end()) out.push_back(n);
  return out;
}

std::vector<Sentence> sentences(const Section& section) {
  std::vector<Sentence> out;
  const auto plain = [](std::string text) { return Piece{Piece::Kind::plain, std::move(text), {}, {}}; };
  const auto add = [&](const Sentence& s) {
    if (!flat(s).empty()) out.push_back(s);
  };
  for (const Block& block : section.blocks) {
    if (const auto* p = std::get_if<Paragraph>(&block)) {
      add(p->sentence);
    } else if (const auto* h = std::get_if<Heading>(&block)) {
      add(h->sentence);
    } else if (const auto* b = std::get_if<Bullets>(&block)) {
      for (const Sentence& s : b->items) add(s);
      if (!b->more.empty()) add({{plain(b->more)}});
    } else if (const auto* slots = std::get_if<Slots>(&block)) {
      for (const Slot& slot : slots->slots)
        for (const Sentence& line : slot.lines) {
          Sentence s{{plain(slot.label + ": ")}};
          s.pieces.insert(s.pieces.end(), line.pieces.begin(), line.pieces.end());
          add(s);
        }
    } else if (const auto* table = std::get_if<Table>(&block)) {
      for (const auto& row : table->rows) {
        Sentence s;
        for (std::size_t c = 0; c < row.size(); ++c) {
          if (flat(row[c]).empty() && cited(row[c]).empty()) continue;
          s.pieces.push_back(plain((s.pieces.empty() ? "" : "; ") + table->columns[c] + ": "));
          s.pieces.insert(s.pieces.end(), row[c].pieces.begin(), row[c].pieces.end());
        }
        add(s);
      }
      if (!table->more.empty()) add({{plain(table->more)}});
    }
  }
  return out;
}

}  // namespace tocsin::brief
