// SPDX-License-Identifier: Apache-2.0
#include "link/motives.h"

#include <algorithm>

#include "link/words.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

bool open_question(const Claim& claim) {
  return claim.status == ClaimStatus::unclear || claim.status == ClaimStatus::never_confirmed ||
         claim.status == ClaimStatus::disputed;
}

// The claims of these documents that call it open whether what `words` is about holds.
std::vector<Passage> open_questions(const Case& c, const std::vector<Id>& documents, const WordSet& words) {
  std::vector<Passage> out;
  for (const Id& id : documents)
    for (const Claim& claim : c.findings.at(id)->claims)
      if (open_question(claim) && words.in(claim.text))
        out.push_back(claim.status_span ? *claim.status_span : claim.span);
  return out;
}

struct Agreement {
  bool place = false, time = false, kind = false;
};

// How far the mentions inside a motive agree with an incident.
Agreement agreement(const Case& c, const Id& document, Span motive, const Incident& incident) {
  Agreement out;
  const Reading* reading = c.reading(document);
  if (reading == nullptr) return out;
  const std::string_view text = c.document(document).text;
  const std::string place_key = incident.place ? text::name_key(incident.place->name) : std::string();
  for (const Mention& m : reading->mentions) {
    if (!overlap(m.span, motive)) continue;
    if (m.kind == MentionKind::place && incident.place) {
      const Place named{std::string(slice(text, m.span)),
                        m.place ? m.place->geonameid : 0,
                        m.place ? m.place->country : "",
                        {},
                        {},
                        ""};
      out.place = out.place || same_place(named, incident.place);
    }
    if (m.kind == MentionKind::time && m.time) out.time = out.time || times_overlap(m.time->interval, incident.when);
    if (m.kind == MentionKind::event) out.kind = true;
  }
  // A place that no one marked still counts when its name stands in the motive's words.
  if (!out.place && place_key.size() >= 4 && place_key.front() != '=')
    out.place = text::name_key(slice(text, motive)).find(place_key) != std::string::npos;
  return out;
}

}  // namespace

std::vector<Id> link_motives(Case& c, const Held& held, const std::vector<Id>& articles) {
  static const WordSet kConnection("connection_words.tsv", "about", "event");
  std::vector<Id> out;
  if (held.threat->motive.empty()) return out;
  const std::vector<Passage> unclear = open_questions(c, articles, kConnection);
  for (const Incident& incident : c.incidents.incidents) {
    Agreement best;
    std::vector<Passage> spans;
    for (const Passage& motive : held.threat->motive) {
      const Agreement a = agreement(c, motive.document, motive.span, incident);
      const bool told_here = std::any_of(incident.spans.begin(), incident.spans.end(), [&](const Passage& p) {
        return p.document == motive.document && overlap(p.span, motive.span);
      });
      if (!a.place && !told_here) continue;
      best.place = best.place || a.place;
      best.time = best.time || a.time;
      best.kind = best.kind || a.kind || told_here;
      spans.push_back(motive);
    }
    if (spans.empty()) continue;
    // What the threat says itself is stated. A report that calls the tie unclear stands beside that, and instead of an
    // inference.
    const bool stated = best.place && (best.time || best.kind);
    if (stated || unclear.empty())
      c.add_link(held.threat->id, incident.id, LinkRelation::cites_as_motive,
                 stated ? LinkStatus::stated : LinkStatus::inferred, std::move(spans));
    if (!unclear.empty())
      c.add_link(held.threat->id, incident.id, LinkRelation::cites_as_motive, LinkStatus::unclear, unclear);
    out.push_back(incident.id);
  }
  return out;
}

Id link_issuer(Case& c, const Held& held, const std::vector<Id>& articles) {
  static const WordSet kIssuer("connection_words.tsv", "about", "issuer");
  const Id outlet = outlet_of(c.outlets, held.document->channel);
  if (outlet.empty()) return outlet;
  const Outlet* record = c.outlet(outlet);
  std::vector<Passage> named;  // where those who report the threat name the channel
  for (const Passage& p : record->spans)
    if (std::find(articles.begin(), articles.end(), p.document) != articles.end()) named.push_back(p);
  const std::vector<Passage> unclear = open_questions(c, articles, kIssuer);
  if (!named.empty()) {
    c.add_link(held.threat->id, outlet, LinkRelation::issued_by, LinkStatus::stated, std::move(named));
  } else if (unclear.empty()) {
    c.add_link(held.threat->id, outlet, LinkRelation::issued_by, LinkStatus::inferred,
               held.threat->caller ? held.threat->caller->spans : std::vector<Passage>());
  }
  if (!unclear.empty()) c.add_link(held.threat->id, outlet, LinkRelation::issued_by, LinkStatus::unclear, unclear);
  return outlet;
}

void link_contradictions(Case& c) {
  constexpr std::size_t kMost = 100;  // pairs of one incident
  for (const Incident& incident : c.incidents.incidents) {
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < incident.figures.size() && pairs < kMost; ++i) {
      for (std::size_t j = i + 1; j < incident.figures.size() && pairs < kMost; ++j) {
        const Figure &a = incident.figures[i], &b = incident.figures[j];
        if (a.effect != b.effect || a.category != b.category) continue;
        if ((a.source ? a.source->name : "") == (b.source ? b.source->name : ""))
          continue;  // a source may revise itself
        const bool apart = (a.max && b.min && *a.max < *b.min) || (b.max && a.min && *b.max < *a.min);
        if (!apart) continue;
        c.add_link(a.id, b.id, LinkRelation::contradicts, LinkStatus::inferred, {a.span, b.span});
        ++pairs;
      }
    }
  }
  for (const Findings* f : c.by_time) {
    for (const Claim& claim : f->claims) {
      if (claim.status != ClaimStatus::denied) continue;
      const auto it = std::find_if(f->incidents.begin(), f->incidents.end(), [&](const Incident& i) {
        return i.actor && claim.holder && text::name_key(i.actor->name) == text::name_key(claim.holder->name);
      });
      const Id incident = it != f->incidents.end() ? it->id : f->documents.front().main_incident;
      if (const auto merged = c.incidents.merged_into.find(incident); merged != c.incidents.merged_into.end())
        c.add_link(claim.id, merged->second, LinkRelation::contradicts, LinkStatus::stated,
                   {claim.status_span ? *claim.status_span : claim.span});
    }
  }
}

}  // namespace tocsin::link
