// SPDX-License-Identifier: Apache-2.0
#include "link/alerts.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "link/families.h"
#include "link/motives.h"
#include "link/score.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

// A threat that an alert is made of, while it is being made.
struct Draft {
  Held held;
  std::size_t family = std::string::npos;
  std::set<Id> tellers;        // documents that quote, report, deny or condemn it
  std::set<std::string> keys;  // of its caller, targets and places
};

std::set<std::string> slot_keys(const Case& c, const Threat& t) {
  std::set<std::string> out;
  const auto add = [&](std::string_view words) {
    const std::string key = text::name_key(words);
    if (key.front() != '=') out.insert(key);
  };
  if (t.caller) add(t.caller->name);
  for (const auto* list : {&t.targets_chosen, &t.targets_rejected, &t.victims})
    for (const Passage& p : *list) add(c.words(p));
  for (const ThreatPlace& p : t.places) add(p.name);
  return out;
}

// All drafts, found by their family and by the names in their slots.
struct Drafts {
  std::vector<Draft> all;
  std::map<std::size_t, std::size_t> by_family;
  std::map<std::string, std::vector<std::size_t>> by_key;

  void add(Draft draft) {
    if (draft.family != std::string::npos) by_family[draft.family] = all.size();
    for (const std::string& key : draft.keys) by_key[key].push_back(all.size());
    all.push_back(std::move(draft));
  }
};

using QuotationsBy = std::multimap<Id, const Quotation*>;  // by the document that quotes

// The threat of a document that its author stands behind, if there is one: the surest.
const Threat* own_threat(const Findings& f) {
  const Threat* best = nullptr;
  for (const Threat& t : f.threats)
    if (threatening(t.force) && asserted(t.stance) && (!best || t.score > best->score)) best = &t;
  return best;
}

// The threats that families of posts carry: from the earliest post of each that says it most surely.
Drafts posted(const Case& c) {
  Drafts out;
  for (std::size_t i = 0; i < c.families.size(); ++i) {
    Draft draft;
    for (const Member& m : c.families[i].members) {
      const Reading* reading = c.reading(m.document);
      if (reading == nullptr || !reading->is_alert) continue;
      const Threat* threat = own_threat(*c.findings.at(m.document));
      if (threat == nullptr) continue;
      const std::set<std::string> keys = slot_keys(c, *threat);
      draft.keys.insert(keys.begin(), keys.end());
      if (!draft.held.threat) draft.held = {&c.document(m.document), threat};
    }
    if (!draft.held.threat) continue;
    draft.family = i;
    out.add(std::move(draft));
  }
  return out;
}

// Finds the draft a telling is about: what it quotes decides, else two names they share.
std::optional<std::size_t> told_about(const Case& c, const Drafts& drafts, const Id& teller,
                                      const QuotationsBy& quotations, const std::set<std::string>& keys) {
  for (auto [it, end] = quotations.equal_range(teller); it != end; ++it) {
    const auto family = c.family_of.find(it->second->message.document);
    if (family == c.family_of.end()) continue;
    if (const auto draft = drafts.by_family.find(family->second); draft != drafts.by_family.end()) return draft->second;
  }
  std::map<std::size_t, std::size_t> shared;  // draft → names in common
  for (const std::string& key : keys)
    if (const auto it = drafts.by_key.find(key); it != drafts.by_key.end())
      for (const std::size_t i : it->second) ++shared[i];
  std::optional<std::size_t> best;
  std::size_t most = 1;
  for (const auto& [i, n] : shared)
    if (n > most) most = n, best = i;
  return best;
}

bool tells_of_one(const Threat& t) {
  return threatening(t.force) && t.stance != Stance::own && t.stance != Stance::forwarded && t.stance != Stance::unserious;
}

// A report of a threat that no post is held of warns only when it is told surely, and says who threatens what.
constexpr double kToldSurely = 0.4;

bool warns_by_itself(const Document& d, const Threat& t) {
  return d.kind == DocumentKind::article && t.stance != Stance::negated && t.stance != Stance::opposed &&
         t.score >= kToldSurely && t.caller && !(t.targets_chosen.empty() && t.victims.empty());
}

// Everything that tells of a threat joins its draft; a report of one that no post holds makes a draft of its own.
void attach_tellers(Case& c, Drafts& drafts, const std::vector<Quotation>& quotations) {
  QuotationsBy by_teller;
  for (const Quotation& q : quotations) by_teller.emplace(q.article.document, &q);
  for (const Findings* f : c.by_time) {
    const Document& d = f->documents.front();
    if (c.family_of.contains(d.id) || (f->threats.empty() && !by_teller.contains(d.id))) continue;
    std::set<std::string> keys;
    const Threat* told = nullptr;
    for (const Threat& t : f->threats) {
      if (!tells_of_one(t)) continue;
      if (!told || t.score > told->score) told = &t;
      const std::set<std::string> more = slot_keys(c, t);
      keys.insert(more.begin(), more.end());
    }
    if (const std::optional<std::size_t> about = told_about(c, drafts, d.id, by_teller, keys)) {
      Draft& draft = drafts.all[*about];
      draft.tellers.insert(d.id);
      if (told && draft.family != std::string::npos)
        c.add_link(d.id, c.families[draft.family].id, LinkRelation::quotes, LinkStatus::inferred,
                   told->act ? std::vector<Passage>{*told->act} : std::vector<Passage>());
    } else if (told && warns_by_itself(d, *told)) {
      drafts.add({{&d, told}, std::string::npos, {d.id}, keys});
    }
  }
}

void link_quotations(Case& c, const std::vector<Quotation>& quotations) {
  for (const Quotation& q : quotations)
    c.add_link(q.article.document, q.message.document, LinkRelation::quotes, LinkStatus::stated,
               {q.article, q.message});
}

Alert finished(Case& c, const Draft& draft) {
  Alert alert;
  const Family* family = draft.family == std::string::npos ? nullptr : &c.families[draft.family];
  alert.threat = draft.held.threat->id;
  alert.family = family ? family->id : Id();
  alert.id = content_id("alr", {family ? family->id : draft.held.threat->id});

  std::vector<Id> articles;
  std::copy_if(draft.tellers.begin(), draft.tellers.end(), std::back_inserter(articles),
               [&](const Id& id) { return c.document(id).kind == DocumentKind::article; });
  alert.incidents = link_motives(c, draft.held, articles);
  alert.outlet = family ? link_issuer(c, draft.held, articles) : Id();

  std::set<Id> around(draft.tellers);  // documents whose words belong to this alert
  if (family)
    for (const Member& m : family->members) around.insert(m.document);
  std::set<Id> points = {alert.threat, alert.family, alert.outlet};
  points.insert(around.begin(), around.end());
  for (const Id& id : alert.incidents) {
    const Incident& incident = c.incidents.incidents[c.incident_at.at(id)];
    points.insert(incident.id);
    for (const Figure& f : incident.figures) points.insert(f.id);
    for (const Passage& p : incident.spans)
      if (c.document(p.document).kind == DocumentKind::article) around.insert(p.document);
  }
  const Outlet* outlet = c.outlet(alert.outlet);
  for (const Id& id : around) {
    for (const Statement& s : c.findings.at(id)->statements) alert.statements.push_back(s.id);
    for (const Claim& claim : c.findings.at(id)->claims) alert.claims.push_back(claim.id);
  }
  if (outlet)
    alert.statements.insert(alert.statements.end(), outlet->vouched_by.begin(), outlet->vouched_by.end());
  points.insert(alert.claims.begin(), alert.claims.end());

  points.erase(Id());
  std::optional<LinkStatus> issuer, motive;
  for (const std::size_t i : Case::at(c.links_from, alert.threat)) {
    const Link& l = c.links[i];
    if (l.relation == LinkRelation::issued_by) issuer = issuer ? std::max(*issuer, l.status) : l.status;
    if (l.relation == LinkRelation::cites_as_motive) motive = motive ? std::min(*motive, l.status) : l.status;
  }
  for (const Id& point : points) {
    for (const std::size_t i : Case::at(c.tellings_of, point)) alert.links.push_back(c.links[i].id);
    for (const std::size_t i : Case::at(c.links_from, point))
      if (points.contains(c.links[i].to)) alert.links.push_back(c.links[i].id);
  }
  for (auto* list : {&alert.incidents, &alert.statements, &alert.claims, &alert.links}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  alert.parts = score_parts(
      c, {draft.held.threat, family, outlet, issuer, motive, articles});
  alert.score = total(alert.parts);
  return alert;
}

}  // namespace

std::vector<Alert> make_alerts(Case& c, const std::vector<Quotation>& quotations) {
  Drafts drafts = posted(c);
  link_quotations(c, quotations);
  attach_tellers(c, drafts, quotations);
  link_contradictions(c);
  std::vector<Alert> out;
  for (const Draft& draft : drafts.all) out.push_back(finished(c, draft));
  std::sort(out.begin(), out.end(),
            [](const Alert& a, const Alert& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
  return out;
}

}  // namespace tocsin::link
