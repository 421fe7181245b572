// SPDX-License-Identifier: Apache-2.0
// The words of a text as the threat lists see them: folded, English contractions opened, Arabic words with the readings
// that come of taking their prefixes off, and each with its bytes in the original.
//
//   "We'll strike…"    we | 'll | strike | …
//   "والمدرسة"          forms: والمدرسه (0), المدرسه (1 letter off), مدرسه (3 letters off)
//
// Linear in the text. A sentence is at most kLongestSentence words: a text without full stops is cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"
#include "tocsin/records.h"

namespace tocsin::read {

inline constexpr std::size_t kLongestSentence = 120;  // words

struct Form {
  std::string text;
  std::uint32_t dropped = 0;  // bytes of the folded word taken off its front
};

struct Word {
  std::string text;  // folded
  std::vector<Form>
      forms;  // Arabic only: readings without و ف, then without ب ك ل, then without ال; first is the whole
  Span span;  // in the original
  Span view;  // in the folded view
  std::uint32_t sentence = 0;
  text::TokenKind kind = text::TokenKind::word;
  bool capital = false;    // the original begins with a capital letter
  bool name_like = false;  // a capital inside a sentence: not a function word, whatever its letters
  bool arabic = false;
  bool line_start = false;  // nothing but space before it on its line
  std::uint32_t quote = 0;  // 1 + index into quotes; 0: outside
};

struct Words {
  const Document* document = nullptr;
  text::View view;
  std::vector<Word> words;
  std::vector<Span> sentences;                                       // original bytes
  std::vector<std::pair<std::uint32_t, std::uint32_t>> of_sentence;  // word ranges
  std::vector<Span> quotes;                                          // with their marks, original bytes

  std::uint32_t sentence_begin(std::uint32_t word) const { return of_sentence[words[word].sentence].first; }
  std::uint32_t sentence_end(std::uint32_t word) const { return of_sentence[words[word].sentence].second; }
  // The original bytes of words [begin, end), the first without `dropped` bytes of its folded form.
  Span span(std::uint32_t begin, std::uint32_t end, std::uint32_t dropped = 0) const;
};

Words words_of(const Document& document);

// One word folded as words_of folds: what lists are compared with.
std::string folded(std::string_view word);
// Readings of an Arabic word without its prefixes, the whole one first.
std::vector<Form> arabic_forms(std::string_view folded_word);

}  // namespace tocsin::read
