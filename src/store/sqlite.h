// SPDX-License-Identifier: Apache-2.0
// SQLite behind values and Statuses: the one place that includes its header.
//
//   Result<Database> db = Database::open("cases.db");
//   Status s = db->run("INSERT INTO meta VALUES (?, ?)", {"made_by", "tocsin"});
//   s = db->each("SELECT id FROM documents ORDER BY id", {}, [&](const Row& row) { ids.push_back(row.text(0)); });
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::store {

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

class Row {
 public:
  explicit Row(void* statement) : statement_(statement) {}
  std::string text(int column) const;      // null: empty
  std::int64_t integer(int column) const;  // null: 0
  bool null(int column) const;

 private:
  void* statement_;
};

class Database {
 public:
  static Result<Database> open(const std::string& path);  // empty: in memory
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Status script(const char* sql);  // several statements, no parameters
  Status run(std::string_view sql, const std::vector<Value>& values = {});
  Status each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>& row);
  // Everything `work` does is kept, or nothing. Inside another one it is part of that.
  Status transaction(const std::function<Status()>& work);

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::store
