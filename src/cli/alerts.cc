// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const Result<Engine> engine = open(a, terminal);
  const Format form = a.as == "rss" ? Format::rss : format(a);
  return engine.ok() ? engine->write_list("alerts", form, terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kAlertsCommand = {"alerts",
                                "prints the ranked alerts of a store",
                                "tocsin alerts --store cases.db",
                                kStore | kNeedsStore | kPrints | kOutput | kMarking,
                                {{"--as", "FORM", "rss: a feed for readers of news", &Arguments::as, nullptr, nullptr, nullptr, nullptr, {"rss"}}},
                                {},
                                run};

}  // namespace tocsin::cli
