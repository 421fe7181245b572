// SPDX-License-Identifier: Apache-2.0
// A text as the statement reader sees it: words in order with their small-word tags, their sentence and their quotation.
// English possessives and contractions are split off ("Salem's" → "Salem", "'s"), so that a name ends where the name ends.
//
//   words_of("Salem's plan") → [{"salem", capital}, {"'s", possessive|auxiliary}, {"plan"}]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/quotes.h"
#include "tocsin/span.h"

namespace tocsin::read::attribution {

// What a word can be (lists/statement_words.tsv); a word may be several.
enum Tag : std::uint32_t {
  kDet = 1, kPronoun = 2, kObject = 4, kPossessive = 8, kPreposition = 16, kSubordinator = 32, kRelative = 64,
  kCoordinator = 128, kAuxiliary = 256, kNegation = 512, kAdverb = 1024, kTime = 2048, kTitle = 4096, kVerb = 8192,
  kVenue = 16384, kHearer = 32768, kNumber = 65536, kMark = 131072, kLabel = 262144, kNoun = 524288,
  kChain = 1048576, kCausing = 2097152, kMany = 4194304, kNote = 8388608, kAsker = 16777216, kView = 33554432,
};

struct Word {
  Span span;
  std::string low;          // lower case; Arabic folded (text::kFoldForRead)
  std::uint32_t tags = 0;
  bool capital = false;     // begins with a capital letter; never in a text all in capitals
  bool arabic = false;
  std::uint32_t sentence = 0;
  int quote = -1;           // index of the quotation whose marks enclose it (or which it is a mark of)

  bool is(std::uint32_t t) const { return (tags & t) != 0; }
};

struct Words {
  std::string_view text;
  std::vector<Word> words;
  std::vector<Quoted> quotes;
  std::vector<Span> sentences;              // of words: [begin, end)
  std::string outlet;                       // folded; whose article it is, if anybody's
  bool capitals = false;                    // the text is all in capitals

  std::size_t size() const { return words.size(); }
  const Word& operator[](std::size_t i) const { return words[i]; }
  Span bytes(std::size_t begin, std::size_t end) const { return {words[begin].span.begin, words[end - 1].span.end}; }
};

Words words_of(std::string_view text, std::string_view outlet = {});

// Lower case as the lists have it: ASCII by hand, the rest by text::normalise.
std::string folded(std::string_view word);

}  // namespace tocsin::read::attribution
