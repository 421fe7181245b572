// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  const Format form = a.as == "csv" ? Format::csv : format(a);
  return engine.ok() ? engine->write_list("incidents", form, terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kIncidentsCommand = {"incidents",
                                   "prints what happened, with the figures of each source",
                                   "tocsin incidents --store cases.db",
                                   kStore | kNeedsStore | kPrints | kOutput,
                                   {{"--as",
                                     "FORM",
                                     "csv: a table with a row for each figure",
                                     &Arguments::as,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     {"csv"}}},
                                   {},
                                   run};

}  // namespace tocsin::cli
