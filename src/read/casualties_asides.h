// SPDX-License-Identifier: Apache-2.0
// What a sentence says in passing, between dashes or in brackets: it stands in the way of the words around it, and often
// names the parts of what stands before it.
//
//   "Six priests -- five foreigners and a local -- and two women were killed [near the gate]."
//     → the words "Six priests and two women were killed .", asides "five foreigners and a local", "near the gate"
#pragma once

#include <vector>

#include "text/patterns.h"

namespace tocsin::read {

struct Asides {
  std::vector<text::Word> rest;                  // the sentence without them
  std::vector<std::vector<text::Word>> asides;   // without their marks
  std::vector<std::uint32_t> after;              // for each: the byte where the words before it end
};

// Of the words [begin, end). Brackets are not nested; a single dash is none.
Asides take_out_asides(const std::vector<text::Word>& words, std::uint32_t begin, std::uint32_t end);

}  // namespace tocsin::read
