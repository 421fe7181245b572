// SPDX-License-Identifier: Apache-2.0
// Threats by the trained reader: the filter looks at every message, the network at what passes and at every article;
// then each document's windows are put together (decode.h). The second network is asked of messages only, up to some 200 words:
// half of what news tells of is doubtful to the first, and what threatens there is told, not meant.
//
//   read_threats(model, documents, readings, crew)     // fills threats, threat_score, is_alert, evaluated
//
// Where the text tells of a disguise ("h4rb0ur", letters of two scripts in a word, invisible ones) the network also sees
// the text with the disguise taken off, and the view in which the threat is surer speaks. Its spans are those of the
// original, as all are.
#pragma once

#include <span>
#include <vector>

#include "read/model.h"
#include "tocsin/records.h"

namespace tocsin::read {

// `readings` stand beside their documents, with their language.
Status read_threats(const Model& model, std::span<const Document* const> documents, std::span<Reading> readings, Crew& crew);

}  // namespace tocsin::read
