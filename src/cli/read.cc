// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) { return filter(a, terminal, &Engine::read); }

}  // namespace

const Command kReadCommand = {"read",
                              "filter: NDJSON documents in, one reading a line out",
                              "tocsin read messages.ndjson > readings.ndjson",
                              kOutput | kReadsInput | kGazetteer | kModel,
                              {},
                              {"FILE", 0, 1},
                              run};

}  // namespace tocsin::cli
