// SPDX-License-Identifier: Apache-2.0
#include "engine/names.h"

#include <algorithm>

#include "tocsin/suggest.h"

namespace tocsin {

Status unknown(std::string_view what, std::string_view id, const std::vector<std::string>& candidates) {
  std::string message = "there is no " + std::string(what) + " \"" + std::string(id) + "\" in this store";
  const std::string near = closest(id, candidates);
  if (!near.empty()) message += "; did you mean \"" + near + "\"?";
  return Status(Code::not_found, message);
}

Id completed(std::string_view id, const std::vector<std::string>& candidates) {
  std::string found;
  for (const std::string& c : candidates) {
    if (c == id) return c;
    if (c.rfind(id, 0) == 0 && id.size() >= 6) {
      if (!found.empty()) return std::string(id);
      found = c;
    }
  }
  return found.empty() ? std::string(id) : found;
}

const std::vector<store::Table> kAllTables = {store::Table::documents, store::Table::families,   store::Table::alerts,
                                              store::Table::threats,   store::Table::incidents,  store::Table::statements,
                                              store::Table::claims,    store::Table::outlets,    store::Table::links};

Result<Id> whole_id(const store::Store& store, std::string_view what, std::string_view name, const std::vector<store::Table>& tables) {
  const store::Lookup lookup(store);
  const Result<std::vector<Id>> near = lookup.beginning(name, tables);
  if (!near.ok()) return near.status();
  const Id whole = completed(name, *near);
  if (std::find(near->begin(), near->end(), whole) != near->end()) return whole;
  const Result<std::vector<Id>> all = lookup.ids(what == "record" ? tables : std::vector(1, tables.front()));
  return all.ok() ? unknown(what, name, *all) : all.status();
}

}  // namespace tocsin
