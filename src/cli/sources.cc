// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_sources(format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kSourcesCommand = {"sources",
                                 "prints how the watched sources do: last success, lag, failures, silence",
                                 "tocsin sources --store cases.db",
                                 kStore | kNeedsStore | kPrints | kOutput,
                                 {},
                                 {},
                                 run};

}  // namespace tocsin::cli
