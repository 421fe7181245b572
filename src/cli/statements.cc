// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_list("statements", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kStatementsCommand = {"statements",
                                    "prints who said what to whom",
                                    "tocsin statements --store cases.db --format json",
                                    kStore | kNeedsStore | kPrints | kOutput,
                                    {},
                                    {},
                                    run};

}  // namespace tocsin::cli
