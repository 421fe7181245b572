// SPDX-License-Identifier: Apache-2.0
// Families as rows of members.
#include <algorithm>
#include <map>

#include "store/archive.h"
#include "store/impl.h"

namespace tocsin::store {

Status replace_families(Database& db, const std::vector<Family>& families) {
  std::map<std::string_view, std::pair<const Family*, const Member*>> now;
  for (const Family& family : families)
    for (const Member& m : family.members) now.insert_or_assign(m.document, std::pair(&family, &m));
  std::vector<Id> gone;
  Status s = db.each("SELECT document, family, body FROM members", {}, [&](const Row& row) {
    const Id document = row.text(0);
    const auto it = now.find(document);
    if (it == now.end()) gone.push_back(document);
    else if (it->second.first->id == row.text(1) && to_body(*it->second.second) == row.text(2)) now.erase(it);
  });
  for (const Id& id : gone)
    if (s.ok()) s = db.run("DELETE FROM members WHERE document = ?", {id});
  for (const auto& [document, member] : now)
    if (s.ok()) s = db.run("INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?)", {member.second->document, member.first->id, std::string(to_string(member.second->relation)), to_body(*member.second)});
  return s;
}

Status load_families(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Family>& families) {
  Status bad;
  const std::size_t before = families.size();
  const Status s = db.each(
      "SELECT m.family, m.body, d.channel, d.published FROM members m JOIN documents d ON d.id = m.document" + which +
          " ORDER BY m.family, d.published IS NULL, d.published, d.id",
      values, [&](const Row& row) {
        Result<Member> member = from_body<Member>(row.text(1));
        if (!member.ok()) {
          bad = Status(Code::store, "members: " + member.status().message());
          return;
        }
        if (families.size() == before || families.back().id != row.text(0)) families.emplace_back().id = row.text(0);
        Family& family = families.back();
        if (member->relation == Relation::first) family.first = member->document;
        family.members.push_back(std::move(*member));
        if (!row.text(2).empty()) family.channels.push_back(row.text(2));
        const std::optional<Time> published = moment(row, 3);
        if (!published) return;
        family.from = family.from ? std::min(*family.from, *published) : *published;
        family.to = family.to ? std::max(*family.to, *published) : *published;
      });
  for (std::size_t i = before; i < families.size(); ++i) {
    std::vector<std::string>& channels = families[i].channels;
    std::sort(channels.begin(), channels.end());
    channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
  }
  return s.ok() ? bad : s;
}

Status split_families(Database& db) {
  std::vector<Family> families;
  Status bad;
  Status s = db.each("SELECT body FROM families", {}, [&](const Row& row) {
    Result<Family> family = from_body<Family>(row.text(0));
    if (family.ok())
      families.push_back(std::move(*family));
    else
      bad = Status(Code::store, "families: " + family.status().message());
  });
  if (s.ok()) s = bad;
  if (s.ok()) s = replace_families(db, families);
  return s.ok() ? db.script("DROP TABLE families") : s;
}

}  // namespace tocsin::store
