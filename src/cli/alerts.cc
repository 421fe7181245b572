// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_list("alerts", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kAlertsCommand = {"alerts",
                                "prints the ranked alerts of a store",
                                "tocsin alerts --store cases.db",
                                kStore | kNeedsStore | kPrints | kOutput,
                                {},
                                {},
                                run};

}  // namespace tocsin::cli
