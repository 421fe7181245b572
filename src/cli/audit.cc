// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->audit(a.head, format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kAuditCommand = {"audit",
                               "prints the log of imports, readings, decisions, exports and deletions, and verifies its chain",
                               "tocsin audit --store cases.db",
                               kStore | kNeedsStore | kPrints | kOutput,
                               {{"--head", "HASH", "the head of an earlier audit, kept elsewhere: it must still be in the log", &Arguments::head}},
                               {"", 0, 0},
                               run};

}  // namespace tocsin::cli
