// SPDX-License-Identifier: Apache-2.0
#include "trace/flips.h"

#include "core/list.h"
#include "core/utf8.h"
#include "text/unicode.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

// A capital for a capital, or for a sign that has no case and was chosen because it looks like one (∀).
char32_t in_case_of(char32_t sign, char32_t letter) {
  return text::character(sign).has(text::kLower) || sign < 0x80 ? letter : text::to_upper(letter);
}

}  // namespace

const Flips& Flips::get() {
  static const Flips kFlips;
  return kFlips;
}

Flips::Flips() {
  for (const ListRow& row : builtin_list("flipped.tsv", list("flipped.tsv"))) {
    const std::size_t number = row["way"] == "mirrored" ? kMirrored : row["script"] == "latin" ? kTurned : kTurnedCyrillic;
    const char32_t sign = utf8::decode(row["sign"], 0).character;
    ways_[number].upright.emplace(sign, in_case_of(sign, utf8::decode(row["letter"], 0).character));
    if (row["tells"] == "yes") ways_[number].tells.insert(sign);
  }
  // Where such letters are: Latin Extended-B, IPA, Phonetic Extensions, letterlike symbols, Latin Extended-C and D.
  constexpr std::pair<char32_t, char32_t> kBlocks[] = {{0x18D, 0x1DE},   {0x250, 0x2AF},   {0x1D00, 0x1D80},
                                                       {0x2132, 0x214C}, {0x2C6F, 0x2C71}, {0xA77E, 0xA782},
                                                       {0xA7B0, 0xA7B2}, {0xA7FB, 0xA7FD}};
  for (const auto& [begin, end] : kBlocks)
    for (char32_t c = begin; c < end; ++c)
      for (const std::size_t number : {kTurned, kMirrored})
        if (const char32_t letter = text::turned_in_name(c, number == kMirrored))
          if (ways_[number].upright.emplace(c, in_case_of(c, letter)).second) ways_[number].tells.insert(c);
}

}  // namespace tocsin::trace
