// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "cli/command.h"

namespace tocsin::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;

void stop(int) { stopped = 1; }

constexpr int kLookEvery = 1000;  // milliseconds between two looks at files and folders

Status run(const Arguments& a, Terminal& terminal) {
  if (a.options.store.empty()) return Status(Code::usage, "watch: which store? Give --store FILE or set TOCSIN_STORE");
  Arguments arguments = a;
  arguments.options.read_watched = !a.only_trace;
  Result<Engine> engine = open(arguments, terminal);
  if (!engine.ok()) return engine.status();
  struct sigaction action {};
  action.sa_handler = stop;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  const bool standard_input = std::find(a.words.begin(), a.words.end(), "-") != a.words.end();
  const auto go_on = [&](bool idle) {
    if (stopped) return false;
    if (!idle) return true;
    std::fflush(stdout);
    if (a.once && !standard_input) return false;
    pollfd ready{standard_input ? STDIN_FILENO : -1, POLLIN, 0};
    poll(&ready, 1, kLookEvery);
    return stopped == 0;
  };
  return engine->watch(a.words, a.once, go_on, terminal);
}

}  // namespace

const Command kWatchCommand = {
    "watch",
    "follows files, folders and standard input; prints a line for each message that is new, joins a family or changes one",
    "collector | tocsin watch - exports/ --store cases.db",
    kStore | kReadsInput | kGazetteer | kModel,
    {{.name = "--window-days",
      .value = "N",
      .help = "compare new messages with those of so many days [30]; older families are found through the store",
      .number = &Options::window_days,
      .most = 36500},
     {.name = "--window-messages",
      .value = "N",
      .help = "and with so many messages at most [1000000]; memory is bounded by about twice as many",
      .number = &Options::window_messages,
      .most = 1000000000},
     {.name = "--once", .value = "", .help = "read what is there and stop, instead of waiting for more", .on = &Arguments::once},
     {.name = "--only-trace",
      .value = "",
      .help = "find families only; do not read what each message says",
      .on = &Arguments::only_trace}},
    {"SOURCE", 1, -1},
    run};

}  // namespace tocsin::cli
