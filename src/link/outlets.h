// SPDX-License-Identifier: Apache-2.0
// One outlet from all that documents say of it, and who issued a threat according to whom.
#pragma once

#include <map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

// Outlets of the same name in any spelling become one: aliases, vouchers and evidence side by side. Where sources
// disagree on its standing, it is disputed.
struct MergedOutlets {
  std::vector<Outlet> outlets;  // sorted by id
  std::map<Id, Id> merged_into;
  std::map<std::string, Id> by_key;  // text::name_key of every name and alias
};
// What a message says of its channel by standing in it is looked at once, in the earliest that does; `documents` by time.
MergedOutlets merge_outlets(const std::vector<const Findings*>& documents);

// What the team's register says of the outlets that were read, and which unknown names look like better known ones:
// lookalike letters, a letter more or less, or a word like "official" or "backup" beside the same name.
void apply_register(MergedOutlets& outlets, const std::vector<RegisterLine>& lines);

// What `outlet` tells where a document only stands in it or names it again and says nothing more; empty: it says more.
std::string bare_name(const Document& document, const Outlet& outlet);

// The outlet that goes by this name, whole or in one of the parts that '|', '/', '(' or a dash separate; empty: none.
Id outlet_of(const MergedOutlets& outlets, const std::string& name);
// The keys by which it is looked for.
std::vector<std::string> outlet_keys(const std::string& name);

}  // namespace tocsin::link
