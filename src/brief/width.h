// SPDX-License-Identifier: Apache-2.0
// Text on a terminal: how many columns it takes, and how it is broken into lines.
//
//   columns("héllo") == 5      columns("ありがとう") == 10      columns("é" of e and a combining accent) == 1
//   wrapped("a long line …", 80)   lines of at most 80 columns, broken at spaces; a longer word is broken where it must be
//
// Right-to-left text is not reordered: that is the terminal's. Colour is put on afterwards, so it never counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin::brief {

int columns(char32_t character);
int columns(std::string_view text);
// `text` must hold no line breaks. Never empty: an empty text is one empty line. `width` less than 8 is taken as 8.
std::vector<std::string> wrapped(std::string_view text, int width);
// Filled with spaces to `width` columns, or cut with "…".
std::string padded(std::string_view text, int width, bool right = false);

}  // namespace tocsin::brief
