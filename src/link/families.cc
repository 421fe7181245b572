// SPDX-License-Identifier: Apache-2.0
#include "link/families.h"

#include <algorithm>

#include "core/hash.h"
#include "core/names.h"

namespace tocsin::link {
namespace {

bool keeps_away(const Reading* reading) {
  const ThreatReading* threat = main_threat(reading);
  if (threat == nullptr || stands_behind(reading)) return false;
  return threat->stance == Stance::reported || threat->stance == Stance::negated || threat->stance == Stance::opposed ||
         threat->stance == Stance::quoted;
}

bool tells_of(const Link& l) { return l.relation == LinkRelation::same_incident || l.relation == LinkRelation::quotes; }

std::vector<Passage> passages(const Id& document, const ThreatReading* threat) {
  if (threat == nullptr) return {};
  return {{document, threat->span}};
}

}  // namespace

void Case::add_link(const Id& from, const Id& to, LinkRelation relation, LinkStatus status,
                    std::vector<Passage> spans) {
  add({content_id("lnk", {from, to, to_string(relation), to_string(status)}), from, to, relation, status, std::move(spans)});
}

const Outlet* Case::outlet(const Id& id) const {
  const std::vector<Outlet>& all = outlets.outlets;
  const auto it = std::lower_bound(all.begin(), all.end(), id, [](const Outlet& o, const Id& wanted) { return o.id < wanted; });
  return it == all.end() || it->id != id ? nullptr : &*it;
}

void Case::add(Link link) {
  links_from[link.from].push_back(links.size());
  if (tells_of(link)) tellings_of[link.to].push_back(links.size());
  links.push_back(std::move(link));
}

const ThreatReading* main_threat(const Reading* reading) {
  const ThreatReading* best = nullptr;
  if (reading == nullptr) return best;
  for (const ThreatReading& t : reading->threats)
    if (t.force != Force::none && (best == nullptr || t.score > best->score)) best = &t;
  return best;
}

bool stands_behind(const Reading* reading) {
  if (reading == nullptr) return false;
  return std::any_of(reading->threats.begin(), reading->threats.end(),
                     [](const ThreatReading& t) { return threatening(t.force) && asserted(t.stance); });
}

void settle_families(Case& c, std::vector<Family> families) {
  for (Family& family : families) {
    const bool threatens = std::any_of(family.members.begin(), family.members.end(), [&](const Member& m) {
      const Reading* r = c.reading(m.document);
      return r && r->is_alert;
    });
    std::vector<Member> gone;
    if (threatens) {
      const auto leaves = [&](const Member& m) { return keeps_away(c.reading(m.document)); };
      std::copy_if(family.members.begin(), family.members.end(), std::back_inserter(gone), leaves);
      std::erase_if(family.members, leaves);
    }
    if (family.members.size() < 2 && !threatens) continue;  // alone, and nothing to warn of
    Member& first = family.members.front();
    first.relation = Relation::first;
    first.of.clear();
    first.similarity = 1;
    first.spans.clear();
    family.first = first.document;
    family.id = content_id("fam", {family.first});
    family.from = c.document(first.document).published;
    family.to = family.from;
    family.channels.clear();
    for (Member& m : family.members) {
      const Document& d = c.document(m.document);
      if (std::any_of(gone.begin(), gone.end(), [&](const Member& g) { return g.document == m.of; }))
        m.of = family.first;
      if (!d.channel.empty()) family.channels.push_back(d.channel);
      if (d.published) family.to = std::max(family.to, d.published);
      c.family_of[m.document] = c.families.size();
      if (!threatens || m.relation == Relation::first) continue;
      c.add_link(m.document, m.of, LinkRelation::copies,
                 m.relation == Relation::forwarded ? LinkStatus::stated : LinkStatus::inferred, m.spans);
    }
    for (const Member& m : gone)
      c.add_link(m.document, family.id, LinkRelation::quotes, LinkStatus::inferred,
                 passages(m.document, main_threat(c.reading(m.document))));
    std::sort(family.channels.begin(), family.channels.end());
    family.channels.erase(std::unique(family.channels.begin(), family.channels.end()), family.channels.end());
    c.families.push_back(std::move(family));
  }
}

}  // namespace tocsin::link
