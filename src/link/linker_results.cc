// SPDX-License-Identifier: Apache-2.0
// What a linker found, as a whole or as far as it changed.
#include <algorithm>
#include <utility>

#include "link/linker_impl.h"

namespace tocsin::link {
namespace {

template <class Record>
void sort_by_id(std::vector<Record>& records) {
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.id < b.id; });
  records.erase(std::unique(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.id == b.id; }), records.end());
}

void sort_by_score(std::vector<Alert>& alerts) {
  std::sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
}

}  // namespace

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
