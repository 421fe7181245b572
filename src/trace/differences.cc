// SPDX-License-Identifier: Apache-2.0
#include "trace/differences.h"

#include <algorithm>
#include <string_view>

#include "trace/words.h"

namespace tocsin::trace {
namespace {

struct Range {
  std::size_t begin = 0, end = 0;  // in letters
};

struct Text {
  Text(const Letters& l, std::vector<Word>& room) : letters(l), words(room) { trace::words(l, room); }
  const Letters& letters;
  const std::vector<Word>& words;
};

std::size_t word_at(const Text& text, std::size_t letter) {
  const auto it = std::upper_bound(text.words.begin(), text.words.end(), letter,
                                   [](std::size_t at, const Word& word) { return at < word.begin; });
  return it == text.words.begin() ? 0 : static_cast<std::size_t>(it - text.words.begin()) - 1;
}

// How far `range` must grow to the left and right so that it ends between words.
Range growth(const Text& text, Range range) {
  Range out;
  const std::size_t size = text.letters.letters.size();
  if (range.begin < size) out.begin = range.begin - text.words[word_at(text, range.begin)].begin;
  if (range.end > 0 && range.end < size) {
    const std::size_t word = word_at(text, range.end);
    if (text.words[word].begin != range.end) out.end = text.words[word].end - range.end;
  }
  return out;
}

using WordLetters = std::basic_string_view<Letter>;

bool alike(WordLetters a, WordLetters b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t head = 0, tail = 0;
  while (head < a.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return (head + tail) * 5 >= b.size() * 3;
}

struct Side {
  const Text* text;
  std::vector<std::size_t> words;  // of the gap

  // A name of one or two letters is more often a small word at the start of a sentence.
  WordKind kind(std::size_t i) const {
    const WordKind kind = text->words[words[i]].kind;
    return kind == WordKind::name && letters(i).size() < 3 ? WordKind::plain : kind;
  }
  WordLetters letters(std::size_t i) const { return word_letters(text->letters, text->words[words[i]]); }
};

bool fill(Side& side, const Text& text, Range range) {
  side.text = &text;
  side.words.clear();
  if (range.begin >= range.end) return true;
  for (std::size_t word = word_at(text, range.begin); word < text.words.size() && text.words[word].begin < range.end;
       ++word) {
    if (side.words.size() == kLongestGap) return false;
    side.words.push_back(word);
  }
  return true;
}

// Takes out words both sides have, alike ones too (typing errors, cases): numbers and dates only when the same.
void drop_common(Side& a, Side& b) {
  for (std::size_t i = 0; i < a.words.size();) {
    std::size_t found = b.words.size();
    for (std::size_t j = 0; j < b.words.size() && found == b.words.size(); ++j) {
      const bool strict = a.kind(i) == WordKind::number || a.kind(i) == WordKind::date || b.kind(j) == WordKind::number;
      if (a.letters(i) == b.letters(j) || (!strict && alike(a.letters(i), b.letters(j)))) found = j;
    }
    if (found == b.words.size()) {
      ++i;
    } else {
      a.words.erase(a.words.begin() + static_cast<std::ptrdiff_t>(i));
      b.words.erase(b.words.begin() + static_cast<std::ptrdiff_t>(found));
    }
  }
}

void count(Side& a, Side& b, Differences& out) {
  drop_common(a, b);
  const auto facts_in = [](const Side& side) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < side.words.size(); ++i) n += side.kind(i) != WordKind::plain;
    return n;
  };
  const auto numbers_in = [](const Side& side) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < side.words.size(); ++i)
      n += side.kind(i) == WordKind::number || side.kind(i) == WordKind::date;
    return n;
  };
  const std::size_t facts = std::min(facts_in(a), facts_in(b));
  out.facts += facts;
  out.numbers += std::min(numbers_in(a), numbers_in(b));
  out.others += std::max(a.words.size(), b.words.size()) - facts;
  if (a.words.empty() && b.words.empty()) return;
  ++out.gaps;
  if (std::min(a.words.size(), b.words.size()) < 3) return;
  ++out.slots;
  out.slot_words += std::min(a.words.size(), b.words.size());
}

}  // namespace

Differences differences(const Letters& first_letters, const Letters& second_letters, const std::vector<Run>& runs) {
  thread_local std::vector<Word> first_words, second_words;
  const Text first(first_letters, first_words), second(second_letters, second_words);
  Differences out;
  Side a, b;
  for (std::size_t i = 0; i <= runs.size(); ++i) {
    Range in_first{0, first_letters.letters.size()}, in_second{0, second_letters.letters.size()};
    if (i > 0)
      in_first.begin = runs[i - 1].first + runs[i - 1].length,
      in_second.begin = runs[i - 1].second + runs[i - 1].length;
    if (i < runs.size()) in_first.end = runs[i].first, in_second.end = runs[i].second;
    if (in_first.begin >= in_first.end && in_second.begin >= in_second.end) continue;
    // Letters in common that belong to a word which is not ("10" and "12") go back to the gap, on both sides alike.
    const Range one = growth(first, in_first), other = growth(second, in_second);
    const std::size_t left = i > 0 ? std::max(one.begin, other.begin) : 0;
    const std::size_t right = i < runs.size() ? std::max(one.end, other.end) : 0;
    in_first = {in_first.begin - std::min(left, in_first.begin), std::min(in_first.end + right, first_letters.letters.size())};
    in_second = {in_second.begin - std::min(left, in_second.begin),
                 std::min(in_second.end + right, second_letters.letters.size())};
    if (!fill(a, first, in_first) || !fill(b, second, in_second)) continue;
    // Before the first and after the last run: words that only one text has, or has many more of, are its own.
    const std::size_t fewer = std::min(a.words.size(), b.words.size()), more = std::max(a.words.size(), b.words.size());
    if ((i == 0 || i == runs.size()) && (fewer == 0 || more - fewer > 1)) continue;
    count(a, b, out);
  }
  return out;
}

}  // namespace tocsin::trace
