// SPDX-License-Identifier: Apache-2.0
// Names of places in the form they are compared in, by the tables the gazetteer's file brings along.
//
//   folded      "Ash-Shaykh Zuwayyid" → "ash shaykh zuwayyid"     "الحَسَكة" → "الحسكه"
//   skeleton    "ash shaykh zuwayyid" → "shikhzuwiid"-like        one for the spellings of a transliterated name
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "record/gazetteer_file.h"

namespace tocsin::record {

// A short string in place: looking a name up allocates nothing. Longer names are no places.
class ShortText {
 public:
  static constexpr std::size_t kRoom = 128;
  bool add(std::string_view s);  // false: no room
  std::string_view view() const { return {bytes_.data(), size_}; }
  void trim_space() { size_ -= size_ > 0 && bytes_[size_ - 1] == ' '; }

 private:
  std::array<char, kRoom> bytes_;
  std::size_t size_ = 0;
};

// Both return an empty text for a name that is too long or has nothing in it.
ShortText fold_name(const GazetteerFile& file, std::string_view name);
ShortText skeleton(const GazetteerFile& file, std::string_view folded);
std::uint64_t hash_name(std::string_view folded);  // the same as pack_gazetteer.py's

}  // namespace tocsin::record
