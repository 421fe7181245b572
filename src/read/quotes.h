// SPDX-License-Identifier: Apache-2.0
// Where a text quotes: “…”, "…", «…», ‘…’ and '…'. A quotation that goes on in the next paragraph (which opens with a mark
// again) is one piece for each paragraph, the later ones marked as continuing.
//
//   He called it “reckless”.       one quotation, inner "reckless"
//   the dogs' bowl, 5" wide        none
//
// A mark without its partner within the paragraph makes no quotation. Linear in the text.
#pragma once

#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::read {

struct Quoted {
  Span whole;               // with its marks
  Span inner;               // without
  bool open_ended = false;  // has no closing mark: goes on in the next paragraph
  bool continuing = false;  // goes on from the paragraph before
};

// In order; they do not overlap (marks inside a quotation are part of it).
std::vector<Quoted> quotations(std::string_view text);

}  // namespace tocsin::read
