// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_list("incidents", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kIncidentsCommand = {"incidents",
                                   "prints what happened, with the figures of each source",
                                   "tocsin incidents --store cases.db",
                                   kStore | kNeedsStore | kPrints | kOutput,
                                   {},
                                   {},
                                   run};

}  // namespace tocsin::cli
