// SPDX-License-Identifier: Apache-2.0
#include "cli/toml_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <toml++/toml.h>

#include "tocsin/suggest.h"

namespace tocsin::cli {
namespace {

std::string place(const std::string& path, const toml::source_region& at) {
  return path + ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column);
}

TomlValue value_of(const toml::node& node, const std::string& path) {
  using Kind = TomlValue::Kind;
  TomlValue out;
  out.at = place(path, node.source());
  if (node.is_string()) {
    out.kind = Kind::text, out.text = node.as_string()->get();
  } else if (node.is_integer()) {
    out.kind = Kind::integer, out.number = static_cast<double>(node.as_integer()->get());
  } else if (node.is_floating_point()) {
    out.kind = Kind::number, out.number = node.as_floating_point()->get();
  } else if (node.is_boolean()) {
    out.kind = Kind::truth, out.truth = node.as_boolean()->get();
  } else if (const toml::array* array = node.as_array()) {
    out.kind = Kind::texts;
    for (const toml::node& item : *array) {
      if (!item.is_string()) out.kind = Kind::other;
      else out.texts.push_back(item.as_string()->get());
    }
  }
  return out;
}

std::optional<std::int64_t> parse_length(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || n <= 0 || n > 1'000'000 || end + 1 != text.data() + text.size()) return std::nullopt;
  switch (*end) {
    case 's': return n;
    case 'm': return n * 60;
    case 'h': return n * 3600;
    case 'd': return n * 86400;
    default: return std::nullopt;
  }
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = closest(word, known);
  return near.empty() ? std::string() : "; did you mean \"" + near + "\"?";
}

}  // namespace

Result<TomlFile> TomlFile::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) return Status(Code::no_input, path + ": cannot be read");
  toml::table root;
  try {
    root = toml::parse(bytes, path);
  } catch (const toml::parse_error& e) {
    return Status(Code::usage, place(path, e.source()) + ": " + std::string(e.description()));
  }
  TomlFile out;
  out.path = path, out.folder = std::filesystem::path(path).parent_path().string();
  for (const auto& [key, node] : root) {
    const toml::array* array = node.as_array();
    const std::string name(key.str());
    if (array == nullptr || array->empty()) return Status(Code::usage, place(path, key.source()) + ": \"" + name + "\" is no list of tables; write [[" + name + "]]");
    for (const toml::node& item : *array) {
      const toml::table* table = item.as_table();
      if (table == nullptr) return Status(Code::usage, place(path, item.source()) + ": write [[" + name + "]]");
      TomlTable& t = out.lists[name].emplace_back();
      t.at = place(path, table->source());
      for (const auto& [k, v] : *table) t.values.emplace(k.str(), value_of(v, path)), t.key_at.emplace(k.str(), place(path, k.source()));
    }
  }
  return out;
}

const std::vector<TomlTable>& TomlFile::tables(const std::string& name) const {
  static const std::vector<TomlTable> kNone;
  const auto it = lists.find(name);
  return it == lists.end() ? kNone : it->second;
}

Status TomlFile::only(const std::vector<std::string>& known) const {
  for (const auto& [name, tables] : lists)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return Status(Code::usage, tables.front().at + ": unknown key \"" + name + "\"" + did_you_mean(name, known));
  return Status();
}

const TomlValue* TomlKeys::find(const std::string& key, TomlValue::Kind kind, const char* what) {
  known_.push_back(key);
  const auto it = table_.values.find(key);
  if (it == table_.values.end()) return nullptr;
  const bool number = kind == TomlValue::Kind::number && it->second.kind == TomlValue::Kind::integer;
  if (it->second.kind == kind || number) return &it->second;
  wrong(key, what);
  return nullptr;
}

void TomlKeys::wrong(const std::string& key, const std::string& why) {
  const auto it = table_.values.find(key);
  if (status_.ok()) status_ = Status(Code::usage, (it == table_.values.end() ? table_.at : it->second.at) + ": \"" + key + "\" " + why);
}

void TomlKeys::wrong_table(const std::string& why) {
  if (status_.ok()) status_ = Status(Code::usage, table_.at + ": " + why);
}

void TomlKeys::text(const std::string& key, std::string& out) {
  const TomlValue* v = find(key, TomlValue::Kind::text, "is a text: write it in quotes");
  if (v && v->text.empty()) wrong(key, "is empty");
  if (v) out = v->text;
}
void TomlKeys::texts(const std::string& key, std::vector<std::string>& out) {
  if (const TomlValue* v = find(key, TomlValue::Kind::texts, "is a list of texts: [\"…\", \"…\"]")) out = v->texts;
}
void TomlKeys::truth(const std::string& key, bool& out) {
  if (const TomlValue* v = find(key, TomlValue::Kind::truth, "is true or false")) out = v->truth;
}
void TomlKeys::number(const std::string& key, double& out) {
  if (const TomlValue* v = find(key, TomlValue::Kind::number, "is a number")) out = v->number;
}
void TomlKeys::count(const std::string& key, unsigned& out) {
  const TomlValue* v = find(key, TomlValue::Kind::integer, "is a whole number");
  if (v && (v->number < 0 || v->number > 1e9)) wrong(key, "is a number from 0 up");
  else if (v) out = static_cast<unsigned>(v->number);
}
void TomlKeys::length(const std::string& key, std::int64_t& seconds) {
  const TomlValue* v = find(key, TomlValue::Kind::text, "is a length of time: \"90s\", \"5m\", \"6h\" or \"2d\"");
  if (v == nullptr) return;
  const std::optional<std::int64_t> length = parse_length(v->text);
  if (!length) wrong(key, "is a length of time: \"90s\", \"5m\", \"6h\" or \"2d\"");
  else seconds = *length;
}

Located TomlKeys::located() const {
  Located out{{"", table_.at}};
  for (const auto& [key, value] : table_.values) out[key] = value.at;
  return out;
}

Status TomlKeys::done() {
  for (const auto& [key, at] : table_.key_at)
    if (status_.ok() && std::find(known_.begin(), known_.end(), key) == known_.end())
      status_ = Status(Code::usage, at + ": unknown key \"" + key + "\"" + did_you_mean(key, known_));
  return status_;
}

}  // namespace tocsin::cli
