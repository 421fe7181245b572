// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  const std::string& store = a.options.store;
  if (std::error_code error; !store.empty() && !std::filesystem::exists(store, error))
    return Status(Code::store, store + ": there is no such store");
  const Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->check(a.words, a.originals, format(a), terminal) : engine.status();
}

}  // namespace

const Command kCheckCommand = {"check",
                               "re-verifies briefs and stores against the originals, offline",
                               "tocsin check brief.html --originals exports/",
                               kStore | kPrints | kOutput,
                               {originals_flag()},
                               {"FILE", 1, -1},
                               run};

}  // namespace tocsin::cli
