// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_list("outlets", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kOutletsCommand = {"outlets",
                                 "prints who issues messages and articles, and who vouches",
                                 "tocsin outlets --store cases.db",
                                 kStore | kNeedsStore | kPrints | kOutput,
                                 {},
                                 {},
                                 run};

}  // namespace tocsin::cli
