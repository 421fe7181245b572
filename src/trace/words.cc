// SPDX-License-Identifier: Apache-2.0
#include "trace/words.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "core/list.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

constexpr std::uint8_t kStart = 1, kDigit = 2, kCapital = 4, kCased = 8, kHan = 16;  // marks, as in letters.cc
constexpr std::uint8_t kLengthBits = 31, kCapitalCode = 32, kCasedCode = 64, kNumberCode = 128;

// "9", "300", "5th", "10k": as many digits as other letters, or at most two of those.
bool number_like(std::size_t digits, std::size_t size) {
  return digits > 0 && (size - digits <= 2 || digits * 2 >= size);
}

constexpr std::uint64_t kOnes = 0x0101010101010101u;
static_assert(kStart == 1 << 0 && kDigit == 1 << 1);

// Bit `number` of each of up to 64 marks.
std::uint64_t bits(const std::uint8_t* marks, std::size_t count, unsigned number) {
  std::uint64_t out = 0;
  for (std::size_t k = 0; k < count; k += 8) {
    std::uint64_t eight = 0;
    if (k + 8 <= count) {
      std::memcpy(&eight, marks + k, 8);
    } else {
      for (std::size_t i = k; i < count; ++i) eight |= static_cast<std::uint64_t>(marks[i]) << 8 * (i - k);
    }
    out |= ((eight >> number & kOnes) * 0x0102040810204080u >> 56) << k;
  }
  return out;
}

// What the lists say of a word, by its letters: asked of every word of two texts that have much in common.
class WordList {
 public:
  WordList() : slots_(kSlots) {
    for (const ListRow& row : builtin_list("fact_words.tsv", list("fact_words.tsv")))
      add(row["word"], row["kind"] == "date" ? WordKind::date : WordKind::number, false);
    for (const ListRow& row : builtin_list("place_cues.tsv", list("place_cues.tsv")))
      add(row["word"], WordKind::plain, true);
  }

  struct Entry {
    std::basic_string<Letter> letters;
    WordKind kind = WordKind::plain;
    bool place_cue = false;
  };
  // nullptr: in no list.
  const Entry* find(std::span<const Letter> letters) const {
    for (std::size_t at = slot(letters); !slots_[at].letters.empty(); at = (at + 1) % kSlots)
      if (std::ranges::equal(slots_[at].letters, letters)) return &slots_[at];
    return nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 2048;
  static std::size_t slot(std::span<const Letter> letters) {
    std::uint64_t head = 0;
    std::memcpy(&head, letters.data(), std::min<std::size_t>(8, letters.size()));
    return ((head + letters.size()) * 0x9E3779B97F4A7C15u) >> 53;
  }
  void add(std::string_view word, WordKind kind, bool place_cue) {
    Folder folder;
    const Letters l = folder.fold(word);
    std::size_t at = slot(l.letters);
    while (!slots_[at].letters.empty() && !std::ranges::equal(slots_[at].letters, l.letters)) at = (at + 1) % kSlots;
    if (slots_[at].letters.empty()) slots_[at] = {{l.letters.begin(), l.letters.end()}, kind, place_cue};
    slots_[at].place_cue |= place_cue;
  }
  std::vector<Entry> slots_;
};

const WordList& word_list() {
  static const WordList kList;
  return kList;
}

}  // namespace

WordCounts pack_words(std::span<const std::uint8_t> marks, std::vector<std::uint8_t>& out) {
  if (out.size() < marks.size() + 8) out.resize(marks.size() + 8);  // a word's code is no longer than the word
  std::uint8_t* next = out.data();
  std::uint32_t count = 0;
  std::uint32_t single = 0;  // letters set apart just before
  // What has no spaces, or too many, is as many words as its letters would make.
  constexpr std::uint32_t kLettersOfAWord = 6, kLongWord = 20;
  std::size_t begin = 0, digits = 0;  // of the word at hand
  const auto close = [&](std::size_t end) {
    const std::size_t size = end - begin;
    const std::uint8_t mark = marks[begin];
    const auto flags = static_cast<std::uint8_t>((mark & kCapital) * (kCapitalCode / kCapital) +
                                                 (mark & kCased) * (kCasedCode / kCased) +
                                                 number_like(digits, size) * kNumberCode);
    *next++ = static_cast<std::uint8_t>(flags | (size <= kLengthBits ? size : 0));
    if (size > kLengthBits) [[unlikely]] {
      std::size_t rest = size;
      for (; rest >= 128; rest >>= 7) *next++ = static_cast<std::uint8_t>(rest | 128);
      *next++ = static_cast<std::uint8_t>(rest);
    }
    if (mark & kHan) [[unlikely]] {
      count += static_cast<std::uint32_t>(size / 2 + 1) / 2;  // two bytes each
      single = 0;
    } else {
      const bool alone = size == 1 && (mark & kDigit) == 0;
      single = alone ? single + 1 : 0;
      if (single < 2) {
        count += size < kLongWord ? 1 : static_cast<std::uint32_t>(size) / kLettersOfAWord;
      } else if (single % kLettersOfAWord == 0) {
        count += single > kLettersOfAWord;
      }
    }
    begin = end;
    digits = 0;
  };
  std::uint32_t in_words = 0, after_digit = 0;
  for (std::size_t i = 0; i < marks.size(); i += 64) {
    const std::size_t here = std::min<std::size_t>(64, marks.size() - i);
    std::uint64_t starts = bits(marks.data() + i, here, 0);
    std::uint64_t numerals = bits(marks.data() + i, here, 1);
    // A digit is in a word where neither a digit nor a word's start is next; the last may be next to the next block's first.
    const std::uint64_t others = numerals | starts, last = std::uint64_t{1} << (here - 1);
    in_words += static_cast<std::uint32_t>(std::popcount(numerals & ~(others >> 1) & ~last)) + (after_digit & ~others & 1);
    after_digit = static_cast<std::uint32_t>((numerals & last) != 0);
    if (i == 0) starts &= ~std::uint64_t{1};
    for (; starts != 0; starts &= starts - 1) {
      const std::uint64_t before = (starts & (~starts + 1)) - 1;
      digits += static_cast<std::size_t>(std::popcount(numerals & before));
      numerals &= ~before;
      close(i + static_cast<std::size_t>(std::countr_zero(starts)));
    }
    digits += static_cast<std::size_t>(std::popcount(numerals));
  }
  if (!marks.empty()) close(marks.size());
  out.resize(static_cast<std::size_t>(next - out.data()));
  return {count, in_words};
}

void Words::read(const Letters& text) {
  letters_ = text.letters;
  words_.clear();
  std::size_t capitals = 0;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const std::uint8_t code = text.words[i];
    std::uint32_t length = code & kLengthBits;
    if (length == 0) {
      for (int shift = 0;; shift += 7) {
        const std::uint8_t byte = text.words[++i];
        length |= static_cast<std::uint32_t>(byte & 127) << shift;
        if (byte < 128) break;
      }
    }
    words_.push_back({begin, code});
    capitals += (code & kCapitalCode) != 0;
    begin += length;
  }
  // Where every word, or none, starts with a capital, capitals tell no names.
  capitals_tell_ = capitals > 0 && capitals * 5 <= words_.size() * 3;
}

WordKind Words::kind(std::size_t word) const {
  const auto known = [this](std::size_t i) { return word_list().find(letters_.subspan(begin(i), end(i) - begin(i))); };
  const WordList::Entry* const listed = known(word);
  const std::uint8_t code = words_[word].code;
  if (listed && listed->kind != WordKind::plain) return listed->kind;
  if (code & kNumberCode) return WordKind::number;
  if (capitals_tell_ && (code & kCasedCode)) {
    // A name of one or two letters is more often a small word at the start of a sentence.
    return (code & kCapitalCode) && end(word) - begin(word) > 2 ? WordKind::name : WordKind::plain;
  }
  // In a script without capitals the words before do.
  if (word == 0 || (listed && listed->place_cue)) return WordKind::plain;
  const auto cue = [&](std::size_t i) {
    const WordList::Entry* const before = known(i);
    return before && before->place_cue;
  };
  return cue(word - 1) || (word > 1 && (code & kCasedCode) == 0 && cue(word - 2)) ? WordKind::name : WordKind::plain;
}

std::size_t Words::at(std::size_t letter) const {
  const auto it = std::upper_bound(words_.begin(), words_.end(), letter,
                                   [](std::size_t at, const Word& word) { return at < word.begin; });
  return it == words_.begin() ? 0 : static_cast<std::size_t>(it - words_.begin()) - 1;
}

}  // namespace tocsin::trace
