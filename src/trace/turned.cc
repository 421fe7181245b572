// SPDX-License-Identifier: Apache-2.0
// Text that was turned: shown from the other side by an override, upside down, mirrored, or simply written backwards. The
// order of its letters is decided by what speaks for either: marks before or behind words, capitals at their start or
// end, and words that are frequent in some language.
#include <algorithm>
#include <map>
#include <span>
#include <string>

#include "core/list.h"
#include "text/frequent.h"
#include "text/unicode.h"
#include "trace/alphabet.h"
#include "trace/disguises.h"
#include "trace/flips.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

bool right_to_left(char32_t c) {
  return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF);
}
bool space(char32_t c) { return text::character(c).has(text::kWhite); }
bool mark(char32_t c) {
  if (c < 0x80) return (c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':');
  return c == U'…' || c == U'؟' || c == U'،' || c == U'؛' || c == U'۔' || c == U'。';
}

using Span = std::span<const Unit>;

// How much speaks for the text as it stands, and for the same from its end.
struct Order {
  int forwards = 0, backwards = 0;
  std::size_t leftwards = 0, rightwards = 0;  // letters of scripts written so
};

std::string folded_word(Span word, bool backwards) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[backwards ? word.size() - 1 - i : i].character;
    const text::Character& about = text::character(c);
    if (about.has(text::kLetter)) utf8::append(out, about.folded ? about.folded : c);
  }
  return out;
}

// Words that tell nothing by their place: the same word from both sides, and single letters.
void count_word(Span word, Order& out) {
  constexpr std::size_t kLongest = 24;
  if (word.size() < 2 || word.size() > kLongest) return;
  const std::string as_is = folded_word(word, false), turned = folded_word(word, true);
  if (as_is == turned || as_is.size() < 2) return;
  out.forwards += 2 * text::frequent_word(as_is);
  out.backwards += 2 * text::frequent_word(turned);
}

Order order_of(Span units) {
  const Alphabet& alphabet = Alphabet::get();
  const auto at = [&](std::size_t i) { return i < units.size() ? units[i].character : U' '; };
  const auto has = [&](std::size_t i, std::uint32_t flags) { return alphabet.glyph(at(i)).has(flags); };
  Order out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= units.size(); ++i) {
    const char32_t c = at(i);
    if (space(c)) {
      count_word(units.subspan(begin, i - begin), out);
      begin = i + 1;
      continue;
    }
    const bool first = space(at(i - 1)), last = space(at(i + 1));
    if (mark(c)) {
      out.forwards += !first && last;
      out.backwards += first && !last;
    } else if (has(i, Glyph::kCapital)) {
      const bool small_before = has(i - 1, Glyph::kCased) && !has(i - 1, Glyph::kCapital);
      const bool small_after = has(i + 1, Glyph::kCased) && !has(i + 1, Glyph::kCapital);
      out.forwards += first && small_after;
      out.backwards += small_before && last;
    } else if (c == U'ة' || c == U'ى') {  // only ever at the end of a word
      out.forwards += last;
      out.backwards += first && !last;
    }
    if (alphabet.glyph(c).count() > 0) ++(right_to_left(c) ? out.leftwards : out.rightwards);
  }
  return out;
}

void reverse(Units& units, std::size_t begin) {
  std::reverse(units.begin() + static_cast<std::ptrdiff_t>(begin), units.end());
}

}  // namespace

bool turn_overrides(Units& units) {
  constexpr char32_t kLeftToRight = 0x202D, kRightToLeft = 0x202E, kPop = 0x202C, kPopIsolate = 0x2069;
  struct Part {
    std::size_t begin, end;
    bool letters, turned;
  };
  std::vector<Part> parts;
  char32_t by = 0;  // the override in force
  std::size_t begin = 0, turned = 0, kept = 0;
  for (std::size_t i = 0; i <= units.size(); ++i) {
    const char32_t c = i < units.size() ? units[i].character : U'\n';
    const bool starts = c == kLeftToRight || c == kRightToLeft;
    if (!starts && c != kPop && c != kPopIsolate && c != '\n') continue;
    if (by != 0) {
      const Span part = Span(units).subspan(begin, i - begin);
      const Order order = order_of(part);
      const bool against = by == kRightToLeft ? order.rightwards > order.leftwards : order.leftwards > order.rightwards;
      const bool letters = std::ranges::any_of(part, [](const Unit& u) { return text::character(u.character).has(text::kLetter); });
      parts.push_back({begin, i, letters, against && order.backwards >= order.forwards});
      if (letters) ++(parts.back().turned ? turned : kept);
    }
    by = starts ? c : 0;
    begin = i + 1;
  }
  for (const Part& part : parts)  // figures follow the words
    if (part.letters ? part.turned : turned > kept || (part.turned && turned == kept))
      std::reverse(units.begin() + static_cast<std::ptrdiff_t>(part.begin), units.begin() + static_cast<std::ptrdiff_t>(part.end));
  return turned > 0;
}

// A line at a time, or the whole where most of it was turned: its lines then stand in other order too.
bool turn_over(Units& units) {
  const Flips& flips = Flips::get();
  const auto way_of = [&](Span line) -> const Flips::Way* {
    std::size_t letters = 0;
    std::array<std::size_t, Flips::kWays> tells{};
    for (const Unit& unit : line) {
      letters += text::character(unit.character).has(text::kLetter);
      for (std::size_t way = 0; way < Flips::kWays; ++way) tells[way] += flips.way(way).tells.contains(unit.character);
    }
    std::size_t cyrillic = 0;
    for (const Unit& unit : line) cyrillic += text::character(unit.character).script == text::Script::cyrillic;
    // Letters that mirror Latin ones look like Cyrillic ones.
    const bool in_cyrillic = cyrillic * 8 > letters;
    std::size_t best = in_cyrillic ? Flips::kTurnedCyrillic : Flips::kTurned;
    if (!in_cyrillic && tells[Flips::kMirrored] > tells[best]) best = Flips::kMirrored;
    return tells[best] >= 3 && tells[best] * 7 >= letters ? &flips.way(best) : nullptr;
  };
  bool changed = false;
  const auto turn = [&](std::size_t begin, std::size_t end) {
    const Span line = Span(units).subspan(begin, end - begin);
    const Flips::Way* const way = way_of(line);
    if (!way) return false;
    for (std::size_t i = begin; i < end; ++i)
      if (const auto it = way->upright.find(units[i].character); it != way->upright.end()) units[i].character = it->second;
    const Order order = order_of(line);
    if (order.backwards >= order.forwards)
      std::reverse(units.begin() + static_cast<std::ptrdiff_t>(begin), units.begin() + static_cast<std::ptrdiff_t>(end));
    changed = true;
    return true;
  };
  if (turn(0, units.size())) return true;
  for (std::size_t begin = 0; begin < units.size();) {
    std::size_t end = begin;
    while (end < units.size() && units[end].character != '\n') ++end;
    turn(begin, end);
    begin = end + 1;
  }
  return changed;
}

// The whole text, or each word by itself where the marks say so.
bool turn_round(Units& units) {
  const Order order = order_of(units);
  if (order.backwards < 3 || order.backwards < 3 * order.forwards) return false;
  Units whole = units;
  reverse(whole, 0);
  Units words = units;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    while (end < words.size() && !space(words[end].character)) ++end;
    std::reverse(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end + 1;
  }
  // A text ends with a mark more often than it begins with one.
  const auto ends_well = [](const Units& text) {
    const auto solid = [](const Unit& unit) { return !space(unit.character); };
    const auto last = std::find_if(text.rbegin(), text.rend(), solid);
    const auto first = std::find_if(text.begin(), text.end(), solid);
    return (last != text.rend() && mark(last->character)) +
           (first != text.end() && Alphabet::get().glyph(first->character).has(Glyph::kCapital));
  };
  units = ends_well(words) > ends_well(whole) ? std::move(words) : std::move(whole);
  return true;
}

bool looks_reversed(std::string_view text) {
  if (text.size() < 12) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto small = [&](std::size_t i) { return byte(i) >= 'a' && byte(i) <= 'z'; };
  // A mark and then a letter at the start.
  if ((byte(0) == '.' || byte(0) == '!' || byte(0) == '?') && (small(1) || byte(1) >= 0xD0)) return true;
  if (byte(0) == 0xD8 && byte(1) == 0x9F && byte(2) >= 0xD8) return true;
  // A small letter and then a capital at the end, or at the end of the first word.
  const auto capital_ends = [&](std::size_t end) {
    if (byte(end) >= 'A' && byte(end) <= 'Z') return small(end - 1);
    return end > 2 && byte(end - 1) == 0xD0 && byte(end) >= 0x90 && byte(end) < 0xB0 &&
           ((byte(end - 3) == 0xD0 && byte(end - 2) >= 0xB0) || (byte(end - 3) == 0xD1 && byte(end - 2) < 0x90));
  };
  if (capital_ends(text.size() - 1)) return true;
  constexpr std::size_t kFirstWord = 24;
  for (std::size_t i = 3; i < std::min(text.size(), kFirstWord); ++i)
    if (byte(i) <= ' ') return capital_ends(i - 1);
  return false;
}

}  // namespace tocsin::trace
