// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  if (a.raw) return engine->write_raw(a.words.front(), a.originals, terminal);
  return engine->write_record(a.words.front(), format(a), terminal.style(), terminal);
}

}  // namespace

const Command kShowCommand = {"show",
                              "prints one record by its id",
                              "tocsin show doc-4be1 --raw --store cases.db",
                              kStore | kNeedsStore | kPrints | kOutput,
                              {{"--raw", "", "a document's very bytes, handles and all, from its source file; logged",
                                nullptr, nullptr, nullptr, &Arguments::raw},
                               originals_flag(),
                               {"--purpose", "TEXT", "why the raw bytes are needed; kept in the store's log", nullptr,
                                nullptr, &InputOptions::purpose}},
                              {"ID", 1, 1},
                              run};

}  // namespace tocsin::cli
