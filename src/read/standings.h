// SPDX-License-Identifier: Apache-2.0
// What a text says of outlets: established, known, unknown, disputed, and who says so.
//
//   "Tamarisk Voice is considered an established media outlet of the brigade, said Lamis Haddour"
//     → outlet "Tamarisk Voice", established ("considered an established media outlet"), belongs_to "the brigade", statement 0
//   "a post on Salt Mirror, a little-known channel"      → unknown
//   "He called the channel's standing disputed."         → outlet "the channel", disputed
//
// The words are in lists/standing_words.tsv. Only words about an outlet count: "an established harbour" says nothing here.
#pragma once

#include "read/statements_words.h"
#include "tocsin/records.h"

namespace tocsin::read {

// Fills reading.standings; the statements must be there already.
void read_standings(const attribution::Words& words, Reading& reading);

}  // namespace tocsin::read
