// SPDX-License-Identifier: Apache-2.0
// The names in a text: mentions of kind place, person and organisation, from word lists and how words are written.
//
//   "Nadia Salem, mayor of Marsa Dulayb, told the Harbour Courier"
//     → person "Nadia Salem", place "Marsa Dulayb", organisation "Harbour Courier"
//
// English is read from capitals and cues (lists/name_cues.tsv, lists/place_names.tsv, …), a text all in capitals and
// Arabic from cues and lists alone. Extents: no article unless it is part of the name ("The Hague"), a person without
// title. Refuses: to guess a kind for a capitalised run without any cue but its shape, where the shape says nothing.
#pragma once

#include "tocsin/records.h"

namespace tocsin::read {

// Appends to reading.mentions and sorts them; they overlap none of the mentions that were there (of kind time or
// number). Takes time linear in the text.
void find_names(const Document& document, Reading& reading);

}  // namespace tocsin::read
