// SPDX-License-Identifier: Apache-2.0
// For tests: what a spreadsheet makes of a CSV.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tocsin::brief {

// The cells of each line, read as RFC 4180 says.
inline std::vector<std::vector<std::string>> table(const std::string& csv) {
  std::vector<std::vector<std::string>> out(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (quoted) {
      if (csv[i] != '"') cell += csv[i];
      else if (i + 1 < csv.size() && csv[i + 1] == '"') cell += csv[++i];
      else quoted = false;
    } else if (csv[i] == '"') {
      quoted = true;
    } else if (csv[i] == ',' || csv[i] == '\r') {
      out.back().push_back(std::exchange(cell, {}));
      if (csv[i] == '\r') ++i, out.emplace_back();
    } else {
      cell += csv[i];
    }
  }
  out.pop_back();
  return out;
}

}  // namespace tocsin::brief
