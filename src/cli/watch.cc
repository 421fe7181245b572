// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <random>
#include <vector>

#include "cli/command.h"
#include "cli/watch_file.h"

namespace tocsin::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;

void stop(int) { stopped = 1; }

constexpr int kLookEvery = 1000;      // milliseconds between two looks at files and folders
constexpr int kLookEveryFeeds = 250;  // and where there are feeds, which have their own times
constexpr useconds_t kGathers = 20'000;  // microseconds: what comes one after the other is read together

std::int64_t milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// Until there may be more, or for a while.
void wait(const Pause& pause, int most) {
  std::vector<pollfd> ready;
  for (const int descriptor : pause.descriptors) ready.push_back({descriptor, POLLIN, 0});
  if (poll(ready.data(), ready.size(), most) > 0 && !stopped) usleep(kGathers);
}

Status sources_of(const Arguments& a, std::vector<WatchedSource>& out) {
  if (!a.config.empty()) {
    Result<std::vector<WatchedSource>> listed = read_watch_file(a.config);
    if (!listed.ok()) return listed.status();
    out = std::move(*listed);
  }
  for (const std::string& word : a.words) {
    const bool twice = std::any_of(out.begin(), out.end(), [&](const WatchedSource& s) { return s.place == word; });
    if (!twice) out.push_back({.place = word});
  }
  return out.empty() ? Status(Code::usage, "watch: which sources? Name files, folders, addresses of feeds or \"-\", or give --config FILE") : Status();
}

Status run(const Arguments& a, Terminal& terminal) {
  if (a.options.store.empty()) return Status(Code::usage, "watch: which store? Give --store FILE or set TOCSIN_STORE");
  WatchOptions watch;
  if (const Status s = sources_of(a, watch.sources); !s.ok()) return s;
  Arguments arguments = a;
  arguments.options.read_watched = !a.only_trace;
  Result<Engine> engine = open(arguments, terminal);
  if (!engine.ok()) return engine.status();
  struct sigaction action {};
  action.sa_handler = stop;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  const auto has = [&](auto what) { return std::any_of(watch.sources.begin(), watch.sources.end(), what); };
  const bool standard_input = has([](const WatchedSource& s) { return s.place == "-"; });
  const int most = has([](const WatchedSource& s) { return s.place.starts_with("http"); }) ? kLookEveryFeeds : kLookEvery;
  watch.once = a.once;
  watch.text = a.events.empty() ? isatty(STDOUT_FILENO) == 1 : a.events == "text";
  watch.now = milliseconds;
  watch.seed = std::random_device()();
  watch.go_on = [&](const Pause& pause) {
    if (stopped) return false;
    if (!pause.idle) return true;
    std::fflush(stdout);
    if (a.once && !standard_input && !pause.expecting) return false;
    wait(pause, most);
    return stopped == 0;
  };
  return engine->watch(watch, terminal);
}

}  // namespace

const Command kWatchCommand = {
    "watch",
    "follows files, folders, feeds and standard input; prints a line for each alert, and for each message and article that comes",
    "tocsin watch exports/ https://harbourcourier.example/feed.xml --store cases.db",
    kStore | kReadsInput | kGazetteer | kModel,
    {{.name = "--config", .value = "FILE", .help = "a TOML file of sources, with how often and for how long (docs/formats.md)", .text = &Arguments::config},
     {.name = "--format",
      .value = "FORM",
      .help = "json: a line for each event; text: alerts and alarms alone, for a person (else text on a terminal, json into a pipe)",
      .text = &Arguments::events,
      .choices = {"text", "json"}},
     {.name = "--window-days",
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
    {"SOURCE", 0, -1},
    run};

}  // namespace tocsin::cli
