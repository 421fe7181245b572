// SPDX-License-Identifier: Apache-2.0
#include "link/drafts.h"

#include <algorithm>

#include "text/name_key.h"

namespace tocsin::link {
namespace {

std::set<std::string> slot_keys(const Case& c, const Threat& t) {
  std::set<std::string> out;
  const auto add = [&](std::string_view words) {
    const std::string key = text::name_key(words);
    if (key.front() != '=') out.insert(key);
  };
  if (t.caller) add(t.caller->name);
  for (const auto* list : {&t.targets_chosen, &t.targets_rejected, &t.victims})
    for (const Passage& p : *list) add(c.words(p));
  for (const ThreatPlace& p : t.places) add(p.name);
  return out;
}

// The threat of a document that its author stands behind, if there is one: the surest.
const Threat* own_threat(const Findings& f) {
  const Threat* best = nullptr;
  for (const Threat& t : f.threats)
    if (threatening(t.force) && asserted(t.stance) && (!best || t.score > best->score)) best = &t;
  return best;
}

// The threat that a family of posts carries: from the earliest post that says it. None: it carries none.
std::optional<Draft> posted(Case& c, const Group& group) {
  const Family& family = group.family;
  Draft draft;
  for (const Member& m : family.members) {
    const Reading* reading = c.reading(m.document);
    if (reading == nullptr || !reading->is_alert) continue;
    Known& known = c.known.at(m.document);
    const Threat* threat = own_threat(known.found);
    if (threat == nullptr) continue;
    if (!known.own_keys) {
      const std::set<std::string> keys = slot_keys(c, *threat);
      known.own_keys.emplace(keys.begin(), keys.end());
    }
    draft.keys.insert(known.own_keys->begin(), known.own_keys->end());
    if (!draft.held.threat) draft.held = {&known.document(), threat};
  }
  if (!draft.held.threat) return std::nullopt;
  draft.order = {false, {false, Time{}, group.earliest}};
  draft.family = family.id;
  return draft;
}

bool tells_of_one(const Threat& t) {
  return threatening(t.force) && t.stance != Stance::own && t.stance != Stance::forwarded && t.stance != Stance::unserious;
}

// A report of a threat that no post is held of warns only when it is told surely, and says who threatens what.
constexpr double kToldSurely = 0.4;

bool warns_by_itself(const Document& d, const Threat& t) {
  return d.kind == DocumentKind::article && t.stance != Stance::negated && t.stance != Stance::opposed &&
         t.score >= kToldSurely && t.caller && !(t.targets_chosen.empty() && t.victims.empty());
}

}  // namespace

const DraftOrder* Drafts::of_family(const Id& family) const {
  const auto it = by_family_.find(family);
  return it == by_family_.end() ? nullptr : &it->second;
}

const DraftOrder* Drafts::told_by(const Id& document) const {
  const auto it = tellers_.find(order_of(c_.document(document)));
  return it == tellers_.end() || !it->second.about ? nullptr : &it->second.about->order;
}

void Drafts::wake(const Draft& draft) {
  for (const std::string& key : draft.keys) {
    const auto it = tellers_by_key_.find(key);
    if (it == tellers_by_key_.end()) continue;
    const std::set<Order>& who = it->second;
    waiting_.insert(draft.order.reported ? who.upper_bound(draft.order.order) : who.begin(), who.end());
  }
}

void Drafts::wake_who_quotes(const Id& message) {
  if (const auto it = tellers_by_quoted_.find(message); it != tellers_by_quoted_.end()) waiting_.insert(it->second.begin(), it->second.end());
}

void Drafts::add(Draft draft) {
  changed_.insert(draft.order);
  if (!draft.family.empty()) by_family_[draft.family] = draft.order;
  const Draft& kept = drafts_[draft.order] = std::move(draft);
  for (const std::string& key : kept.keys) by_key_[key].push_back(&kept);
  wake(kept);
}

void Drafts::remove(DraftOrder order) {
  const auto it = drafts_.find(order);
  const Draft& draft = it->second;
  changed_.insert(order);
  wake(draft);
  for (const Id& id : draft.tellers) {
    const Order teller = order_of(c_.document(id));
    tellers_.at(teller).about = nullptr;
    if (!draft.order.reported || draft.order.order < teller) waiting_.insert(teller);
  }
  for (const std::string& key : draft.keys) {
    const auto held = by_key_.find(key);
    std::erase(held->second, &draft);
    if (held->second.empty()) by_key_.erase(held);
  }
  if (!draft.family.empty()) by_family_.erase(draft.family);
  drafts_.erase(it);
}

void Drafts::families_changed(const std::set<Id>& families) {
  std::vector<Draft> came;
  for (const Id& id : families) {
    const auto group = c_.groups.find(id);
    std::optional<Draft> now = group == c_.groups.end() ? std::nullopt : posted(c_, group->second);
    const DraftOrder* was = of_family(id);
    if (was && now) {
      const Draft& before = drafts_.at(*was);
      if (before.order == now->order && before.held == now->held && before.keys == now->keys) {
        changed_.insert(before.order);
        continue;
      }
    }
    if (group != c_.groups.end() && (was || now))
      for (const Member& m : group->second.family.members) wake_who_quotes(m.document);
    if (was) remove(*was);
    if (now) came.push_back(std::move(*now));
  }
  for (Draft& draft : came) add(std::move(draft));  // now that nobody has its place any more
}

void Drafts::forget(Tellers::iterator it) {
  const auto& [order, teller] = *it;
  if (teller.about) {
    const DraftOrder about = teller.about->order;
    if (about == DraftOrder{true, order}) {
      remove(about);
    } else {
      drafts_.at(about).tellers.erase(order.id);
      changed_.insert(about);
    }
  }
  for (const std::string& key : teller.keys) tellers_by_key_[key].erase(order);
  for (const Id& message : teller.quoted) tellers_by_quoted_[message].erase(order);
  waiting_.erase(order);
  c_.links.put(Maker::teller, order.id, {});
  tellers_.erase(it);
}

void Drafts::document_changed(const Id& id) {
  wake_who_quotes(id);
  const Known& known = c_.known.at(id);
  const Order order = order_of(known.document());
  if (const auto it = tellers_.find(order); it != tellers_.end()) forget(it);
  const auto quotations = c_.quotations.find(id);
  if (c_.family_of.contains(id) || (known.found.threats.empty() && quotations == c_.quotations.end())) return;
  Teller& teller = tellers_[order];
  for (const Threat& t : known.found.threats) {
    if (!tells_of_one(t)) continue;
    if (!teller.told || t.score > teller.told->score) teller.told = &t;
    teller.keys.merge(slot_keys(c_, t));
  }
  if (quotations != c_.quotations.end())
    for (const Quotation& q : quotations->second) teller.quoted.push_back(q.message.document);
  for (const std::string& key : teller.keys) tellers_by_key_[key].insert(order);
  for (const Id& message : teller.quoted) tellers_by_quoted_[message].insert(order);
  waiting_.insert(order);
}

// Of those told before it: the one with the most names in common, two at least; of several the first.
const Draft* Drafts::sharing(const Order& order, const Teller& teller) const {
  std::vector<const std::vector<const Draft*>*> lists;
  const std::vector<const Draft*>* longest = nullptr;
  const std::string* most_common = nullptr;
  for (const std::string& key : teller.keys) {
    const auto it = by_key_.find(key);
    if (it == by_key_.end()) continue;
    lists.push_back(&it->second);
    if (!longest || it->second.size() > longest->size()) longest = &it->second, most_common = &it->first;
  }
  if (lists.size() < 2) return nullptr;
  // Who shares two names is in one of the others too: the name that most have need not be gone through.
  std::unordered_map<const Draft*, std::size_t> shared;
  for (const auto* list : lists)
    if (list != longest)
      for (const Draft* draft : *list)
        if (!draft->order.reported || draft->order.order < order) ++shared[draft];
  const Draft* best = nullptr;
  std::size_t most = 1;
  for (const auto& [draft, others] : shared) {
    const std::size_t n = others + (draft->keys.contains(*most_common) ? 1 : 0);
    if (n > most || (best && n == most && draft->order < best->order)) most = n, best = draft;
  }
  return best;
}

const Draft* Drafts::told_about(const Order& order, const Teller& teller) const {
  for (const Id& message : teller.quoted) {
    const auto family = c_.family_of.find(message);
    if (family == c_.family_of.end()) continue;
    if (const DraftOrder* draft = of_family(family->second)) return &drafts_.at(*draft);
  }
  return sharing(order, teller);
}

void Drafts::place(const Order& order, Teller& teller) {
  const Document& document = c_.document(order.id);
  const DraftOrder own{true, order};
  const Draft* about = told_about(order, teller);
  if (teller.about && teller.about != about) {
    if (teller.about->order == own) {
      if (about) remove(own);
    } else {
      Draft& before = drafts_.at(teller.about->order);
      before.tellers.erase(order.id);
      changed_.insert(before.order);
      teller.about = nullptr;
    }
  }
  std::vector<Link> links;
  if (about) {
    drafts_.at(about->order).tellers.insert(order.id);
    if (teller.about != about) changed_.insert(about->order);
    teller.about = about;
    if (teller.told && !about->family.empty())
      links.push_back(made_link(order.id, about->family, LinkRelation::quotes, LinkStatus::inferred,
                                teller.told->act ? std::vector<Passage>{*teller.told->act} : std::vector<Passage>()));
  } else if (!teller.about && teller.told && warns_by_itself(document, *teller.told)) {
    add({own, {&document, teller.told}, Id(), {order.id}, teller.keys});
    teller.about = &drafts_.at(own);
  }
  c_.links.put(Maker::teller, order.id, std::move(links));
}

void Drafts::settle() {
  while (!waiting_.empty()) {
    const Order order = *waiting_.begin();
    waiting_.erase(waiting_.begin());
    place(order, tellers_.at(order));
  }
}

}  // namespace tocsin::link
