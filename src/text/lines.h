// SPDX-License-Identifier: Apache-2.0
// Which line breaks of a text end what is said, and which only wrap a paragraph.
//
// A break stands on purpose where a line is blank, or the next begins a list item, or the next line's first word would
// still have fitted into this one (a heading, a line of a chat). All else is wrapping.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tocsin::text {

struct Line {
  std::uint32_t begin = 0, end = 0;  // without the break
  std::uint32_t length = 0;          // in characters
  std::uint32_t first_word = 0;      // in characters
  bool blank = false;                // nothing to read: white space, a rule of dashes
  bool item = false;                 // begins with a bullet or a number
  bool ends_here = true;             // its break ends a sentence
};

// `lower_means_inside`: the text uses capitals, so a line that begins small goes on with the one before.
std::vector<Line> lines(std::string_view text, bool lower_means_inside);

}  // namespace tocsin::text
