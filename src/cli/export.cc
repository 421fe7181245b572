// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  if (!a.corrected) return Status(Code::usage, "export: what? --corrections");
  Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_corrections(terminal) : engine.status();
}

}  // namespace

const Command kExportCommand = {"export",
                                "prints what people decided of messages as labelled examples, to train or measure a reader with",
                                "tocsin export --corrections --store cases.db > corrections.ndjson",
                                kStore | kNeedsStore | kOutput,
                                {{.name = "--corrections", .help = "confirmed, dismissed and corrected readings, in the format of docs/annotation.md", .on = &Arguments::corrected}},
                                {"", 0, 0},
                                run};

}  // namespace tocsin::cli
