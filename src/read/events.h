// SPDX-License-Identifier: Apache-2.0
// Words that say what happened: mentions of kind event. Whether it did happen is decided where incidents are made (`record`).
//
//   "The shelling of the market on Tuesday"  → "shelling"      "Teachers on strike"  → nothing
//
// Words are a list (lists/event_words.tsv).
#pragma once

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::read {

// Appends mentions of kind event, in order.
void find_events(const std::vector<text::Word>& words, const std::vector<Span>& sentences, Reading& reading);

}  // namespace tocsin::read
