// SPDX-License-Identifier: Apache-2.0
// What stands around a message's own words: the header of a forward before them, a channel's sign-off after them.
// Both are cut off before texts are compared, so that a forward equals what it forwards.
//
//   "RT @harbour: The pier closes at noon | @harbour"     own words [13, 36), forwarded
//
// Patterns and words are data: lists/forward_headers.tsv, lists/sign_offs.tsv.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>

namespace tocsin::trace {

using Channels = std::unordered_set<std::string_view>;  // names that some message has as its channel

// A message as it is compared: without the white space around it.
std::string_view trimmed(std::string_view text);

struct Framing {
  std::size_t begin = 0, end = 0;  // the message's own words, in bytes of its text; may be empty
  bool forwarded = false;          // a header says so
};

Framing framing(std::string_view text, const Channels& channels);

}  // namespace tocsin::trace
