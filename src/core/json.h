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

enum class Type { null, boolean, number, string, array, object };

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

}  // namespace tocsin::json
