// SPDX-License-Identifier: Apache-2.0
#include "engine/case_file.h"

#include <algorithm>
#include <iterator>

#include "brief/index.h"
#include "store/log.h"

namespace tocsin {
namespace {

// Fills findings step by step; what went wrong first is kept.
class Gathering {
 public:
  explicit Gathering(const store::Store& s) : store(s), lookup(s) {}

  template <class Record>
  void take(Result<std::vector<Record>> more, std::vector<Record>& into) {
    if (!more.ok()) {
      if (status.ok()) status = more.status();
      return;
    }
    const bool first = into.empty();
    into.insert(into.end(), std::move_iterator(more->begin()), std::move_iterator(more->end()));
    if (first) return;
    if constexpr (!std::is_same_v<Record, Oddity>) {
      std::stable_sort(into.begin(), into.end(), [](const Record& a, const Record& b) { return a.id < b.id; });
      into.erase(std::unique(into.begin(), into.end(), [](const Record& a, const Record& b) { return a.id == b.id; }), into.end());
    }
  }
  template <class Record>
  void some(const std::set<Id>& ids, std::vector<Record>& into) {
    take(lookup.some<Record>(ids), into);
  }
  template <class T>
  bool set(Result<T> value, T& into) {
    if (value.ok()) into = std::move(*value);
    else if (status.ok()) status = value.status();
    return status.ok();
  }

  // What alerts point to, and what that points to.
  void follow();
  void documents_cited();
  // Threats and families of the alerts that somebody decided of.
  void what_decisions_need();
  Result<Findings> done() {
    if (!status.ok()) return status;
    return std::move(f);
  }

  const store::Store& store;
  store::Lookup lookup;
  Findings f;
  std::set<Id> further;  // documents, whether they are cited or not
  Status status;
};

void Gathering::follow() {
  std::set<Id> threats, families, outlets, incidents, spoken, claims, links;
  for (const Alert& a : f.alerts) {
    threats.insert(a.threat), families.insert(a.family), outlets.insert(a.outlet);
    incidents.insert(a.incidents.begin(), a.incidents.end());
    spoken.insert(a.statements.begin(), a.statements.end());
    claims.insert(a.claims.begin(), a.claims.end());
    links.insert(a.links.begin(), a.links.end());
  }
  some(threats, f.threats), some(families, f.families), some(links, f.links);
  for (const Threat& t : f.threats) outlets.insert(t.outlet), further.insert(t.document);
  std::set<Id> speakers, ends;  // documents whose threats are told; whatever links tie
  for (const Family& family : f.families)
    for (const Member& m : family.members) speakers.insert(m.document);
  for (const Link& l : f.links)
    for (const Id& end : {l.from, l.to})
      if (!speakers.contains(end) && !threats.contains(end) && !families.contains(end)) ends.insert(end);
  speakers.insert(ends.begin(), ends.end());
  for (auto* ids : {&outlets, &incidents, &claims}) ids->insert(ends.begin(), ends.end());
  some(incidents, f.incidents), some(claims, f.claims), some(outlets, f.outlets);
  some(ends, f.threats);
  std::vector<Family> others;
  some(ends, others);
  for (const Family& family : others) further.insert(family.first);
  f.families.insert(f.families.end(), others.begin(), others.end());
  take(lookup.threats_in(speakers), f.threats);
  spoken.insert(ends.begin(), ends.end());
  for (const Outlet& o : f.outlets) spoken.insert(o.vouched_by.begin(), o.vouched_by.end());
  some(spoken, f.statements);
}

void Gathering::documents_cited() {
  further.merge(brief::cited_documents(f));
  set(lookup.some<Document>(further), f.documents);
}

void Gathering::what_decisions_need() {
  std::vector<Decision> decisions;
  if (!set(store::Log(store).decisions(), decisions)) return;
  std::set<Id> documents, threats, families;
  for (const Decision& d : decisions) documents.insert(d.document);
  std::vector<Alert> decided;
  set(lookup.alerts_about(documents), decided);
  for (const Alert& a : decided) threats.insert(a.threat), families.insert(a.family);
  some(threats, f.threats), some(families, f.families);
}

}  // namespace

Result<Findings> case_of(const store::Store& store, const Alert& alert, brief::Context& context) {
  Gathering g(store);
  g.f.alerts = {alert};
  g.follow();
  g.documents_cited();
  std::set<std::string> files;
  for (const Document& d : g.f.documents) files.insert(d.file);
  g.take(g.lookup.oddities(files), g.f.oddities);
  store::Lookup::Rank rank;
  if (!g.set(g.lookup.rank(alert), rank) || !g.set(g.lookup.latest(), context.as_of)) return g.status;
  context.alerts_above = rank.above;
  context.alerts_below = rank.below;
  if (rank.next) g.f.alerts.push_back(std::move(*rank.next)), --context.alerts_below;
  return g.done();
}

Result<Findings> family_of(const store::Store& store, const Id& family) {
  Gathering g(store);
  g.some({family}, g.f.families);
  g.documents_cited();
  return g.done();
}

Result<Findings> record_of(const store::Store& store, const Id& id) {
  Gathering g(store);
  g.further = {id};
  g.some({id}, g.f.families), g.some({id}, g.f.alerts), g.some({id}, g.f.threats), g.some({id}, g.f.incidents), g.some({id}, g.f.statements);
  g.some({id}, g.f.claims), g.some({id}, g.f.outlets), g.some({id}, g.f.links);
  g.documents_cited();
  return g.done();
}

Result<Findings> list_of(const store::Store& store, std::string_view list, bool cites) {
  Gathering g(store);
  if (list == "incidents") g.take(g.lookup.all<Incident>(), g.f.incidents);
  if (list == "statements") g.take(g.lookup.all<Statement>(), g.f.statements);
  if (list == "outlets") g.take(g.lookup.all<Outlet>(), g.f.outlets);
  if (list == "oddities") g.take(store.oddities(), g.f.oddities);
  if (cites) g.documents_cited();
  return g.done();
}

Result<Findings> alerts_of(const store::Store& store, AlertsFor what, brief::Context& context) {
  Gathering g(store);
  if (!g.set(g.lookup.all<Alert>(), g.f.alerts)) return g.status;
  if (what == AlertsFor::records) {
    g.documents_cited();
    g.what_decisions_need();
    return g.done();
  }
  // All of them point to nearly all there is but documents and statements.
  g.take(g.lookup.all<Family>(), g.f.families), g.take(g.lookup.all<Threat>(), g.f.threats), g.take(g.lookup.all<Incident>(), g.f.incidents);
  g.take(g.lookup.all<Claim>(), g.f.claims), g.take(g.lookup.all<Outlet>(), g.f.outlets), g.take(g.lookup.all<Link>(), g.f.links);
  g.documents_cited();
  g.set(g.lookup.latest(), context.as_of);
  if (what == AlertsFor::summary) {
    g.take(store.oddities(), g.f.oddities);
    store::Lookup::Counts counts;
    if (g.set(g.lookup.counts(), counts)) context.read = {counts.messages, counts.articles};
  }
  return g.done();
}

}  // namespace tocsin
