// SPDX-License-Identifier: Apache-2.0
// The form in which texts are compared: the letters and digits of a message's own words after folding, without spaces
// (so that "p i e r" and "#the_pier" meet "the pier"), with lookalikes as one (lists/letter_classes.tsv), and where its
// words begin, with what each word is.
//
//   "Power cut in Saltmouth from 9"   letters "p0w3rcut1n54l7m0u7hfr0m9" (0 stands for o, 1 for i and l, …)
//                                     words   power cut in saltmouth(name) from 9(number)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::trace {

// What two posts of one template differ in is numbers, dates and names; what two copies differ in is anything.
enum class WordKind : std::uint32_t { plain, number, date, name };

struct Word {
  std::uint32_t begin : 29;  // in letters; it ends where the next one begins
  std::uint32_t kind : 3;    // a WordKind

  WordKind what() const { return static_cast<WordKind>(kind); }
};

// A view on one text's letters and words. A letter is a UTF-16 unit; of characters past the BMP the low surrogate.
struct Letters {
  std::span<const char16_t> letters;
  std::span<const Word> words;
  std::uint32_t reading_words = 0;  // as a reader counts: letters set apart are one word, two CJK characters too
};

inline constexpr std::size_t kEnoughWithoutAddresses = 5;  // words, for web addresses to be left out
inline constexpr std::size_t kMostLetters = 1u << 24;      // what comes after is not compared

// Folds texts one after another; what it returned lasts until the next call.
class Folder {
 public:
  // `origins`, where wanted, gets for each letter the bytes [begin, end) of `text` it came from.
  struct Origin {
    std::uint32_t begin, end;
  };
  Letters fold(std::string_view text, std::vector<Origin>* origins = nullptr);

 private:
  Letters fold_words(std::string_view text, std::vector<Origin>* origins);

  std::vector<char16_t> letters_;
  std::vector<Word> words_;
};

inline std::size_t word_end(const Letters& text, std::size_t word) {
  return word + 1 < text.words.size() ? text.words[word + 1].begin : text.letters.size();
}

inline std::u16string_view word_letters(const Letters& text, std::size_t word) {
  const std::size_t begin = text.words[word].begin;
  return {text.letters.data() + begin, word_end(text, word) - begin};
}

}  // namespace tocsin::trace
