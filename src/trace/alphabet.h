// SPDX-License-Identifier: Apache-2.0
// Characters as the bytes they compare as: text::shape, lookalikes as one (lists/letter_classes.tsv), packed so that
// folding a text is one look-up a character.
//
// A letter of Latin, Cyrillic, Greek, Hebrew, Armenian and basic Arabic is one byte (scripts share the upper 128: only
// letters of one text stand beside each other), any other is two. No byte is 0.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace tocsin::trace {

using Letter = std::uint8_t;

// What may say that a text is escaped, turned or written in signs (disguises.h).
enum class Tell : std::uint8_t {
  none,
  letter,     // upside down or mirrored; one alone is an ordinary letter of some language
  override_,  // of the direction
  escape,     // "&", "%": before letters, digits and "#"
  bar,        // "|", "\\"
  bracket,    // "(", "<", "+" …: between letters
};

class Glyph {
 public:
  enum Flag : std::uint32_t {
    kGap = 1u << 18,      // ends a word
    kDigit = 1u << 19,    // as written; its letter may be that of a lookalike ("0" and "o")
    kCapital = 1u << 20,  //
    kCased = 1u << 21,    // of a script with capitals
    kHan = 1u << 22,      // of a script without spaces
    kLong = 1u << 23,     // more than two letters: ask expansion()
    kSign = 1u << 24,     // between letters it stands for one ("@" for a)
    kTells = 7u << 25,    // a Tell: text with it may be disguised beyond what tables undo
  };

  constexpr Glyph() = default;
  constexpr explicit Glyph(std::uint32_t bits) : bits_(bits) {}
  constexpr Letter first() const { return static_cast<Letter>(bits_); }
  constexpr Letter second() const { return static_cast<Letter>(bits_ >> 8); }
  constexpr std::uint32_t count() const { return bits_ >> 16 & 3; }  // of letters; 0: hidden or a gap
  constexpr bool has(std::uint32_t flags) const { return (bits_ & flags) != 0; }
  constexpr Tell tell() const { return static_cast<Tell>(bits_ >> 25 & 7); }
  constexpr std::uint32_t bits() const { return bits_; }

 private:
  std::uint32_t bits_ = 0;
};

class Alphabet {
 public:
  static const Alphabet& get();

  static constexpr std::size_t kEarly = 0x800;  // characters of one or two bytes in UTF-8: one table
  const Glyph* early() const { return early_.data(); }
  Glyph glyph(char32_t c) const {
    if (c < kEarly) return early_[c];
    const Page* page = pages_[c >> 8].load(std::memory_order_acquire);
    return (page ? *page : make_page(c >> 8))[c & 255];
  }
  // All letters of a character marked kLong. Returns how many.
  static constexpr std::size_t kMost = 16;
  std::size_t expansion(char32_t c, std::array<Letter, kMost>& out) const;
  // The letter a sign marked kSign stands for.
  Letter stands_for(char32_t c) const;

 private:
  using Page = std::array<Glyph, 256>;

  Alphabet();
  Glyph make(char32_t c) const;
  Glyph made(char32_t c) const;
  const Page& make_page(std::size_t number) const;
  char32_t of_class(char32_t letter) const;

  std::array<char32_t, kEarly> classes_;
  std::unordered_map<char32_t, char32_t> signs_;
  std::array<Glyph, kEarly> early_;
  mutable std::array<std::atomic<const Page*>, 0x1100> pages_{};  // by character / 256; nullptr: not made yet
};

}  // namespace tocsin::trace
