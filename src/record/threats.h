// SPDX-License-Identifier: Apache-2.0
// Threats of a document: slots as passages, caller and addressee as names, places as the gazetteer has them, and when it was
// posted.
//
//   a message of 2025-10-07T15:42:10Z "… strike in Marsa Dulayb … Grey Tamarisk Brigade"
//     → {caller "Grey Tamarisk Brigade", places [Marsa Dulayb], posted 15:42:10…15:42:10 second, reported_by none}
//   an article that tells of it → {reported_by the article's document, posted none}
//
// `outlet` is left empty: who issued it is found by `link`.
#pragma once

#include <vector>

#include "record/gazetteer.h"
#include "tocsin/records.h"

namespace tocsin::record {

// One for each ThreatReading, in the order of the text. `reading` must be resolved. Without a gazetteer a place that no mention
// has resolved keeps its name, and the country the text puts it in where that can be told.
std::vector<Threat> record_threats(const Document& document, const Reading& reading, const Gazetteer* gazetteer = nullptr);

}  // namespace tocsin::record
