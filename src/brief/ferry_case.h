// SPDX-License-Identifier: Apache-2.0
// One invented alert for the room's tests, put together by hand: a threat against a ferry terminal in Arabic and English,
// its copies, an incident with figures of several sources, a vouched and disputed outlet, denials and open questions.
// Every section of a brief has something to say about it.
#pragma once

#include <string_view>

#include "brief/brief.h"
#include "tocsin/records.h"

namespace tocsin::brief {

struct FerryCase {
  Findings findings;
  Id alert;
};

FerryCase ferry_case();
// The same threat copied until its family has that many members.
FerryCase ferry_case_of(std::size_t members);
// One message, one short threat: a brief small enough to change every byte of it.
FerryCase small_case(std::string_view text = "We will strike the ferry terminal at noon.");

// The first occurrence of `words` in a document of the case; it must be there.
Passage words_of(const Findings& findings, std::string_view document, std::string_view words);

// What a citation says is what its document has, with the file it was read from. Fails the test where it is not.
void expect_true(const Citation& citation, const Findings& findings);

}  // namespace tocsin::brief
