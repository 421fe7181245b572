// SPDX-License-Identifier: Apache-2.0
// A span is the only way to point at evidence: a half-open range [begin, end) of bytes in a document's
// original UTF-8 text. It never splits a character, and `text` of a span is exactly those bytes.
//
//   text  "Not the school, but the pier."      Span{4, 14} is "the school"
//
// Only the room `text` makes offsets; every normalised view maps its own offsets back to these.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tocsin {

using Id = std::string;  // made from content: "thr-1f0c…"; unique over all lists of a report

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

// A span together with the document it lies in: what a finding cites.
struct Passage {
  Id document;
  Span span;

  friend auto operator<=>(const Passage&, const Passage&) = default;
};

inline std::uint32_t length(Span s) { return s.end - s.begin; }
inline bool empty(Span s) { return s.begin >= s.end; }
inline bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }
inline bool inside(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }
inline Span cover(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

// The bytes of `span` in `text`. The span must lie inside the text.
inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace tocsin
