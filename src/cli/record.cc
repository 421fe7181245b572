// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) { return filter(a, terminal, &Engine::record); }

}  // namespace

const Command kRecordCommand = {"record",
                                "filter: NDJSON documents in, incidents, statements and claims of each out",
                                "tocsin record articles.ndjson > records.ndjson",
                                kOutput | kReadsInput | kGazetteer | kModel,
                                {},
                                {"FILE", 0, 1},
                                run};

}  // namespace tocsin::cli
