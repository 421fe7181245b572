// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include <algorithm>

#include "link/alerts.h"
#include "link/families.h"
#include "link/grading.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

bool earlier(const Document& a, const Document& b) {
  if (a.published.has_value() != b.published.has_value()) return a.published.has_value();  // undated last
  return a.published != b.published ? a.published < b.published : a.id < b.id;
}

template <class T>
void by_id(std::vector<T>& records) {
  std::sort(records.begin(), records.end(), [](const T& a, const T& b) { return a.id < b.id; });
  records.erase(std::unique(records.begin(), records.end(), [](const T& a, const T& b) { return a.id == b.id; }),
                records.end());
}

// Which country a place lies in that no gazetteer has, by its name's key, from the documents that say so; empty where
// they differ.
class KnownPlaces {
 public:
  void learn(const std::string& name, std::int64_t geonameid, const std::string& country, const std::string& within) {
    if (geonameid || country.empty()) return;
    const auto [it, fresh] = places_.try_emplace(text::name_key(name), country, within);
    if (!fresh && it->second.first != country) it->second = {};
    if (!fresh && it->second.second.empty()) it->second.second = within;
  }
  void tell(const std::string& name, std::int64_t geonameid, std::string& country, std::string* within) const {
    if (geonameid || !country.empty()) return;
    const auto it = places_.find(text::name_key(name));
    if (it == places_.end()) return;
    country = it->second.first;
    if (within && within->empty()) *within = it->second.second;
  }

 private:
  std::map<std::string, std::pair<std::string, std::string>> places_;
};

// What one document says of where an unlisted place lies holds for the others that name it.
void share_places(std::vector<Findings>& documents) {
  KnownPlaces known;
  for (const Findings& f : documents) {
    for (const Incident& i : f.incidents)
      if (i.place) known.learn(i.place->name, i.place->geonameid, i.place->country, i.place->within);
    for (const Threat& t : f.threats)
      for (const ThreatPlace& p : t.places) known.learn(p.name, p.geonameid, p.country, "");
  }
  for (Findings& f : documents) {
    for (Incident& i : f.incidents)
      if (i.place) known.tell(i.place->name, i.place->geonameid, i.place->country, &i.place->within);
    for (Threat& t : f.threats)
      for (ThreatPlace& p : t.places) known.tell(p.name, p.geonameid, p.country, nullptr);
  }
}

// Ids that were merged away give way to what they became.
void settle(std::map<Id, Id>& merged, Id& id) {
  if (const auto it = merged.find(id); it != merged.end()) id = it->second;
}

}  // namespace

Findings link(Input input) {
  share_places(input.documents);
  Case c;
  c.readings = &input.readings;
  c.as_of = input.as_of;
  for (const Findings& f : input.documents) {
    c.by_time.push_back(&f);
    c.findings[f.documents.front().id] = &f;
  }
  std::sort(c.by_time.begin(), c.by_time.end(),
            [](const Findings* a, const Findings* b) { return earlier(a->documents.front(), b->documents.front()); });
  c.incidents = merge_incidents(c.by_time, input.wires);
  c.outlets = merge_outlets(c.by_time);
  apply_register(c.outlets, input.listed);
  grade_incidents(c, input.wires);
  for (const Link& l : c.incidents.links) c.add(l);
  for (std::size_t i = 0; i < c.incidents.incidents.size(); ++i) c.incident_at[c.incidents.incidents[i].id] = i;
  settle_families(c, std::move(input.families));

  Findings out;
  out.alerts = make_alerts(c, input.quotations);
  out.families = std::move(c.families);
  out.incidents = std::move(c.incidents.incidents);
  out.outlets = std::move(c.outlets.outlets);
  out.links = std::move(c.links);
  for (const Findings* f : c.by_time) {
    Document d = f->documents.front();
    settle(c.incidents.merged_into, d.main_incident);
    const Id outlet = f->threats.empty() ? Id() : outlet_of(c.outlets, d.channel);
    for (Threat t : f->threats) {
      if (t.outlet.empty()) t.outlet = outlet;
      settle(c.outlets.merged_into, t.outlet);
      const auto family = c.family_of.find(d.id);
      if (family != c.family_of.end()) t.reported_by.clear();
      out.threats.push_back(std::move(t));
    }
    out.documents.push_back(std::move(d));
    out.statements.insert(out.statements.end(), f->statements.begin(), f->statements.end());
    out.claims.insert(out.claims.end(), f->claims.begin(), f->claims.end());
  }
  by_id(out.families);
  by_id(out.threats);
  by_id(out.incidents);
  by_id(out.statements);
  by_id(out.claims);
  by_id(out.outlets);
  by_id(out.links);
  return out;
}

}  // namespace tocsin::link
