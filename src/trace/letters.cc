// SPDX-License-Identifier: Apache-2.0
#include "trace/letters.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/utf8.h"
#include "trace/disguises.h"
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

// Letters so far, and whether the next starts a word. Letters twice in a row are still there.
struct Line {
  Letter* letters;
  std::uint8_t* marks;
  std::size_t size = 0;
  std::uint32_t pending = kStart;
  std::uint32_t tells = 0;  // of a disguise: kManyTells are enough to look closer

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

constexpr std::uint32_t kManyTells = 4;

std::uint32_t weight(Tell tell, char32_t next, bool between_letters) {
  switch (tell) {
    case Tell::none:
      return 0;
    case Tell::letter:
      return 1;
    case Tell::override_:
      return kManyTells;
    case Tell::escape:
      return next == '#' || (next | 32) - 'a' < 26 || next - '0' < 10 ? kManyTells : 0;
    case Tell::bar:
      return next > ' ' ? 2 : 0;
    case Tell::bracket:
      return between_letters ? 2 : 0;
  }
  return 0;
}

// Any character; `next` is the one after it, 0 at the end. At most Alphabet::kMost letters.
void put_any(const Alphabet& alphabet, char32_t c, char32_t next, Line& line) {
  const Glyph glyph = alphabet.glyph(c);
  if (glyph.has(Glyph::kTells)) [[unlikely]]
    line.tells += weight(glyph.tell(), next, line.pending == 0 && alphabet.glyph(next).count() > 0);
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
  std::uint32_t after_digit = 0;          // 1: the letter before is one ("9 ящиков": of the next word nothing is left out)
  for (std::size_t i = 0; i < size;) {
#ifdef TOCSIN_FOLD_BLOCKS
    for (; !origins && i + 8 <= size; i += 8) {
      constexpr std::uint64_t kOnes = 0x0101010101010101u, kLow = 0x7F7F7F7F7F7F7F7Fu;
      std::uint64_t now, seen;
      std::memcpy(&now, letters + i, 8);
      std::memcpy(&seen, marks + i, 8);
      const std::uint64_t differ = now ^ (now << 8 | before);
      const std::uint64_t same = ~(((differ & kLow) + kLow) | differ) >> 7 & kOnes;
      const std::uint64_t digits = seen >> 1 & kOnes;
      const std::uint64_t again = same & ~(seen >> 1 | seen >> 5 | (seen & (digits << 8 | after_digit)));  // no half of a letter
      const std::uint64_t begins = again & seen;                     // with kStart
      if ((begins & again >> 8) | (waiting ? again & 1 : 0)) break;  // what is handed on is left out too
      seen |= (seen & begins * 0xFF) << 8 | waiting;
      waiting = static_cast<std::uint32_t>((seen & begins * 0xFF) >> 56);
      before = static_cast<std::uint32_t>(now >> 56);
      after_digit = static_cast<std::uint32_t>(digits >> 56);
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
      const bool again = letter == before && (marks[i] & (kMarkDigit | kMarkHalf)) == 0 && (seen & after_digit) == 0;
      before = letter;
      after_digit = marks[i] >> 1 & 1;
      waiting = 0;
      if (again) {
        if (seen & kStart) waiting = seen;
        if (origins && out > 0) {
          Folder::Origin& kept = (*origins)[out - 1];
          kept = {std::min(kept.begin, (*origins)[i].begin), std::max(kept.end, (*origins)[i].end)};
        }
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

// Marks that were escaped once ("&amp;", "&quot;") are no words either. False: there is none.
bool blank_marks(std::string& text) {
  bool any = false;
  for (std::size_t at = 0; (at = text.find('&', at)) != std::string::npos; ++at) {
    for (const std::string_view mark : {"&amp;", "&quot;", "&gt;", "&lt;", "&nbsp;"}) {
      if (text.compare(at, mark.size(), mark) != 0) continue;
      const char next = at + mark.size() < text.size() ? text[at + mark.size()] : ' ';
      if (mark == "&amp;" && (next == '#' || ((next | 32) >= 'a' && (next | 32) <= 'z'))) break;  // escaped twice
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), mark.size(), ' ');
      any = true;
      break;
    }
  }
  return any;
}

constexpr std::size_t kSlack = 64;  // letters written past the end by steps that take several at once

}  // namespace

Letters Folder::fold(std::string_view text) {
  text = text.substr(0, kMostLetters);
  const Letters plain = fold_words(text);
  if (tells_ < kManyTells && !looks_reversed(text)) [[likely]]
    return plain;
  Units units;
  if (!as_meant(text, units)) return plain;
  std::string meant;
  meant.reserve(text.size());
  for (const Unit& unit : units) {
    if (unit.character < 0x80)
      meant += static_cast<char>(unit.character);
    else
      utf8::append(meant, unit.character);
  }
  return fold_words(meant);
}

Letters Folder::fold_words(std::string_view text) {
  const bool marks = text.find('&') != std::string_view::npos, addresses = text.find("://") != std::string_view::npos;
  if (!marks && !addresses) [[likely]]
    return fold_bytes(text);
  scratch_.assign(text);
  if (marks) blank_marks(scratch_);
  if (!addresses) return fold_bytes(scratch_);
  const std::string whole = scratch_;
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
  tells_ = line.tells;
  const std::size_t size = drop_repeated(letters_.data(), marks_.data(), line.size, nullptr);
  counts_ = pack_words({marks_.data(), size}, words_);
  return {{letters_.data(), size}, words_, counts_.reading_words};
}

Letters Folder::fold(std::string_view text, std::vector<Origin>& origins) {
  text = text.substr(0, kMostLetters);
  Units units = units_of(text);
  const Letters plain = fold_units(units, origins);
  if ((tells_ < kManyTells && !looks_reversed(text)) || !as_meant(text, units)) return plain;
  return fold_units(units, origins);
}

Letters Folder::fold_units(const Units& units, std::vector<Origin>& origins) {
  std::string visible;
  for (const Unit& unit : units) utf8::append(visible, unit.character);  // what is no UTF-8 must not become some
  blank_marks(visible);
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
      // What was blanked is as many spaces as it had bytes; they are all ASCII.
      at += length;
      put_any(alphabet, c, at < words.size() ? utf8::decode(words, at).character : 0, line);
      while (origins.size() < line.size) origins.push_back({units[i].begin, units[i].end});
    }
    tells_ = line.tells;
    const std::size_t size = drop_repeated(letters_.data(), marks_.data(), line.size, &origins);
    counts_ = pack_words({marks_.data(), size}, words_);
    if (without_addresses && counts_.reading_words < kEnoughWithoutAddresses) continue;
    return {{letters_.data(), size}, words_, counts_.reading_words};
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
