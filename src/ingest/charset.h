// SPDX-License-Identifier: Apache-2.0
// Bytes of any encoding a news page or a text file comes in, to UTF-8. The only file of the room that knows ICU.
//
//   decode_text("\xCF\xF0\xE8\xE2\xE5\xF2")             → "Привет", windows-1251 (guessed from its letters)
//   decode_text("caf\xE9", "iso-8859-1")                → "café", windows-1252 (declared)
//   decode_text("plain ascii")                          → the bytes themselves, UTF-8, not converted
//
// What is tried, in order: a byte order mark; the alternating zeros of UTF-16; UTF-8, if all is valid; the declared
// encoding; UTF-8 with some bytes damaged; the best of windows-1251, windows-1256 and windows-1252 by their letters.
#pragma once

#include <string>
#include <string_view>

namespace tocsin::ingest {

struct Decoded {
  std::string converted;  // used when the bytes themselves are not the text
  std::string_view view;  // the bytes, when they are UTF-8; a byte order mark stays
  std::string charset = "UTF-8";
  bool damaged = false;       // some bytes were no text in that encoding and became U+FFFD
  bool is_converted = false;  // offsets in text() are not offsets in the bytes

  std::string_view text() const { return is_converted ? std::string_view(converted) : view; }
};

// `declared`: what the file says of itself (a page's meta charset), or empty. `bytes` must outlive the result.
Decoded decode_text(std::string_view bytes, std::string_view declared = {});

// UTF-16 or UTF-32 by mark or by zeros: "UTF-16LE", …; empty: neither.
std::string_view wide_charset(std::string_view bytes);

}  // namespace tocsin::ingest
