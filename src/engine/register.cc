// SPDX-License-Identifier: Apache-2.0
// The team's register of outlets: a file read, checked line by line, kept in the store, and everything linked anew with it.
#include "core/clock.h"
#include "core/hash.h"
#include "core/list.h"
#include "core/names.h"
#include "engine/impl.h"
#include "engine/originals.h"
#include "store/log.h"

namespace tocsin {
namespace {

std::vector<std::string> split(const std::string& names) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find('|', begin), names.size());
    std::string name = names.substr(begin, end - begin);
    while (name.starts_with(' ')) name.erase(0, 1);
    while (name.ends_with(' ')) name.pop_back();
    if (!name.empty()) out.push_back(std::move(name));
    begin = end + 1;
  }
  return out;
}

Result<RegisterLine> line_of(const std::string& path, const ListRow& row) {
  const auto wrong = [&](const std::string& why) { return Status(Code::usage, path + ":" + std::to_string(row.line) + ": " + why); };
  RegisterLine out;
  out.name = row["name"], out.source = row["source"], out.date = row["date"], out.reliability = row["reliability"];
  out.aliases = split(row["aliases"]);
  if (out.name.empty()) return wrong("no name");
  if (out.source.empty()) return wrong("no source: who says so of " + out.name);
  const std::optional<ParsedTime> date = parse_time(out.date);
  if (!date) return wrong("date \"" + out.date + "\" is none; write it as 2026-03-10");
  out.date = format_date(date->time);
  const std::optional<Standing> standing = from_string<Standing>(row["standing"]);
  if (!standing) return wrong("standing \"" + row["standing"] + "\" is none of established, known, unknown, disputed");
  out.standing = *standing;
  if (!out.reliability.empty() && (out.reliability.size() != 1 || out.reliability[0] < 'A' || out.reliability[0] > 'F'))
    return wrong("reliability \"" + out.reliability + "\" is none of A to F");
  return out;
}

}  // namespace

Status Engine::register_outlets(const std::string& path) {
  const std::optional<std::string> bytes = file_bytes(path);
  if (!bytes) return Status(Code::no_input, path + ": cannot be read");
  const Result<std::vector<ListRow>> rows = parse_list(path, *bytes);
  if (!rows.ok()) return Status(Code::usage, rows.status().message());
  std::vector<RegisterLine> lines;
  for (const ListRow& row : *rows) {
    Result<RegisterLine> line = line_of(path, row);
    if (!line.ok()) return line.status();
    lines.push_back(std::move(*line));
  }
  if (lines.empty()) return Status(Code::usage, path + ": no lines; the first names the columns: name, aliases, standing, reliability, source, date");
  Impl& e = *impl_;
  return e.store.together([&]() -> Status {
    Status s = e.store.add_register(lines);
    if (s.ok()) s = store::Log(e.store).registered(e.options.now, path, sha256_hex(*bytes), lines.size());
    return s.ok() ? e.work(nullptr) : s;
  });
}

}  // namespace tocsin
