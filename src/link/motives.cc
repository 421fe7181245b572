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
    for (const Claim& claim : c.found(id).claims)
      if (open_question(claim) && words.in(claim.text))
        out.push_back(claim.status_span ? *claim.status_span : claim.span);
  return out;
}

// What a motive names, as incidents are compared with it.
struct Motive {
  Passage passage;
  std::vector<PlaceKey> places;
  std::vector<Interval> times;
  bool event = false;
  std::string key;  // of all its words
};

std::vector<Motive> motives(const Case& c, const Held& held) {
  std::vector<Motive> out;
  for (const Passage& passage : held.threat->motive) {
    Motive& motive = out.emplace_back(Motive{passage, {}, {}, false, {}});
    const Reading* reading = c.reading(passage.document);
    if (reading == nullptr) continue;
    const std::string_view text = c.document(passage.document).text;
    motive.key = text::name_key(slice(text, passage.span));
    for (const Mention& m : reading->mentions) {
      if (!overlap(m.span, passage.span)) continue;
      if (m.kind == MentionKind::place)
        motive.places.push_back({m.place ? m.place->geonameid : 0, m.place ? m.place->country : "", text::name_key(slice(text, m.span))});
      if (m.kind == MentionKind::time && m.time && m.time->interval) motive.times.push_back(*m.time->interval);
      if (m.kind == MentionKind::event) motive.event = true;
    }
  }
  return out;
}

struct Agreement {
  bool place = false, time = false, kind = false;
};

// How far what a motive names agrees with an incident.
Agreement agreement(const Motive& motive, const Incident& incident, const std::string& key) {
  Agreement out;
  if (incident.place) {
    const PlaceKey place{incident.place->geonameid, incident.place->country, key};
    out.place = std::any_of(motive.places.begin(), motive.places.end(), [&](const PlaceKey& named) { return same_place(named, place); });
  }
  out.time = std::any_of(motive.times.begin(), motive.times.end(), [&](const Interval& time) { return times_overlap(time, incident.when); });
  out.kind = motive.event;
  // A place that no one marked still counts when its name stands in the motive's words.
  if (!out.place && key.size() >= 4 && key.front() != '=') out.place = motive.key.find(key) != std::string::npos;
  return out;
}

Sought sought(const std::vector<Motive>& motives) {
  Sought out;
  for (const Motive& m : motives) {
    out.documents.insert(m.passage.document);
    if (!m.key.empty()) out.words.insert(m.key);
    for (const PlaceKey& p : m.places) {
      out.places.insert(p.key);
      if (p.geonameid) out.geonames.insert(p.geonameid);
    }
  }
  return out;
}

}  // namespace

Sought motive_seeks(const Case& c, const Held& held) { return sought(motives(c, held)); }

std::vector<Id> link_motives(const Case& c, const Held& held, const std::vector<Id>& articles, std::vector<Link>& links) {
  static const WordSet kConnection("connection_words.tsv", "about", "event");
  std::vector<Id> out;
  if (held.threat->motive.empty()) return out;
  const std::vector<Motive> named = motives(c, held);
  const std::vector<Passage> unclear = open_questions(c, articles, kConnection);
  for (const std::size_t at : c.incident_index.candidates(sought(named))) {
    const Incident& incident = c.incidents.incidents[at];
    Agreement best;
    std::vector<Passage> spans;
    for (const Motive& motive : named) {
      const Agreement a = agreement(motive, incident, c.incident_index.place_key(at));
      const bool told_here = std::any_of(incident.spans.begin(), incident.spans.end(), [&](const Passage& p) {
        return p.document == motive.passage.document && overlap(p.span, motive.passage.span);
      });
      if (!a.place && !told_here) continue;
      best.place = best.place || a.place;
      best.time = best.time || a.time;
      best.kind = best.kind || a.kind || told_here;
      spans.push_back(motive.passage);
    }
    if (spans.empty()) continue;
    // What the threat says itself is stated. A report that calls the tie unclear stands beside that, and instead of an
    // inference.
    const bool stated = best.place && (best.time || best.kind);
    if (stated || unclear.empty())
      links.push_back(made_link(held.threat->id, incident.id, LinkRelation::cites_as_motive,
                                stated ? LinkStatus::stated : LinkStatus::inferred, std::move(spans)));
    if (!unclear.empty())
      links.push_back(made_link(held.threat->id, incident.id, LinkRelation::cites_as_motive, LinkStatus::unclear, unclear));
    out.push_back(incident.id);
  }
  return out;
}

Id link_issuer(const Case& c, const Held& held, const std::vector<Id>& articles, std::vector<Link>& links) {
  static const WordSet kIssuer("connection_words.tsv", "about", "issuer");
  const Id outlet = outlet_of(c.outlets, held.document->channel);
  if (outlet.empty()) return outlet;
  std::vector<Passage> named;  // where those who report the threat name the channel
  if (!articles.empty())
    for (const Passage& p : c.outlet(outlet)->spans)
      if (std::find(articles.begin(), articles.end(), p.document) != articles.end()) named.push_back(p);
  const auto link = [&](LinkStatus status, std::vector<Passage> spans) {
    links.push_back(made_link(held.threat->id, outlet, LinkRelation::issued_by, status, std::move(spans)));
  };
  const std::vector<Passage> unclear = open_questions(c, articles, kIssuer);
  if (!named.empty()) {
    link(LinkStatus::stated, std::move(named));
  } else if (unclear.empty()) {
    link(LinkStatus::inferred, held.threat->caller ? held.threat->caller->spans : std::vector<Passage>());
  }
  if (!unclear.empty()) link(LinkStatus::unclear, unclear);
  return outlet;
}

std::vector<Link> contradictions(const Incident& incident) {
  constexpr std::size_t kMost = 100;  // pairs of one incident
  std::vector<Link> out;
  for (std::size_t i = 0; i < incident.figures.size() && out.size() < kMost; ++i) {
    for (std::size_t j = i + 1; j < incident.figures.size() && out.size() < kMost; ++j) {
      const Figure &a = incident.figures[i], &b = incident.figures[j];
      if (a.effect != b.effect || a.category != b.category) continue;
      if ((a.source ? a.source->name : "") == (b.source ? b.source->name : "")) continue;  // a source may revise itself
      const bool apart = (a.max && b.min && *a.max < *b.min) || (b.max && a.min && *b.max < *a.min);
      if (apart) out.push_back(made_link(a.id, b.id, LinkRelation::contradicts, LinkStatus::inferred, {a.span, b.span}));
    }
  }
  return out;
}

std::vector<Link> denials(const Case& c, const Findings& f) {
  std::vector<Link> out;
  for (const Claim& claim : f.claims) {
    if (claim.status != ClaimStatus::denied) continue;
    const auto it = std::find_if(f.incidents.begin(), f.incidents.end(), [&](const Incident& i) {
      return i.actor && claim.holder && text::name_key(i.actor->name) == text::name_key(claim.holder->name);
    });
    const Id incident = it != f.incidents.end() ? it->id : f.documents.front().main_incident;
    if (const auto merged = c.incidents.merged_into.find(incident); merged != c.incidents.merged_into.end())
      out.push_back(made_link(claim.id, merged->second, LinkRelation::contradicts, LinkStatus::stated,
                              {claim.status_span ? *claim.status_span : claim.span}));
  }
  return out;
}

}  // namespace tocsin::link
