// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  std::string query;
  for (const std::string& word : a.words) query += (query.empty() ? "" : " ") + word;
  return engine->write_search(query, format(a), terminal.style(), terminal);
}

}  // namespace

const Command kSearchCommand = {"search",
                                "finds documents by their words, in any spelling of their letters",
                                "tocsin search '\"ferry terminal\" harb*' --store cases.db",
                                kStore | kNeedsStore | kPrints | kOutput,
                                {},
                                {"QUERY", 1, -1},
                                run};

}  // namespace tocsin::cli
