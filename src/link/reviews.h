// SPDX-License-Identifier: Apache-2.0
// What people decided, put where it belongs: corrections into the readings before they are recorded, merged and split
// families before they are linked, and the decisions of each alert into it. Decisions are taken in the order of the log.
#pragma once

#include <map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

// Into the reading of the document each correction was made on, and of documents with the very same text.
void correct(std::map<Id, Reading>& readings, const std::vector<Document>& documents, const std::vector<Decision>& decisions);

// A merge makes one family of two, whose members are in order of time; what joins for a person's word alone is `edited`
// with similarity 0. A split makes a family of each document named, and of those copied from it.
void regroup(std::vector<Family>& families, const std::vector<Document>& documents, const std::vector<Decision>& decisions);

// Fills `decisions` and `review` of alerts, which come without. `needed`: how many people must agree before an alert is no draft.
void attach(Findings& findings, const std::vector<Decision>& decisions, unsigned needed);

// "confirmed", "dismissed", "escalated"; empty: a draft. The last decision counts, and agreement starts anew with each
// that says otherwise; merging, splitting and correcting take an agreement back, since it was about another case.
std::string state(const std::vector<Decision>& decisions, unsigned needed);

}  // namespace tocsin::link
