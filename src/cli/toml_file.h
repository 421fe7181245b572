// SPDX-License-Identifier: Apache-2.0
// A TOML file as tables of keys, every one with its place, and what is wrong told there: "rules.toml:7:1: …". The one place that
// includes the library.
//
//   const Result<TomlFile> file = TomlFile::read(path);
//   for (const TomlTable& t : file->tables("rule")) {
//     TomlKeys keys(t);                        // every key there is must be asked for
//     keys.text("name", rule.name); keys.number("min_score", rule.min_score);   // those that are there
//     if (const Status s = keys.done(); !s.ok()) return s;
//   }
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/delivering.h"
#include "tocsin/status.h"

namespace tocsin::cli {

struct TomlValue {
  enum class Kind { text, integer, number, truth, texts, other } kind = Kind::other;
  std::string text;
  double number = 0;  // integers too
  bool truth = false;
  std::vector<std::string> texts;
  std::string at;  // "rules.toml:7:1"
};

struct TomlTable {
  std::string at;
  std::map<std::string, TomlValue> values;
  std::map<std::string, std::string> key_at;  // where each key stands
};

struct TomlFile {
  static Result<TomlFile> read(const std::string& path);

  std::string path, folder;                            // paths in it are taken from the folder
  std::map<std::string, std::vector<TomlTable>> lists;  // of [[name]]; each of a name that `known` has
  const std::vector<TomlTable>& tables(const std::string& name) const;
  // Not ok where a list has another name than these.
  Status only(const std::vector<std::string>& known) const;
};

// Takes the keys of a table, one by one; the first thing that is wrong stays.
class TomlKeys {
 public:
  explicit TomlKeys(const TomlTable& table) : table_(table) {}

  void text(const std::string& key, std::string& out);
  void texts(const std::string& key, std::vector<std::string>& out);
  void truth(const std::string& key, bool& out);
  void number(const std::string& key, double& out);
  void count(const std::string& key, unsigned& out);
  void length(const std::string& key, std::int64_t& seconds);  // "90s", "5m", "6h", "2d"
  bool has(const std::string& key) const { return table_.values.contains(key); }
  void wrong(const std::string& key, const std::string& why);
  void wrong_table(const std::string& why);
  Located located() const;
  Status done();  // also not ok where a key was never asked for

 private:
  const TomlValue* find(const std::string& key, TomlValue::Kind kind, const char* what);

  const TomlTable& table_;
  std::vector<std::string> known_;
  Status status_;
};

}  // namespace tocsin::cli
