// SPDX-License-Identifier: Apache-2.0
// Arabic written in Latin letters and digits (Arabizi) beside Arabic: both become the consonants that every way of
// writing it keeps, several Arabic letters to each. Vowels, and what some write and others leave out (ء ع غ ق ه ح), fall out.
//
//   "سيغلق الرصيف القديم"   "tl ltrtf lktm"         "sayo8la2 el raseef el 2adeem"   "tl l rtf l tm"
//
// (spaces are not kept; they show the words). Which letters people use for which differs by country; these classes hold
// for all of them.
#pragma once

#include <string_view>
#include <vector>

#include "trace/letters.h"

namespace tocsin::trace {

enum class Writing : std::uint8_t { neither, arabic, arabizi };

// `digits_in_words`: how many digits of the text have a letter of the same word after them; few texts have several.
Writing writing(std::string_view text, std::size_t digits_in_words);

class Consonants {
 public:
  // What it returns lasts until the next call.
  Letters read(std::string_view text, Writing writing);

 private:
  void from_arabic(std::string_view text);
  void from_latin(std::string_view text);
  void put(Letter letter, std::uint8_t marks);

  std::vector<Letter> letters_;
  std::vector<std::uint8_t> marks_, words_;
  std::size_t size_ = 0;
  std::uint8_t pending_ = 0;
};

inline constexpr std::size_t kFewestDigitsInWords = 2;

}  // namespace tocsin::trace
