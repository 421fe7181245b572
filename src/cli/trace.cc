// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) { return filter(a, terminal, &Engine::trace); }

}  // namespace

const Command kTraceCommand = {"trace",
                               "filter: NDJSON documents in, the family of each out",
                               "tocsin trace messages.ndjson > families.ndjson",
                               kOutput | kReadsInput,
                               {translations_flag(),
                                {.name = "--threads",
                                 .value = "N",
                                 .help = "work on this many processors (else on all); the families are the same",
                                 .number = &Options::threads}},
                               {"FILE", 0, 1},
                               run};

}  // namespace tocsin::cli
