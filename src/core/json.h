// SPDX-License-Identifier: Apache-2.0
// JSON in: one value parsed whole into a small tree, by simdjson. (JSON out is `brief`'s.)
//
//   Result<json::Value> v = json::parse(R"({"id": 41, "text": "noon"})");
//   v->find("id")->text() == "41"        v->find("nothing") == nullptr
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::json {

enum class Type : std::uint8_t { null, boolean, number, string, array, object };

struct Member;

struct Value {
  Type type = Type::null;
  bool boolean = false;
  std::string scalar;           // a string's characters (UTF-8), or a number as written
  std::vector<Value> items;     // array
  std::vector<Member> members;  // object, in order; repeated keys stay

  const Value* find(std::string_view key) const;  // the first of that key; nullptr: none, or not an object
  std::string text() const;                       // of a string or number; else empty
  bool is(Type t) const { return type == t; }
};

struct Member {
  std::string name;
  Value value;
};

// Not ok with the byte offset, where known, and the reason. Depth is limited to 256.
Result<Value> parse(std::string_view bytes);

// Reads lines of plain objects fast, without making a tree: of each named field its text.
//
//   FieldReader reader({"id", "text"});
//   reader.read(line);                 // {"id": 41, "text": "noon", "likes": [2]}
//   reader.field(0) == "41", reader.field(1) == "noon", reader.others() == true
//
// Not safe for use by two threads at once.
class FieldReader {
 public:
  explicit FieldReader(std::vector<std::string_view> names);  // the characters must outlive it
  ~FieldReader();
  FieldReader(FieldReader&&) noexcept;
  FieldReader& operator=(FieldReader&&) noexcept;

  // Bytes that must be readable past a line's end; what they hold does not matter.
  static constexpr std::size_t kPadding = 64;
  // False where the line is not one JSON object in valid UTF-8, a named field stands twice or is neither text, a whole
  // number nor null: parse() says more. What was read lasts until the next call.
  bool read(std::string_view line);
  std::string_view field(std::size_t name) const { return values_[name]; }  // data() is nullptr: absent or null
  bool others() const { return others_; }                                    // there were fields of other names

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::vector<std::string_view> names_, values_;
  bool others_ = false;
};

}  // namespace tocsin::json
