// SPDX-License-Identifier: Apache-2.0
// Records out of their tables, all of them or some: `which` is a condition on rows, with the values that stand in it.
//
//   Status s = load_records(db, "threats", " WHERE id = ?", {id}, threats);
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/archive.h"
#include "store/impl.h"

namespace tocsin::store {

template <class Record>
Status load_records(Database& db, const std::string& table, const std::string& which, const std::vector<Value>& values, std::vector<Record>& out) {
  Status bad;
  const Status s = db.each("SELECT body FROM " + table + which + " ORDER BY id", values, [&](const Row& row) {
    Result<Record> record = from_body<Record>(row.text(0));
    if (record.ok()) {
      out.push_back(std::move(*record));
    } else {
      bad = Status(Code::store, table + ": " + record.status().message());
    }
  });
  return s.ok() ? bad : s;
}

inline Provenance place(const Row& row, int column) {
  return {row.text(column), static_cast<std::uint64_t>(row.integer(column + 1)), row.text(column + 2), row.text(column + 3), 0};
}

// store.cc. Documents (table d) come by published, then id, and without the further places they were read in.
Status load_documents(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Document>& out);
Status load_oddities(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Oddity>& out);
Result<std::map<Id, Reading>> load_readings(Database& db, const std::string& which, const std::vector<Value>& values);

}  // namespace tocsin::store
