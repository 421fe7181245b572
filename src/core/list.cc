// SPDX-License-Identifier: Apache-2.0
#include "core/list.h"

#include <cstdio>
#include <cstdlib>

namespace tocsin {
namespace {

std::string trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return std::string(s);
}

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    out.push_back(trimmed(line.substr(begin, tab - begin)));
    if (tab == std::string_view::npos) return out;
    begin = tab + 1;
  }
}

}  // namespace

const std::string& ListRow::operator[](std::string_view column) const {
  static const std::string kNone;
  const auto it = fields.find(column);
  return it == fields.end() ? kNone : it->second;
}

Result<std::vector<ListRow>> parse_list(std::string_view file, std::string_view content) {
  std::vector<std::string> columns;
  std::vector<ListRow> rows;
  int line_number = 0;
  for (std::size_t begin = 0; begin < content.size();) {
    std::size_t end = content.find('\n', begin);
    if (end == std::string_view::npos) end = content.size();
    const std::string_view line = content.substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    if (trimmed(line).empty() || line.front() == '#') continue;
    std::vector<std::string> fields = split(line);
    if (columns.empty()) {
      columns = std::move(fields);
      continue;
    }
    if (fields.size() > columns.size())
      return Status(Code::usage, std::string(file) + ":" + std::to_string(line_number) + ": " +
                                     std::to_string(fields.size()) + " fields, the header names " +
                                     std::to_string(columns.size()));
    ListRow row{line_number, {}};
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!fields[i].empty()) row.fields.emplace(columns[i], std::move(fields[i]));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ListRow> builtin_list(std::string_view file, std::string_view content) {
  Result<std::vector<ListRow>> rows = parse_list(file, content);
  if (!rows.ok() || rows->empty()) {
    std::fprintf(stderr, "built-in list: %s\n",
                 rows.ok() ? (std::string(file) + ": empty").c_str() : rows.status().message().c_str());
    std::abort();
  }
  return std::move(*rows);
}

}  // namespace tocsin
