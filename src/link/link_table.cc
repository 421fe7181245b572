// SPDX-License-Identifier: Apache-2.0
#include "link/link_table.h"

#include <algorithm>
#include <map>

namespace tocsin::link {
namespace {

bool tells_of(const Link& l) { return l.relation == LinkRelation::same_incident || l.relation == LinkRelation::quotes; }

}  // namespace

void LinkTable::erase(Entries& entries, const Id& id, const Entry* entry) {
  const auto it = entries.find(id);
  std::erase(it->second, entry);
  if (it->second.empty()) entries.erase(it);
}

void LinkTable::put(Maker maker, const Id& of, std::vector<Link> links) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(maker)));
  key += of;
  const auto before = made_.find(key);
  if (before == made_.end() && links.empty()) return;
  std::multimap<std::string_view, const Link*> old;
  if (before != made_.end()) {
    const auto same = [](const Entry& e, const Link& l) { return e.link == l; };
    if (std::equal(before->second.begin(), before->second.end(), links.begin(), links.end(), same)) return;
    for (const Entry& e : before->second) {
      old.emplace(e.link.id, &e.link);
      erase(from_, e.link.from, &e);
      if (tells_of(e.link)) erase(telling_of_, e.link.to, &e);
      erase(by_id_, e.link.id, &e);
    }
  }
  const auto move = [&](const Link& l) {
    changed_.insert(l.id);
    if (maker != Maker::alert) moved_.emplace_back(l.from, l.to);
  };
  for (const Link& l : links) {
    auto [it, end] = old.equal_range(l.id);
    it = std::find_if(it, end, [&](const auto& o) { return *o.second == l; });
    if (it != end) old.erase(it);
    else move(l);
  }
  for (const auto& [id, link] : old) move(*link);
  std::vector<Entry> made;
  made.reserve(links.size());
  for (Link& l : links) made.push_back({std::move(l), maker, made.size()});
  if (made.empty()) {
    made_.erase(before);
    return;
  }
  old.clear();  // what it points to goes now
  std::vector<Entry>& kept = made_[key] = std::move(made);
  for (const Entry& e : kept) {
    from_[e.link.from].push_back(&e);
    if (tells_of(e.link)) telling_of_[e.link.to].push_back(&e);
    by_id_[e.link.id].push_back(&e);
  }
}

std::vector<const LinkTable::Entry*> LinkTable::ordered(const Entries& entries, const Id& id) {
  const auto it = entries.find(id);
  if (it == entries.end()) return {};
  std::vector<const Entry*> out = it->second;
  std::sort(out.begin(), out.end(), [](const Entry* a, const Entry* b) { return a->maker != b->maker ? a->maker < b->maker : a->at < b->at; });
  return out;
}

std::vector<const Link*> LinkTable::from(const Id& id) const {
  std::vector<const Link*> out;
  for (const Entry* e : ordered(from_, id)) out.push_back(&e->link);
  return out;
}

std::vector<const Link*> LinkTable::telling_of(const Id& id) const {
  std::vector<const Link*> out;
  const auto it = telling_of_.find(id);
  if (it != telling_of_.end())
    for (const Entry* e : it->second) out.push_back(&e->link);
  return out;
}

const Link* LinkTable::held(const Id& link) const {
  const std::vector<const Entry*> held = ordered(by_id_, link);
  return held.empty() ? nullptr : &held.front()->link;
}

std::vector<Link> LinkTable::all() const {
  std::vector<Link> out;
  out.reserve(by_id_.size());
  for (const auto& [id, entries] : by_id_) out.push_back(*held(id));
  std::sort(out.begin(), out.end(), [](const Link& a, const Link& b) { return a.id < b.id; });
  return out;
}

}  // namespace tocsin::link
