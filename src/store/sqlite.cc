// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite.h"

#include <sqlite3.h>

#include <map>

namespace tocsin::store {

struct Database::Impl {
  std::string name;
  sqlite3* handle = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> prepared;
  bool within = false;  // a transaction

  ~Impl() {
    for (auto& [sql, statement] : prepared) sqlite3_finalize(statement);
    sqlite3_close(handle);
  }

  Status failed() const {
    std::string what = sqlite3_errmsg(handle);
    const int code = sqlite3_errcode(handle);
    if (code == SQLITE_NOTADB) what += "; this is no Tocsin store, name another file";
    if (code == SQLITE_FULL) what += "; free some space and run the same import again";
    if (code == SQLITE_BUSY) what += "; another process is writing, try again when it is done";
    if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN) what += "; check the path and its permissions";
    return Status(Code::store, name + ": " + what);
  }

  Status each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>* row) {
    auto it = prepared.find(sql);
    if (it == prepared.end()) {
      sqlite3_stmt* made = nullptr;
      if (sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made,
                             nullptr) != SQLITE_OK)
        return failed();
      it = prepared.emplace(std::string(sql), made).first;
    }
    sqlite3_stmt* statement = it->second;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      if (const auto* s = std::get_if<std::string>(&values[i])) {
        sqlite3_bind_text64(statement, at, s->data(), s->size(), SQLITE_STATIC, SQLITE_UTF8);
      } else if (const auto* n = std::get_if<std::int64_t>(&values[i])) {
        sqlite3_bind_int64(statement, at, *n);
      } else if (const auto* d = std::get_if<double>(&values[i])) {
        sqlite3_bind_double(statement, at, *d);
      } else {
        sqlite3_bind_null(statement, at);
      }
    }
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
      if (row) (*row)(Row(statement));
    const Status status = code == SQLITE_DONE ? Status() : failed();
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
  }
};

std::string Row::text(int column) const {
  auto* statement = static_cast<sqlite3_stmt*>(statement_);
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))) : std::string();
}
std::int64_t Row::integer(int column) const {
  return sqlite3_column_int64(static_cast<sqlite3_stmt*>(statement_), column);
}
bool Row::null(int column) const {
  return sqlite3_column_type(static_cast<sqlite3_stmt*>(statement_), column) == SQLITE_NULL;
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->name = path.empty() ? "store in memory" : path;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.empty() ? ":memory:" : path.c_str(), &impl->handle, flags, nullptr) != SQLITE_OK)
    return impl->failed();
  sqlite3_busy_timeout(impl->handle, 10000);
  return Database(std::move(impl));
}

Status Database::script(const char* sql) {
  return sqlite3_exec(impl_->handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Status() : impl_->failed();
}

Status Database::run(std::string_view sql, const std::vector<Value>& values) {
  return impl_->each(sql, values, nullptr);
}

Status Database::each(std::string_view sql, const std::vector<Value>& values,
                      const std::function<void(const Row&)>& row) {
  return impl_->each(sql, values, &row);
}

Status Database::transaction(const std::function<Status()>& work) {
  if (impl_->within) return work();
  Status status = script("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  impl_->within = true;
  status = work();
  impl_->within = false;
  if (status.ok()) status = script("COMMIT");
  if (!status.ok()) {
    const Status undone = script("ROLLBACK");
    (void)undone;  // the first failure is the one to tell; SQLite rolls back by itself on close
  }
  return status;
}

}  // namespace tocsin::store
