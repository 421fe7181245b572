// SPDX-License-Identifier: Apache-2.0
#include "read/evidence.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tocsin::read {
namespace {

using One = std::optional<Span> ThreatReading::*;
using Many = std::vector<Span> ThreatReading::*;
constexpr std::array<std::pair<One, std::string_view>, 3> kOnes = {
    {{&ThreatReading::caller, "its caller"}, {&ThreatReading::addressee, "its addressee"}, {&ThreatReading::act, "its act"}}};
constexpr std::array<std::pair<Many, std::string_view>, 8> kManies = {{{&ThreatReading::victims, "who is threatened"},
                                                                       {&ThreatReading::targets_chosen, "chosen targets"},
                                                                       {&ThreatReading::targets_rejected, "rejected targets"},
                                                                       {&ThreatReading::places, "places"},
                                                                       {&ThreatReading::time, "a time"},
                                                                       {&ThreatReading::means, "means"},
                                                                       {&ThreatReading::motive, "a motive"},
                                                                       {&ThreatReading::condition, "a condition"}}};

// A motive or a condition is a clause, whose places and times are its own.
bool clause(Many slot) { return slot == &ThreatReading::motive || slot == &ThreatReading::condition; }
void leave_out(const Span& clause, ThreatReading& t) {
  for (const auto& [slot, name] : kManies)
    std::erase_if(t.*slot, [&](const Span& own) { return clause.begin <= own.begin && own.end <= clause.end; });
}

bool touched(const ThreatReading& t, const Span& span) {
  return std::ranges::any_of(kOnes, [&](const auto& slot) { return t.*slot.first && overlap(*(t.*slot.first), span); }) ||
         std::ranges::any_of(kManies, [&](const auto& slot) {
           return std::ranges::any_of(t.*slot.first, [&](const Span& own) { return overlap(own, span); });
         });
}

// Puts the spans of `other` into `threat` where none of its own touches them. Adds what it put to `names`.
void add_spans(const ThreatReading& other, ThreatReading& threat, std::vector<std::string_view>& names) {
  const auto take = [&](const Span& span, std::string_view name) {
    if (touched(threat, span)) return false;
    threat.span = cover(threat.span, span);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    return true;
  };
  for (const auto& [slot, name] : kOnes)
    if (!(threat.*slot) && other.*slot && take(*(other.*slot), name)) threat.*slot = other.*slot;
  for (const auto& [slot, name] : kManies) {
    for (const Span& span : other.*slot) {
      if (clause(slot) && (threat.*slot).empty()) leave_out(span, threat);
      if (take(span, name)) (threat.*slot).push_back(span);
    }
  }
  for (const auto& [slot, name] : kManies) std::ranges::sort(threat.*slot, {}, &Span::begin);
}

}  // namespace

void add_evidence(const Reading& lists, ThreatReading& threat) {
  std::vector<std::string_view> names;
  const Span sentences = threat.span;
  for (const ThreatReading& other : lists.threats)
    if (asserted(other.stance) == asserted(threat.stance) && overlap(other.span, sentences)) add_spans(other, threat, names);
  for (std::size_t i = 0; i < names.size(); ++i)
    threat.why += (i == 0 ? "; word lists add " : i + 1 == names.size() ? " and " : ", ") + std::string(names[i]);
}

void add_evidence(const Reading& lists, bool may_lead, Reading& network) {
  const auto own = [](const ThreatReading& t) { return threatening(t.force) && asserted(t.stance); };
  const auto theirs = may_lead && lists.is_alert ? std::ranges::find_if(lists.threats, own) : lists.threats.end();
  if (theirs == lists.threats.end()) {
    for (ThreatReading& t : network.threats) add_evidence(lists, t);
    return;
  }
  ThreatReading threat = *theirs;
  std::vector<std::string_view> names;
  for (const ThreatReading& seen : network.threats)
    if (overlap(seen.span, theirs->span)) add_spans(seen, threat, names);
  threat.why = network.is_alert ? network.threats.front().why + "; word lists say the same, and which words show it"
                                : "word lists read the author's own threat; the network is not sure";
  threat.score = std::max(threat.score, network.threat_score);
  network.threat_score = std::max(network.threat_score, lists.threat_score);
  network.threats = {std::move(threat)};
  network.is_alert = true;
}

void leave_out_caller(std::string_view text, ThreatReading& threat) {
  if (!threat.caller) return;
  const std::string_view name = slice(text, *threat.caller);
  for (Many slot : {&ThreatReading::victims, &ThreatReading::targets_chosen, &ThreatReading::targets_rejected, &ThreatReading::means, &ThreatReading::condition})
    std::erase_if(threat.*slot, [&](const Span& s) { return name.find(slice(text, s)) != name.npos; });
}

}  // namespace tocsin::read
