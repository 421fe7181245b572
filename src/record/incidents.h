// SPDX-License-Identifier: Apache-2.0
// Incidents: what happened, where, when and by whom, from the event words, times, places and figures of one document.
//
//   "The strike on the market of Tell Marwud on 2 October … 48 dead … The shelling … "
//     → one incident {what "strike", place Tell Marwud, when 2025-10-02, figures [48 killed]}
//
// Event words that agree in place, time and kind are one incident; those that a text gives another day or town are another.
// Refuses: what is threatened, feared, planned, denied to have happened, rehearsed or played; sums over years.
#pragma once

#include <vector>

#include "record/figures.h"
#include "record/gazetteer.h"
#include "tocsin/records.h"

namespace tocsin::record {

struct IncidentList {
  std::vector<Incident> incidents;   // sorted by id
  Id main;                           // the one most of the document is about; empty: none
};

// Takes the figures of the document. `gazetteer` may be null.
IncidentList record_incidents(const Document& document, const Reading& reading, const std::vector<FigureDraft>& figures,
                              const Gazetteer* gazetteer);

}  // namespace tocsin::record
