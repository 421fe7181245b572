// SPDX-License-Identifier: Apache-2.0
#include "link/incident_merger.h"

#include <algorithm>

#include "core/hash.h"
#include "core/totals.h"
#include "link/grading.h"

namespace tocsin::link {
namespace {

constexpr std::size_t kMostCompared = 256;  // incidents of one place that a telling is compared with, the last told of
constexpr std::size_t kRecent = 32;         // incidents that a telling without a place is compared with

void drop(auto& lists, const auto& key) {
  const auto it = lists.find(key);
  it->second.pop_back();
  if (it->second.empty()) lists.erase(it);
}

}  // namespace

void IncidentMerger::put(const Order& order, const Findings* document) {
  documents_[order] = document;
  order_of_.insert_or_assign(order.id, order);
  if (!dirty_ || order < *dirty_) dirty_ = order;
}

void IncidentMerger::set_wires(const std::vector<Family>& wires) {
  std::map<Id, Id> now;
  for (const Family& f : wires)
    for (const Member& m : f.members) now[m.document] = f.first;
  std::swap(now, wires_);
  for (const auto& [id, order] : order_of_) {
    const auto was = now.find(id), is = wires_.find(id);
    const bool same = was == now.end() || is == wires_.end() ? (was == now.end()) == (is == wires_.end()) : was->second == is->second;
    if (!same) put(order, documents_.at(order));
  }
}

void IncidentMerger::set_voices(Voices voices) {
  if (voices == voices_) return;
  voices_ = std::move(voices);
  voices_changed_ = true;
}

void IncidentMerger::touch(std::size_t position, const MergedIncidents& merged, Touched& touched) const {
  touched.positions.insert(position);
  if (position < merged.incidents.size()) touched.before.try_emplace(merged.incidents[position].id, merged.incidents[position]);
}

IncidentMerger::Touched IncidentMerger::settle(MergedIncidents& merged) {
  Touched out;
  out.kept = made_.size();
  if (std::exchange(voices_changed_, false)) grade_again(merged, out);
  if (dirty_) take_waiting(merged, out);
  for (const std::size_t i : out.positions) merged.incidents[i] = finished(made_[i]);
  return out;
}

void IncidentMerger::grade_again(const MergedIncidents& merged, Touched& touched) const {
  for (std::size_t i = 0; i < made_.size(); ++i)
    if (grading(merged.incidents[i], made_[i]) != merged.incidents[i].grading) touch(i, merged, touched);
}

void IncidentMerger::take_waiting(MergedIncidents& merged, Touched& out) {
  const auto from = std::lower_bound(done_.begin(), done_.end(), *dirty_, [](const auto& done, const Order& order) { return done.first < order; });
  rewind(static_cast<std::size_t>(from - done_.begin()), merged, out);
  for (auto it = done_.empty() ? documents_.begin() : documents_.upper_bound(done_.back().first); it != documents_.end(); ++it) {
    done_.emplace_back(it->first, std::vector<Step>());
    take(*it->second, merged, out);
  }
  for (std::size_t i = made_.size(); i < merged.incidents.size(); ++i) touch(i, merged, out);
  out.positions.erase(out.positions.lower_bound(made_.size()), out.positions.end());
  merged.incidents.resize(made_.size());
  dirty_.reset();
}

void IncidentMerger::rewind(std::size_t to, MergedIncidents& merged, Touched& touched) {
  for (; done_.size() > to; done_.pop_back())
    for (auto step = done_.back().second.rbegin(); step != done_.back().second.rend(); ++step) take_back(*step, merged, touched);
  for (const std::size_t i : touched.positions)
    if (i < made_.size()) make_again(made_[i]);
}

void IncidentMerger::take_back(const Step& step, MergedIncidents& merged, Touched& touched) {
  touch(step.at, merged, touched);
  if (step.was_merged_into) merged.merged_into[step.telling] = *step.was_merged_into;
  else merged.merged_into.erase(step.telling);
  if (step.wire) by_wire_.erase(*step.wire);
  if (step.fresh) {
    if (!step.key.empty()) drop(by_key_, step.key);
    if (step.geoname) drop(by_geoname_, step.geoname);
    made_.pop_back();
    touched.kept = std::min(touched.kept, made_.size());
    return;
  }
  Made& made = made_[step.at];
  if (step.linked) made.tellers.erase(made.links.back().from), made.links.pop_back();
  made.told.pop_back();
}

// What it is called stays.
void IncidentMerger::add(Made& made, const Incident& telling) {
  const std::optional<Place> place = made.incident.place;
  join(made.incident, telling);
  if (made.incident.place != place) made.known = compared(made.incident);
}

void IncidentMerger::make_again(Made& made) {
  made.incident = *made.told.front().telling;
  made.known = compared(made.incident);
  for (std::size_t i = 1; i < made.told.size(); ++i) add(made, *made.told[i].telling);
}

// Tellings without a place: the last that were told of. The others: those that its place may be.
std::vector<std::size_t> IncidentMerger::candidates(const Incident& telling, const Compared& told) const {
  std::vector<std::size_t> out;
  if (!telling.place) {
    for (std::size_t i = made_.size() > kRecent ? made_.size() - kRecent : 0; i < made_.size(); ++i) out.push_back(i);
    return out;
  }
  if (const auto it = by_key_.find(told.place->key.substr(0, 4)); it != by_key_.end()) out = it->second;
  if (telling.place->geonameid)
    if (const auto it = by_geoname_.find(telling.place->geonameid); it != by_geoname_.end()) out.insert(out.end(), it->second.begin(), it->second.end());
  std::sort(out.begin(), out.end());
  if (out.size() > kMostCompared) out.erase(out.begin(), out.end() - kMostCompared);
  return out;
}

void IncidentMerger::take(const Findings& findings, MergedIncidents& merged, Touched& touched) {
  const Document& teller = findings.documents.front();
  TextKeys text(teller.text);
  touched.documents.insert(teller.id);
  for (const Incident& telling : findings.incidents) {
    Step& step = done_.back().second.emplace_back();
    take(telling, findings, text, step, merged);
    touch(step.at, merged, touched);
  }
}

void IncidentMerger::take(const Incident& telling, const Findings& by, TextKeys& text, Step& step, MergedIncidents& merged) {
  const Document& teller = by.documents.front();
  const Compared told = compared(telling);
  const std::vector<std::size_t> near = candidates(telling, told);
  const auto same = std::find_if(near.begin(), near.end(), [&](std::size_t i) { return same_incident(made_[i].incident, made_[i].known, telling, told, teller, text); });
  step.at = same == near.end() ? made_.size() : *same;
  const auto wire = wires_.find(teller.id);
  const bool copied = wire != wires_.end();
  const auto copies = [&] { return std::pair(wire->second, telling.what); };
  if (same == near.end() && copied)
    if (const auto copy = by_wire_.find(copies()); copy != by_wire_.end() && !made_[copy->second].tellers.contains(teller.id) &&
                                                  times_overlap(made_[copy->second].incident.when, telling.when))
      step.at = copy->second;
  step.fresh = step.at == made_.size();
  step.telling = telling.id;
  if (const auto was = merged.merged_into.find(telling.id); was != merged.merged_into.end()) step.was_merged_into = was->second;
  if (step.fresh) {
    if (telling.place) by_key_[step.key = told.place->key.substr(0, 4)].push_back(step.at);
    if (telling.place && telling.place->geonameid) by_geoname_[step.geoname = telling.place->geonameid].push_back(step.at);
    if (copied && by_wire_.emplace(copies(), step.at).second) step.wire = copies();
    made_.push_back({telling, told, {teller.id}, {{&telling, &by}}, {}});
    merged.merged_into[telling.id] = telling.id;
    return;
  }
  Made& made = made_[step.at];
  merged.merged_into[telling.id] = made.incident.id;
  made.told.push_back({&telling, &by});
  if (made.tellers.insert(teller.id).second) {
    step.linked = true;
    made.links.push_back({content_id("lnk", {teller.id, made.incident.id, "same_incident"}), teller.id, made.incident.id, LinkRelation::same_incident,
                          LinkStatus::inferred, telling.spans});
  }
  add(made, telling);
}

Incident IncidentMerger::finished(const Made& made) const {
  Incident out = made.incident;
  one_name_per_source(out);
  std::sort(out.figures.begin(), out.figures.end(), [](const Figure& a, const Figure& b) { return a.id < b.id; });
  out.totals = totals(out.figures);
  out.grading = grading(out, made);
  return out;
}

Grading IncidentMerger::grading(const Incident& incident, const Made& made) const {
  std::vector<Telling> tellings;
  for (const Told& told : made.told) {
    const auto wire = wires_.find(told.by->documents.front().id);
    tellings.push_back({told.telling, told.by, wire == wires_.end() ? Id() : wire->second});
  }
  return graded(incident, tellings, voices_);
}

}  // namespace tocsin::link
