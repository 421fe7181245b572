// SPDX-License-Identifier: Apache-2.0
#include "record/threats.h"

#include <algorithm>
#include <string>

#include "core/hash.h"
#include "core/names.h"
#include "record/names.h"
#include "record/places.h"

namespace tocsin::record {
namespace {

std::vector<Passage> passages(const Id& document, const std::vector<Span>& spans) {
  std::vector<Passage> out;
  for (const Span& s : spans) out.push_back({document, s});
  return out;
}

class Places {
 public:
  Places(const Document& document, const Reading& reading, const Gazetteer* gazetteer)
      : document_(document), reading_(reading), gazetteer_(gazetteer) {
    for (const Mention& m : reading.mentions)
      if (m.kind == MentionKind::place) mentions_.push_back(&m);
    std::sort(mentions_.begin(), mentions_.end(), [](const Mention* a, const Mention* b) { return a->span < b->span; });
  }

  // The places named in a slot; a slot without any is a named place itself when `whole`.
  void add(Span slot, bool whole, std::vector<ThreatPlace>& out) const {
    bool found = false;
    auto it = std::lower_bound(mentions_.begin(), mentions_.end(), slot.begin, [](const Mention* m, std::uint32_t b) { return m->span.end <= b; });
    for (; it != mentions_.end() && (*it)->span.begin < slot.end; ++it) {
      found = true;
      const Mention& m = **it;
      ThreatPlace p{{document_.id, m.span}, 0, "", std::string(slice(document_.text, m.span)), {}, {}};
      if (m.place) {
        p.geonameid = m.place->geonameid;
        p.country = m.place->country;
        p.name = m.place->name;
        p.lat = m.place->lat;
        p.lon = m.place->lon;
      } else {
        const Place named = place_of(document_, reading_, m.span, gazetteer_);
        p.geonameid = named.geonameid;
        p.country = named.country;
        p.lat = named.lat;
        p.lon = named.lon;
        if (!named.name.empty()) p.name = named.name;
      }
      keep(std::move(p), out);
    }
    if (!found && whole) keep({{document_.id, slot}, 0, "", std::string(slice(document_.text, slot)), {}, {}}, out);
  }

 private:
  static void keep(ThreatPlace p, std::vector<ThreatPlace>& out) {
    if (std::find(out.begin(), out.end(), p) == out.end()) out.push_back(std::move(p));
  }

  const Document& document_;
  const Reading& reading_;
  const Gazetteer* gazetteer_;
  std::vector<const Mention*> mentions_;
};

// What the first time inside `span` resolves to; an empty value where none does.
TimeValue value_of(const Reading& reading, Span span) {
  for (const Mention& m : reading.mentions)
    if (m.kind == MentionKind::time && m.time && overlap(m.span, span)) return *m.time;
  return {};
}

}  // namespace

std::vector<Threat> record_threats(const Document& document, const Reading& reading, const Gazetteer* gazetteer) {
  if (reading.threats.empty()) return {};
  const Names names(document, reading);
  const Places places(document, reading, gazetteer);
  std::vector<Threat> out;
  for (const ThreatReading& r : reading.threats) {
    Threat t;
    t.id = content_id("thr", {document.id, std::to_string(r.span.begin), std::to_string(r.span.end), to_string(r.force), to_string(r.stance),
                              r.act ? std::to_string(r.act->begin) : ""});
    t.force = r.force;
    t.stance = r.stance;
    t.score = r.score;
    if (r.caller) t.caller = names.resolve(*r.caller);
    if (r.addressee) t.addressee = names.resolve(*r.addressee);
    if (r.act) t.act = Passage{document.id, *r.act};
    t.victims = passages(document.id, r.victims);
    t.targets_chosen = passages(document.id, r.targets_chosen);
    t.targets_rejected = passages(document.id, r.targets_rejected);
    t.time = passages(document.id, r.time);
    for (const Span& span : r.time) t.times.push_back(value_of(reading, span));
    t.means = passages(document.id, r.means);
    t.motive = passages(document.id, r.motive);
    t.condition = passages(document.id, r.condition);
    for (const Span& s : r.places) places.add(s, true, t.places);
    if (t.places.empty())
      for (const Span& s : r.targets_chosen) places.add(s, false, t.places);
    t.document = document.id;
    if (document.kind == DocumentKind::article) {
      t.reported_by = document.id;
    } else if (document.published) {
      t.posted = Interval{document.published, document.published, Precision::second};
    }
    out.push_back(std::move(t));
  }
  return out;
}

}  // namespace tocsin::record
