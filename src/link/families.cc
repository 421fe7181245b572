// SPDX-License-Identifier: Apache-2.0
#include "link/families.h"

#include <algorithm>
#include <set>

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

std::vector<Passage> passages(const Id& document, const ThreatReading* threat) {
  if (threat == nullptr) return {};
  return {{document, threat->span}};
}

}  // namespace

Link made_link(const Id& from, const Id& to, LinkRelation relation, LinkStatus status, std::vector<Passage> spans) {
  return {content_id("lnk", {from, to, to_string(relation), to_string(status)}), from, to, relation, status, std::move(spans)};
}

const Outlet* Case::outlet(const Id& id) const {
  const std::vector<Outlet>& all = outlets.outlets;
  const auto it = std::lower_bound(all.begin(), all.end(), id, [](const Outlet& o, const Id& wanted) { return o.id < wanted; });
  return it == all.end() || it->id != id ? nullptr : &*it;
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

std::optional<Settled> settled(const Case& c, std::vector<Member> members, const Id& name) {
  const bool threatens = std::any_of(members.begin(), members.end(), [&](const Member& m) {
    const Reading* r = c.reading(m.document);
    return r && r->is_alert;
  });
  const Id earliest = members.front().document;
  std::vector<Member> gone;
  if (threatens) {
    const auto leaves = [&](const Member& m) { return keeps_away(c.reading(m.document)); };
    std::copy_if(members.begin(), members.end(), std::back_inserter(gone), leaves);
    std::erase_if(members, leaves);
  }
  if (members.size() < 2 && !threatens) return std::nullopt;
  Member& first = members.front();
  first.relation = Relation::first;
  first.of.clear();
  first.similarity = 1;
  first.spans.clear();
  Settled out;
  out.group.earliest = earliest;
  Family& family = out.group.family;
  family.first = first.document;
  family.id = name.empty() ? content_id("fam", {family.first}) : name;
  family.from = c.document(first.document).published;
  family.to = family.from;
  std::set<Id> left;
  for (const Member& m : gone) left.insert(m.document);
  for (Member& m : members) {
    const Document& d = c.document(m.document);
    if (left.contains(m.of)) m.of = family.first;
    if (!d.channel.empty()) family.channels.push_back(d.channel);
    if (d.published) family.to = std::max(family.to, d.published);
    if (threatens && m.relation != Relation::first)
      out.links.push_back(made_link(m.document, m.of, LinkRelation::copies,
                                    m.relation == Relation::forwarded ? LinkStatus::stated : LinkStatus::inferred, m.spans));
  }
  for (const Member& m : gone)
    out.links.push_back(made_link(m.document, family.id, LinkRelation::quotes, LinkStatus::inferred, passages(m.document, main_threat(c.reading(m.document)))));
  std::sort(family.channels.begin(), family.channels.end());
  family.channels.erase(std::unique(family.channels.begin(), family.channels.end()), family.channels.end());
  family.members = std::move(members);
  return out;
}

}  // namespace tocsin::link
