// SPDX-License-Identifier: Apache-2.0
#include "engine/alerting.h"

#include <algorithm>
#include <utility>

#include "core/clock.h"
#include "core/hash.h"
#include "link/reviews.h"
#include "store/log.h"
#include "trace/trace.h"

namespace tocsin {
namespace {

constexpr double kRaised = 5;        // points that make an alert worth telling again
constexpr std::int64_t kShare = 4;   // rests so many times as long as it linked

bool tells(const Findings& f) {
  return f.documents.front().kind == DocumentKind::article || !f.threats.empty() || !f.incidents.empty() || !f.outlets.empty();
}

// The sentences that the threat was read from.
Span words_of(const Threat& threat, const Reading& reading) {
  const ThreatReading* best = nullptr;
  for (const ThreatReading& t : reading.threats)
    if (t.force == threat.force && t.stance == threat.stance && (best == nullptr || t.score > best->score)) best = &t;
  return best ? best->span : Span{};
}

}  // namespace

Status Alerting::open() {
  ledger_.take_touched();  // all of them are looked at
  const Result<std::vector<Alert>> alerts = engine_.store.alerts();
  if (!alerts.ok()) return alerts.status();
  for (const Alert& a : *alerts) told_[a.id] = a.score;
  Result<std::vector<Document>> documents = engine_.store.documents();
  if (!documents.ok()) return documents.status();
  Result<std::map<Id, Reading>> readings = engine_.store.readings(engine_.reader->name());
  if (!readings.ok()) return readings.status();
  Result<std::vector<Decision>> decisions = store::Log(engine_.store).decisions();
  if (!decisions.ok()) return decisions.status();
  decisions_ = std::move(*decisions);
  for (const Document& d : *documents)
    if (std::any_of(decisions_.begin(), decisions_.end(), [&](const Decision& x) { return x.kind == DecisionKind::correct && x.document == d.id; }))
      corrected_.push_back(d);
  for (const Document& d : *documents)
    if (const auto reading = readings->find(d.id); reading != readings->end()) take(d, reading->second);
  return Status();
}

void Alerting::put_right(const Document& d, Reading& reading) const {
  if (std::none_of(corrected_.begin(), corrected_.end(), [&](const Document& c) { return c.text == d.text; })) return;
  std::vector<Document> documents = corrected_;
  if (std::none_of(corrected_.begin(), corrected_.end(), [&](const Document& c) { return c.id == d.id; })) documents.push_back(d);
  std::map<Id, Reading> readings{{d.id, std::move(reading)}};
  link::correct(readings, documents, decisions_);
  reading = std::move(readings.at(d.id));
}

void Alerting::take(const Document& d, Reading reading) {
  put_right(d, reading);
  latest_ = std::max(latest_, d.published);
  Findings found = engine_.recorder->record(d, reading);
  fresh_statements_.insert(fresh_statements_.end(), found.statements.begin(), found.statements.end());
  fresh_claims_.insert(fresh_claims_.end(), found.claims.begin(), found.claims.end());
  if (!tells(found) || !telling_.insert(d.id).second) return;
  linker_.add(std::move(found), std::move(reading));
  const Document& held = linker_.document(d.id);
  quoting_.take(held, *linker_.reading(d.id));
  if (held.kind == DocumentKind::article) articles_.push_back(&held);
  else fresh_.push_back(d.id);
  changed_ = true;
}

void Alerting::families_moved() {
  moved_.merge(ledger_.take_touched());
  changed_ = changed_ || !moved_.empty();
}

// The families of messages that tell, and those alone with a threat, as far as they are not known to be as they were.
Status Alerting::bring_families() {
  for (const Id& id : std::exchange(fresh_, {})) {
    const Result<Id> family = ledger_.family(id);
    if (!family.ok()) return family.status();
    if (!family->empty()) {
      moved_.insert(*family);
    } else if (linker_.reading(id)->is_alert) {
      const Id name = content_id("fam", {id});  // as scan has it
      family_of_[id] = name;
      alone_[name] = id;
      linker_.set_family(name, {{id, Relation::first, {}, 1, {}}});
    }
  }
  while (!moved_.empty()) {
    const Id name = *moved_.begin();
    moved_.erase(moved_.begin());
    if (const Status s = bring_family(name); !s.ok()) return s;
  }
  return Status();
}

Status Alerting::bring_family(const Id& name) {
  Result<std::vector<Member>> members = ledger_.members(name);
  if (!members.ok()) return members.status();
  const auto alone = alone_.find(name);
  if (members->empty() && alone != alone_.end() && family_of_.at(alone->second) == name) return Status();
  if (alone != alone_.end()) alone_.erase(alone);
  const auto known = [&](const Member& m) { return telling_.contains(m.document) || family_of_.contains(m.document); };
  if (!members->empty() && std::none_of(members->begin(), members->end(), known)) return Status();
  if (const Status s = hold_members(*members); !s.ok()) return s;
  for (const Member& m : *members) {
    Id& family = family_of_[m.document];
    if (!family.empty() && family != name) moved_.insert(family);  // which it has left
    family = name;
  }
  linker_.set_family(name, std::move(*members));
  return Status();
}

Status Alerting::hold_members(const std::vector<Member>& members) {
  for (const Member& m : members) {
    if (telling_.contains(m.document) || family_of_.contains(m.document)) continue;
    Result<std::optional<Document>> d = ledger_.message(m.document);
    if (!d.ok()) return d.status();
    if (!*d) return Status(Code::store, m.document + ": is in a family, and not in the store; run tocsin check");
    Findings only;
    only.documents.push_back(std::move(**d));
    linker_.add(std::move(only), std::nullopt);
  }
  return Status();
}

// Copies among articles, what quotes what, and the register.
Status Alerting::bring_rest() {
  if (traced_ != articles_.size()) {
    std::vector<trace::Entry> entries;
    for (const Document* d : articles_) entries.push_back(entry(*d));
    linker_.set_wires(trace::trace(entries));
    traced_ = articles_.size();
  }
  for (auto& [id, quotations] : quoting_.found()) linker_.set_quotations(id, std::move(quotations));
  Result<std::vector<RegisterLine>> listed = engine_.store.register_lines();
  if (!listed.ok()) return listed.status();
  linker_.set_listed(std::move(*listed));
  return Status();
}

Status Alerting::link(const std::function<std::int64_t()>& now, std::vector<AlertChange>& changes) {
  const std::int64_t began = now();
  families_moved();
  Status s = bring_families();
  if (s.ok()) s = bring_rest();
  if (!s.ok()) return s;
  linker_.settle(engine_.options.as_of.empty() ? latest_ : std::optional<Time>(parse_time(engine_.options.as_of)->time));
  link::Changes changed = linker_.take_changes();
  if (!linked_)  // the store may hold others
    for (const auto& [id, score] : told_)
      if (!changed.held.contains(id)) changed.alerts_gone.push_back(id);
  changed.now.statements = std::exchange(fresh_statements_, {});
  changed.now.claims = std::exchange(fresh_claims_, {});
  if (s = keep(changed, began); !s.ok()) return s;
  tell(changed, changes);
  changed_ = false;
  if (linked_) next_ = now() + kShare * (now() - began);  // all of it is linked once only
  linked_ = true;
  return s;
}

Status Alerting::keep(const link::Changes& changed, std::int64_t began) {
  for (const Alert& a : changed.now.alerts) {
    const auto alone = alone_.find(a.family);
    if (alone == alone_.end()) continue;
    const Result<Id> kept = ledger_.family(alone->second);
    if (!kept.ok()) return kept.status();
    if (!kept->empty()) continue;
    if (const Status s = ledger_.put(a.family, {alone->second, Relation::first, {}, 1, {}}); !s.ok()) return s;
  }
  const std::string time = format_time(Time(std::chrono::seconds(began / 1000)));
  if (!linked_) return engine_.store.relink(changed.now, time);
  return engine_.store.update(changed.now, {changed.alerts_gone, changed.incidents_gone, changed.outlets_gone, changed.links_gone}, time);
}

void Alerting::tell(const link::Changes& changed, std::vector<AlertChange>& changes) {
  for (const Alert& a : changed.now.alerts) {
    const auto before = told_.find(a.id);
    const bool fresh = before == told_.end(), raised = !fresh && a.score >= before->second + kRaised;
    if (!fresh && !raised) continue;
    const Threat& threat = changed.held.at(a.id);
    changes.push_back({fresh ? AlertChange::Kind::started : AlertChange::Kind::raised, a, fresh ? 0 : before->second, threat,
                       linker_.document(threat.document), words_of(threat, *linker_.reading(threat.document))});
    told_[a.id] = a.score;
  }
  for (const Id& id : changed.alerts_gone) {
    const auto before = told_.find(id);
    if (before == told_.end()) continue;
    AlertChange& gone = changes.emplace_back();
    gone.kind = AlertChange::Kind::withdrawn;
    gone.alert.id = id;
    gone.was = before->second;
    told_.erase(before);
  }
}

}  // namespace tocsin
