// SPDX-License-Identifier: Apache-2.0
#include "trace/letters.h"

#include <algorithm>

#include "core/utf8.h"
#include "trace/words.h"

namespace tocsin::trace {
namespace {

// What is remembered of a letter until words are packed: that a word starts with it, and its glyph's flags.
constexpr std::uint32_t kStart = 1, kMarkDigit = 2, kMarkCapital = 4, kMarkCased = 8, kMarkHan = 16;
constexpr std::uint32_t marks_of(std::uint32_t glyph) { return glyph >> 18 & 30; }
static_assert(marks_of(Glyph::kDigit) == kMarkDigit && marks_of(Glyph::kCapital) == kMarkCapital);
static_assert(marks_of(Glyph::kCased) == kMarkCased && marks_of(Glyph::kHan) == kMarkHan);

constexpr std::string_view kReversed = "\u202E", kEndReversed = "\u202C";

// Letters so far, and whether the next starts a word.
struct Line {
  Letter* letters;
  std::uint8_t* marks;
  std::size_t size = 0;
  std::uint32_t pending = kStart;
  Letter last = 0;

  // Without branches: what each character does depends on the text, so a processor cannot guess it.
  void put(std::uint32_t glyph) {
    const auto letter = static_cast<Letter>(glyph);
    const std::uint32_t is_letter = glyph >> 16 & 1, seen = marks_of(glyph);
    const std::uint32_t again = (letter == last) & ~(glyph >> 19) & is_letter & 1;
    const std::uint32_t taken = is_letter & ~again;
    letters[size] = letter;
    marks[size] = static_cast<std::uint8_t>(pending | seen);
    size += taken;
    last = taken ? letter : last;
    pending |= seen & -(again & pending & 1);
    pending = taken ? 0 : pending;
    pending |= glyph >> 18 & 1;  // a gap
  }
  void put_letter(Letter letter, std::uint32_t flags) {
    letters[size] = letter;
    marks[size++] = static_cast<std::uint8_t>(pending | marks_of(flags));
    pending = 0;
    last = letter;
  }
};

// Any character; `next` is the one after it, 0 at the end. At most Alphabet::kMost letters.
void put_any(const Alphabet& alphabet, char32_t c, char32_t next, Line& line) {
  const Glyph glyph = alphabet.glyph(c);
  if (glyph.has(Glyph::kLong)) {
    std::array<Letter, Alphabet::kMost> letters;
    const std::size_t count = alphabet.expansion(c, letters);
    for (std::size_t i = 0; i < count; ++i) line.put(letters[i] | 1u << 16 | (glyph.bits() & ~0x7FFFFu & ~Glyph::kLong));
  } else if (glyph.has(Glyph::kSign)) {
    const bool between = line.size > 0 && line.pending == 0 && alphabet.glyph(next).count() > 0;
    line.put(between ? alphabet.stands_for(c) | 1u << 16 : std::uint32_t{Glyph::kGap});
  } else if (glyph.count() == 2) {
    line.put_letter(glyph.first(), glyph.bits());
    line.put_letter(glyph.second(), glyph.bits());
  } else {
    line.put(glyph.bits());
  }
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

struct Unit {
  char32_t character;
  std::uint32_t begin, end;
};

// The characters in the order in which they are shown: what an override shows from right to left is turned round.
std::vector<Unit> shown(std::string_view text) {
  std::vector<Unit> out;
  std::size_t turned = std::string_view::npos;  // where the part to be turned begins
  const auto turn = [&] {
    if (turned != std::string_view::npos) std::reverse(out.begin() + static_cast<std::ptrdiff_t>(turned), out.end());
    turned = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    const auto begin = static_cast<std::uint32_t>(at);
    at += length;
    if (c == 0x202E || c == 0x202C || c == '\n') turn();
    out.push_back({c, begin, static_cast<std::uint32_t>(at)});
    if (c == 0x202E) turned = out.size();
  }
  turn();
  return out;
}

constexpr std::size_t kSlack = 64;  // letters written past the end by steps that take several at once

}  // namespace

Letters Folder::fold(std::string_view text) {
  text = text.substr(0, kMostLetters);
  if (text.find(kReversed) != std::string_view::npos) {
    scratch_.clear();
    for (const Unit& unit : shown(text)) scratch_.append(text.substr(unit.begin, unit.end - unit.begin));
  } else if (text.find("://") != std::string_view::npos) {
    scratch_.assign(text);
  } else {
    return fold_bytes(text);
  }
  std::string whole = scratch_;
  if (blank_addresses(scratch_)) {
    const Letters out = fold_bytes(scratch_);
    if (out.reading_words >= kEnoughWithoutAddresses) return out;
  }
  return fold_bytes(whole);
}

Letters Folder::fold_bytes(std::string_view text) {
  const Alphabet& alphabet = Alphabet::get();
  const Glyph* const early = alphabet.early();
  const std::size_t most = text.size() + text.size() / 2 + kSlack;
  if (letters_.size() < most) letters_.resize(most), marks_.resize(most);
  Line line{letters_.data(), marks_.data()};
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  constexpr std::uint32_t kUnusual = Glyph::kLong | Glyph::kSign | 2u << 16;
  for (std::size_t at = 0; at < text.size();) {
    if (at + 2 <= text.size()) {
      const std::uint32_t a = bytes[at], b = bytes[at + 1];
      const std::uint32_t two = (a - 0xC2u < 0x1Eu) & ((b & 0xC0u) == 0x80u);
      const std::uint32_t c = two ? (a & 0x1Fu) << 6 | (b & 0x3Fu) : a;
      if ((a < 0x80u) | two) [[likely]] {
        const std::uint32_t glyph = early[c].bits();
        if ((glyph & kUnusual) == 0) [[likely]] {
          line.put(glyph);
          at += 1 + two;
          continue;
        }
      }
    }
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    put_any(alphabet, c, at < text.size() ? utf8::decode(text, at).character : 0, line);
    if (const std::size_t needed = line.size + (text.size() - at) + kSlack; needed > letters_.size()) {
      letters_.resize(needed * 2), marks_.resize(needed * 2);  // characters that become many letters
      line.letters = letters_.data(), line.marks = marks_.data();
    }
  }
  words_.clear();
  const std::uint32_t count = pack_words({marks_.data(), line.size}, words_);
  return {{letters_.data(), line.size}, words_, count};
}

Letters Folder::fold(std::string_view text, std::vector<Origin>& origins) {
  text = text.substr(0, kMostLetters);
  std::vector<Unit> units = shown(text);
  std::string visible;
  for (const Unit& unit : units) visible.append(text.substr(unit.begin, unit.end - unit.begin));
  const Alphabet& alphabet = Alphabet::get();
  for (const bool without_addresses : {true, false}) {
    std::string words = visible;
    if (without_addresses && !blank_addresses(words)) continue;
    letters_.assign(units.size() * Alphabet::kMost + kSlack, 0);
    marks_.assign(letters_.size(), 0);
    origins.clear();
    Line line{letters_.data(), marks_.data()};
    std::size_t at = 0;  // in `words`
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto [c, length] = utf8::decode(words, at);
      // An address that was blanked is as many spaces as it had bytes; they are all ASCII.
      at += length;
      put_any(alphabet, c, at < words.size() ? utf8::decode(words, at).character : 0, line);
      while (origins.size() < line.size) origins.push_back({units[i].begin, units[i].end});
    }
    words_.clear();
    const std::uint32_t count = pack_words({marks_.data(), line.size}, words_);
    if (without_addresses && count < kEnoughWithoutAddresses) continue;
    return {{letters_.data(), line.size}, words_, count};
  }
  return {};
}

}  // namespace tocsin::trace
