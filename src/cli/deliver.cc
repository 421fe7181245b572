// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <csignal>
#include <random>

#include "cli/command.h"
#include "cli/rules_file.h"

namespace tocsin::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;

void stop(int) { stopped = 1; }

Status run(const Arguments& a, Terminal& terminal) {
  if (a.dead != a.words.empty()) return Status(Code::usage, a.dead ? "deliver: --dead shows what is there, and takes no rules" : "deliver: by which rules? Name a TOML file, or give --dead");
  DeliverRequest request;
  if (!a.dead) {
    Result<Rules> rules = read_rules(a.words[0], !a.dry_run);
    if (!rules.ok()) return rules.status();
    request.rules = std::move(*rules);
  }
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  if (a.dead) return engine->write_dead_letters(format(a), terminal);
  request.dry_run = a.dry_run, request.retry = a.retry;
  if (!a.since.empty()) request.since = a.since;
  if (request.dry_run && !request.retry.empty()) return Status(Code::usage, "deliver: --dry-run sends nothing, --retry does");
  if (!request.dry_run && !a.since.empty()) return Status(Code::usage, "deliver: --since is for --dry-run");
  request.seed = std::random_device()();
  if (a.options.as_of.empty()) request.clock = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  struct sigaction action {};
  action.sa_handler = stop;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  request.stopped = [] { return stopped != 0; };
  return engine->deliver(request, format(a), terminal);
}

}  // namespace

const Command kDeliverCommand = {
    "deliver",
    "sends alerts by a team's rules: webhook, mail, file; what could not be sent is tried again by the next run",
    "tocsin deliver rules.toml --dry-run --since 30d --store cases.db",
    kStore | kNeedsStore | kPrints | kOutput,
    {{.name = "--dry-run", .help = "for which alerts each rule would have fired, and when; sends nothing", .on = &Arguments::dry_run},
     {"--since", "SPAN", "of the dry run: over the last 30d, 12w, 6m or 2y [30d]", &Arguments::since},
     {.name = "--dead", .help = "what was given up, and why", .on = &Arguments::dead},
     {"--retry", "KEY", "a dead letter, or all: try again", &Arguments::retry},
     {"--as-of", "TIME", "as if it were this time: for quiet hours, digests and waits (else now)", nullptr, &Options::as_of}},
    {"RULES.toml", 0, 1},
    run};

}  // namespace tocsin::cli
