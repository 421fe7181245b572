// SPDX-License-Identifier: Apache-2.0
#include "cli/rules_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/toml_file.h"

namespace tocsin::cli {
namespace {

constexpr std::size_t kLongestSecret = 4096;

class Reader {
 public:
  Reader(const TomlFile& file, bool secrets) : file_(file), secrets_(secrets) {}

  Status receiver(const TomlTable& table, Receiver& r) {
    TomlKeys keys(table);
    std::int64_t within = r.within;
    unsigned port = static_cast<unsigned>(r.port);
    keys.text("name", r.name), keys.text("kind", r.kind), keys.text("form", r.form), keys.text("tlp", r.tlp), keys.text("pap", r.pap);
    keys.length("within", within), keys.count("attempts", r.attempts), keys.truth("allow_private", r.allow_private);
    if (r.kind == "webhook" || r.kind == "mail") keys.text("ca_file", r.ca_file);
    if (!r.ca_file.empty()) r.ca_file = inside(r.ca_file);
    if (r.kind == "webhook") {
      keys.text("url", r.url);
      secret(keys, "url", r.url);
      secret(keys, "secret", r.secret);
    } else if (r.kind == "mail") {
      keys.text("server", r.server), keys.count("port", port), keys.text("tls", r.tls), keys.text("from", r.from), keys.texts("to", r.to), keys.text("user", r.user);
      secret(keys, "password", r.password);
    } else if (r.kind == "file") {
      keys.text("folder", r.folder);
      if (!r.folder.empty()) r.folder = inside(r.folder);
    }
    r.within = static_cast<unsigned>(std::min<std::int64_t>(within, 1'000'000)), r.port = static_cast<int>(std::min(port, 1'000'000u));
    r.at = keys.located();
    return keys.done();
  }

  Status rule(const TomlTable& table, Rule& r) {
    TomlKeys keys(table);
    keys.text("name", r.name), keys.text("owner", r.owner), keys.number("min_score", r.min_score);
    keys.texts("regions", r.regions), keys.texts("languages", r.languages), keys.texts("targets", r.targets), keys.texts("outlets", r.outlets);
    keys.texts("states", r.states), keys.truth("send_drafts", r.send_drafts), keys.count("new_copies", r.new_copies), keys.texts("receivers", r.receivers);
    keys.text("quiet", r.quiet), keys.text("digest", r.digest), keys.length("every", r.every), keys.text("zone", r.zone);
    r.at = keys.located();
    return keys.done();
  }

 private:
  std::string inside(const std::string& path) const { return (std::filesystem::path(file_.folder) / path).lexically_normal().string(); }

  // KEY_env = "NAME" or KEY_file = "path". What it is stands in no message.
  void secret(TomlKeys& keys, const std::string& key, std::string& out) {
    std::string env, file;
    keys.text(key + "_env", env), keys.text(key + "_file", file);
    if (!env.empty() && !file.empty()) return keys.wrong(key + "_file", "and \"" + key + "_env\" are both there; one is enough");
    if ((!env.empty() || !file.empty()) && keys.has(key)) return keys.wrong(key, "is said twice");
    if (env.empty() && file.empty()) return;
    if (!secrets_) {
      if (key == "url") out = "https://left.out.example/";
      return;
    }
    if (!env.empty()) {
      const char* value = std::getenv(env.c_str());
      if (value == nullptr || *value == '\0') return keys.wrong(key + "_env", "names the variable " + env + ", which is not set");
      out = value;
    } else {
      std::ifstream in(inside(file), std::ios::binary);
      out.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
      if (!in.is_open() || in.bad()) return keys.wrong(key + "_file", "names the file " + inside(file) + ", which cannot be read");
      while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
      if (out.empty() || out.size() > kLongestSecret) return keys.wrong(key + "_file", "names the file " + inside(file) + ", which is empty or too long");
    }
  }

  const TomlFile& file_;
  const bool secrets_;
};

}  // namespace

Result<Rules> read_rules(const std::string& path, bool secrets) {
  const Result<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  if (const Status s = file->only({"rule", "receiver"}); !s.ok()) return s;
  if (file->tables("rule").empty()) return Status(Code::usage, path + ":1:1: no rule; write [[rule]] and below it name, receivers and what it is for");
  Reader reader(*file, secrets);
  Rules out;
  for (const TomlTable& t : file->tables("receiver"))
    if (const Status s = reader.receiver(t, out.receivers.emplace_back()); !s.ok()) return s;
  for (const TomlTable& t : file->tables("rule"))
    if (const Status s = reader.rule(t, out.rules.emplace_back()); !s.ok()) return s;
  return out;
}

}  // namespace tocsin::cli
