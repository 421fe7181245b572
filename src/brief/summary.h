// SPDX-License-Identifier: Apache-2.0
// All alerts at once: what `scan` prints, and the page that leads to their briefs. Both tell an alert in the few sentences
// its own brief begins with.
#pragma once

#include <string>

#include "brief/brief.h"
#include "brief/index.h"

namespace tocsin::brief {

//    1   62  Grey Tamarisk Brigade calls for violence: Marsa Dulayb, Jordan
//            It names as targets “the ferry terminal”, “the customs house”, …
//            Earliest seen in Tamarisk Voice, Tue 7 Oct 2025, 15:42 UTC; 11 copies in 4 channels …
//            alr-1f0c… · in the author's own name · draft
//
//    Read 231 documents: 227 messages, 4 articles.
std::string summary(const Index& index, const Context& context, const TextStyle& style);
std::string index_page(const Index& index, const Context& context);

}  // namespace tocsin::brief
