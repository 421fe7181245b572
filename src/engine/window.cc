// SPDX-License-Identifier: Apache-2.0
#include "engine/window.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/hash.h"
#include "engine/id_digits.h"

namespace tocsin {
namespace {

constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kCrowded = 8;     // texts that have a mark: from here on it says too little
constexpr std::size_t kCompared = 12;   // texts from the store, for one message
constexpr std::size_t kSharingOne = 3;  // of them, such as share one key only
constexpr std::size_t kCheckEvery = 256;

trace::Entry entry(const Document& d) {
  return {d.source_id, d.text, d.channel, d.forwarded_from, d.lang, d.published};
}

Id own_family(const Id& document) { return content_id("fam", {document}); }

std::int64_t day(const std::optional<Time>& time) {
  return time ? std::chrono::floor<std::chrono::days>(*time).time_since_epoch().count() : kUndated;
}

}  // namespace

Id Window::id(Number number) const { return document_id(ids_[number]); }

Window::Number Window::number_of(std::int64_t n) const {
  return static_cast<Number>(std::lower_bound(ns_.begin(), ns_.end(), n) - ns_.begin());
}

// ---- one message

trace::LiveTracer::Added Window::add(const Document& d, std::int64_t n, bool recalled) {
  ids_.push_back(id_digits(d.id));
  numbers_.add(ids_);
  ns_.push_back(n);
  days_.push_back(day(d.published));
  recalled_.push_back(recalled);
  if (!recalled) {
    ++by_day_[days_.back()];
    ++arrivals_;
  }
  return tracer_.add(entry(d));
}

Result<trace::LiveTracer::Added> Window::add_new(const Document& d, bool recalled, std::optional<std::int64_t> tied) {
  const std::int64_t n = ns_.empty() ? 0 : ns_.back() + 1;
  const Status kept = ledger_.hold({n, store::Ledger::row(d.id), recalled, tied});
  if (!kept.ok()) return kept;
  return add(d, n, recalled);
}

Status Window::take(const Document& d, const Id& before, std::vector<Change>& changes) {
  if (arrivals_ > 0 && arrivals_ % kCheckEvery == 0 && full())
    if (const Status s = turn(changes); !s.ok()) return s;
  const Result<trace::LiveTracer::Added> added = add_new(d, false, std::nullopt);
  if (!added.ok()) return added.status();
  std::vector<Number> others = added->tied;
  bool all = !others.empty();
  if (!added->alone) {
    others.insert(others.begin(), added->with);
  } else {
    const Result<Number> recalled = recall(added->number, others);
    if (!recalled.ok()) return recalled.status();
    all = *recalled > 0;
  }
  Change change{before.empty() ? others.empty() ? Change::Kind::started : Change::Kind::joined : Change::Kind::edited,
                d.id, own_family(d.id), Relation::first, {}, 1, before};
  const std::size_t at = changes.size();
  changes.push_back(change);
  if (others.empty()) {
    tracer_.place(added->number, all);
    return Status();
  }
  if (const Status s = unite(added->number, others, all, changes); !s.ok()) return s;
  const Result<std::optional<Member>> member = ledger_.member(d.id);
  const Result<Id> family = ledger_.family(d.id);
  if (!member.ok()) return member.status();
  if (!family.ok()) return family.status();
  change.family = *family;
  change.relation = (*member)->relation;
  change.of = (*member)->of;
  change.similarity = (*member)->similarity;
  changes[at] = change;
  return Status();
}

// The family that a message had before in the store, whatever left the window. `kept`: it has members there.
Result<Id> Window::family_of(Number number, bool& kept) {
  Result<Id> family = ledger_.family(id(number));
  if (!family.ok()) return family;
  kept = !family->empty();
  return kept ? family : own_family(id(number));
}

// Makes one family of those of `number`, which the store has in none yet, and of the others.
Status Window::unite(Number number, const std::vector<Number>& others, bool all, std::vector<Change>& changes) {
  Id into, first;
  std::size_t size = 0;
  std::vector<Id> merged;
  for (const Number other : others) {
    bool kept = false;
    const Result<Id> family = family_of(other, kept);
    if (!family.ok()) return family.status();
    all = all || !kept;
    if (*family == into || std::find(merged.begin(), merged.end(), *family) != merged.end()) continue;
    constexpr std::size_t kCounted = 1000;
    const Result<std::size_t> members = kept && others.size() > 1 ? ledger_.size(*family, kCounted) : Result<std::size_t>(1);
    if (!members.ok()) return members.status();
    if (*members > size) {
      if (!into.empty()) merged.push_back(into);
      into = *family;
      size = *members;
      const Result<Id> at_first = kept ? ledger_.first(into) : Result<Id>(id(other));
      if (!at_first.ok()) return at_first.status();
      first = *at_first;
    } else {
      merged.push_back(*family);
    }
  }
  for (const Id& family : merged) {
    if (const Status s = ledger_.merge(into, family); !s.ok()) return s;
    changes.push_back({Change::Kind::merged, id(number), into, Relation::first, {}, 1, family});
  }
  Id now = first;
  for (const trace::LiveTracer::Placed& placed : tracer_.place(number, all || !merged.empty())) {
    if (const Status s = write(into, placed); !s.ok()) return s;
    if (placed.placing.family == placed.number) now = id(placed.number);
  }
  if (now != first) changes.push_back({Change::Kind::first_moved, now, into, Relation::first, {}, 1, first});
  return Status();
}

Status Window::write(const Id& family, const trace::LiveTracer::Placed& placed) {
  const trace::Placing& p = placed.placing;
  Member member{id(placed.number), p.relation, {}, std::round(p.similarity * 1e4) / 1e4, {}};
  if (p.family == placed.number)
    member.relation = Relation::first;
  else
    member.of = id(p.of);
  const Result<std::optional<Member>> before = ledger_.member(member.document);
  if (!before.ok()) return before.status();
  if (*before && (*before)->relation == member.relation && (*before)->of == member.of &&
      (*before)->similarity == member.similarity)
    return Status();
  if (p.excerpt) {
    const Result<std::optional<Document>> of = ledger_.message(member.of), own = ledger_.message(member.document);
    if (!of.ok()) return of.status();
    if (!own.ok()) return own.status();
    if (*of && *own) {
      trace::Entry whole = entry(**of), part = entry(**own);
      whole.id = member.of;
      part.id = member.document;
      member.spans = tracer_.passages(whole, part);
    }
  }
  return ledger_.put(family, member);
}

// An older message that this one is a copy of is held again, and with it the first of its family. How many were.
Result<Window::Number> Window::recall(Number number, std::vector<Number>& others) {
  const trace::Marks marks = tracer_.marks(number);
  struct Shared {
    std::size_t keys = 0;
    double weight = 0;  // what few texts have says more
  };
  std::unordered_map<std::int64_t, Shared> shared;
  if (marks.whole != 0 && marked_.may_have(marks.whole)) {
    const Result<std::vector<std::int64_t>> equal = ledger_.marked(marks.whole, kCrowded);
    if (!equal.ok()) return equal.status();
    for (const std::int64_t row : *equal) shared[row] = {marks.keys.size() + 1, 1e9};
  }
  for (const std::int64_t key : marks.keys) {
    if (!marked_.may_have(key)) continue;
    const Result<std::vector<std::int64_t>> with = ledger_.marked(key, kCrowded + 1);
    if (!with.ok()) return with.status();
    if (with->size() > kCrowded) continue;
    for (const std::int64_t row : *with) {
      Shared& s = shared[row];
      ++s.keys;
      s.weight += 1.0 / static_cast<double>(with->size());
    }
  }
  std::vector<std::pair<double, std::int64_t>> likely;
  for (const auto& [row, s] : shared) likely.emplace_back(-s.weight, row);
  std::sort(likely.begin(), likely.end());
  double most = 0;
  std::optional<Document> best;
  std::size_t compared = 0, sharing_one = 0;
  for (const auto& [weight, row] : likely) {
    if (numbers_.find(ids_, row)) continue;  // compared already
    if (shared.at(row).keys == 1 && ++sharing_one > kSharingOne) continue;
    if (++compared > kCompared) break;
    Result<std::optional<Document>> old = ledger_.message(row);
    if (!old.ok()) return old.status();
    const double likeness = *old ? tracer_.likeness(number, entry(**old)) : 0;
    if (likeness <= most) continue;
    most = likeness;
    best = std::move(*old);
  }
  if (!best) return Number{0};
  const Result<trace::LiveTracer::Added> old = add_new(*best, true, std::nullopt);
  if (!old.ok()) return old.status();
  Result<Id> family = ledger_.family(best->id);
  if (!family.ok()) return family.status();
  if (!family->empty())
    if (const Status s = hold_first(*family, old->number); !s.ok()) return s;
  std::vector<Number> apart = old->tied;
  if (!old->alone) apart.push_back(old->with);
  std::erase(apart, number);
  apart.push_back(old->number);
  if (tracer_.family_number(number) == tracer_.family_number(old->number)) {
    others = std::move(apart);
  } else if (apart.size() > 1) {  // it is a copy of others still more
    std::vector<Change> told;
    if (const Status s = unite(old->number, apart, true, told); !s.ok()) return s;
  }
  return Number{1};
}

// Holds the first of a family that `member` is of, so that members are placed by it.
Status Window::hold_first(const Id& family, Number member) {
  const Result<Id> first = ledger_.first(family);
  if (!first.ok()) return first.status();
  if (first->empty() || *first == id(member)) return Status();
  if (const std::optional<Number> held = numbers_.find(ids_, store::Ledger::row(*first))) {
    tracer_.tie(*held, member);
    return ledger_.tie(ns_[member], ns_[*held]);
  }
  const Result<std::optional<Document>> document = ledger_.message(*first);
  if (!document.ok()) return document.status();
  if (!*document) return Status();
  const Result<trace::LiveTracer::Added> added = add_new(**document, true, ns_[member]);
  if (!added.ok()) return added.status();
  tracer_.tie(added->number, member);
  return Status();
}

Status Window::settle() {
  for (const trace::LiveTracer::Placed& placed : tracer_.settle()) {
    const Result<Id> family = ledger_.family(id(placed.number));
    if (!family.ok()) return family.status();
    if (const Status s = write(*family, placed); !s.ok()) return s;
  }
  return Status();
}

}  // namespace tocsin
