// SPDX-License-Identifier: Apache-2.0
// What a store holds, for the files that its methods stand in.
#pragma once

#include <optional>
#include <string>

#include "store/sqlite.h"
#include "store/store.h"

namespace tocsin::store {

struct Store::Impl {
  std::string path;
  mutable Database db;
};

inline Value moment(const std::optional<Time>& t) {
  return t ? Value(std::int64_t{t->time_since_epoch().count()}) : Value(nullptr);
}
inline std::optional<Time> moment(const Row& row, int column) {
  if (row.null(column)) return std::nullopt;
  return Time(std::chrono::seconds(row.integer(column)));
}

// The number of a document in `indexed` and in `window`: the first 60 bits of its id.
std::int64_t index_row(const Id& document);

// families.cc
Status replace_families(Database& db, const std::vector<Family>& families);
// `which`: " WHERE m.family = ?", or empty for all.
Status load_families(Database& db, const std::string& which, const std::vector<Value>& values, std::vector<Family>& families);
Status split_families(Database& db);  // from the bodies of version 1

// log.cc
Status append(Database& db, std::string_view time, std::string_view act, std::string_view subject, std::string_view body);
Status move_acts(Database& db);  // from the table of version 2

}  // namespace tocsin::store
