// SPDX-License-Identifier: Apache-2.0
// Where an excerpt and what it was taken from hold the same words, in bytes of both texts.
#pragma once

#include <vector>

#include "trace/framing.h"
#include "trace/trace.h"

namespace tocsin::trace {

// In pairs: a passage of `of`, then the same words in `member`; at most kMostPassages of them, in their order.
std::vector<Passage> passages_in_common(const Entry& of, const Entry& member, const Channels& channels);

inline constexpr std::size_t kMostPassages = 64;

}  // namespace tocsin::trace
