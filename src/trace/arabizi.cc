// SPDX-License-Identifier: Apache-2.0
#include "trace/arabizi.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/utf8.h"
#include "text/frequent.h"
#include "text/shape.h"
#include "trace/words.h"

namespace tocsin::trace {
namespace {

constexpr std::uint8_t kStart = 1, kDigit = 2;  // marks, as in letters.cc
constexpr std::uint8_t kGap = 1;                // no letter

// The consonant that an Arabic letter is in whatever convention; 0: left out.
Letter consonant(char32_t c) {
  switch (c) {
    case U'ب': case U'پ':
      return 'b';
    case U'ت': case U'ط': case U'ث': case U'د': case U'ض': case U'ذ': case U'ظ': case U'س': case U'ص': case U'ز': case U'ش':
    case U'ژ': case U'چ':
      return 't';
    case U'ر':
      return 'r';
    case U'ل':
      return 'l';
    case U'م':
      return 'm';
    case U'ن':
      return 'n';
    case U'ف': case U'ڤ':
      return 'f';
    case U'ج': case U'ك': case U'خ': case U'گ':
      return 'k';
    default:
      return 0;
  }
}

// A consonant or digit, in ASCII; kGap for what ends a word; 0 for what is left out.
std::uint8_t make(char32_t c) {
  const text::Shape shape = text::shape(c);
  if (shape.kind == text::Shape::Kind::gap) return kGap;
  if (shape.kind == text::Shape::Kind::hidden || shape.count == 0) return 0;
  return shape.digit ? static_cast<std::uint8_t>(shape.letters[0]) : consonant(shape.letters[0]);
}

const std::array<std::uint8_t, 0x800>& early() {
  static const std::array<std::uint8_t, 0x800> kTable = [] {
    std::array<std::uint8_t, 0x800> table{};
    for (char32_t c = 0; c < table.size(); ++c) table[c] = make(c);
    return table;
  }();
  return kTable;
}

// Mostly Arabic letters, by their first bytes in UTF-8, of which some are looked at.
bool arabic(std::string_view text) {
  constexpr std::size_t kSamples = 32;
  const std::size_t step = text.size() / kSamples | 1;
  std::size_t seen = 0, leads = 0;
  for (std::size_t i = 0; i < text.size(); i += step, ++seen) leads += static_cast<unsigned char>(text[i]) - 0xD8u < 4;
  return leads * 4 > seen;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool letter(char c) { return small(c) >= 'a' && small(c) <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool for_a_letter(char c) { return digit(c) && c != '0' && c != '1' && c != '4'; }

// A word at a time: letters, digits and the apostrophe that goes with some digits.
template <class Visit>
void each_word(std::string_view text, Visit visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && (letter(text[end]) || digit(text[end]) || (text[end] == '\'' && end > begin))) ++end;
    if (text.substr(end).starts_with("://"))
      while (end < text.size() && text[end] > ' ') ++end;  // an address
    else if (end < text.size() && text[end] == ')' && digit(text[end - (end > begin)]))
      ;  // "2)" counts
    else if (end > begin && (begin == 0 || (text[begin - 1] != '@' && text[begin - 1] != '#')))
      visit(text.substr(begin, end - begin));
    begin = std::max(end, begin + 1);
  }
}

// Digits in the midst of words, and those only that Arabic takes for letters; few words that are frequent in a language
// of Latin letters.
bool arabizi(std::string_view text) {
  if (static_cast<std::size_t>(std::ranges::count_if(text, letter)) * 2 < text.size()) return false;
  std::size_t words = 0, with_letters = 0, with_others = 0, frequent = 0;
  each_word(text, [&](std::string_view word) {
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(word, letter));
    if (letters == 0) return;
    ++words;
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(word, digit));
    const auto fitting = static_cast<std::size_t>(std::ranges::count_if(word, for_a_letter));
    if (digits > letters) return;
    // "6km", "channel625" and "R2" have figures; "3ala" is a word.
    const bool figures = std::ranges::adjacent_find(word, [](char a, char b) { return digit(a) && digit(b); }) != word.end();
    const bool figure = figures || letters < (digit(word[0]) ? 3 : 2);
    with_letters += fitting > 0 && fitting == digits && !figure;
    with_others += fitting < digits;
    if (digits > 0 || letters < 3) return;
    std::string folded(word);
    std::ranges::transform(folded, folded.begin(), small);
    frequent += text::frequent_word(folded);
  });
  return with_letters >= 2 && with_letters * 8 >= words && with_others * 4 <= with_letters && frequent * 4 <= words;
}

}  // namespace

Writing writing(std::string_view text, std::size_t digits_in_words) {
  if (arabic(text)) return Writing::arabic;
  return digits_in_words >= kFewestDigitsInWords && arabizi(text) ? Writing::arabizi : Writing::neither;
}

Letters Consonants::read(std::string_view text, Writing writing) {
  size_ = 0;
  pending_ = kStart;
  writing == Writing::arabic ? from_arabic(text) : from_latin(text);
  const WordCounts counts = pack_words({marks_.data(), size_}, words_);
  return {{letters_.data(), size_}, words_, counts.reading_words};
}

void Consonants::put(Letter letter, std::uint8_t marks) {
  if (size_ == letters_.size()) letters_.resize(2 * size_ + 64), marks_.resize(2 * size_ + 64);
  letters_[size_] = letter;
  marks_[size_++] = static_cast<std::uint8_t>(pending_ | marks);
  pending_ = 0;
}

void Consonants::from_arabic(std::string_view text) {
  const std::array<std::uint8_t, 0x800>& table = early();
  if (letters_.size() < text.size()) letters_.resize(text.size()), marks_.resize(text.size());
  Letter* const letters = letters_.data();
  std::uint8_t* const marks = marks_.data();
  std::size_t size = 0;
  std::uint32_t pending = kStart, before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto a = static_cast<unsigned char>(text[at]);
    std::uint32_t c = a, length = 1;
    if (a - 0xC2u < 0x1E && at + 1 < text.size()) {
      c = (a & 0x1Fu) << 6 | (static_cast<unsigned char>(text[at + 1]) & 0x3Fu);
      length = 2;
    } else if (a >= 0x80) {
      const utf8::Decoded decoded = utf8::decode(text, at);
      c = static_cast<std::uint32_t>(decoded.character), length = decoded.length;
    }
    at += length;
    const std::uint32_t made = c < table.size() ? table[c] : make(static_cast<char32_t>(c));
    // No branches: which letters stay is as good as chance.
    const std::uint32_t gap = made == kGap, solid = made > kGap, figure = solid & (made <= '9');
    const std::uint32_t kept = solid & ((c != before) | figure);
    letters[size] = static_cast<Letter>(made);
    marks[size] = static_cast<std::uint8_t>(pending | figure * kDigit);
    size += kept;
    pending = (pending | gap) & ~kept;
    before = solid ? c : gap ? 0 : before;
  }
  size_ = size;
}

void Consonants::from_latin(std::string_view text) {
  // "ch" and "ou" are how those write who learnt French; their 9 is ق.
  const bool french = text.find("ch") != text.npos && text.find("ou") != text.npos;
  each_word(text, [&](std::string_view word) {
    pending_ = kStart;
    if (std::ranges::none_of(word, letter)) {
      for (const char c : word)
        if (digit(c)) put(static_cast<Letter>(c), kDigit);
      return;
    }
    const auto at = [&](std::size_t i) { return i < word.size() ? small(word[i]) : ' '; };
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (i > 0 && at(i) == at(i - 1)) continue;
      switch (at(i)) {
        case 'b': case 'p':
          put('b', 0);
          break;
        case 'd': case 's': case 't': case 'z': case '6':
          put('t', 0);
          break;
        case 'c':
          put(at(i + 1) == 'h' ? 't' : 'k', 0);
          break;
        case '9':
          if (!french) put('t', 0);
          break;
        case 'r': case 'l': case 'm': case 'n': case 'f':
          put(static_cast<Letter>(at(i)), 0);
          break;
        case 'v':
          put('f', 0);
          break;
        case 'g':
          if (at(i + 1) != 'h') put('k', 0);
          break;
        case '7':
          if (at(i + 1) == '\'') put('k', 0);
          break;
        case 'j': case 'k': case 'x': case '5':
          put('k', 0);
          break;
        default:
          break;
      }
    }
  });
}

}  // namespace tocsin::trace
