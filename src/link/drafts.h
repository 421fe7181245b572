// SPDX-License-Identifier: Apache-2.0
// The threats that alerts are made of: one for each family of posts that carries one, and one for each report of a threat that no
// post is held of. Everything else that tells of a threat joins one of them: what it quotes decides, else two names they share.
//
// Reports are taken in order of time, each after what was told before it; when something changes, those are looked at again
// that it may concern, and those after them that these concern.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "link/case.h"

namespace tocsin::link {

// Those that posts are held of first, by the earliest of their family; then reports, by time.
struct DraftOrder {
  bool reported = false;
  Order order;

  friend auto operator<=>(const DraftOrder&, const DraftOrder&) = default;
};

struct Draft {
  DraftOrder order;
  Held held;
  Id family;                   // empty: only reported
  std::set<Id> tellers;        // documents that quote, report, deny or condemn it
  std::set<std::string> keys;  // of its caller, targets and places
};

class Drafts {
 public:
  explicit Drafts(Case& c) : c_(c) {}

  // The families of these ids came, changed or went.
  void families_changed(const std::set<Id>& families);
  // A document came, its quotations changed, or it joined or left a family.
  void document_changed(const Id& document);
  // All that tell find what they tell of.
  void settle();

  const std::map<DraftOrder, Draft>& all() const { return drafts_; }
  const DraftOrder* of_family(const Id& family) const;
  const DraftOrder* told_by(const Id& document) const;
  // Those that came, changed or went since they were taken last.
  std::set<DraftOrder> take_changed() { return std::exchange(changed_, {}); }

 private:
  struct Teller {
    std::set<std::string> keys;
    const Threat* told = nullptr;
    std::vector<Id> quoted;  // messages
    const Draft* about = nullptr;
  };
  using Tellers = std::map<Order, Teller>;

  void add(Draft draft);
  void remove(DraftOrder order);
  void wake(const Draft& draft);  // who may tell of it
  void wake_who_quotes(const Id& message);
  const Draft* told_about(const Order& order, const Teller& teller) const;
  const Draft* sharing(const Order& order, const Teller& teller) const;
  void forget(Tellers::iterator teller);
  void place(const Order& order, Teller& teller);

  Case& c_;
  std::map<DraftOrder, Draft> drafts_;
  std::unordered_map<Id, DraftOrder> by_family_;
  std::unordered_map<std::string, std::vector<const Draft*>> by_key_;
  Tellers tellers_;
  std::unordered_map<std::string, std::set<Order>> tellers_by_key_;
  std::unordered_map<Id, std::set<Order>> tellers_by_quoted_;
  std::set<Order> waiting_;
  std::set<DraftOrder> changed_;
};

}  // namespace tocsin::link
