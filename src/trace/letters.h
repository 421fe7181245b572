// SPDX-License-Identifier: Apache-2.0
// The form in which texts are compared: the letters and digits of a message's own words after folding (alphabet.h),
// without spaces, no letter twice in a row ("p i e r", "#the_pier" and "pieeer" meet "the pier"; digits stay as they
// are), and where its words begin, with what can be seen of each.
//
//   "Power cut in Saltmouth from 9"   letters "p0w3rcut1n54l7m0u7hfr0m9" (0 stands for o, 1 for i and l, …)
//                                     words   power(capital) cut in saltmouth(capital) from 9(number)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/span.h"
#include "trace/alphabet.h"
#include "trace/units.h"

namespace tocsin::trace {

// A view on one text's letters and words, both packed: a message of 130 letters takes about 160 bytes.
struct Letters {
  std::span<const Letter> letters;
  std::span<const std::uint8_t> words;  // codes: words.h reads them
  std::uint32_t reading_words = 0;      // as a reader counts: letters set apart are one word, two CJK characters too
};

struct WordCounts {
  std::uint32_t reading_words = 0;
  std::uint32_t digits_in_words = 0;  // digits with a letter of the same word after them ("sa7by")
};

inline constexpr std::size_t kEnoughWithoutAddresses = 5;  // words, for web addresses to be left out
inline constexpr std::size_t kMostLetters = 1u << 24;      // bytes of text that are read; what comes after is not compared

// Folds texts one after another; what it returned lasts until the next call.
class Folder {
 public:
  Letters fold(std::string_view text);

  // Of the text folded last.
  std::uint32_t digits_in_words() const { return counts_.digits_in_words; }

  // The same, a character at a time: also tells for each letter the bytes [begin, end) of `text` it came from. The slow
  // twin of the other in the tests.
  struct Origin {
    std::uint32_t begin, end;
  };
  Letters fold(std::string_view text, std::vector<Origin>& origins);

 private:
  Letters fold_words(std::string_view text);  // without web addresses
  Letters fold_bytes(std::string_view text);
  Letters fold_units(const Units& units, std::vector<Origin>& origins);

  std::uint32_t tells_ = 0;  // of a disguise, in the text folded last
  WordCounts counts_;
  std::string scratch_;
  std::vector<Letter> letters_;
  std::vector<std::uint8_t> marks_;  // one for each letter
  std::vector<std::uint8_t> words_;
};

// The bytes that letters [first, first + length) came from: those shown from right to left come in other order.
Span bytes_of(const std::vector<Folder::Origin>& origins, std::size_t first, std::size_t length);

}  // namespace tocsin::trace
