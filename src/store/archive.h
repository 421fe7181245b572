// SPDX-License-Identifier: Apache-2.0
// A record as a JSON body and back, by the field lists of fields.h.
//
//   std::string body = to_body(link);               R"({"id":"lnk-…","from":…})"
//   Result<Link> link = from_body<Link>(body);      not ok: "store body: status: unknown word \"sure\""
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/json.h"
#include "core/json_writer.h"
#include "core/names.h"
#include "store/fields.h"
#include "tocsin/status.h"

namespace tocsin::store {

class BodyWriter {
 public:
  template <class T>
  BodyWriter& operator()(std::string_view name, T& value) {
    w_.key(name);
    write(value);
    return *this;
  }
  template <class T>
  BodyWriter& newer(std::string_view name, T& value) {
    return (*this)(name, value);
  }
  template <class T>
  void write(T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      w_.value(std::string_view(value));
    } else if constexpr (std::is_same_v<T, bool>) {
      w_.value(value);
    } else if constexpr (std::is_enum_v<T>) {
      w_.value(to_string(value));
    } else if constexpr (std::is_same_v<T, Time>) {
      w_.value(std::int64_t{value.time_since_epoch().count()});
    } else if constexpr (std::is_floating_point_v<T>) {
      w_.value(value);
    } else if constexpr (std::is_integral_v<T>) {
      w_.value(static_cast<std::int64_t>(value));
    } else {
      w_.begin_object();
      fields(*this, value);
      w_.end_object();
    }
  }
  template <class T>
  void write(std::optional<T>& value) {
    if (value) {
      write(*value);
    } else {
      w_.null();
    }
  }
  template <class T>
  void write(std::vector<T>& values) {
    w_.begin_array();
    for (T& value : values) write(value);
    w_.end_array();
  }
  const std::string& text() const { return w_.text(); }

 private:
  json::Writer w_;
};

class BodyReader {
 public:
  explicit BodyReader(const json::Value& object) : object_(&object) {}

  template <class T>
  BodyReader& operator()(std::string_view name, T& value) {
    const json::Value* member = object_->find(name);
    if (member == nullptr) {
      fail(name, "is missing");
    } else {
      read(*member, name, value);
    }
    return *this;
  }
  // A member that stores of older versions do not have.
  template <class T>
  BodyReader& newer(std::string_view name, T& value) {
    if (const json::Value* member = object_->find(name)) read(*member, name, value);
    return *this;
  }
  const std::string& error() const { return error_; }

 private:
  void fail(std::string_view name, std::string_view why) {
    if (error_.empty()) error_ = std::string(name) + " " + std::string(why);
  }
  template <class T>
  void read(const json::Value& v, std::string_view name, T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      value = v.scalar;
    } else if constexpr (std::is_same_v<T, bool>) {
      value = v.boolean;
    } else if constexpr (std::is_enum_v<T>) {
      if (const auto word = from_string<T>(v.scalar)) {
        value = *word;
      } else {
        fail(name, "has the unknown word \"" + v.scalar + "\"");
      }
    } else if constexpr (std::is_same_v<T, Time>) {
      std::int64_t seconds = 0;
      number(v, name, seconds);
      value = Time(std::chrono::seconds(seconds));
    } else if constexpr (std::is_arithmetic_v<T>) {
      number(v, name, value);
    } else {
      BodyReader inner(v);
      fields(inner, value);
      if (!inner.error_.empty()) fail(name, inner.error_);
    }
  }
  template <class T>
  void read(const json::Value& v, std::string_view name, std::optional<T>& value) {
    if (v.is(json::Type::null)) {
      value.reset();
    } else {
      read(v, name, value.emplace());
    }
  }
  template <class T>
  void read(const json::Value& v, std::string_view name, std::vector<T>& values) {
    values.clear();
    for (const json::Value& item : v.items) read(item, name, values.emplace_back());
  }
  template <class T>
  void number(const json::Value& v, std::string_view name, T& value) {
    const std::string& s = v.scalar;
    if (std::from_chars(s.data(), s.data() + s.size(), value).ec != std::errc()) fail(name, "is no number");
  }

  const json::Value* object_;
  std::string error_;
};

template <class Record>
std::string to_body(const Record& record) {
  BodyWriter writer;
  writer.write(const_cast<Record&>(record));  // the field lists are shared with reading; nothing is changed
  return writer.text();
}

template <class Record>
Result<Record> from_body(std::string_view body) {
  const Result<json::Value> value = json::parse(body);
  if (!value.ok()) return Status(Code::store, "store body: " + value.status().message());
  BodyReader reader(*value);
  Record record;
  fields(reader, record);
  if (!reader.error().empty()) return Status(Code::store, "store body: " + reader.error());
  return record;
}

}  // namespace tocsin::store
