// SPDX-License-Identifier: Apache-2.0
// The cheap question before the dear one: may the reader alert on this text? A linear scorer over hashed words, pairs of
// words and runs of bytes of the folded text (Weinberger et al. 2009), trained for recall on what the reader says
// (training/filter.py, which makes the file and tells how it is made).
//
//   filter.look("We will burn the pier tonight")      {score 2.1, disguised false}
//   filter.look("Lovely weather at the pier")         {score -6.3, disguised false}
//
// Folding is a table in the file: characters to lower case without marks, signs to a space, digits to one digit. Texts of
// more than kStretch words are scored in stretches that overlap by half, and the highest counts: a threat in a long post
// weighs as much as one alone. About two microseconds for a post.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::read {

class Filter {
 public:
  static constexpr std::size_t kStretch = 64;  // words

  struct Seen {
    double score = 0;        // log odds, roughly
    bool disguised = false;  // letters of two scripts in a word, invisible ones, digits for letters, mathematical letters
  };

  // "…/filter.bin: cut short; …"
  static Result<Filter> open(const std::string& path);
  static Filter everything();  // scores all texts 0
  // Linear in the text.
  Seen look(std::string_view text) const;

 private:
  std::vector<std::uint32_t> becomes_;  // of the characters below 0x3000: how many bytes (low eight bits), then they
  std::vector<std::int8_t> weights_;
  std::vector<std::uint32_t> runs_;  // lengths of byte runs, at most 8
  int shift_ = 0;                    // 64 less the bits of an index
  float scale_ = 0, bias_ = 0;
};

}  // namespace tocsin::read
