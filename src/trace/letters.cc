// SPDX-License-Identifier: Apache-2.0
#include "trace/letters.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/utf8.h"
#include "trace/fold_block.h"
#include "trace/words.h"

namespace tocsin::trace {
namespace {

// What is remembered of a letter until words are packed: that a word starts with it, and its glyph's flags.
constexpr std::uint32_t kStart = 1, kMarkDigit = 2, kMarkCapital = 4, kMarkCased = 8, kMarkHan = 16;
constexpr std::uint32_t kMarkHalf = 32;  // one byte of a letter that has two
constexpr std::uint32_t marks_of(std::uint32_t glyph) { return glyph >> 18 & 30; }
static_assert(marks_of(Glyph::kDigit) == kMarkDigit && marks_of(Glyph::kCapital) == kMarkCapital);
static_assert(marks_of(Glyph::kCased) == kMarkCased && marks_of(Glyph::kHan) == kMarkHan);

constexpr std::string_view kReversed = "\u202E";

// Letters so far, and whether the next starts a word. Letters twice in a row are still there.
struct Line {
  Letter* letters;
  std::uint8_t* marks;
  std::size_t size = 0;
  std::uint32_t pending = kStart;

  void put(std::uint32_t glyph) {
    if (glyph & Glyph::kGap) {
      pending = kStart;
    } else if (glyph >> 16 & 1) {
      put_letter(static_cast<Letter>(glyph), marks_of(glyph));
    }
  }
  void put_letter(Letter letter, std::uint32_t seen) {
    letters[size] = letter;
    marks[size++] = static_cast<std::uint8_t>(pending | seen);
    pending = 0;
  }
};

// Any character; `next` is the one after it, 0 at the end. At most Alphabet::kMost letters.
void put_any(const Alphabet& alphabet, char32_t c, char32_t next, Line& line) {
  const Glyph glyph = alphabet.glyph(c);
  if (glyph.has(Glyph::kLong)) {
    std::array<Letter, Alphabet::kMost> letters;
    const std::size_t count = alphabet.expansion(c, letters);
    for (std::size_t i = 0; i < count; ++i) line.put_letter(letters[i], marks_of(glyph.bits()));
  } else if (glyph.has(Glyph::kSign)) {
    const bool between = line.size > 0 && line.pending == 0 && alphabet.glyph(next).count() > 0;
    line.put(between ? alphabet.stands_for(c) | 1u << 16 : std::uint32_t{Glyph::kGap});
  } else if (glyph.count() == 2) {
    line.put_letter(glyph.first(), marks_of(glyph.bits()) | kMarkHalf);
    line.put_letter(glyph.second(), marks_of(glyph.bits()) | kMarkHalf);
  } else {
    line.put(glyph.bits());
  }
}

// Leaves of letters that stand several times in a row the first, but for digits; what is known of a word's start that is
// left out goes to what stands next. `origins` goes along. Returns how many are left.
std::size_t drop_repeated(Letter* letters, std::uint8_t* marks, std::size_t size, std::vector<Folder::Origin>* origins) {
  std::size_t out = 0;
  std::uint32_t before = 0, waiting = 0;  // a letter; marks of a word's start that was left out
  for (std::size_t i = 0; i < size;) {
#ifdef TOCSIN_FOLD_BLOCKS
    for (; !origins && i + 8 <= size; i += 8) {
      constexpr std::uint64_t kOnes = 0x0101010101010101u, kLow = 0x7F7F7F7F7F7F7F7Fu;
      std::uint64_t now, seen;
      std::memcpy(&now, letters + i, 8);
      std::memcpy(&seen, marks + i, 8);
      const std::uint64_t differ = now ^ (now << 8 | before);
      const std::uint64_t same = ~(((differ & kLow) + kLow) | differ) >> 7 & kOnes;
      const std::uint64_t again = same & ~(seen >> 1 | seen >> 5);  // no digit, no half of a letter
      const std::uint64_t begins = again & seen;                     // with kStart
      if ((begins & again >> 8) | (waiting ? again & 1 : 0)) break;  // what is handed on is left out too
      seen |= (seen & begins * 0xFF) << 8 | waiting;
      waiting = static_cast<std::uint32_t>((seen & begins * 0xFF) >> 56);
      before = static_cast<std::uint32_t>(now >> 56);
      const std::uint64_t kept = (again ^ kOnes) * 0xFF;
      now = _pext_u64(now, kept);
      seen = _pext_u64(seen, kept);
      std::memcpy(letters + out, &now, 8);
      std::memcpy(marks + out, &seen, 8);
      out += static_cast<std::size_t>(std::popcount(again ^ kOnes));
    }
#endif
    for (const std::size_t end = std::min(size, i + 8); i < end; ++i) {
      const std::uint32_t letter = letters[i], seen = marks[i] | waiting;
      const bool again = letter == before && (marks[i] & (kMarkDigit | kMarkHalf)) == 0;
      before = letter;
      waiting = 0;
      if (again) {
        if (seen & kStart) waiting = seen;
        continue;
      }
      letters[out] = static_cast<Letter>(letter);
      marks[out] = static_cast<std::uint8_t>(seen);
      if (origins) (*origins)[out] = (*origins)[i];
      ++out;
    }
  }
  if (origins) origins->resize(out);
  return out;
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

bool right_to_left(char32_t c) {
  return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF);
}

// Was this written backwards, to be shown the right way round? Against it speak marks behind words and capitals at
// their start; for it, marks before words and capitals at their end.
bool written_backwards(std::span<const Unit> units) {
  const Alphabet& alphabet = Alphabet::get();
  const auto at = [&](std::size_t i) { return i < units.size() ? units[i].character : U' '; };
  const auto letter = [&](std::size_t i, std::uint32_t flags) { return alphabet.glyph(at(i)).has(flags); };
  constexpr std::u32string_view kMarks = U".,!?;:";
  int forwards = 0, backwards = 0, leftwards = 0, rightwards = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t before = at(i - 1), after = at(i + 1);
    if (kMarks.find(at(i)) != kMarks.npos) {
      forwards += before != ' ' && after == ' ';
      backwards += before == ' ' && after != ' ';
    } else if (letter(i, Glyph::kCapital)) {
      const bool small_before = letter(i - 1, Glyph::kCased) && !letter(i - 1, Glyph::kCapital);
      const bool small_after = letter(i + 1, Glyph::kCased) && !letter(i + 1, Glyph::kCapital);
      forwards += before == ' ' && small_after;
      backwards += small_before && after == ' ';
    }
    if (alphabet.glyph(at(i)).count() > 0) ++(right_to_left(at(i)) ? leftwards : rightwards);
  }
  return rightwards > leftwards && backwards >= forwards;
}

// The characters in the order in which they are read: what an override shows from right to left is turned round.
std::vector<Unit> shown(std::string_view text) {
  std::vector<Unit> out;
  std::size_t turned = std::string_view::npos;  // where the part to be turned begins
  const auto turn = [&] {
    if (turned != std::string_view::npos && written_backwards(std::span(out).subspan(turned)))
      std::reverse(out.begin() + static_cast<std::ptrdiff_t>(turned), out.end());
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
    for (const Unit& unit : shown(text)) utf8::append(scratch_, unit.character);
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
  [[maybe_unused]] const Glyph* const early = alphabet.early();
  const std::size_t most = text.size() + text.size() / 2 + kSlack;
  if (letters_.size() < most) letters_.resize(most), marks_.resize(most);
  Line line{letters_.data(), marks_.data()};
  [[maybe_unused]] const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
#ifdef TOCSIN_FOLD_BLOCKS
    const auto take = [&](const unsigned char* from) {
      const GlyphBlock block(from, early);
      std::uint32_t took = whole(from);
      bool all = true;
      if (!block.fine(took)) [[unlikely]] {  // a branch, so that the next block need not wait for this one
        took = block.fine_bytes(took);
        all = false;
      }
      const FoldedBlock folded = block.fold(took, line.pending, line.letters + line.size, line.marks + line.size);
      line.size += folded.letters;
      line.pending = folded.pending;
      at += took;
      return all;
    };
    bool all = true;
    while (all && at + kFoldBlock < text.size()) all = take(bytes + at);
    if (all && at < text.size()) {  // from a copy: blocks read a byte more than they take
      std::array<unsigned char, 2 * kFoldBlock> end{};
      std::memcpy(end.data(), bytes + at, text.size() - at);
      all = take(end.data());
      if (all) at = std::min(at, text.size());
    }
    if (at >= text.size()) break;
#endif
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    put_any(alphabet, c, at < text.size() ? utf8::decode(text, at).character : 0, line);
    if (const std::size_t needed = line.size + (text.size() - at) + kSlack; needed > letters_.size()) {
      letters_.resize(needed * 2), marks_.resize(needed * 2);  // characters that become many letters
      line.letters = letters_.data(), line.marks = marks_.data();
    }
  }
  const std::size_t size = drop_repeated(letters_.data(), marks_.data(), line.size, nullptr);
  const std::uint32_t count = pack_words({marks_.data(), size}, words_);
  return {{letters_.data(), size}, words_, count};
}

Letters Folder::fold(std::string_view text, std::vector<Origin>& origins) {
  text = text.substr(0, kMostLetters);
  std::vector<Unit> units = shown(text);
  std::string visible;
  for (const Unit& unit : units) utf8::append(visible, unit.character);  // what is no UTF-8 must not become some
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
    const std::size_t size = drop_repeated(letters_.data(), marks_.data(), line.size, &origins);
    const std::uint32_t count = pack_words({marks_.data(), size}, words_);
    if (without_addresses && count < kEnoughWithoutAddresses) continue;
    return {{letters_.data(), size}, words_, count};
  }
  return {};
}

Span bytes_of(const std::vector<Folder::Origin>& origins, std::size_t first, std::size_t length) {
  Span out{origins[first].begin, origins[first].end};
  for (std::size_t i = first; i < first + length; ++i) {
    out.begin = std::min(out.begin, origins[i].begin);
    out.end = std::max(out.end, origins[i].end);
  }
  return out;
}

}  // namespace tocsin::trace
