// SPDX-License-Identifier: Apache-2.0
#include "link/linker.h"

#include <algorithm>
#include <utility>

#include "link/alerts.h"
#include "link/families.h"
#include "link/grading.h"
#include "link/motives.h"
#include "link/places.h"
#include "link/score.h"

namespace tocsin::link {
namespace {

// What an alert was made with, by which it is found when that changes.
struct Made {
  Alert alert;
  std::string channel;
  Handles handles;  // of its motive
  std::vector<Time> turns;
};

template <class Key, class Value>
void erase(std::unordered_map<Key, std::set<Value>>& sets, const Key& key, const Value& value) {
  const auto it = sets.find(key);
  if (it == sets.end()) return;
  it->second.erase(value);
  if (it->second.empty()) sets.erase(it);
}

template <class Record>
void sort_by_id(std::vector<Record>& records) {
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.id < b.id; });
  records.erase(std::unique(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.id == b.id; }), records.end());
}

void sort_by_score(std::vector<Alert>& alerts) {
  std::sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
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

struct Linker::Impl {
  explicit Impl(Names n) : names(n) {}

  void settle_places();
  void settle_incidents();
  void settle_outlets();
  void settle_families();
  void settle_alerts(std::optional<Time> as_of);
  void wake_with(const Id& from, const Id& to);
  void unmake(const DraftOrder& order);
  void make(const Draft& draft);
  void wake(const std::unordered_map<std::string, std::set<DraftOrder>>& sets, const std::string& key) {
    if (const auto it = sets.find(key); it != sets.end()) waiting.insert(it->second.begin(), it->second.end());
  }
  Threat told(const Document& d, Threat threat) const;

  Names names;
  Case c;
  Drafts drafts{c};
  SharedPlaces places;
  std::vector<Family> wires;
  std::vector<RegisterLine> listed;

  // Documents that tell of more than themselves, by time.
  std::map<Order, const Findings*> with_incidents, with_outlets;
  std::map<std::string, Order> bare_names;  // the earliest document of each
  std::vector<Id> denying;
  std::map<Id, Id> main_incidents;  // by document
  bool incidents_changed = false, outlets_changed = false;

  std::map<Id, std::vector<Member>> families_changed;
  std::unordered_map<Id, Id> settled_as;  // by the name given
  std::set<Id> documents_changed;         // for Drafts

  std::map<DraftOrder, Made> made;
  std::set<DraftOrder> waiting;
  std::unordered_map<std::string, std::set<DraftOrder>> by_incident, by_outlet, by_channel, by_handle;
  std::set<std::pair<Time, DraftOrder>> turns;
  std::map<std::string, Id> outlet_of_channel;
  std::map<std::string, std::vector<Id>> threats_of_channel;  // documents

  // Since changes were taken last.
  std::map<Id, DraftOrder> alerts_now;
  std::set<Id> alerts_gone, threats_now, mains_now, incidents_now, incidents_gone, outlets_now, outlets_gone;
};

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
  if (!known.found.incidents.empty()) i.with_incidents.emplace(order, &known.found), i.incidents_changed = true;
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
    i.denying.push_back(id), i.incidents_changed = true;
  if (d.kind == DocumentKind::article) i.mains_now.insert(id);
  if (!d.main_incident.empty()) i.main_incidents.emplace(id, Id()), i.incidents_changed = true;
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
  impl_->incidents_changed = true;
}

void Linker::set_listed(std::vector<RegisterLine> listed) {
  if (impl_->listed == listed) return;
  impl_->listed = std::move(listed);
  impl_->outlets_changed = true;
}

void Linker::settle(std::optional<Time> as_of) {
  Impl& i = *impl_;
  i.settle_places();
  if (i.incidents_changed) i.settle_incidents();
  if (i.outlets_changed) i.settle_outlets();
  i.settle_families();
  for (const Id& id : std::exchange(i.documents_changed, {})) i.drafts.document_changed(id);
  i.drafts.settle();
  i.settle_alerts(as_of);
}

void Linker::Impl::settle_places() {
  for (const Id& id : places.tell()) {
    const Findings& f = c.found(id);
    if (!f.incidents.empty()) incidents_changed = true;
    if (!f.threats.empty()) threats_now.insert(id);
  }
}

void Linker::Impl::settle_incidents() {
  std::vector<const Findings*> documents;
  for (const auto& [order, f] : with_incidents) documents.push_back(f);
  MergedIncidents now = merge_incidents(documents, wires);
  grade_incidents(now, documents, wires);
  std::swap(c.incidents, now);
  c.incident_index = IncidentIndex(c.incidents.incidents);
  each_difference(now.incidents, c.incidents.incidents, [&](const Incident* before, const Incident* after) {
    const Id& id = before ? before->id : after->id;
    wake(by_incident, id);
    for (const Incident* i : {before, after})
      if (i)
        for (const std::string& handle : handles_of(*i)) wake(by_handle, handle);
    (after ? incidents_now : incidents_gone).insert(id);
    (after ? incidents_gone : incidents_now).erase(id);
    c.links.put(Maker::figures, id, after ? contradictions(*after) : std::vector<Link>());
  });
  std::map<Id, std::vector<Link>> tellings;
  for (const Incident& i : now.incidents) tellings[i.id];  // as they were
  for (Link& l : c.incidents.links) tellings[l.to].push_back(std::move(l));
  c.incidents.links.clear();
  for (auto& [id, links] : tellings) c.links.put(Maker::incident, id, std::move(links));
  for (const Id& id : denying) c.links.put(Maker::denial, id, denials(c, c.found(id)));
  for (auto& [id, main] : main_incidents) {
    Id settled = c.document(id).main_incident;
    if (const auto merged = c.incidents.merged_into.find(settled); merged != c.incidents.merged_into.end()) settled = merged->second;
    if (main == settled) continue;
    main = settled;
    mains_now.insert(id);
  }
  incidents_changed = false;
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
  for (const std::string& handle : m.handles) erase(by_handle, handle, order);
  erase(by_outlet, m.alert.outlet, order);
  erase(by_channel, m.channel, order);
  for (const Time turn : m.turns) turns.erase({turn, order});
  made.erase(it);
}

void Linker::Impl::make(const Draft& draft) {
  Made m{finished(c, draft), draft.held.document->channel, {}, turning_points(*draft.held.threat)};
  if (!draft.held.threat->motive.empty()) m.handles = motive_handles(c, draft.held);
  for (const Id& id : m.alert.incidents) by_incident[id].insert(draft.order);
  for (const std::string& handle : m.handles) by_handle[handle].insert(draft.order);
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
  for (const DraftOrder& order : std::exchange(waiting, {})) {
    const auto draft = drafts.all().find(order);
    if (draft == drafts.all().end()) continue;
    const auto before = made.find(order);
    const std::optional<Alert> was = before == made.end() ? std::nullopt : std::optional(before->second.alert);
    unmake(order);
    make(draft->second);
    const Alert& now = made.at(order).alert;
    if (was != now) alerts_now.insert_or_assign(now.id, order);
    went.erase(now.id);
    alerts_gone.erase(now.id);
  }
  alerts_gone.merge(went);
}

Threat Linker::Impl::told(const Document& d, Threat t) const {
  if (t.outlet.empty())
    if (const auto it = outlet_of_channel.find(d.channel); it != outlet_of_channel.end()) t.outlet = it->second;
  if (const auto it = c.outlets.merged_into.find(t.outlet); it != c.outlets.merged_into.end()) t.outlet = it->second;
  if (c.family_of.contains(d.id)) t.reported_by.clear();
  return t;
}

Changes Linker::take_changes() {
  Impl& i = *impl_;
  Changes out;
  Findings& now = out.now;
  for (const auto& [id, order] : std::exchange(i.alerts_now, {})) {
    now.alerts.push_back(i.made.at(order).alert);
    const Held& held = i.drafts.all().at(order).held;
    out.held.emplace(id, i.told(*held.document, *held.threat));
  }
  sort_by_score(now.alerts);
  for (const Id& id : std::exchange(i.threats_now, {}))
    for (const Threat& t : i.c.found(id).threats) now.threats.push_back(i.told(i.c.document(id), t));
  sort_by_id(now.threats);
  for (const Id& id : std::exchange(i.mains_now, {})) {
    Document& d = now.documents.emplace_back();
    const auto main = i.main_incidents.find(id);
    d.id = id, d.main_incident = main == i.main_incidents.end() ? Id() : main->second;
  }
  for (const Id& id : std::exchange(i.incidents_now, {})) now.incidents.push_back(i.c.incidents.incidents[*i.c.incident_index.at(id)]);
  for (const Id& id : std::exchange(i.outlets_now, {})) now.outlets.push_back(*i.c.outlet(id));
  for (const Id& id : i.c.links.take_changed()) {
    if (const Link* link = i.c.links.held(id)) now.links.push_back(*link);
    else out.links_gone.push_back(id);
  }
  const auto gone = [](std::set<Id>& from, std::vector<Id>& to) {
    to.assign(from.begin(), from.end());
    from.clear();
  };
  gone(i.alerts_gone, out.alerts_gone), gone(i.incidents_gone, out.incidents_gone), gone(i.outlets_gone, out.outlets_gone);
  return out;
}

Findings Linker::collected(Impl& i, bool spent) {
  const auto handed = [&](auto& from, auto& to) {
    if (spent) to.insert(to.end(), std::move_iterator(from.begin()), std::move_iterator(from.end()));
    else to.insert(to.end(), from.begin(), from.end());
  };
  Findings out;
  std::vector<std::pair<Order, Known*>> by_time;
  for (auto& [id, known] : i.c.known) by_time.emplace_back(order_of(known.document()), &known);
  std::sort(by_time.begin(), by_time.end());
  for (const auto& [order, known] : by_time) {
    Findings& f = known->found;
    for (const Threat& t : f.threats) out.threats.push_back(i.told(known->document(), t));
    handed(f.documents, out.documents);
    if (const auto main = i.main_incidents.find(order.id); main != i.main_incidents.end()) out.documents.back().main_incident = main->second;
    handed(f.statements, out.statements);
    handed(f.claims, out.claims);
  }
  for (const auto& [order, m] : i.made) out.alerts.push_back(m.alert);
  for (const auto& [id, group] : i.c.groups) out.families.push_back(group.family);
  handed(i.c.incidents.incidents, out.incidents);
  handed(i.c.outlets.outlets, out.outlets);
  out.links = i.c.links.all();
  sort_by_score(out.alerts);
  sort_by_id(out.families), sort_by_id(out.threats), sort_by_id(out.incidents), sort_by_id(out.statements), sort_by_id(out.claims), sort_by_id(out.outlets);
  return out;
}

Findings Linker::all() const { return collected(*impl_, false); }
Findings Linker::all_of_it() && { return collected(*impl_, true); }

}  // namespace tocsin::link
