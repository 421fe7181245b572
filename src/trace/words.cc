// SPDX-License-Identifier: Apache-2.0
#include "trace/words.h"

#include <bit>
#include <cstring>
#include <string>
#include <unordered_map>
#include <unordered_set>

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

void put(std::uint8_t flags, std::size_t length, std::vector<std::uint8_t>& out) {
  if (length <= kLengthBits) {
    out.push_back(static_cast<std::uint8_t>(flags | length));
    return;
  }
  out.push_back(flags);
  for (; length >= 128; length >>= 7) out.push_back(static_cast<std::uint8_t>(length | 128));
  out.push_back(static_cast<std::uint8_t>(length));
}

std::string folded(std::string_view word) {
  Folder folder;
  const Letters l = folder.fold(word);
  return {l.letters.begin(), l.letters.end()};
}

const std::unordered_map<std::string, WordKind>& fact_words() {
  static const std::unordered_map<std::string, WordKind> kWords = [] {
    std::unordered_map<std::string, WordKind> words;
    for (const ListRow& row : builtin_list("fact_words.tsv", list("fact_words.tsv")))
      words.emplace(folded(row["word"]), row["kind"] == "date" ? WordKind::date : WordKind::number);
    return words;
  }();
  return kWords;
}

const std::unordered_set<std::string>& place_cues() {
  static const std::unordered_set<std::string> kCues = [] {
    std::unordered_set<std::string> cues;
    for (const ListRow& row : builtin_list("place_cues.tsv", list("place_cues.tsv"))) cues.insert(folded(row["word"]));
    return cues;
  }();
  return kCues;
}

}  // namespace

std::uint32_t pack_words(std::span<const std::uint8_t> marks, std::vector<std::uint8_t>& out) {
  std::uint32_t count = 0;
  bool single = false;  // the word before was one letter set apart
  bool has_digits = false;
  for (const std::uint8_t mark : marks) has_digits |= (mark & kDigit) != 0;
  const auto close = [&](std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    std::size_t digits = 0;
    if (has_digits)
      for (std::size_t i = begin; i < end; ++i) digits += marks[i] >> 1 & 1;
    const std::uint8_t mark = marks[begin];
    put(static_cast<std::uint8_t>((mark & kCapital ? kCapitalCode : 0) | (mark & kCased ? kCasedCode : 0) |
                                  (number_like(digits, size) ? kNumberCode : 0)),
        size, out);
    if (mark & kHan) {
      count += static_cast<std::uint32_t>(size / 2 + 1) / 2;  // two bytes each
      single = false;
    } else {
      const bool alone = size == 1 && (mark & kDigit) == 0;
      count += !(alone && single);
      single = alone;
    }
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < marks.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, marks.data() + i, std::min<std::size_t>(8, marks.size() - i));
    for (std::uint64_t starts = eight & 0x0101010101010101u; starts != 0; starts &= starts - 1) {
      const std::size_t start = i + static_cast<std::size_t>(std::countr_zero(starts)) / 8;
      if (start > begin) close(begin, start);
      begin = start;
    }
  }
  if (begin < marks.size()) close(begin, marks.size());
  return count;
}

std::vector<Word> words(const Letters& text) {
  struct Seen {
    bool capital, cased;
  };
  std::vector<Word> out;
  std::vector<Seen> seen;
  std::vector<bool> cue;
  std::size_t capitals = 0;
  std::uint32_t begin = 0;
  std::string letters;
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
    Word word{begin, begin + length};
    letters.assign(text.letters.begin() + begin, text.letters.begin() + begin + length);
    const auto fact = fact_words().find(letters);
    word.kind = fact != fact_words().end() ? fact->second : code & kNumberCode ? WordKind::number : WordKind::plain;
    out.push_back(word);
    seen.push_back({(code & kCapitalCode) != 0, (code & kCasedCode) != 0});
    cue.push_back(place_cues().contains(letters));
    capitals += seen.back().capital;
    begin += length;
  }
  // Where every word, or none, starts with a capital, capitals tell no names; nor do they of a word in a script without
  // them. There the word before does.
  const bool telling = capitals > 0 && capitals * 5 <= out.size() * 3;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].kind != WordKind::plain) continue;
    const bool after_cue = i > 0 && cue[i - 1] && !cue[i];
    if (telling && seen[i].cased ? seen[i].capital : after_cue) out[i].kind = WordKind::name;
  }
  return out;
}

}  // namespace tocsin::trace
