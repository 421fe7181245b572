// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_list("oddities", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kOdditiesCommand = {"oddities",
                                  "prints what was wrong with the input, and what was left out",
                                  "tocsin oddities --store cases.db",
                                  kStore | kNeedsStore | kPrints | kOutput,
                                  {},
                                  {},
                                  run};

}  // namespace tocsin::cli
