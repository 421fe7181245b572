// SPDX-License-Identifier: Apache-2.0
// What a message speaks of, in ideas that do not depend on its language: from a bilingual list, names by their consonants,
// and numbers. It finds translated copies until the trained reader brings an embedding, in the languages of the list only.
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

// Empty where the language is not in the list. Linear in the text.
Gloss gloss(std::string_view text, std::string_view lang);

// How much two glosses share, in [0, 1]: twice the ideas and names in common, over those of both. 0 when they share
// fewer than five, or when one text is three times as long as the other.
double alike(const Gloss& a, const Gloss& b);

}  // namespace tocsin::read
