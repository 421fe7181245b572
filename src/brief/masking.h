// SPDX-License-Identifier: Apache-2.0
// A text with a mark in it, masked without breaking the mark: each piece is masked by itself, and where an edge would cut a
// handle in two (so that neither half looks like one), it moves outwards to the handle's end.
//
//   pieces("write to @pier_desk today", {{9, 19}})   {"write to "}, {"@…", marked}, {" today"}
//   pieces("write to @pier_desk today", {{12, 16}})  the same
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::brief {

struct TextPiece {
  std::string text;      // masked, valid UTF-8
  bool marked = false;

  friend bool operator==(const TextPiece&, const TextPiece&) = default;
};

// The part `window` of `text`, with `mark` (inside it) marked. Empty pieces are left out.
std::vector<TextPiece> pieces(std::string_view text, Span window, Span mark);

}  // namespace tocsin::brief
