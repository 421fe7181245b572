// SPDX-License-Identifier: Apache-2.0
#include "engine/alerting.h"

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"
#include "engine/quoting.h"
#include "link/link.h"
#include "link/reviews.h"
#include "store/log.h"

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

// A family of one, as scan has it.
Family alone(const Document& d) { return {content_id("fam", {d.id}), d.id, {{d.id, Relation::first, {}, 1, {}}}, {}, {}, {}}; }

}  // namespace

Status Alerting::open() {
  const Result<std::vector<Alert>> alerts = engine_.store.alerts();
  if (!alerts.ok()) return alerts.status();
  for (const Alert& a : *alerts) {
    told_[a.id] = a.score;
    if (!a.family.empty()) families_.insert(a.family);
  }
  Result<std::vector<Document>> documents = engine_.store.documents();
  if (!documents.ok()) return documents.status();
  Result<std::map<Id, Reading>> readings = engine_.store.readings(engine_.reader.name());
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
  Findings found = engine_.recorder.record(d, reading);
  fresh_.statements.insert(fresh_.statements.end(), found.statements.begin(), found.statements.end());
  fresh_.claims.insert(fresh_.claims.end(), found.claims.begin(), found.claims.end());
  if (!tells(found)) return;
  readings_[d.id] = std::move(reading);
  telling_[d.id] = std::move(found);
  changed_ = true;
}

void Alerting::family_changed(const Id& family) { changed_ = changed_ || families_.contains(family); }

// The families of messages that tell, and those alone with a threat. `stored`: by member, what the store calls its family.
Result<std::vector<Family>> Alerting::families(std::map<Id, Id>& stored) {
  std::vector<Family> out;
  std::set<Id> seen;
  for (const auto& [id, found] : telling_) {
    const Document& d = found.documents.front();
    if (d.kind != DocumentKind::message) continue;
    const Result<Id> family = ledger_.family(id);
    if (!family.ok()) return family.status();
    if (family->empty()) {
      out.push_back(alone(d));
      stored[id] = out.back().id;
    } else if (seen.insert(*family).second) {
      Result<std::vector<Member>> members = ledger_.members(*family);
      if (!members.ok()) return members.status();
      for (const Member& m : *members) stored[m.document] = *family;
      out.push_back({*family, members->front().document, std::move(*members), {}, {}, {}});
      if (const Status s = hold_members(out.back().members); !s.ok()) return s;
    }
  }
  return out;
}

Status Alerting::hold_members(const std::vector<Member>& members) {
  for (const Member& m : members) {
    if (telling_.contains(m.document) || others_.contains(m.document)) continue;
    Result<std::optional<Document>> d = ledger_.message(m.document);
    if (!d.ok()) return d.status();
    if (!*d) return Status(Code::store, m.document + ": is in a family, and not in the store; run tocsin check");
    others_[m.document].documents.push_back(std::move(**d));
  }
  return Status();
}

Status Alerting::link(const std::function<std::int64_t()>& now, std::vector<AlertChange>& changes) {
  const std::int64_t began = now();
  std::map<Id, Id> stored;
  Result<std::vector<Family>> families = this->families(stored);
  if (!families.ok()) return families.status();
  link::Input input;
  for (const auto* part : {&telling_, &others_})
    for (const auto& [id, found] : *part) input.documents.push_back(found);
  std::vector<trace::Entry> messages, articles;
  std::vector<const Document*> telling;
  for (const auto& [id, found] : telling_) {
    const Document& d = found.documents.front();
    telling.push_back(&d);
    (d.kind == DocumentKind::message ? messages : articles).push_back(entry(d));
  }
  input.readings = readings_;
  input.families = std::move(*families);
  input.quotations = quotations(messages, telling, readings_);
  input.wires = trace::trace(articles);
  Result<std::vector<RegisterLine>> listed = engine_.store.register_lines();
  if (!listed.ok()) return listed.status();
  input.listed = std::move(*listed);
  input.as_of = engine_.options.as_of.empty() ? latest_ : std::optional<Time>(parse_time(engine_.options.as_of)->time);
  Findings found = link::link(std::move(input));

  // Families keep the names they have in the store, and the alerts with them.
  std::map<Id, Id> names;
  for (const Family& f : found.families) names[f.id] = stored.at(f.first);
  const auto named = [&](Id& id) {
    if (const auto at = names.find(id); at != names.end()) id = at->second;
  };
  families_.clear();
  for (Alert& a : found.alerts) {
    if (a.family.empty()) continue;
    named(a.family);
    a.id = content_id("alr", {a.family});
    families_.insert(a.family);
  }
  for (Link& l : found.links) named(l.from), named(l.to);
  for (const Family& f : found.families) {
    if (f.members.size() > 1 || !families_.contains(names.at(f.id))) continue;
    const Result<Id> kept = ledger_.family(f.first);
    if (!kept.ok()) return kept.status();
    if (!kept->empty()) continue;
    if (const Status s = ledger_.put(names.at(f.id), f.members.front()); !s.ok()) return s;
  }
  found.statements = std::move(fresh_.statements);
  found.claims = std::move(fresh_.claims);
  fresh_ = {};
  Status s = engine_.store.relink(found, format_time(Time(std::chrono::seconds(began / 1000))));
  if (s.ok()) s = compare(found, changes);
  changed_ = false;
  next_ = now() + kShare * (now() - began);
  return s;
}

Status Alerting::compare(const Findings& found, std::vector<AlertChange>& changes) {
  std::map<Id, const Threat*> threats;
  for (const Threat& t : found.threats) threats[t.id] = &t;
  std::map<Id, double> now;
  for (const Alert& a : found.alerts) {
    const auto before = told_.find(a.id);
    const auto threat = threats.find(a.threat);
    if (threat == threats.end()) continue;
    const bool fresh = before == told_.end(), raised = !fresh && a.score >= before->second + kRaised;
    now[a.id] = fresh || raised ? a.score : before->second;
    if (!fresh && !raised) continue;
    const Id& document = threat->second->document;
    changes.push_back({fresh ? AlertChange::Kind::started : AlertChange::Kind::raised, a, fresh ? 0 : before->second, *threat->second,
                       telling_.at(document).documents.front(), words_of(*threat->second, readings_.at(document))});
  }
  for (const auto& [id, score] : told_)
    if (!now.contains(id)) {
      AlertChange& gone = changes.emplace_back();
      gone.kind = AlertChange::Kind::withdrawn;
      gone.alert.id = id;
      gone.was = score;
    }
  told_ = std::move(now);
  return Status();
}

}  // namespace tocsin
