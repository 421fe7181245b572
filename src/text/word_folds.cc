// SPDX-License-Identifier: Apache-2.0
// The folds that look at whole words: letters borrowed from another script, and digits that stand for letters.
#include <array>

#include "core/list.h"
#include "text/folding.h"
#include "text/lists.h"
#include "text/unicode.h"
#include "core/utf8.h"

namespace tocsin::text {
namespace {

constexpr std::size_t kScripts = 8;
constexpr std::array kTargets = {Script::latin, Script::cyrillic, Script::greek};
std::size_t index(Script script) { return static_cast<std::size_t>(script); }

bool is_small_capital(char32_t c) { return c >= 0x250 && lookalike(c, Script::latin) != 0; }

// The script a word belongs to: the one that has most letters no other script can lend, then most letters.
Script own_script(std::span<const Unit> word) {
  std::array<std::uint32_t, kScripts> letters{};
  std::array<std::uint32_t, kScripts> decisive{};
  for (const Unit& unit : word) {
    const Character& about = character(unit.character);
    if (!about.has(kLetter)) continue;
    ++letters[index(about.script)];
  }
  for (const Unit& unit : word) {
    const Character& about = character(unit.character);
    if (!about.has(kLetter)) continue;
    bool borrowed = false;
    for (const Script script : kTargets)
      borrowed |= script != about.script && letters[index(script)] > 0 && lookalike(unit.character, script) != 0;
    if (!borrowed) ++decisive[index(about.script)];
  }
  Script own = Script::none;
  for (std::size_t i = 1; i < kScripts; ++i)
    if (letters[i] > 0 && (own == Script::none || std::pair(decisive[i], letters[i]) >
                                                      std::pair(decisive[index(own)], letters[index(own)])))
      own = static_cast<Script>(i);
  return own;
}

void unify(std::span<Unit> word) {
  const Script own = own_script(word);
  if (own != Script::latin && own != Script::cyrillic && own != Script::greek) return;
  for (Unit& unit : word) {
    if (unit.character < 0x80 && own == Script::latin) continue;
    const Character& about = character(unit.character);
    if (!about.has(kLetter) || about.script == Script::none) continue;
    if (about.script != own || is_small_capital(unit.character))
      if (const char32_t letter = lookalike(unit.character, own)) unit.character = letter;
  }
}

}  // namespace

void lookalikes(Units& units) {
  for (std::size_t at = 0; at < units.size();) {
    unsigned scripts = 0;
    bool small_capitals = false;
    std::size_t end = at;
    for (; end < units.size(); ++end) {
      const char32_t c = units[end].character;
      const Character& about = character(c);
      if (!about.has(kLetter | kMark | kDigit)) break;
      if (about.has(kLetter) && about.script != Script::none) scripts |= 1u << index(about.script);
      small_capitals |= c >= 0x250 && about.script == Script::latin;
    }
    if (end > at && ((scripts & (scripts - 1)) != 0 || small_capitals)) unify({units.data() + at, end - at});
    at = end + 1;
  }
}

namespace {

struct LeetTable {
  std::array<char32_t, 128> letter{};
  LeetTable() {
    for (const ListRow& row : builtin_list("leet.tsv", list("leet.tsv")))
      letter[static_cast<unsigned char>(row["sign"][0]) & 127] = static_cast<unsigned char>(row["letter"][0]);
  }
};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// One run of Latin letters, digits and signs. Digits and signs count as letters only in a word that is mostly letters,
// at most two in a row with letters on both sides; "$" and a digit also before a long word ("$chool", "4ttack").
void read_signs(std::span<Unit> word, const LeetTable& table) {
  std::size_t first = 0, last = word.size(), letters = 0, others = 0;
  while (last > first && word[last - 1].character < 0x80 && !character(word[last - 1].character).has(kLetter)) --last;
  bool trailing_digit = false;
  for (std::size_t i = last; i < word.size(); ++i) trailing_digit |= is_digit(word[i].character);
  while (first < last && (word[first].character == '@' || word[first].character == '!' || word[first].character == '|')) ++first;
  for (std::size_t i = first; i < last; ++i) ++(character(word[i].character).has(kLetter) ? letters : others);
  if (letters < 3 || others == 0 || others >= letters || (trailing_digit && letters < 4)) return;
  for (std::size_t i = first; i < last;) {
    if (character(word[i].character).has(kLetter)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (!character(word[end].character).has(kLetter)) ++end;   // ends: the last is a letter
    const bool leads = i == first;
    const bool allowed = leads ? end - i == 1 && letters >= 5 : end - i <= 2;
    for (; i < end; ++i)
      if (const char32_t letter = table.letter[word[i].character]; allowed && letter) word[i].character = letter;
  }
}

}  // namespace

void letters_for_signs(Units& units) {
  static const LeetTable kTable;
  for (std::size_t at = 0; at < units.size();) {
    bool letters = false, signs = false, foreign = false;
    std::size_t end = at;
    for (; end < units.size(); ++end) {
      const char32_t c = units[end].character;
      if (c < 0x80) {
        const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && !is_digit(c) && !kTable.letter[c]) break;
        letters |= letter;
        signs |= !letter;
      } else {
        const Character& about = character(c);
        if (!about.has(kLetter | kDigit | kMark)) break;
        foreign |= about.script != Script::latin;
      }
    }
    if (letters && signs && !foreign) read_signs({units.data() + at, end - at}, kTable);
    at = end + 1;
  }
}

}  // namespace tocsin::text
