// SPDX-License-Identifier: Apache-2.0
// What one document says, as spans with labels: threats with their slots, statements, mentions, casualties, claims,
// and what is said of outlets. This first reader works from word lists (src/read/lists) in English and Arabic; it finds,
// `record` resolves.
//
//   read({text "We will strike the old pier, not the school.", …})
//     → threats[0] {force intends, stance own, act "will strike", targets_chosen ["the old pier"],
//                   targets_rejected ["the school"], caller "We"}, is_alert true
//
// Refuses: to guess a slot it has no span for, and to let who is named in a slot move the score.
#pragma once

#include "tocsin/records.h"

namespace tocsin::read {

Reading read(const Document& document);

// The parts, in the order `read` calls them. Each fills its own lists of `reading` and may use what is already there.
void read_mentions(const Document& document, Reading& reading);     // time, number, place, person, organisation, event
void read_casualties(const Document& document, Reading& reading);   // casualties, and mentions of kind casualty
void read_statements(const Document& document, Reading& reading);
void read_claims(const Document& document, Reading& reading);       // claims with their status, standings of outlets
void read_threats(const Document& document, Reading& reading);      // threats, threat_score, is_alert

}  // namespace tocsin::read
