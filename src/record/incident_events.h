// SPDX-License-Identifier: Apache-2.0
// One telling of an event: an event word that stands for something that happened, with the time and place nearest to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/figure_givers.h"
#include "tocsin/records.h"

namespace tocsin::record {

struct Telling {
  Span span;                            // the event word, or the word of harm of a figure
  std::string what, kind;               // "shelling"; kind groups words that can mean one event
  bool noun = true;
  std::optional<Interval> when;
  std::optional<Span> place, actor;     // mentions
  std::vector<std::size_t> figures;     // drafts told of with it
};

// In order of the text.
std::vector<Telling> tellings(const Page& page);

// The time and place that belong to a word of a sentence.
std::optional<Interval> time_near(const Page& page, Span at);
std::optional<Span> place_near(const Page& page, Span at);

// Whether a word of harm is told as happened: not feared, planned, threatened or played.
bool happened(const Page& page, Span event);

// The kind of an event word ("airstrike" → "strike"); empty: none.
std::string event_kind(std::string_view word);
// Whether it is a noun ("the raid"), not a verb ("raided").
bool event_noun(std::string_view word);
// Words of one kind, or of kinds that a text uses for the same event.
bool kinds_agree(std::string_view a, std::string_view b);

}  // namespace tocsin::record
