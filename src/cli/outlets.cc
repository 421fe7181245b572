// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (engine.ok() && !a.register_file.empty())
    if (const Status s = engine->register_outlets(a.register_file); !s.ok()) return s;
  return engine.ok() ? engine->write_list("outlets", format(a), terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kOutletsCommand = {"outlets",
                                 "prints who issues messages and articles, and who vouches",
                                 "tocsin outlets --register outlets.tsv --store cases.db",
                                 kStore | kNeedsStore | kPrints | kOutput | kGazetteer | kModel,
                                 {{"--register", "FILE", "first add this file to the team's register of outlets (TSV; docs/formats.md)", &Arguments::register_file}},
                                 {},
                                 run};

}  // namespace tocsin::cli
