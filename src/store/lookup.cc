// SPDX-License-Identifier: Apache-2.0
#include "store/lookup.h"

#include <algorithm>

#include "store/loading.h"

namespace tocsin::store {
namespace {

constexpr const char* kNames[] = {"documents", "members", "alerts", "threats", "incidents", "statements", "claims", "outlets", "links"};

std::string name_of(Table table) { return kNames[static_cast<std::size_t>(table)]; }
std::string id_of(Table table) { return table == Table::families ? "family" : "id"; }

template <class Record>
constexpr Table kTable = Table::documents;
template <>
constexpr Table kTable<Alert> = Table::alerts;
template <>
constexpr Table kTable<Threat> = Table::threats;
template <>
constexpr Table kTable<Incident> = Table::incidents;
template <>
constexpr Table kTable<Statement> = Table::statements;
template <>
constexpr Table kTable<Claim> = Table::claims;
template <>
constexpr Table kTable<Outlet> = Table::outlets;
template <>
constexpr Table kTable<Link> = Table::links;

void sort_by_rank(std::vector<Alert>& alerts) {
  std::sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
}

// All places of a document, where there are several.
Status load_places(Database& db, Document& d) {
  std::vector<Provenance> places;
  const Status s = db.each("SELECT sha256, at, file, feed FROM provenances WHERE document = ? ORDER BY sha256, at, file", {d.id},
                           [&](const Row& row) { places.push_back(place(row, 0)); });
  if (places.size() > 1) d.provenances = std::move(places);
  return s;
}

}  // namespace

Lookup::Lookup(const Store& store) : db_(&store.impl_->db) {}

Result<std::vector<Id>> Lookup::beginning(std::string_view prefix, const std::vector<Table>& tables) const {
  std::vector<Id> out;
  for (const Table table : tables) {
    const std::string id = id_of(table);
    const Status s = db_->each("SELECT DISTINCT " + id + " FROM " + name_of(table) + " WHERE " + id + " >= ?1 AND " + id + " < ?2 ORDER BY 1 LIMIT 2",
                               {std::string(prefix), std::string(prefix) + "\U0010FFFF"}, [&](const Row& row) { out.push_back(row.text(0)); });
    if (!s.ok()) return s;
  }
  return out;
}

Result<std::vector<Id>> Lookup::ids(const std::vector<Table>& tables) const {
  std::vector<Id> out;
  for (const Table table : tables) {
    const Status s = db_->each("SELECT DISTINCT " + id_of(table) + " FROM " + name_of(table) + " ORDER BY 1", {}, [&](const Row& row) { out.push_back(row.text(0)); });
    if (!s.ok()) return s;
  }
  return out;
}

template <class Record>
Result<std::vector<Record>> Lookup::some(const std::set<Id>& ids) const {
  std::vector<Record> out;
  out.reserve(ids.size());
  for (const Id& id : ids)
    if (const Status s = load_records(*db_, name_of(kTable<Record>), " WHERE id = ?", {id}, out); !s.ok()) return s;
  if constexpr (std::is_same_v<Record, Alert>) sort_by_rank(out);
  return out;
}

template <>
Result<std::vector<Family>> Lookup::some(const std::set<Id>& ids) const {
  std::vector<Family> out;
  for (const Id& id : ids)
    if (const Status s = load_families(*db_, " WHERE m.family = ?", {id}, out); !s.ok()) return s;
  return out;
}

template <>
Result<std::vector<Document>> Lookup::some(const std::set<Id>& ids) const {
  std::vector<Document> out;
  for (const Id& id : ids)
    if (const Status s = load_documents(*db_, " WHERE d.id = ?", {id}, out); !s.ok()) return s;
  std::sort(out.begin(), out.end(), [](const Document& a, const Document& b) {
    if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
    return a.published != b.published ? a.published < b.published : a.id < b.id;
  });
  for (Document& d : out)
    if (const Status s = load_places(*db_, d); !s.ok()) return s;
  return out;
}

template <class Record>
Result<std::vector<Record>> Lookup::all() const {
  std::vector<Record> out;
  const Status s = load_records(*db_, name_of(kTable<Record>), "", {}, out);
  if (!s.ok()) return s;
  if constexpr (std::is_same_v<Record, Alert>) sort_by_rank(out);
  return out;
}

template <>
Result<std::vector<Family>> Lookup::all() const {
  std::vector<Family> out;
  const Status s = load_families(*db_, "", {}, out);
  if (!s.ok()) return s;
  return out;
}

template Result<std::vector<Alert>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Threat>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Incident>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Statement>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Claim>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Outlet>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Link>> Lookup::some(const std::set<Id>&) const;
template Result<std::vector<Alert>> Lookup::all() const;
template Result<std::vector<Threat>> Lookup::all() const;
template Result<std::vector<Incident>> Lookup::all() const;
template Result<std::vector<Statement>> Lookup::all() const;
template Result<std::vector<Claim>> Lookup::all() const;
template Result<std::vector<Outlet>> Lookup::all() const;
template Result<std::vector<Link>> Lookup::all() const;

Result<std::vector<Threat>> Lookup::threats_in(const std::set<Id>& documents) const {
  std::vector<Threat> out;
  for (const Id& id : documents)
    if (const Status s = load_records(*db_, "threats", " WHERE document = ?", {id}, out); !s.ok()) return s;
  std::sort(out.begin(), out.end(), [](const Threat& a, const Threat& b) { return a.id < b.id; });
  return out;
}

Result<std::vector<Oddity>> Lookup::oddities(const std::set<std::string>& files) const {
  std::vector<Oddity> out;
  for (const std::string& file : files)
    if (const Status s = load_oddities(*db_, " WHERE file = ?", {file}, out); !s.ok()) return s;
  return out;
}

Result<std::map<Id, Reading>> Lookup::readings(const std::set<Id>& documents) const {
  std::map<Id, Reading> out;
  for (const Id& id : documents) {
    Result<std::map<Id, Reading>> one = load_readings(*db_, " WHERE document = ?", {id});
    if (!one.ok()) return one.status();
    out.merge(*one);
  }
  return out;
}

Result<std::vector<Alert>> Lookup::alerts_about(const std::set<Id>& documents) const {
  std::set<Id> found;
  for (const Id& id : documents)
    for (const char* sql : {"SELECT a.id FROM threats t JOIN alerts a ON a.threat = t.id WHERE t.document = ?",
                            "SELECT a.id FROM members m JOIN alerts a ON a.family = m.family WHERE m.document = ?"})
      if (const Status s = db_->each(sql, {id}, [&](const Row& row) { found.insert(row.text(0)); }); !s.ok()) return s;
  return some<Alert>(found);
}

Result<Lookup::Rank> Lookup::rank(const Alert& alert) const {
  Rank out;
  std::size_t all = 0;
  Status s = db_->each("SELECT count(*) FROM ranks", {}, [&](const Row& row) { all = static_cast<std::size_t>(row.integer(0)); });
  if (s.ok())
    s = db_->each("SELECT (SELECT count(*) FROM ranks WHERE score > ?1) + (SELECT count(*) FROM ranks WHERE score = ?1 AND alert < ?2)",
                  {alert.score, alert.id}, [&](const Row& row) { out.above = static_cast<std::size_t>(row.integer(0)); });
  if (!s.ok()) return s;
  out.below = all - out.above - 1;
  std::vector<Alert> next;
  for (const char* which : {" WHERE id = (SELECT alert FROM ranks WHERE score = ?1 AND alert > ?2 ORDER BY alert LIMIT 1)",
                            " WHERE id = (SELECT alert FROM ranks WHERE score < ?1 ORDER BY score DESC, alert LIMIT 1) AND ?2 <> ''"})
    if (s.ok() && next.empty()) s = load_records(*db_, "alerts", which, {alert.score, alert.id}, next);
  if (!s.ok()) return s;
  if (!next.empty()) out.next = std::move(next.front());
  return out;
}

Result<std::optional<Time>> Lookup::latest() const {
  std::optional<Time> out;
  const Status s = db_->each("SELECT max(published) FROM documents", {}, [&](const Row& row) { out = moment(row, 0); });
  if (!s.ok()) return s;
  return out;
}

Result<Lookup::Counts> Lookup::counts() const {
  Counts out;
  const Status s = db_->each("SELECT kind, count(*) FROM documents INDEXED BY documents_by_time GROUP BY kind", {}, [&](const Row& row) {
    (row.text(0) == "article" ? out.articles : out.messages) = static_cast<std::size_t>(row.integer(1));
  });
  if (!s.ok()) return s;
  return out;
}

}  // namespace tocsin::store
