// SPDX-License-Identifier: Apache-2.0
// How a window is opened, and how its older part leaves it.
#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "engine/id_digits.h"
#include "engine/window.h"

namespace tocsin {
namespace {

constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kFewestLeaving = 256;
constexpr std::size_t kMarkedOfFamily = 4;      // texts that differ
constexpr std::size_t kTogether = 1 << 16;      // marks are put in order before they are kept
constexpr std::size_t kFewInAThousand = 1;      // messages whose clocks may be wrong

trace::Entry entry(const Document& d) {
  return {d.source_id, d.text, d.channel, d.forwarded_from, d.lang, d.published};
}

// Marks on their way to the store, in order, so that its pages are written one after the other.
class MarkBatch {
 public:
  MarkBatch(store::Ledger& ledger, MarkFilter& filter) : ledger_(ledger), filter_(filter) {}
  Status add(std::int64_t document, const trace::Marks& marks) {
    if (marks.whole == 0) return Status();
    marks_.emplace_back(marks.whole, document);
    for (std::size_t i = 0; i < marks.worth_keeping; ++i) marks_.emplace_back(marks.keys[i], document);
    return marks_.size() < 16 * kTogether ? Status() : flush();
  }
  Status flush() {
    std::sort(marks_.begin(), marks_.end());
    for (const auto& [mark, document] : marks_) {
      filter_.add(mark);
      if (const Status s = ledger_.mark(document, {&mark, 1}); !s.ok()) return s;
    }
    marks_.clear();
    return Status();
  }

 private:
  store::Ledger& ledger_;
  MarkFilter& filter_;
  std::vector<std::pair<std::int64_t, std::int64_t>> marks_;
};

}  // namespace

Status Window::open(std::vector<Change>& changes) {
  const Result<std::vector<store::Ledger::Held>> window = ledger_.window();
  if (!window.ok()) return window.status();
  if (const Status s = ledger_.each_mark([&](std::int64_t mark) { marked_.add(mark); }); !s.ok()) return s;
  return window->empty() ? adopt(changes) : replay();
}

// Messages that were not watched: imported, or kept by an earlier version.
Status Window::adopt(std::vector<Change>& changes) {
  std::vector<Id> messages;
  Status s = ledger_.each_message([&](const Id& document) {
    messages.push_back(document);
    return Status();
  });
  if (!s.ok() || messages.empty()) return s;
  std::int64_t oldest = std::numeric_limits<std::int64_t>::min();
  for (std::size_t at = messages.size() - 1 - messages.size() * kFewInAThousand / 1000;; --at) {
    const Result<std::optional<Document>> d = ledger_.message(messages[at]);
    if (!d.ok()) return d.status();
    if (*d && (*d)->published) {
      oldest = std::chrono::floor<std::chrono::days>(*(*d)->published).time_since_epoch().count() - limits_.days;
      break;
    }
    if (at == 0) break;
  }
  const std::size_t by_number = messages.size() - std::min<std::size_t>(messages.size(), limits_.messages);
  trace::LiveTracer scratch;
  MarkBatch marks(ledger_, marked_);
  std::unordered_map<std::uint64_t, std::size_t> marked;
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::int64_t row = store::Ledger::row(messages[i]);
    const Result<std::optional<Document>> d = ledger_.message(messages[i]);
    if (!d.ok()) return d.status();
    if (!*d) continue;
    const bool recent =
        !(*d)->published ||
        std::chrono::floor<std::chrono::days>(*(*d)->published).time_since_epoch().count() >= oldest;
    if (i >= by_number && recent) {
      kept.push_back({static_cast<std::int64_t>(kept.size()), id_digits(messages[i])});
      continue;
    }
    const Result<Id> family = ledger_.family(messages[i]);
    if (!family.ok()) return family.status();
    if (!family->empty() && ++marked[id_digits(*family)] > kMarkedOfFamily) continue;
    if (scratch.size() >= kTogether) scratch = trace::LiveTracer();
    s = marks.add(row, scratch.marks(scratch.add(entry(**d)).number));
    if (!s.ok()) return s;
  }
  s = marks.flush();
  return s.ok() ? begin(kept, changes) : s;
}

// The oldest day of the window: `days` before the latest, of whose date a few messages more must be than may be wrong.
std::int64_t Window::oldest_day() const {
  std::size_t later = 0;
  for (auto it = by_day_.rbegin(); it != by_day_.rend(); ++it) {
    if (it->first == kUndated) continue;
    later += it->second;
    if (later * 1000 > arrivals_ * kFewInAThousand) return it->first - limits_.days;
  }
  return std::numeric_limits<std::int64_t>::min();
}

bool Window::full() const {
  std::size_t inside = 0;
  for (auto it = by_day_.lower_bound(oldest_day()); it != by_day_.end(); ++it) inside += it->second;
  inside = std::min<std::size_t>(inside, limits_.messages);
  return arrivals_ - inside >= std::max(kFewestLeaving, inside);
}

Status Window::turn(std::vector<Change>& changes) {
  if (const Status s = settle(); !s.ok()) return s;
  const std::int64_t oldest = oldest_day();
  std::vector<bool> stays(ns_.size());
  std::size_t staying = 0;
  for (std::size_t i = ns_.size(); i-- > 0 && staying < limits_.messages;) {
    if (recalled_[i] || days_[i] < oldest) continue;
    stays[i] = true;
    ++staying;
  }
  if (const Status s = keep_marks(stays); !s.ok()) return s;
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < ns_.size(); ++i) {
    if (stays[i]) kept.push_back({ns_[i], ids_[i]});
    if (const Status s = ledger_.release(ns_[i]); !s.ok()) return s;
  }
  return begin(kept, changes);
}

// Of each family some texts, so that it is found again.
Status Window::keep_marks(const std::vector<bool>& stays) {
  MarkBatch marks(ledger_, marked_);
  std::unordered_map<Number, std::size_t> marked;  // by family
  std::vector<bool> seen(ns_.size());              // texts, by the first message that has them
  for (Number i = 0; i < ns_.size(); ++i) {
    if (stays[i] || seen[tracer_.same_text(i)]) continue;
    seen[tracer_.same_text(i)] = true;
    if (++marked[tracer_.family_number(i)] > kMarkedOfFamily || recalled_[i]) continue;
    const Status s = marks.add(static_cast<std::int64_t>(ids_[i] >> 4), tracer_.marks(i));
    if (!s.ok()) return s;
  }
  return marks.flush();
}

// The window is these messages from now on. Before them stand the firsts of their families that are not among them.
Status Window::begin(const std::vector<Kept>& kept, std::vector<Change>& changes) {
  tracer_ = trace::LiveTracer();
  std::unordered_set<std::int64_t> rows;
  for (const Kept& k : kept) rows.insert(static_cast<std::int64_t>(k.id >> 4));
  std::vector<std::uint64_t> labels;
  std::vector<Id> firsts;
  std::unordered_map<std::uint64_t, std::int64_t> leader;  // n of who the family's members are tied to
  std::vector<std::optional<std::int64_t>> ties;
  const std::int64_t lowest = kept.empty() ? 0 : kept.front().n;
  for (const Kept& k : kept) {
    const Result<Id> family = ledger_.family(document_id(k.id));
    if (!family.ok()) return family.status();
    labels.push_back(family->empty() ? 0 : id_digits(*family));
    ties.emplace_back();
    if (family->empty()) continue;
    const auto [at, fresh] = leader.try_emplace(labels.back(), k.n);
    if (!fresh) {
      ties.back() = at->second;
      continue;
    }
    const Result<Id> first = ledger_.first(*family);
    if (!first.ok()) return first.status();
    if (first->empty() || rows.contains(store::Ledger::row(*first))) continue;
    firsts.push_back(*first);
    at->second = lowest - static_cast<std::int64_t>(firsts.size());
    ties.back() = at->second;
  }
  std::vector<std::uint64_t> all_labels;
  for (std::size_t i = firsts.size(); i-- > 0;) {
    const Status s =
        ledger_.hold({lowest - static_cast<std::int64_t>(i) - 1, store::Ledger::row(firsts[i]), true, std::nullopt});
    if (!s.ok()) return s;
    const Result<Id> family = ledger_.family(firsts[i]);
    if (!family.ok()) return family.status();
    all_labels.push_back(id_digits(*family));
  }
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (const Status s = ledger_.hold({kept[i].n, static_cast<std::int64_t>(kept[i].id >> 4), false, ties[i]}); !s.ok()) return s;
  all_labels.insert(all_labels.end(), labels.begin(), labels.end());
  const Status s = replay();
  return s.ok() ? join_labels(all_labels, changes) : s;
}

// The tracer as it is after all that the store says was added, one after the other.
Status Window::replay() {
  tracer_ = trace::LiveTracer();
  numbers_.clear();
  ids_.clear(), ns_.clear(), days_.clear(), recalled_.clear(), by_day_.clear();
  arrivals_ = 0;
  const Result<std::vector<store::Ledger::Held>> window = ledger_.window();
  if (!window.ok()) return window.status();
  std::optional<Number> unplaced;  // a message, after which others may have been recalled
  bool all = false;
  const auto place = [&] {
    if (unplaced) tracer_.place(*unplaced, all);
    unplaced.reset();
    all = false;
  };
  for (const store::Ledger::Held& held : *window) {
    const Result<std::optional<Document>> d = ledger_.message(held.document);
    if (!d.ok()) return d.status();
    if (!*d) return Status(Code::store, "the store's window names a document that it has not; run tocsin check");
    if (!held.recalled) place();
    const trace::LiveTracer::Added added = add(**d, held.n, held.recalled);
    const bool tied = held.tied && tracer_.tie(added.number, number_of(*held.tied));
    all = all || held.recalled || tied || !added.tied.empty();
    if (!held.recalled) unplaced = added.number;
  }
  place();
  return Status();
}

// Where the tracer, with other messages held than before, makes one family of what the store has as several.
Status Window::join_labels(const std::vector<std::uint64_t>& labels, std::vector<Change>& changes) {
  std::unordered_map<Number, Number> seen;  // by family, a message
  for (Number i = 0; i < labels.size(); ++i) {
    const auto [at, fresh] = seen.try_emplace(tracer_.family_number(i), i);
    if (fresh || (labels[i] != 0 && labels[i] == labels[at->second])) continue;
    bool one = false, two = false;
    const Result<Id> a = family_of(at->second, one), b = family_of(i, two);
    if (!a.ok()) return a.status();
    if (!b.ok()) return b.status();
    if (*a == *b) continue;
    const Status s = unite(i, {at->second, i}, true, changes);
    if (!s.ok()) return s;
  }
  return Status();
}

}  // namespace tocsin
