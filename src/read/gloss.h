// SPDX-License-Identifier: Apache-2.0
// What a message speaks of, in ideas that do not depend on its language: from a bilingual list, names by their consonants,
// and numbers. It says which of two messages in different languages may be copies where the embedding is not sure, tells
// apart those that differ in a number or a day, and finds copies alone where there is no embedding.
//
//   gloss("On Saturday we strike the ferry terminal in Marsa Dulayb", "en")
//     → ideas {"ferry", "our", "saturday", "strike", "terminal"}, names {"mrsdlb" …}, harm true
//   alike(gloss(english), gloss(arabic)) → 0.8
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin::read {

struct Gloss {
  bool harm = false;                 // holds a word for an act that harms
  std::size_t words = 0;
  std::vector<std::string> ideas;    // sorted, once each; numbers as "#7"
  std::vector<std::string> names;    // keys of what may be names: capitalised words, in Arabic every word the list lacks
};

// Words and numbers only where the language is not in the list. Linear in the text.
Gloss gloss(std::string_view text, std::string_view lang);

// Both name numbers, days of the week, months or kinds of places, and each one that the other does not: "3 guards on Monday" and
// "five guards" (a number in words is not looked at) may be the same, "3 guards" and "5 guards" are not.
bool contradict(const Gloss& a, const Gloss& b);

// Ideas, numbers and names in common.
std::size_t shared(const Gloss& a, const Gloss& b);

// How much two glosses share, in [0, 1]: twice the ideas and names in common, over those of both. 0 when they share
// fewer than five, or when one text is three times as long as the other.
double alike(const Gloss& a, const Gloss& b);

}  // namespace tocsin::read
