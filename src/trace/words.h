// SPDX-License-Identifier: Apache-2.0
// The words of folded texts: packed while folding, read when two texts are compared word by word, which few are.
//
// A word's code is one byte: its letters (1 to 31) and three flags; 0 letters say that the number follows, seven bits a
// byte, the lowest first.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "trace/letters.h"

namespace tocsin::trace {

// What two posts of one template differ in is numbers, dates and names; what two copies differ in is anything.
enum class WordKind : std::uint8_t { plain, number, date, name };

struct Word {
  std::uint32_t begin, end;  // in letters
  WordKind kind = WordKind::plain;
};

// From what was remembered of each letter (letters.cc). Returns how many words a reader counts.
std::uint32_t pack_words(std::span<const std::uint8_t> marks, std::vector<std::uint8_t>& out);

void words(const Letters& text, std::vector<Word>& out);

inline std::basic_string_view<Letter> word_letters(const Letters& text, const Word& word) {
  return {text.letters.data() + word.begin, word.end - word.begin};
}

}  // namespace tocsin::trace
