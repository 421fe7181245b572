// SPDX-License-Identifier: Apache-2.0
#include "trace/alphabet.h"

#include <memory>
#include <numeric>

#include "core/list.h"
#include "core/utf8.h"
#include "text/shape.h"
#include "text/unicode.h"
#include "trace/flips.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

Tell tell_of(char32_t c) {
  switch (c) {
    case '&': case '%': case '=':
      return Tell::escape;
    case '|': case '\\':
      return Tell::bar;
    case '(': case '[': case '{': case '<': case '+': case '^':
      return Tell::bracket;
    case 0x202D: case 0x202E:
      return Tell::override_;
    case 0xC3: case 0xD0: case 0xD1: case 0xD8: case 0xD9: case 0x402: case 0x403: case 0x409: case 0x40A: case 0x40B:
    case 0x40C: case 0x40F: case 0x453: case 0x45F:
      return Tell::letter;  // Ã Ð Ñ Ø Ù, and Cyrillic letters that few languages have: what UTF-8 read as another encoding is full of
    default:
      break;
  }
  if (c < 0x80) return Tell::none;
  const Flips& flips = Flips::get();
  for (std::size_t way = 0; way < Flips::kWays; ++way)
    if (flips.way(way).tells.contains(c)) return Tell::letter;
  return Tell::none;
}

// One byte or two.
std::size_t bytes_of(char32_t letter, Letter* out) {
  if (letter < 0x80) {
    out[0] = static_cast<Letter>(letter);
    return 1;
  }
  if (letter < 0x680) {
    out[0] = static_cast<Letter>(0x80 | (letter & 0x7F));
    return 1;
  }
  const char32_t mixed = letter ^ letter >> 14;
  out[0] = static_cast<Letter>(0x80 | (mixed >> 7 & 0x7F));
  out[1] = static_cast<Letter>(0x80 | (mixed & 0x7F));
  return 2;
}

}  // namespace

const Alphabet& Alphabet::get() {
  static const Alphabet kAlphabet;
  return kAlphabet;
}

Alphabet::Alphabet() {
  std::iota(classes_.begin(), classes_.end(), char32_t{0});
  for (const ListRow& row : builtin_list("letter_classes.tsv", list("letter_classes.tsv"))) {
    const std::string& letters = row["letters"];
    const char32_t first = utf8::decode(letters, 0).character;
    for (std::size_t at = 0; at < letters.size();) {
      const auto [c, length] = utf8::decode(letters, at);
      if (c < classes_.size()) classes_[c] = classes_[first];
      at += length;
    }
  }
  for (const ListRow& row : builtin_list("letter_signs.tsv", list("letter_signs.tsv")))
    signs_.emplace(utf8::decode(row["sign"], 0).character, utf8::decode(row["letter"], 0).character);
  for (char32_t c = 0; c < kEarly; ++c) early_[c] = make(c);
}

std::size_t Alphabet::expansion(char32_t c, std::array<Letter, kMost>& out) const {
  const text::Shape shape = text::shape(c);
  std::size_t count = 0;
  for (std::size_t i = 0; i < shape.count; ++i) count += bytes_of(of_class(shape.letters[i]), out.data() + count);
  return count;
}

Letter Alphabet::stands_for(char32_t c) const {
  const auto it = signs_.find(c);
  return it == signs_.end() ? Letter{0} : static_cast<Letter>(of_class(it->second));
}

// Arabic letters without their dots: those who write in haste, or to hide, leave them out, and machines misread them.
char32_t Alphabet::of_class(char32_t letter) const {
  if (letter >= 0x600 && letter < 0x900) return text::arabic_skeleton(letter);
  return letter < classes_.size() ? classes_[letter] : letter;
}

Glyph Alphabet::make(char32_t c) const {
  return Glyph(made(c).bits() | static_cast<std::uint32_t>(tell_of(c)) << 25);
}

Glyph Alphabet::made(char32_t c) const {
  if (signs_.contains(c)) return Glyph(Glyph::kGap | Glyph::kSign);
  const text::Shape shape = text::shape(c);
  if (shape.kind == text::Shape::Kind::hidden) return Glyph();
  if (shape.kind == text::Shape::Kind::gap) return Glyph(Glyph::kGap);
  std::array<Letter, kMost> letters{};
  const std::size_t count = expansion(c, letters);
  std::uint32_t bits = letters[0];
  if (count <= 2) bits |= static_cast<std::uint32_t>(letters[1]) << 8 | static_cast<std::uint32_t>(count) << 16;
  if (count > 2) bits |= Glyph::kLong | 1u << 16;
  if (shape.digit) bits |= Glyph::kDigit;
  if (shape.capital) bits |= Glyph::kCapital;
  if (shape.cased) bits |= Glyph::kCased;
  if (shape.han) bits |= Glyph::kHan;
  return Glyph(bits);
}

const Alphabet::Page& Alphabet::make_page(std::size_t number) const {
  auto made = std::make_unique<Page>();
  for (std::size_t i = 0; i < made->size(); ++i) (*made)[i] = make(static_cast<char32_t>(number << 8 | i));
  const Page* have = nullptr;
  if (pages_[number].compare_exchange_strong(have, made.get(), std::memory_order_acq_rel))
    return *made.release();  // kept
  return *have;
}

}  // namespace tocsin::trace
