// SPDX-License-Identifier: Apache-2.0
#include "trace/letters.h"

#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "core/list.h"
#include "core/utf8.h"
#include "text/text.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

using FactWords = std::unordered_map<std::string, WordKind>;

const FactWords& fact_words() {
  static const FactWords kWords = [] {
    FactWords words;
    for (const ListRow& row : builtin_list("fact_words.tsv", list("fact_words.tsv")))
      words.emplace(text::normalise(row["word"], text::kFoldForTrace).bytes,
                    row["kind"] == "date" ? WordKind::date : WordKind::number);
    return words;
  }();
  return kWords;
}

const std::unordered_set<std::string>& place_cues() {
  static const std::unordered_set<std::string> kCues = [] {
    std::unordered_set<std::string> cues;
    for (const ListRow& row : builtin_list("place_cues.tsv", list("place_cues.tsv")))
      cues.insert(text::normalise(row["word"], text::kFoldForTrace).bytes);
    return cues;
  }();
  return kCues;
}

bool capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x180) return (c >= 0x139 && c <= 0x148) || c >= 0x179 ? (c & 1) == 1 && c != 0x17F : (c & 1) == 0;
  return (c >= 0x391 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F) || (c >= 0x460 && c <= 0x4FF && (c & 1) == 0) ||
         (c >= 0x531 && c <= 0x556) || (c >= 0xFF21 && c <= 0xFF3A);
}

// What each UTF-16 unit compares as.
const std::vector<char16_t>& letter_classes() {
  static const std::vector<char16_t> kClasses = [] {
    std::vector<char16_t> classes(0x10000);
    std::iota(classes.begin(), classes.end(), char16_t{0});
    for (const ListRow& row : builtin_list("letter_classes.tsv", list("letter_classes.tsv"))) {
      const std::string& letters = row["letters"];
      const char16_t first = classes[utf8::decode(letters, 0).character & 0xFFFF];
      for (std::size_t at = 0; at < letters.size();) {
        const auto [c, length] = utf8::decode(letters, at);
        classes[c & 0xFFFF] = first;
        at += length;
      }
    }
    return classes;
  }();
  return kClasses;
}

// Letters of scripts that have capitals.
bool cased(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250) || (c >= 0x370 && c < 0x588);
}

bool digit(char16_t c) { return c >= '0' && c <= '9'; }  // before classes

// "9", "300", "5th", "10k": as many digits as other letters, or at most two of those.
bool number_like(std::u16string_view word) {
  std::size_t digits = 0;
  for (const char16_t c : word) digits += digit(c);
  return digits > 0 && (word.size() - digits <= 2 || digits * 2 >= word.size());
}

bool cjk(char16_t c) {
  return (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xDC00 && c < 0xE000);
}

std::uint32_t count_words(const Letters& text) {
  std::uint32_t count = 0;
  bool single = false;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const std::u16string_view word = word_letters(text, i);
    if (cjk(word.front())) {
      count += static_cast<std::uint32_t>(word.size() + 1) / 2;
      single = false;
    } else if (word.size() == 1 && !digit(word.front())) {
      count += !single;
      single = true;
    } else {
      ++count;
      single = false;
    }
  }
  return count;
}

// An address of the web is no words: its bytes become spaces, so that offsets stay. False: there is none.
bool blank_addresses(std::string& text) {
  bool any = false;
  for (std::size_t at = 0; (at = text.find("://", at)) != std::string::npos;) {
    std::size_t begin = at, end = at + 3;
    while (begin > 0 && ((text[begin - 1] | 32) >= 'a' && (text[begin - 1] | 32) <= 'z') && at - begin < 8) --begin;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' &&
           static_cast<unsigned char>(text[end]) < 0x80 && text[end] != ')' && text[end] != '"' && text[end] != '>')
      ++end;
    if (begin < at && end > at + 3) {
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                ' ');
      any = true;
    }
    at = end;
  }
  return any;
}

}  // namespace

Letters Folder::fold(std::string_view text, std::vector<Origin>* origins) {
  if (text.find("://") != std::string_view::npos) {
    std::string words(text);
    if (blank_addresses(words)) {
      const Letters out = fold_words(words, origins);
      if (out.reading_words >= kEnoughWithoutAddresses) return out;
    }
  }
  return fold_words(text, origins);
}

Letters Folder::fold_words(std::string_view text, std::vector<Origin>* origins) {
  letters_.clear();
  words_.clear();
  if (origins) origins->clear();
  const text::View view = text::normalise(text, text::kFoldForTrace);
  const std::string_view folded = view.bytes;

  std::size_t capital_words = 0;
  struct Seen {
    bool capital, cased, cue;
  };
  std::vector<Seen> seen;
  std::string buffer;
  for (std::size_t at = 0; at < folded.size() && letters_.size() < kMostLetters;) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const auto first = static_cast<std::uint32_t>(letters_.size());
    while (at < folded.size() && folded[at] != ' ') {
      const auto [c, length] = utf8::decode(folded, at);
      letters_.push_back(c < 0x10000 ? static_cast<char16_t>(c) : static_cast<char16_t>(0xDC00 + (c & 0x3FF)));
      if (origins) origins->push_back({view.starts[at], view.ends[at]});
      at += length;
    }
    buffer.assign(folded.substr(begin, at - begin));
    const auto fact = fact_words().find(buffer);
    const WordKind kind = fact != fact_words().end()                                        ? fact->second
                          : number_like({letters_.data() + first, letters_.size() - first}) ? WordKind::number
                                                                                            : WordKind::plain;
    words_.push_back({first, static_cast<std::uint32_t>(kind)});
    const char32_t original = utf8::decode(text, view.starts[begin]).character;
    seen.push_back({capital(original), cased(original), place_cues().contains(buffer)});
    capital_words += seen.back().capital;
  }
  // Where every word, or none, starts with a capital, capitals tell no names; nor do they of a word in a script without
  // them. There the word before does.
  const bool telling = capital_words > 0 && capital_words * 5 <= words_.size() * 3;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i].what() != WordKind::plain) continue;
    const bool after_cue = i > 0 && seen[i - 1].cue && !seen[i].cue;
    if (telling && seen[i].cased ? seen[i].capital : after_cue)
      words_[i].kind = static_cast<std::uint32_t>(WordKind::name);
  }
  const std::uint32_t count = count_words({letters_, words_});
  const std::vector<char16_t>& classes = letter_classes();
  for (char16_t& letter : letters_) letter = classes[letter];
  return {letters_, words_, count};
}

}  // namespace tocsin::trace
