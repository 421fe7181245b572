// SPDX-License-Identifier: Apache-2.0
// Word lists: tab-separated rows, kept beside the room that uses them and built into the program.
// A line starting with '#' is a comment; the first other line names the columns. Fields are trimmed; missing ones are
// empty.
//
//   # verbs.tsv
//   word	lang	effect
//   strike	en	harm
//
//   for (const ListRow& row : parse_list("verbs.tsv", list("verbs.tsv"), status)) row["word"]
//
// Every list has an .examples file beside it, checked by the room's tests: "+ We will [strike] the pier", "- a strike
// of luck". The room's CMake rule makes `std::string_view tocsin::<room>::list(std::string_view name)` (empty: no such
// list).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/status.h"

namespace tocsin {

struct ListRow {
  int line = 0;
  std::map<std::string, std::string, std::less<>> fields;

  const std::string& operator[](std::string_view column) const;  // empty where the row has none
};

// "verbs.tsv:14: 5 fields, the header names 3"
Result<std::vector<ListRow>> parse_list(std::string_view file, std::string_view content);

// For lists that are built in: a mistake in one is ours, so it ends the program with the message.
std::vector<ListRow> builtin_list(std::string_view file, std::string_view content);

}  // namespace tocsin
