// SPDX-License-Identifier: Apache-2.0
// The words of the two protocols. Their labels are in capitals, without spaces (FIRST, TLP 2.0).
#include <algorithm>

#include "brief/brief.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kTlpWords[] = {"red", "amber+strict", "amber", "green", "clear"};   // in the enums' order
constexpr std::string_view kPapWords[] = {"red", "amber", "green", "clear"};

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::string_view (&words)[n], std::string_view word) {
  const auto at = std::find(std::begin(words), std::end(words), word);
  return at == std::end(words) ? std::nullopt : std::optional(static_cast<Enum>(at - std::begin(words)));
}

std::string capitals(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

std::string_view word(Tlp tlp) { return kTlpWords[static_cast<std::size_t>(tlp)]; }
std::string_view word(Pap pap) { return kPapWords[static_cast<std::size_t>(pap)]; }
std::optional<Tlp> tlp_named(std::string_view word) { return named<Tlp>(kTlpWords, word); }
std::optional<Pap> pap_named(std::string_view word) { return named<Pap>(kPapWords, word); }
std::string label(const Marking& marking) { return "TLP:" + capitals(word(marking.tlp)) + " PAP:" + capitals(word(marking.pap)); }

}  // namespace tocsin::brief
