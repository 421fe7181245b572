// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  return engine->purge({a.older_than, a.documents, a.options.input.purpose, a.dry_run}, format(a), terminal);
}

}  // namespace

const Command kPurgeCommand = {
    "purge",
    "deletes documents with all they said from the store; the log keeps that they were there",
    "tocsin purge --older-than 90d --dry-run --store cases.db",
    kStore | kNeedsStore | kPrints | kOutput | kGazetteer | kModel,
    {{"--older-than", "AGE", "published longer ago than 90d, 12w, 6m or 2y, or before a date", &Arguments::older_than},
     {.name = "--document", .value = "ID", .help = "this document", .several = &Arguments::documents},
     {.name = "--dry-run", .help = "says what would go, and deletes nothing", .on = &Arguments::dry_run},
     {"--as-of", "TIME", "count from this time (else from now)", nullptr, &Options::as_of},
     {"--purpose", "TEXT", "why; it is logged", nullptr, nullptr, &InputOptions::purpose}},
    {"", 0, 0},
    run};

}  // namespace tocsin::cli
