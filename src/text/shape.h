// SPDX-License-Identifier: Apache-2.0
// What one character compares as where disguises must not matter, whatever stands around it. From Unicode's data alone:
// compatibility forms (𝗽, ｐ, ⓟ, ﷲ), case, accents, lookalikes in the Latin script (UTS #39: р, ρ, ᴘ), names of letters in
// boxes (🅿), values of digits (٣, ३) and the forms of Arabic letters.
//
//   shape(U'Р')  letters "p", capital        shape(U'٣')  letters "3", digit       shape(U'ﷲ')  letters "اهله"
//   shape(U'\u0301')  hidden                 shape(U'🙂')  gap                      shape(U'漢')  letters "漢", han
#pragma once

#include <array>
#include <cstdint>

namespace tocsin::text {

struct Shape {
  enum class Kind : std::uint8_t { letters, hidden, gap };  // gap: white space, punctuation, signs, pictures

  static constexpr std::size_t kMost = 8;
  std::array<char32_t, kMost> letters{};
  std::uint8_t count = 0;  // of letters; what a character decomposes to beyond kMost is left out
  Kind kind = Kind::gap;
  bool digit = false;
  bool capital = false;
  bool cased = false;  // of a script with capitals
  bool han = false;    // Han, kana, Hangul: no spaces between words
};

Shape shape(char32_t c);

}  // namespace tocsin::text
