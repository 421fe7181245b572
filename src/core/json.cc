// SPDX-License-Identifier: Apache-2.0
#include "core/json.h"

#include <simdjson.h>

namespace tocsin::json {
namespace {

Value convert(simdjson::dom::element e) {
  using simdjson::dom::element_type;
  Value v;
  switch (e.type()) {
    case element_type::ARRAY: {
      v.type = Type::array;
      const simdjson::dom::array array = e.get_array().value_unsafe();
      for (simdjson::dom::element item : array) v.items.push_back(convert(item));
      break;
    }
    case element_type::OBJECT: {
      v.type = Type::object;
      const simdjson::dom::object object = e.get_object().value_unsafe();
      for (auto field : object) v.members.push_back({std::string(field.key), convert(field.value)});
      break;
    }
    case element_type::STRING:
      v.type = Type::string;
      v.scalar = std::string(e.get_string().value_unsafe());
      break;
    case element_type::BOOL:
      v.type = Type::boolean;
      v.boolean = e.get_bool().value_unsafe();
      break;
    case element_type::NULL_VALUE:
      break;
    default:
      v.type = Type::number;
      v.scalar = simdjson::minify(e);
  }
  return v;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name == key) return &value;
  return nullptr;
}

std::string Value::text() const { return type == Type::string || type == Type::number ? scalar : std::string(); }

Result<Value> parse(std::string_view bytes) {
  thread_local simdjson::dom::parser parser;
  if (const auto error = parser.allocate(std::max<std::size_t>(bytes.size(), 64), 256))
    return Status(Code::no_input, simdjson::error_message(error));
  simdjson::dom::element root;
  if (const auto error = parser.parse(bytes.data(), bytes.size()).get(root))
    return Status(Code::no_input, simdjson::error_message(error));
  return convert(root);
}

}  // namespace tocsin::json
