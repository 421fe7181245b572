// SPDX-License-Identifier: Apache-2.0
// Ids made from content as the integer of their 16 digits, where very many are held.
#pragma once

#include <charconv>
#include <cstdint>

#include "tocsin/records.h"

namespace tocsin {

inline std::uint64_t id_digits(const Id& id) {
  std::uint64_t out = 0;
  const std::size_t dash = id.find('-');
  if (dash != Id::npos) std::from_chars(id.data() + dash + 1, id.data() + id.size(), out, 16);
  return out;
}

inline Id document_id(std::uint64_t digits) {
  static constexpr char kDigits[] = "0123456789abcdef";
  Id out = "doc-";
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[digits >> shift & 15];
  return out;
}

}  // namespace tocsin
