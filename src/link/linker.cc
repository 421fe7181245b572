// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "link/families.h"
#include "link/linker_impl.h"
#include "link/motives.h"
#include "link/score.h"

namespace tocsin::link {
namespace {

template <class Key, class Value>
void erase(std::unordered_map<Key, std::set<Value>>& sets, const Key& key, const Value& value) {
  const auto it = sets.find(key);
  if (it == sets.end()) return;
  it->second.erase(value);
  if (it->second.empty()) sets.erase(it);
}

template <class Record>
std::map<Id, const Record*> by_id(const std::vector<Record>& records) {
  std::map<Id, const Record*> out;
  for (const Record& r : records) out.emplace(r.id, &r);
  return out;
}

// Calls visit(before, now) for each record that is in one only, or reads otherwise; the other is nullptr.
template <class Record, class Visit>
void each_difference(const std::vector<Record>& before, const std::vector<Record>& now, Visit visit) {
  const std::map<Id, const Record*> old = by_id(before), fresh = by_id(now);
  for (const auto& [id, record] : old)
    if (const auto it = fresh.find(id); it == fresh.end()) visit(record, static_cast<const Record*>(nullptr));
  for (const auto& [id, record] : fresh)
    if (const auto it = old.find(id); it == old.end() || *it->second != *record) visit(it == old.end() ? nullptr : it->second, record);
}

}  // namespace

Linker::Linker(Names names) : impl_(std::make_unique<Impl>(names)) {}
Linker::~Linker() = default;
Linker::Linker(Linker&&) noexcept = default;
Linker& Linker::operator=(Linker&&) noexcept = default;

void Linker::add(Findings found, std::optional<Reading> reading) {
  Impl& i = *impl_;
  const Id id = found.documents.front().id;
  const auto [it, fresh] = i.c.known.try_emplace(id);
  if (!fresh) return;
  Known& known = it->second;
  known.found = std::move(found);
  known.reading = std::move(reading);
  const Document& d = known.document();
  const Order order = order_of(d);
  i.places.add(known);
  if (!known.found.incidents.empty()) i.merger.put(order, &known.found);
  for (const Outlet& outlet : known.found.outlets) {
    const std::string name = bare_name(d, outlet);
    if (!name.empty()) {
      const auto [earliest, first] = i.bare_names.try_emplace(name, order);
      if (!first && earliest->second < order) continue;
      earliest->second = order;
    }
    i.with_outlets.emplace(order, &known.found), i.outlets_changed = true;
  }
  if (std::any_of(known.found.claims.begin(), known.found.claims.end(), [](const Claim& x) { return x.status == ClaimStatus::denied; }))
    i.denying.insert(id), i.telling_now.insert(id);
  if (d.kind == DocumentKind::article) i.mains_now.insert(id);
  if (!d.main_incident.empty()) i.main_incidents.emplace(id, Id()), i.telling_now.insert(id);
  if (known.found.threats.empty()) return;
  i.threats_now.insert(id);
  i.documents_changed.insert(id);
  i.threats_of_channel[d.channel].push_back(id);
  if (i.threats_of_channel[d.channel].size() == 1) i.outlet_of_channel[d.channel] = outlet_of(i.c.outlets, d.channel);
}

const Document& Linker::document(const Id& id) const { return impl_->c.document(id); }
const Reading* Linker::reading(const Id& id) const { return impl_->c.reading(id); }

void Linker::set_family(const Id& name, std::vector<Member> members) { impl_->families_changed[name] = std::move(members); }

void Linker::set_quotations(const Id& document, std::vector<Quotation> quotations) {
  Impl& i = *impl_;
  std::vector<Link> links;
  for (const Quotation& q : quotations)
    links.push_back(made_link(q.article.document, q.message.document, LinkRelation::quotes, LinkStatus::stated, {q.article, q.message}));
  i.c.links.put(Maker::quotation, document, std::move(links));
  if (quotations.empty() ? i.c.quotations.erase(document) == 0 : i.c.quotations[document] == quotations) return;
  if (!quotations.empty()) i.c.quotations[document] = std::move(quotations);
  i.documents_changed.insert(document);
}

void Linker::set_wires(std::vector<Family> wires) {
  if (impl_->wires == wires) return;
  impl_->wires = std::move(wires);
  impl_->merger.set_wires(impl_->wires);
}

void Linker::set_listed(std::vector<RegisterLine> listed) {
  if (impl_->listed == listed) return;
  impl_->listed = std::move(listed);
  impl_->outlets_changed = true;
}

void Linker::settle(std::optional<Time> as_of) {
  Impl& i = *impl_;
  i.settle_places();
  if (i.outlets_changed) i.settle_outlets();
  if (i.merger.waits() || !i.telling_now.empty()) i.settle_incidents();
  i.settle_families();
  for (const Id& id : std::exchange(i.documents_changed, {})) i.drafts.document_changed(id);
  i.drafts.settle();
  i.settle_alerts(as_of);
}

void Linker::Impl::settle_places() {
  for (const Id& id : places.tell()) {
    const Findings& f = c.found(id);
    if (!f.incidents.empty()) merger.put(order_of(f.documents.front()), &f);
    if (!f.threats.empty()) threats_now.insert(id);
  }
}

void Linker::Impl::settle_incidents() {
  const IncidentMerger::Touched touched = merger.settle(c.incidents);
  const std::vector<Incident>& all = c.incidents.incidents;
  c.incident_index.take_back(touched.kept);
  std::map<Id, std::size_t> now;
  for (const std::size_t at : touched.positions) {
    c.incident_index.put(at, all[at]);
    now.emplace(all[at].id, at);
  }
  for (const auto& [id, before] : touched.before)
    if (!now.contains(id)) incident_changed(&before, nullptr);
  for (const auto& [id, at] : now) {
    const auto before = touched.before.find(id);
    if (before == touched.before.end() || before->second != all[at]) incident_changed(before == touched.before.end() ? nullptr : &before->second, &all[at]);
    c.links.put(Maker::incident, id, merger.links(at));
  }
  std::set<Id> documents = std::exchange(telling_now, {});
  documents.insert(touched.documents.begin(), touched.documents.end());
  for (const Id& id : documents) {
    if (denying.contains(id)) c.links.put(Maker::denial, id, denials(c, c.found(id)));
    const auto main = main_incidents.find(id);
    if (main == main_incidents.end()) continue;
    Id settled = c.document(id).main_incident;
    if (const auto merged = c.incidents.merged_into.find(settled); merged != c.incidents.merged_into.end()) settled = merged->second;
    if (main->second == settled) continue;
    main->second = settled;
    mains_now.insert(id);
  }
}

// Who cites it is looked at again, and who may cite it.
void Linker::Impl::incident_changed(const Incident* before, const Incident* after) {
  const Id& id = before ? before->id : after->id;
  wake(by_incident, id);
  for (const Incident* i : {before, after}) {
    if (!i) continue;
    for (const std::string& handle : handles_of(*i))
      if (const auto may = by_handle.find(handle); may != by_handle.end())
        for (const DraftOrder& order : may->second)
          if (made.at(order).sought.may_cite(*i)) waiting.insert(order);
  }
  (after ? incidents_now : incidents_gone).insert(id);
  (after ? incidents_gone : incidents_now).erase(id);
  c.links.put(Maker::figures, id, after ? contradictions(*after) : std::vector<Link>());
  if (!after) c.links.put(Maker::incident, id, {});
}

void Linker::Impl::settle_outlets() {
  std::vector<const Findings*> documents;
  for (const auto& [order, f] : with_outlets) documents.push_back(f);
  MergedOutlets now = merge_outlets(documents);
  apply_register(now, listed);
  std::swap(c.outlets, now);
  each_difference(now.outlets, c.outlets.outlets, [&](const Outlet* before, const Outlet* after) {
    const Id& id = before ? before->id : after->id;
    wake(by_outlet, id);
    (after ? outlets_now : outlets_gone).insert(id);
    (after ? outlets_gone : outlets_now).erase(id);
  });
  merger.set_voices(Voices(c.outlets.outlets, listed));
  const bool moved = now.by_key != c.outlets.by_key || now.merged_into != c.outlets.merged_into;
  if (moved)
    for (auto& [channel, outlet] : outlet_of_channel) {
      const Id is = outlet_of(c.outlets, channel);
      const auto merged = [&](const MergedOutlets& outlets, const Id& id) { return outlets.merged_into.contains(id) ? outlets.merged_into.at(id) : id; };
      if (is == outlet && merged(now, is) == merged(c.outlets, is)) continue;
      outlet = is;
      wake(by_channel, channel);
      threats_now.insert(threats_of_channel[channel].begin(), threats_of_channel[channel].end());
    }
  outlets_changed = false;
}

void Linker::Impl::settle_families() {
  std::set<Id> settled_ids;
  std::map<Id, Id> was;  // documents of these families, with the family they were of
  for (const auto& [name, members] : families_changed) {
    const auto before = settled_as.find(name);
    if (before == settled_as.end()) continue;
    for (const Member& m : c.groups.at(before->second).family.members) {
      was.emplace(m.document, before->second);
      c.family_of.erase(m.document);
    }
    c.links.put(Maker::family, before->second, {});
    c.groups.erase(before->second);
    settled_ids.insert(before->second);
    settled_as.erase(before);
  }
  for (auto& [name, members] : families_changed) {
    if (members.empty()) continue;
    std::optional<Settled> now = settled(c, std::move(members), names == Names::given ? name : Id());
    if (!now) continue;
    const Id id = now->group.family.id;
    settled_as[name] = id;
    settled_ids.insert(id);
    for (const Member& m : now->group.family.members) {
      c.family_of[m.document] = id;
      const auto it = was.find(m.document);
      if (it != was.end() && it->second == id) was.erase(it);
      else was[m.document] = Id();
    }
    c.links.put(Maker::family, id, std::move(now->links));
    c.groups[id] = std::move(now->group);
  }
  families_changed.clear();
  drafts.families_changed(settled_ids);
  for (const auto& [document, before] : was) {
    documents_changed.insert(document);
    if (!c.found(document).threats.empty()) threats_now.insert(document);
  }
}

// A link between these came, went or changed: alerts that hold one end of it.
void Linker::Impl::wake_with(const Id& from, const Id& to) {
  wake(by_incident, to);
  for (const Id& id : {from, to}) {
    if (const DraftOrder* draft = drafts.of_family(id)) waiting.insert(*draft);
    const auto known = c.known.find(id);
    if (known == c.known.end()) continue;
    if (const auto family = c.family_of.find(id); family != c.family_of.end())
      if (const DraftOrder* draft = drafts.of_family(family->second)) waiting.insert(*draft);
    if (const DraftOrder* draft = drafts.told_by(id)) waiting.insert(*draft);
  }
}

void Linker::Impl::unmake(const DraftOrder& order) {
  const auto it = made.find(order);
  if (it == made.end()) return;
  const Made& m = it->second;
  for (const Id& id : m.alert.incidents) erase(by_incident, id, order);
  for (const std::string& handle : handles_of(m.sought)) erase(by_handle, handle, order);
  erase(by_outlet, m.alert.outlet, order);
  erase(by_channel, m.channel, order);
  for (const Time turn : m.turns) turns.erase({turn, order});
  made.erase(it);
}

void Linker::Impl::make(const Draft& draft, const Ties& ties) {
  Made m{finished(c, draft, ties), draft.held.document->channel, {}, turning_points(*draft.held.threat)};
  if (!draft.held.threat->motive.empty()) m.sought = motive_seeks(c, draft.held);
  for (const Id& id : m.alert.incidents) by_incident[id].insert(draft.order);
  for (const std::string& handle : handles_of(m.sought)) by_handle[handle].insert(draft.order);
  by_outlet[m.alert.outlet].insert(draft.order);
  by_channel[m.channel].insert(draft.order);
  for (const Time turn : m.turns) turns.insert({turn, draft.order});
  made.emplace(draft.order, std::move(m));
}

void Linker::Impl::settle_alerts(std::optional<Time> as_of) {
  if (as_of != c.as_of) {
    // Between the two times the points of some turn: those of all where it was not known before.
    const Time from = as_of && c.as_of ? std::min(*as_of, *c.as_of) : Time::min(), to = as_of && c.as_of ? std::max(*as_of, *c.as_of) : Time::max();
    for (auto it = turns.lower_bound({from, DraftOrder{}}); it != turns.end() && it->first < to; ++it) waiting.insert(it->second);
    c.as_of = as_of;
  }
  for (const auto& [from, to] : c.links.take_moved()) wake_with(from, to);
  waiting.merge(drafts.take_changed());
  std::set<Id> went;
  for (const DraftOrder& order : waiting) {
    const auto it = made.find(order);
    if (it == made.end()) continue;
    const auto draft = drafts.all().find(order);
    const Id id = it->second.alert.id;
    if (draft != drafts.all().end() && alert_id(draft->second) == id) continue;
    c.links.put(Maker::alert, id, {});
    unmake(order);
    alerts_now.erase(id);
    went.insert(id);
  }
  // A threat may have come from one alert to another: links first, then what looks at them.
  std::map<DraftOrder, Ties> ties;
  for (const DraftOrder& order : std::exchange(waiting, {}))
    if (const auto draft = drafts.all().find(order); draft != drafts.all().end()) ties.emplace(order, tied(c, draft->second));
  for (const auto& [order, own] : ties) {
    const auto before = made.find(order);
    const std::optional<Alert> was = before == made.end() ? std::nullopt : std::optional(before->second.alert);
    unmake(order);
    make(drafts.all().at(order), own);
    const Alert& now = made.at(order).alert;
    if (was != now) alerts_now.insert_or_assign(now.id, order);
    went.erase(now.id);
    alerts_gone.erase(now.id);
  }
  alerts_gone.merge(went);
}

}  // namespace tocsin::link
