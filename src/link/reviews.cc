// SPDX-License-Identifier: Apache-2.0
#include "link/reviews.h"

#include <algorithm>
#include <set>

#include "core/names.h"
#include "link/families.h"

namespace tocsin::link {
namespace {

void put(ThreatReading& t, const Correction& c) {
  const std::optional<Span> one = c.spans.empty() ? std::nullopt : std::optional(c.spans.front());
  if (c.slot == "force") t.force = from_string<Force>(c.word).value_or(t.force);
  if (c.slot == "stance") t.stance = from_string<Stance>(c.word).value_or(t.stance);
  if (c.slot == "caller") t.caller = one;
  if (c.slot == "addressee") t.addressee = one;
  if (c.slot == "act") t.act = one;
  const std::pair<std::string_view, std::vector<Span>*> lists[] = {
      {"victims", &t.victims}, {"targets_chosen", &t.targets_chosen}, {"targets_rejected", &t.targets_rejected},
      {"places", &t.places},   {"time", &t.time},                     {"means", &t.means},
      {"motive", &t.motive},   {"condition", &t.condition}};
  for (const auto& [slot, list] : lists)
    if (c.slot == slot) *list = c.spans;
}

// The threat of a reading that stands where a person looked; another model may see its borders elsewhere.
ThreatReading* threat_at(Reading& reading, Span about) {
  ThreatReading* best = nullptr;
  std::uint32_t most = 0;
  for (ThreatReading& t : reading.threats) {
    if (!overlap(t.span, about)) continue;
    const std::uint32_t shared = std::min(t.span.end, about.end) - std::max(t.span.begin, about.begin);
    if (shared > most) most = shared, best = &t;
  }
  return best;
}

struct Times {
  std::map<Id, std::optional<Time>> published;
  bool earlier(const Member& a, const Member& b) const {
    const std::optional<Time>&x = published.at(a.document), &y = published.at(b.document);
    if (x.has_value() != y.has_value()) return x.has_value();  // undated last
    return x != y ? x < y : a.document < b.document;
  }
};

// The earliest becomes the first, and the one that was the first a copy of it.
void settle(Family& family, const Times& times) {
  std::sort(family.members.begin(), family.members.end(), [&](const Member& a, const Member& b) { return times.earlier(a, b); });
  const Id first = family.members.front().document;
  for (Member& m : family.members) {
    if (m.document == first) {
      m = {first, Relation::first, "", 1, {}};
    } else if (m.relation == Relation::first) {
      m = {m.document, Relation::edited, first, 0, {}};
    }
  }
  family.first = first;
}

std::vector<Family>::iterator holder(std::vector<Family>& families, const Id& document) {
  return std::find_if(families.begin(), families.end(), [&](const Family& f) {
    return std::any_of(f.members.begin(), f.members.end(), [&](const Member& m) { return m.document == document; });
  });
}

void merge(std::vector<Family>& families, const Decision& d, const Times& times) {
  const auto into = holder(families, d.document), from = holder(families, d.with);
  if (into == families.end() || from == families.end() || into == from) return;
  into->members.insert(into->members.end(), from->members.begin(), from->members.end());
  settle(*into, times);
  families.erase(from);
}

void split(std::vector<Family>& families, const Id& document, const Times& times) {
  const auto from = holder(families, document);
  if (from == families.end()) return;
  std::set<Id> leaving = {document};
  for (std::size_t before = 0; before != leaving.size();) {  // copies of copies, in whatever order they stand
    before = leaving.size();
    for (const Member& m : from->members)
      if (m.relation != Relation::first && leaving.contains(m.of)) leaving.insert(m.document);
  }
  if (leaving.size() == from->members.size()) return;  // all of it: there is nothing it would leave
  Family own;
  std::copy_if(from->members.begin(), from->members.end(), std::back_inserter(own.members),
               [&](const Member& m) { return leaving.contains(m.document); });
  std::erase_if(from->members, [&](const Member& m) { return leaving.contains(m.document); });
  for (Member& m : own.members)
    if (m.document == document) m = {document, Relation::first, "", 1, {}};
  settle(own, times);
  settle(*from, times);
  families.push_back(std::move(own));
}

bool settles(DecisionKind kind) {
  return kind == DecisionKind::confirm || kind == DecisionKind::dismiss || kind == DecisionKind::escalate;
}

}  // namespace

void correct(std::map<Id, Reading>& readings, const std::vector<Document>& documents, const std::vector<Decision>& decisions) {
  std::map<Id, const Document*> by_id;
  std::multimap<std::string_view, const Document*> by_text;
  for (const Decision& d : decisions) {
    if (d.kind != DecisionKind::correct) continue;
    if (by_id.empty())
      for (const Document& document : documents) by_id[document.id] = &document, by_text.emplace(document.text, &document);
    const auto about = by_id.find(d.document);
    if (about == by_id.end()) continue;
    for (auto [it, end] = by_text.equal_range(about->second->text); it != end; ++it) {
      const auto reading = readings.find(it->second->id);
      ThreatReading* threat = reading == readings.end() ? nullptr : threat_at(reading->second, d.about);
      if (threat == nullptr) continue;
      for (const Correction& c : d.corrections) put(*threat, c);
      reading->second.is_alert = stands_behind(&reading->second);
    }
  }
}

void regroup(std::vector<Family>& families, const std::vector<Document>& documents, const std::vector<Decision>& decisions) {
  Times times;
  for (const Decision& d : decisions) {
    if (d.kind != DecisionKind::merge && d.kind != DecisionKind::split) continue;
    if (times.published.empty())
      for (const Document& document : documents) times.published[document.id] = document.published;
    if (d.kind == DecisionKind::merge) merge(families, d, times);
    else
      for (const Id& document : d.documents) split(families, document, times);
  }
}

void attach(Findings& findings, const std::vector<Decision>& decisions, unsigned needed) {
  if (decisions.empty()) return;
  std::map<Id, std::vector<Alert*>> by_document;
  std::map<Id, const Family*> families;
  std::map<Id, Id> told_in;  // threat → document
  for (const Family& f : findings.families) families[f.id] = &f;
  for (const Threat& t : findings.threats) told_in[t.id] = t.document;
  for (Alert& a : findings.alerts) {
    a.decisions.clear();
    by_document[told_in[a.threat]].push_back(&a);
    if (const auto family = families.find(a.family); family != families.end())
      for (const Member& m : family->second->members)
        if (m.document != told_in[a.threat]) by_document[m.document].push_back(&a);
  }
  for (const Decision& d : decisions)
    for (Alert* a : by_document[d.document]) a->decisions.push_back(d);
  for (Alert& a : findings.alerts) a.review = state(a.decisions, needed);
}

std::string state(const std::vector<Decision>& decisions, unsigned needed) {
  std::string out;
  std::set<std::string> agree;
  std::optional<DecisionKind> asked;
  for (const Decision& d : decisions) {
    if (!settles(d.kind)) {
      out.clear(), agree.clear(), asked.reset();
      continue;
    }
    if (asked != d.kind) agree.clear();
    asked = d.kind;
    agree.insert(d.reviewer);
    if (agree.size() < needed) {
      out.clear();
      continue;
    }
    out = d.kind == DecisionKind::confirm ? "confirmed" : d.kind == DecisionKind::dismiss ? "dismissed" : "escalated";
  }
  return out;
}

}  // namespace tocsin::link
