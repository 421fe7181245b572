// SPDX-License-Identifier: Apache-2.0
// What a rule looks at in an alert, and when it fires.
#include <algorithm>

#include "core/hash.h"
#include "deliver/kinds.h"
#include "deliver/rules.h"

namespace tocsin::deliver {
namespace {

bool changes_the_case(DecisionKind kind) {
  return kind == DecisionKind::merge || kind == DecisionKind::split || kind == DecisionKind::correct;
}

bool met(const std::set<std::string>& wanted, const std::set<std::string>& there) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& w) { return there.contains(w); });
}

}  // namespace

CaseBook::CaseBook(const Findings& f) {
  for (const Document& d : f.documents) documents_[d.id] = &d;
  for (const Family& family : f.families) families_[family.id] = &family;
  for (const Outlet& o : f.outlets) outlets_[o.id] = &o;
  for (const Threat& t : f.threats) threats_[t.id] = &t, threats_in_.emplace(t.document, &t);
}

Facts CaseBook::facts(const Alert& alert) const {
  Facts out;
  out.alert = alert.id, out.score = alert.score, out.state = alert.review.empty() ? "draft" : alert.review;
  for (const Decision& d : alert.decisions)
    if (changes_the_case(d.kind)) out.since = std::max(out.since, d.entry);
  const auto named = [&](const Id& outlet) {
    const auto it = outlets_.find(outlet);
    if (it == outlets_.end()) return;
    out.outlets.insert(folded(it->second->name));
    for (const std::string& alias : it->second->aliases) out.outlets.insert(folded(alias));
  };
  const auto words = [&](const std::vector<Passage>& passages) {
    for (const Passage& p : passages)
      if (const auto d = documents_.find(p.document); d != documents_.end() && p.span.end <= d->second->text.size())
        out.kinds.merge(kinds_in(slice(d->second->text, p.span)));
  };
  const auto told = [&](const Threat& t) {
    for (const ThreatPlace& p : t.places)
      if (!p.country.empty()) out.countries.insert(p.country);
    words(t.targets_chosen), words(t.victims);
    named(t.outlet);
  };
  const auto held = [&](const Id& id) {
    const auto d = documents_.find(id);
    if (d == documents_.end() || std::find(out.documents.begin(), out.documents.end(), id) != out.documents.end()) return;
    out.documents.push_back(id);
    out.languages.insert(d->second->lang);
    for (const std::string& name : {d->second->channel, d->second->outlet})
      if (!name.empty()) out.outlets.insert(folded(name));
  };
  named(alert.outlet);
  if (const auto t = threats_.find(alert.threat); t != threats_.end()) told(*t->second), held(t->second->document);
  if (const auto family = families_.find(alert.family); family != families_.end())
    for (const Member& m : family->second->members) {
      held(m.document);
      const auto d = documents_.find(m.document);
      out.posts.push_back(d == documents_.end() ? std::nullopt : d->second->published);
      for (auto [it, end] = threats_in_.equal_range(m.document); it != end; ++it)
        if (threatening(it->second->force) && asserted(it->second->stance)) told(*it->second);
    }
  return out;
}

bool matches(const Prepared& p, const Facts& f) {
  return f.score >= p.rule->min_score && met(p.regions, f.countries) && met(p.languages, f.languages) && met(p.targets, f.kinds) &&
         met(p.outlets, f.outlets);
}

bool fires(const Prepared& p, const Facts& f, const std::vector<Fired>& before) {
  if (!p.states.contains(f.state) || !matches(p, f)) return false;
  std::size_t seen = 0;
  bool told = false;
  for (const Fired& b : before)
    if (b.state == f.state && b.since >= f.since) told = true, seen = std::max(seen, b.copies);
  return !told || (p.rule->new_copies > 0 && f.copies() >= seen + p.rule->new_copies);
}

std::vector<Moment> replay(const Prepared& rule, Facts facts, const std::vector<Moment>& history) {
  std::vector<Moment> out;
  std::vector<Fired> before;
  for (const Moment& m : history) {
    facts.score = m.score, facts.state = m.state, facts.since = m.since;
    facts.posts.assign(m.copies + 1, std::nullopt);
    if (!fires(rule, facts, before)) continue;
    before.push_back({m.state, m.since, m.copies});
    out.push_back(m);
  }
  return out;
}

std::string key_of(const Rule& rule, const Receiver& receiver, const Facts& f, std::string_view record) {
  return content_id("dlv", {rule.name, receiver.name, f.alert, record, f.state, std::to_string(f.since), std::to_string(f.copies())});
}

std::string key_of_digest(std::vector<std::string> keys) {
  if (keys.size() == 1) return keys.front();
  std::sort(keys.begin(), keys.end());
  std::string all;
  for (const std::string& key : keys) all += key + "\n";
  return content_id("dlv", {"digest", all});
}

}  // namespace tocsin::deliver
