// SPDX-License-Identifier: Apache-2.0
// What the commands that ask a store print: a list, one record, or what a search found; as NDJSON or for a terminal.
//
//   list_text(findings, "outlets", style)
//     established  Tamarisk Voice            2 vouch    out-3f…
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brief/brief.h"

namespace tocsin::brief {

inline constexpr std::string_view kListNames[] = {"documents", "families",   "alerts", "threats", "incidents",
                                                  "statements", "claims",    "outlets", "links",  "oddities"};

// One record a line, in the order of the findings.
std::string list_json(const Findings& findings, std::string_view list);
std::string list_text(const Findings& findings, std::string_view list, const TextStyle& style, const Context& context = {});

// A row for each figure of each incident, with whose it is and its very words (RFC 4180; docs/formats.md has the columns).
std::string figures_csv(const Findings& findings);

std::vector<Id> record_ids(const Findings& findings);    // of all lists but oddities
// The record of this id, with its list's name; empty when there is none.
std::string one_json(const Findings& findings, const Id& id);
std::string one_text(const Findings& findings, const Id& id, const TextStyle& style, const Context& context = {});

std::string hits_json(const Findings& findings, const std::vector<Passage>& hits);
std::string hits_text(const Findings& findings, const std::vector<Passage>& hits, const TextStyle& style);

// Every passage any record cites.
std::vector<Passage> passages(const Findings& findings);

}  // namespace tocsin::brief
