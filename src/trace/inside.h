// SPDX-License-Identifier: Apache-2.0
// What a tracer holds, for who follows its families message by message (live.h).
#pragma once

#include "trace/framing.h"
#include "trace/placings.h"
#include "trace/trace.h"

namespace tocsin::trace {

struct Tracer::Inside {
  const Messages& messages;
  const Cores& cores;
  Grouping& grouping;
  const Channels& channels;
};

}  // namespace tocsin::trace
