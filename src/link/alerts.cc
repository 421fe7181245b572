// SPDX-License-Identifier: Apache-2.0
#include "link/alerts.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "link/motives.h"
#include "link/score.h"

namespace tocsin::link {

Id alert_id(const Draft& draft) { return content_id("alr", {draft.family.empty() ? draft.held.threat->id : draft.family}); }

namespace {

std::vector<Id> articles_of(const Case& c, const Draft& draft) {
  std::vector<Id> out;
  std::copy_if(draft.tellers.begin(), draft.tellers.end(), std::back_inserter(out),
               [&](const Id& id) { return c.document(id).kind == DocumentKind::article; });
  return out;
}

}  // namespace

Ties tied(Case& c, const Draft& draft) {
  const std::vector<Id> articles = articles_of(c, draft);
  std::vector<Link> made;
  Ties out;
  out.incidents = link_motives(c, draft.held, articles, made);
  if (!draft.family.empty()) out.outlet = link_issuer(c, draft.held, articles, made);
  c.links.put(Maker::alert, alert_id(draft), std::move(made));
  return out;
}

Alert finished(const Case& c, const Draft& draft, const Ties& ties) {
  Alert alert;
  const Family* family = draft.family.empty() ? nullptr : c.family(draft.family);
  alert.threat = draft.held.threat->id;
  alert.family = draft.family;
  alert.id = alert_id(draft);

  alert.incidents = ties.incidents;
  alert.outlet = ties.outlet;

  std::set<Id> around(draft.tellers);  // documents whose words belong to this alert
  if (family)
    for (const Member& m : family->members) around.insert(m.document);
  std::set<Id> points = {alert.threat, alert.family, alert.outlet};
  points.insert(around.begin(), around.end());
  for (const Id& id : alert.incidents) {
    const Incident& incident = c.incidents.incidents[*c.incident_index.at(id)];
    points.insert(incident.id);
    for (const Figure& f : incident.figures) points.insert(f.id);
    for (const Passage& p : incident.spans)
      if (c.document(p.document).kind == DocumentKind::article) around.insert(p.document);
  }
  const Outlet* outlet = c.outlet(alert.outlet);
  for (const Id& id : around) {
    for (const Statement& s : c.found(id).statements) alert.statements.push_back(s.id);
    for (const Claim& claim : c.found(id).claims) alert.claims.push_back(claim.id);
  }
  if (outlet)
    alert.statements.insert(alert.statements.end(), outlet->vouched_by.begin(), outlet->vouched_by.end());
  points.insert(alert.claims.begin(), alert.claims.end());

  points.erase(Id());
  std::optional<LinkStatus> issuer, motive;
  for (const Link* l : c.links.from(alert.threat)) {
    if (l->relation == LinkRelation::issued_by) issuer = issuer ? std::max(*issuer, l->status) : l->status;
    if (l->relation == LinkRelation::cites_as_motive) motive = motive ? std::min(*motive, l->status) : l->status;
  }
  for (const Id& point : points) {
    for (const Link* l : c.links.telling_of(point)) alert.links.push_back(l->id);
    for (const Link* l : c.links.from(point))
      if (points.contains(l->to)) alert.links.push_back(l->id);
  }
  for (auto* list : {&alert.incidents, &alert.statements, &alert.claims, &alert.links}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  alert.parts = score_parts(
      c, {draft.held.threat, family, outlet, issuer, motive, articles_of(c, draft)});
  alert.score = total(alert.parts);
  return alert;
}

}  // namespace tocsin::link
