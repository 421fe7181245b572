// SPDX-License-Identifier: Apache-2.0
// The families of messages that keep coming, with a memory that does not grow. New messages are compared with those of a
// window, by days and by number; families that left it are found through the store.
//
//   Window window(ledger, {30, 1'000'000});
//   window.open();                         // as it was left
//   window.take(document, changes);        // inside store.together(): what it changes is written with the document
//
// The tracer takes nothing out. So it holds up to two windows; then it is made anew from the later one: messages that
// left get their marks into the store (trace/live.h), and of each family that goes on, the first is held on to. The
// store has the messages in the order they were added, so that after a crash the tracer is what it was.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/held_numbers.h"
#include "engine/mark_filter.h"
#include "store/ledger.h"
#include "tocsin/records.h"
#include "trace/live.h"

namespace tocsin {

// Something that a message changed.
struct Change {
  enum class Kind { started, joined, edited, first_moved, merged };
  Kind kind = Kind::started;
  Id document;   // first_moved: the new first
  Id family;
  Relation relation = Relation::first;
  Id of;
  double similarity = 1;
  Id was;        // first_moved: the first until now; merged: the family that is part of `family` now; edited: the version before
};

class Window {
 public:
  struct Limits {
    unsigned days = 30, messages = 1'000'000;
  };
  Window(store::Ledger ledger, Limits limits) : ledger_(ledger), limits_(limits) {}

  Status open(std::vector<Change>& changes);
  // A message the store has got just now; `before`: of the same message the version that it had, or empty.
  Status take(const Document& document, const Id& before, std::vector<Change>& changes);
  // Writes what was put off in large families; to be called at the end.
  Status settle();

  std::size_t held() const { return tracer_.size(); }

 private:
  using Number = std::uint32_t;
  struct Kept {
    std::int64_t n;
    std::uint64_t id;  // the 16 digits
  };

  trace::LiveTracer::Added add(const Document& document, std::int64_t n, bool recalled);
  Result<trace::LiveTracer::Added> add_new(const Document& document, bool recalled, std::optional<std::int64_t> tied);
  Result<Number> recall(Number number, std::vector<Number>& others);
  Status hold_first(const Id& family, Number member);
  Status unite(Number number, const std::vector<Number>& others, bool all, std::vector<Change>& changes);
  Status write(const Id& family, const trace::LiveTracer::Placed& placed);
  Result<Id> family_of(Number number, bool& kept);

  Status adopt(std::vector<Change>& changes);
  bool full() const;
  Status turn(std::vector<Change>& changes);
  Status keep_marks(const std::vector<bool>& stays);
  Status begin(const std::vector<Kept>& kept, std::vector<Change>& changes);
  Status replay();
  Status join_labels(const std::vector<std::uint64_t>& labels, std::vector<Change>& changes);
  std::int64_t oldest_day() const;

  Id id(Number number) const;
  Number number_of(std::int64_t n) const;

  store::Ledger ledger_;
  Limits limits_;
  trace::LiveTracer tracer_;
  // By number.
  std::vector<std::uint64_t> ids_;  // the 16 digits
  HeldNumbers numbers_;
  MarkFilter marked_;
  std::vector<std::int64_t> ns_, days_;
  std::vector<bool> recalled_;
  std::map<std::int64_t, std::size_t> by_day_;  // messages that are not recalled
  std::size_t arrivals_ = 0;
};

}  // namespace tocsin
