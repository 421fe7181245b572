// SPDX-License-Identifier: Apache-2.0
// A few records of a store with all that is looked up when they are told, and nothing of the others.
//
//   Result<Findings> f = case_of(store, alert);      // what a brief of it says is what a brief out of all findings says
#pragma once

#include "brief/brief.h"
#include "store/lookup.h"

namespace tocsin {

// The alert first, and behind it the one that ranks next, without what that points to. `context` is told how many there are besides.
Result<Findings> case_of(const store::Store& store, const Alert& alert, brief::Context& context);
// A family with the documents of its members.
Result<Findings> family_of(const store::Store& store, const Id& family);
// The record of this id, with the documents it cites; of an alert, which case_of gives, the documents only.
Result<Findings> record_of(const store::Store& store, const Id& id);
// "incidents", "statements", "outlets" or "oddities". `cites`: also the documents that these cite.
Result<Findings> list_of(const store::Store& store, std::string_view list, bool cites);
// All alerts: as records, or with what a few lines on each say, or also with what is said of all that was read.
enum class AlertsFor { records, lines, summary };
Result<Findings> alerts_of(const store::Store& store, AlertsFor what, brief::Context& context);

}  // namespace tocsin
