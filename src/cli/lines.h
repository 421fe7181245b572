// SPDX-License-Identifier: Apache-2.0
// What the filters share: lines in from a file or standard input.
#pragma once

#include "cli/command.h"

namespace tocsin::cli {

using Filter = Status (Engine::*)(std::istream&, std::string_view, Sink&, Progress*);
Status filter(const Arguments& arguments, Terminal& terminal, Filter what);

}  // namespace tocsin::cli
