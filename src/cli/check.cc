// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->check(a.words, a.originals, format(a), terminal) : engine.status();
}

}  // namespace

const Command kCheckCommand = {"check",
                               "re-verifies briefs and stores against the originals, offline",
                               "tocsin check brief.html --originals exports/",
                               kPrints | kOutput,
                               {{"--originals", "DIR", "where the source files are now", &Arguments::originals}},
                               {"FILE", 1, -1},
                               run};

}  // namespace tocsin::cli
