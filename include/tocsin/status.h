// SPDX-License-Identifier: Apache-2.0
// Failure as a small value. A Status says what failed, where, and what to do about it; nothing in Tocsin
// throws across a door. Odd input is no failure: it is an Oddity (records.h) and the run goes on.
//
//   Status s = store.open("cases.db");
//   if (!s.ok()) return s;                   // "cases.db: written by a newer tocsin (schema 9); update tocsin"
//
//   Result<Document> d = parse(line);
//   if (!d.ok()) return d.status();
//   use(*d);
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tocsin {

// Each code is also the process's exit code.
enum class Code {
  ok = 0,
  not_found = 1,  // what was asked for by name is not there, or `check` found a mismatch
  usage = 2,      // wrong use: a flag, a value, a data file the user keeps
  no_input = 3,   // no input could be read at all
  store = 4,      // the store failed
};

class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == Code::ok; }
  Code code() const { return code_; }
  // One line: place, reason, what to do.
  const std::string& message() const { return message_; }

  friend bool operator==(const Status&, const Status&) = default;

 private:
  Code code_ = Code::ok;
  std::string message_;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) { assert(!status_.ok()); }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace tocsin
