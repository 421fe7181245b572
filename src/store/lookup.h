// SPDX-License-Identifier: Apache-2.0
// What concerns a few records, found without reading the others. Ids that are not there are left out; records come in the
// order they have among all findings.
//
//   Lookup lookup(store);
//   lookup.some<Threat>({alert.threat});
//   lookup.rank(alert)->next          the alert that ranks below it
//
// Must not outlive its store.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace tocsin::store {

class Database;

enum class Table { documents, families, alerts, threats, incidents, statements, claims, outlets, links };

class Lookup {
 public:
  explicit Lookup(const Store& store);

  // ---- ids. Those that begin so: of each table two at most, and the one that is the prefix itself.
  Result<std::vector<Id>> beginning(std::string_view prefix, const std::vector<Table>& tables) const;
  Result<std::vector<Id>> ids(const std::vector<Table>& tables) const;

  // ---- records: Alert, Threat, Incident, Statement, Claim, Outlet, Link, Family, Document
  template <class Record>
  Result<std::vector<Record>> some(const std::set<Id>& ids) const;
  template <class Record>
  Result<std::vector<Record>> all() const;  // not of Document
  Result<std::vector<Threat>> threats_in(const std::set<Id>& documents) const;
  Result<std::vector<Oddity>> oddities(const std::set<std::string>& files) const;
  Result<std::map<Id, Reading>> readings(const std::set<Id>& documents) const;  // by whatever reader

  // ---- alerts
  // Whose threat stands in one of these documents, or whose family has it.
  Result<std::vector<Alert>> alerts_about(const std::set<Id>& documents) const;
  struct Rank {
    std::size_t above = 0, below = 0;  // alerts of a higher and of a lower rank
    std::optional<Alert> next;         // the first of these below
  };
  Result<Rank> rank(const Alert& alert) const;

  // ---- of all documents
  Result<std::optional<Time>> latest() const;  // published
  struct Counts {
    std::size_t messages = 0, articles = 0;
  };
  Result<Counts> counts() const;

 private:
  Database* db_;
};

template <>
Result<std::vector<Family>> Lookup::some(const std::set<Id>& ids) const;
template <>
Result<std::vector<Document>> Lookup::some(const std::set<Id>& ids) const;

template <>
Result<std::vector<Family>> Lookup::all() const;

}  // namespace tocsin::store
