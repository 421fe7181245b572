// SPDX-License-Identifier: Apache-2.0
#include "core/json.h"

#include <simdjson.h>

#include <algorithm>

#include "core/utf8_check.h"

namespace tocsin {

bool utf8::valid(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace tocsin

namespace tocsin::json {
namespace {

Value convert(simdjson::dom::element e) {
  using simdjson::dom::element_type;
  Value v;
  switch (e.type()) {
    case element_type::ARRAY: {
      v.type = Type::array;
      const simdjson::dom::array array = e.get_array().value_unsafe();
      v.items.reserve(array.size());
      for (simdjson::dom::element item : array) v.items.push_back(convert(item));
      break;
    }
    case element_type::OBJECT: {
      v.type = Type::object;
      const simdjson::dom::object object = e.get_object().value_unsafe();
      v.members.reserve(object.size());
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

namespace {

constexpr std::size_t kDepth = 256;
constexpr std::size_t kUsual = std::size_t{1} << 16, kKept = std::size_t{1} << 24;  // bytes of a record

// Its memory is kept from record to record, unless one was very long.
struct Parser {
  simdjson::dom::parser parser;
  std::string padded;

  Result<Value> parse(std::string_view bytes) {
    if (bytes.size() > parser.capacity() || parser.max_depth() != kDepth)
      if (const auto error = parser.allocate(std::max(bytes.size(), kUsual), kDepth)) return Status(Code::no_input, simdjson::error_message(error));
    padded.assign(bytes).append(simdjson::SIMDJSON_PADDING, '\0');
    simdjson::dom::element root;
    if (const auto error = parser.parse(padded.data(), bytes.size(), false).get(root)) return Status(Code::no_input, simdjson::error_message(error));
    return convert(root);
  }
};

}  // namespace

Result<Value> parse(std::string_view bytes) {
  thread_local Parser parser;
  if (bytes.size() > kKept) return Parser().parse(bytes);
  return parser.parse(bytes);
}

struct FieldReader::Impl {
  simdjson::ondemand::parser parser;
};

FieldReader::FieldReader(std::vector<std::string_view> names)
    : impl_(std::make_unique<Impl>()), names_(std::move(names)), values_(names_.size()) {}
FieldReader::~FieldReader() = default;
FieldReader::FieldReader(FieldReader&&) noexcept = default;
FieldReader& FieldReader::operator=(FieldReader&&) noexcept = default;

bool FieldReader::read(std::string_view line) {
  static_assert(kPadding >= simdjson::SIMDJSON_PADDING);
  using simdjson::ondemand::json_type;
  std::fill(values_.begin(), values_.end(), std::string_view());
  others_ = false;
  simdjson::ondemand::document document;
  if (impl_->parser.iterate(line.data(), line.size(), line.size() + kPadding).get(document)) return false;
  simdjson::ondemand::object object;
  if (document.get_object().get(object)) return false;
  std::size_t expected = 0;  // lines of one file have their fields in one order
  for (auto each : object) {
    simdjson::ondemand::field field;
    if (std::move(each).get(field)) return false;
    const simdjson::ondemand::raw_json_string key = field.key();
    std::size_t name = names_.size();
    for (std::size_t i = 0; i < names_.size(); ++i, ++expected) {
      if (expected >= names_.size()) expected = 0;
      if (!key.unsafe_is_equal(names_[expected])) continue;
      name = expected++;
      break;
    }
    if (name == names_.size()) {
      others_ = true;
      continue;
    }
    std::string_view& value = values_[name];
    if (value.data()) return false;
    json_type type;
    if (field.value().type().get(type)) return false;
    if (type == json_type::string) {
      if (field.value().get_string().get(value)) return false;
    } else if (type == json_type::number) {
      std::int64_t whole;
      const std::string_view token = field.value().raw_json_token();
      if (field.value().get_int64().get(whole)) return false;
      value = token.substr(0, std::min(token.find_first_not_of("-0123456789"), token.size()));
    } else if (type != json_type::null) {
      return false;
    }
  }
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;  // nothing behind it
}

}  // namespace tocsin::json
