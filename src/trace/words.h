// SPDX-License-Identifier: Apache-2.0
// The words of folded texts: packed while folding, read when two texts are compared word by word, which few are.
//
// A word's code is one byte: its letters (1 to 31) and three flags; 0 letters say that the number follows, seven bits a
// byte, the lowest first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trace/letters.h"

namespace tocsin::trace {

// What two posts of one template differ in is numbers, dates and names; what two copies differ in is anything.
enum class WordKind : std::uint8_t { plain, number, date, name };

// From what was remembered of each letter (letters.cc).
WordCounts pack_words(std::span<const std::uint8_t> marks, std::vector<std::uint8_t>& out);

// The words of one text, unpacked; what a word is, is looked up when asked.
class Words {
 public:
  // The text's letters must outlive what is asked.
  void read(const Letters& text);

  std::size_t size() const { return words_.size(); }
  std::uint32_t begin(std::size_t word) const { return words_[word].begin; }
  std::uint32_t end(std::size_t word) const {
    return word + 1 < words_.size() ? words_[word + 1].begin : static_cast<std::uint32_t>(letters_.size());
  }
  std::basic_string_view<Letter> letters(std::size_t word) const {
    return {letters_.data() + begin(word), end(word) - begin(word)};
  }
  WordKind kind(std::size_t word) const;
  // The word that a letter is in; for one past the end, the last.
  std::size_t at(std::size_t letter) const;

 private:
  struct Word {
    std::uint32_t begin;
    std::uint8_t code;  // its flags
  };
  std::span<const Letter> letters_;
  std::vector<Word> words_;
  bool capitals_tell_ = false;
};

}  // namespace tocsin::trace
