// SPDX-License-Identifier: Apache-2.0
#include "brief/index.h"

#include <algorithm>

namespace tocsin::brief {
namespace {

template <class T, class Map>
void by_id(const std::vector<T>& records, Map& map) {
  map.reserve(records.size());
  for (const T& r : records) map.emplace(r.id, &r);
}

// Every document that records cite, as they are gathered.
class Cited {
 public:
  void add(const Id& document) {
    if (!document.empty()) ids_.insert(document);
  }
  void add(const Passage& p) { add(p.document); }
  void add(const std::optional<Passage>& p) {
    if (p) add(p->document);
  }
  void add(const std::optional<Name>& n) {
    if (n) add(n->spans);
  }
  void add(const std::vector<Passage>& list) {
    for (const Passage& p : list) add(p);
  }
  void add(const Threat& t) {
    add(t.document), add(t.reported_by), add(t.caller), add(t.addressee), add(t.act);
    for (const auto* list : {&t.victims, &t.targets_chosen, &t.targets_rejected, &t.time, &t.means, &t.motive, &t.condition})
      add(*list);
    for (const ThreatPlace& p : t.places) add(p.span);
  }
  void add(const Incident& i) {
    add(i.actor), add(i.spans);
    for (const Figure& f : i.figures) add(f.source), add(f.span);
  }
  void add(const Statement& s) { add(s.source), add(s.told_to), add(s.cue), add(s.content), add(s.span); }
  void add(const Claim& c) { add(c.holder), add(c.status_span), add(c.span); }
  void add(const Outlet& o) { add(o.spans); }
  void add(const Link& l) { add(l.from), add(l.to), add(l.spans); }
  void add(const Family& f) {
    for (const Member& m : f.members) add(m.document), add(m.spans);
  }
  void add(const Alert& a) {
    for (const ScorePart& p : a.parts) add(p.spans);
  }
  template <class Record>
  void all(const std::vector<Record>& records) {
    for (const Record& r : records) add(r);
  }

  std::set<Id> take() { return std::move(ids_); }

 private:
  std::set<Id> ids_;
};

}  // namespace

Index::Index(const Findings& findings) : findings_(findings) {
  by_id(findings.documents, documents_);
  by_id(findings.families, families_);
  by_id(findings.alerts, alerts_);
  by_id(findings.threats, threats_);
  by_id(findings.incidents, incidents_);
  by_id(findings.statements, statements_);
  by_id(findings.claims, claims_);
  by_id(findings.outlets, outlets_);
  by_id(findings.links, links_);
  for (const Incident& i : findings.incidents)
    for (const Figure& f : i.figures) figures_.emplace(f.id, &f), figure_incidents_.emplace(f.id, &i);
  for (const Threat& t : findings.threats) threats_in_[t.document].push_back(&t);
  for (const Oddity& o : findings.oddities) oddities_of_[o.file].push_back(&o);
}

Findings Index::scope(const Alert& alert) const {
  Findings out;
  out.alerts.push_back(alert);
  std::set<Id> threats{alert.threat}, statements(alert.statements.begin(), alert.statements.end());
  std::set<Id> incidents(alert.incidents.begin(), alert.incidents.end()), claims(alert.claims.begin(), alert.claims.end());
  std::set<Id> outlets{alert.outlet};

  if (const Threat* t = threat(alert.threat)) outlets.insert(t->outlet);
  if (const Family* f = family(alert.family)) {
    out.families.push_back(*f);
    for (const Member& m : f->members)
      for (const Threat* t : threats_in(m.document)) threats.insert(t->id);
  }
  for (const Id& id : alert.links) {
    const Link* l = link(id);
    if (!l) continue;
    out.links.push_back(*l);
    for (const Id& end : {l->from, l->to}) {
      if (document(end))
        for (const Threat* t : threats_in(end)) threats.insert(t->id);
      if (threat(end)) threats.insert(end);
      if (incident(end)) incidents.insert(end);
      if (const Incident* i = incident_of_figure(end)) incidents.insert(i->id);
      if (statement(end)) statements.insert(end);
      if (claim(end)) claims.insert(end);
      if (outlet(end)) outlets.insert(end);
    }
  }
  for (const Id& id : outlets) {
    const Outlet* o = outlet(id);
    if (!o) continue;
    out.outlets.push_back(*o);
    statements.insert(o->vouched_by.begin(), o->vouched_by.end());
  }
  const auto gather = [&](const std::set<Id>& ids, const auto& get, auto& into) {
    for (const Id& id : ids)
      if (const auto* record = get(id)) into.push_back(*record);
  };
  gather(threats, [&](const Id& id) { return threat(id); }, out.threats);
  gather(incidents, [&](const Id& id) { return incident(id); }, out.incidents);
  gather(statements, [&](const Id& id) { return statement(id); }, out.statements);
  gather(claims, [&](const Id& id) { return claim(id); }, out.claims);

  std::set<std::string> files;
  for (const Id& id : cited_documents(out)) {
    const Document* d = document(id);
    if (!d) continue;
    out.documents.push_back(*d);
    files.insert(d->file);
  }
  std::sort(out.documents.begin(), out.documents.end(), [](const Document& a, const Document& b) {
    if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
    return a.published != b.published ? a.published < b.published : a.id < b.id;
  });
  for (const std::string& file : files)
    for (const Oddity* o : oddities_of(file)) out.oddities.push_back(*o);
  std::sort(out.links.begin(), out.links.end(), [](const Link& a, const Link& b) { return a.id < b.id; });
  return out;
}

std::set<Id> cited_documents(const Findings& f) {
  Cited out;
  out.all(f.alerts), out.all(f.families), out.all(f.threats), out.all(f.incidents), out.all(f.statements), out.all(f.claims), out.all(f.outlets), out.all(f.links);
  return out.take();
}

}  // namespace tocsin::brief
