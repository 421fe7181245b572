// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  if (a.request) return engine->write_timestamp_request(terminal);
  return engine->audit({a.head, a.stamp, a.authorities}, format(a), terminal.style(), terminal);
}

}  // namespace

const Command kAuditCommand = {"audit",
                               "prints the log of imports, readings, decisions, exports and deletions, and verifies its chain",
                               "tocsin audit --store cases.db",
                               kStore | kNeedsStore | kPrints | kOutput,
                               {{"--head", "HASH", "the head of an earlier audit, kept elsewhere: it must still be in the log", &Arguments::head},
                                {.name = "--request", .help = "write what to ask a time-stamp authority about the head (RFC 3161); nothing is sent", .on = &Arguments::request},
                                {"--stamp", "FILE", "the authority's reply: which entries were there when", &Arguments::stamp},
                                {"--ca", "FILE", "trusted certificates (PEM) to verify its signature with", &Arguments::authorities}},
                               {"", 0, 0},
                               run};

}  // namespace tocsin::cli
