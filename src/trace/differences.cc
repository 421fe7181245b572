// SPDX-License-Identifier: Apache-2.0
#include "trace/differences.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "trace/words.h"

namespace tocsin::trace {
namespace {

struct Range {
  std::size_t begin = 0, end = 0;  // in letters
};

// How far `range` must grow to the left and right so that it ends between words.
Range growth(const Words& text, Range range) {
  Range out;
  const std::size_t size = text.size() == 0 ? 0 : text.end(text.size() - 1);
  if (range.begin < size) out.begin = range.begin - text.begin(text.at(range.begin));
  if (range.end > 0 && range.end < size) {
    const std::size_t word = text.at(range.end);
    if (text.begin(word) != range.end) out.end = text.end(word) - range.end;
  }
  return out;
}

using WordLetters = std::basic_string_view<Letter>;

constexpr std::size_t kFewestOfALeetWord = 4;

// One word with other endings, or with typing errors. Names of places and people often end alike: of names the start
// must be the same, or nearly all.
bool alike(WordLetters a, WordLetters b, bool names) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t head = 0, tail = 0;
  while (head < a.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  if (names && head + tail + 1 < b.size()) return head * 5 >= b.size() * 3;
  return (head + tail) * 5 >= b.size() * 3;
}

// The words of a gap, of one text.
struct Side {
  const Words* text;
  std::array<std::uint32_t, kLongestGap> words;
  std::size_t count = 0;

  WordKind kind(std::size_t i) const { return text->kind(words[i]); }
  WordLetters letters(std::size_t i) const { return text->letters(words[i]); }
  void drop(std::size_t i) {
    std::copy(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.begin() + static_cast<std::ptrdiff_t>(count),
              words.begin() + static_cast<std::ptrdiff_t>(i));
    --count;
  }
};

bool fill(Side& side, const Words& text, Range range) {
  side.text = &text;
  side.count = 0;
  if (range.begin >= range.end) return true;
  for (std::size_t word = text.at(range.begin); word < text.size() && text.begin(word) < range.end; ++word) {
    if (side.count == kLongestGap) return false;
    side.words[side.count++] = static_cast<std::uint32_t>(word);
  }
  return true;
}

// Takes out words both sides have, alike ones too (typing errors, cases): numbers and dates only when the same.
void drop_common(Side& a, Side& b) {
  for (std::size_t i = 0; i < a.count;) {
    std::size_t found = b.count;
    for (std::size_t j = 0; j < b.count && found == b.count; ++j) {
      if (a.letters(i) == b.letters(j)) {
        found = j;
      } else if (alike(a.letters(i), b.letters(j), false)) {
        const WordKind x = a.kind(i), y = b.kind(j);
        const bool figures = x == WordKind::number, others = y == WordKind::number;
        // A word some of whose letters are written as digits; figures themselves are the same or not.
        if (figures != others && std::min(a.letters(i).size(), b.letters(j).size()) >= kFewestOfALeetWord) found = j;
        if (found < b.count || x == WordKind::date || figures || others) continue;
        if (x != WordKind::name || y != WordKind::name || alike(a.letters(i), b.letters(j), true)) found = j;
      }
    }
    if (found == b.count) {
      ++i;
    } else {
      a.drop(i);
      b.drop(found);
    }
  }
}

struct Facts {
  explicit Facts(const Side& side) {
    for (std::size_t i = 0; i < side.count; ++i) {
      const WordKind kind = side.kind(i);
      all += kind != WordKind::plain;
      numbers += kind == WordKind::number || kind == WordKind::date;
    }
  }
  std::size_t all = 0, numbers = 0;
};

void count(Side& a, Side& b, Differences& out) {
  drop_common(a, b);
  const std::size_t fewer = std::min(a.count, b.count), more = std::max(a.count, b.count);
  if (more == 0) return;
  ++out.gaps;
  if (fewer == 0) {
    out.others += more;
    return;
  }
  const Facts x(a), y(b);
  const std::size_t facts = std::min(x.all, y.all);
  out.facts += facts;
  out.numbers += std::min(x.numbers, y.numbers);
  out.others += more - facts;
  if (fewer < 3) return;
  ++out.slots;
  out.slot_words += fewer;
}

}  // namespace

Differences differences(const Letters& first_letters, const Letters& second_letters, const std::vector<Run>& runs) {
  thread_local Words first, second;
  first.read(first_letters);
  second.read(second_letters);
  Differences out;
  Side a, b;
  for (std::size_t i = 0; i <= runs.size(); ++i) {
    Range in_first{0, first_letters.letters.size()}, in_second{0, second_letters.letters.size()};
    if (i > 0)
      in_first.begin = runs[i - 1].first + runs[i - 1].length,
      in_second.begin = runs[i - 1].second + runs[i - 1].length;
    if (i < runs.size()) in_first.end = runs[i].first, in_second.end = runs[i].second;
    if (in_first.begin >= in_first.end && in_second.begin >= in_second.end) continue;
    // Letters in common that belong to a word which is not ("10" and "12") go back to the gap, on both sides alike; what
    // that cuts a word of the other side in two, again.
    for (int again = 0; again < 3; ++again) {
      const Range one = growth(first, in_first), other = growth(second, in_second);
      const std::size_t left = i > 0 ? std::max(one.begin, other.begin) : 0;
      const std::size_t right = i < runs.size() ? std::max(one.end, other.end) : 0;
      if (left + right == 0) break;
      in_first = {in_first.begin - std::min(left, in_first.begin),
                  std::min(in_first.end + right, first_letters.letters.size())};
      in_second = {in_second.begin - std::min(left, in_second.begin),
                   std::min(in_second.end + right, second_letters.letters.size())};
    }
    if (!fill(a, first, in_first) || !fill(b, second, in_second)) continue;
    // Before the first and after the last run: words that only one text has, or has many more of, are its own.
    const std::size_t fewer = std::min(a.count, b.count), more = std::max(a.count, b.count);
    // But of a figure right beside the words in common both have one, or it is another fact.
    if ((i == 0 || i == runs.size()) && (fewer == 0 || more - fewer > 1)) {
      if (fewer == 0) continue;
      const std::size_t x = i == 0 ? a.count - 1 : 0, y = i == 0 ? b.count - 1 : 0;
      if (a.kind(x) != WordKind::number || b.kind(y) != WordKind::number || a.letters(x) == b.letters(y)) continue;
      ++out.facts;
      ++out.numbers;
      ++out.gaps;
      continue;
    }
    count(a, b, out);
  }
  return out;
}

}  // namespace tocsin::trace
