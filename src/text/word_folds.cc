// SPDX-License-Identifier: Apache-2.0
// The folds that look at whole words: letters borrowed from another script, and digits that stand for letters.
#include <algorithm>
#include <array>
#include <bit>

#include "core/list.h"
#include "text/folding.h"
#include "text/lists.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

constexpr std::size_t kScripts = 8;
constexpr std::array kTargets = {Script::latin, Script::cyrillic, Script::greek};
std::size_t index(Script script) { return static_cast<std::size_t>(script); }

bool is_small_capital(char32_t c) { return c >= 0x250 && lookalike(c, Script::latin) != 0; }

// The script a word belongs to: the one that has most letters no other script can lend, then most letters. A word that
// any of its scripts could spell alone goes with the word before.
Script own_script(std::span<const Unit> word, Script before) {
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
  if (letters[index(before)] > 0 &&
      std::all_of(decisive.begin(), decisive.end(), [](std::uint32_t n) { return n == 0; }))
    return before;
  Script own = Script::none;
  for (std::size_t i = 1; i < kScripts; ++i)
    if (letters[i] > 0 && (own == Script::none ||
                           std::pair(decisive[i], letters[i]) > std::pair(decisive[index(own)], letters[index(own)])))
      own = static_cast<Script>(i);
  return own;
}

// Returns the word's script.
Script unify(std::span<Unit> word, Script before) {
  const Script own = own_script(word, before);
  if (own != Script::latin && own != Script::cyrillic && own != Script::greek) return own;
  for (Unit& unit : word) {
    if (unit.character < 0x80 && own == Script::latin) continue;
    const Character& about = character(unit.character);
    if (!about.has(kLetter) || about.script == Script::none) continue;
    if (about.script != own || is_small_capital(unit.character))
      if (const char32_t letter = lookalike(unit.character, own)) unit.character = letter;
  }
  return own;
}

}  // namespace

void lookalikes(Units& units) {
  Script before = Script::none;
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
    if ((scripts & (scripts - 1)) != 0 || small_capitals)
      before = unify({units.data() + at, end - at}, before);
    else if (scripts != 0)
      before = static_cast<Script>(std::countr_zero(scripts));
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

// "you!lets" is two words without the space; "p!er" is one.
bool parts_words(std::span<const Unit> word, std::size_t sign) {
  if (word[sign].character != '!') return false;
  const auto letter = [&](std::size_t i) { return i < word.size() && character(word[i].character).has(kLetter); };
  return sign >= 3 && letter(sign - 3) && letter(sign - 2) && letter(sign - 1) && letter(sign + 1) &&
         letter(sign + 2) && letter(sign + 3);
}

// One run of Latin letters, digits and signs. Digits and signs count as letters only in a word that is mostly letters,
// at most two in a row with letters on both sides; "$" and a digit also before a long word ("$chool", "4ttack").
void read_signs(std::span<Unit> word, const LeetTable& table) {
  std::size_t first = 0, last = word.size(), letters = 0, others = 0;
  while (last > first && word[last - 1].character < 0x80 && !character(word[last - 1].character).has(kLetter)) --last;
  bool trailing_digit = false;
  for (std::size_t i = last; i < word.size(); ++i) trailing_digit |= is_digit(word[i].character);
  while (first < last && word[first].character == '!') ++first;
  for (std::size_t i = first; i < last; ++i) ++(character(word[i].character).has(kLetter) ? letters : others);
  if (letters < 3 || others == 0 || others >= letters || (trailing_digit && letters < 4)) return;
  for (std::size_t i = first; i < last;) {
    if (character(word[i].character).has(kLetter)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (!character(word[end].character).has(kLetter)) ++end;  // ends: the last is a letter
    const bool leads = i == first;
    const bool allowed = leads ? end - i == 1 && letters >= 5 : end - i <= 2 && !parts_words(word, i);
    for (; i < end; ++i)
      if (const char32_t letter = table.letter[word[i].character]; allowed && letter) word[i].character = letter;
  }
}

// "@name", "RT@name", "#tag", "host/a4b5", "desk@pier.example"; and "4million" of "$28.4million".
bool part_of_address(const Units& units, std::size_t at, std::size_t end, bool has_at_sign) {
  const auto character_at = [&](std::size_t i) { return i < units.size() ? units[i].character : U' '; };
  const char32_t left = at > 0 ? units[at - 1].character : U' ';
  if (left == '/' || left == '#' || left == '_' || units[at].character == '@') return true;
  if (left == '.' && at > 1 && is_digit(units[at - 2].character)) return true;
  if (!has_at_sign) return false;
  const bool retweet = (character_at(at + 1) | 32) == 't' && character_at(at + 2) == '@';
  return retweet || (character_at(end) == '.' && character(character_at(end + 1)).has(kLetter));
}

}  // namespace

void letters_for_signs(Units& units) {
  static const LeetTable kTable;
  for (std::size_t at = 0; at < units.size();) {
    bool letters = false, signs = false, foreign = false, has_at_sign = false;
    std::size_t end = at;
    for (; end < units.size(); ++end) {
      const char32_t c = units[end].character;
      if (c < 0x80) {
        const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && !is_digit(c) && !kTable.letter[c]) break;
        letters |= letter;
        signs |= !letter;
        has_at_sign |= c == '@';
      } else {
        const Character& about = character(c);
        if (!about.has(kLetter | kDigit | kMark)) break;
        foreign |= about.script != Script::latin;
      }
    }
    if (end == at) {
      ++at;
      continue;
    }
    if (letters && signs && !foreign && !part_of_address(units, at, end, has_at_sign))
      read_signs({units.data() + at, end - at}, kTable);
    at = end + 1;
  }
}

}  // namespace tocsin::text
