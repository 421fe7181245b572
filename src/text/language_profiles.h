// SPDX-License-Identifier: Apache-2.0
// What languages.tsv says, as `language` looks it up: a word, an ending or a letter to the languages it tells of.
//
//   const Profiles& known = profiles();
//   known.of_word.find("the")       {0}: the row of English
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace tocsin::text {

using Languages = std::vector<std::uint8_t>;  // rows

// Words to languages, by open addressing: looked up for every word of every text.
class WordTable {
 public:
  void add(std::string_view word, std::uint8_t language);
  const Languages* find(std::string_view word) const;  // nullptr: none

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;  // from 1; 0: free
  };
  std::size_t slot_of(std::string_view word, std::uint64_t hash) const;
  void grow();

  // Most words looked up are in no list: one bit of 8 KiB tells that of nearly all.
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1024);
  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::vector<std::pair<std::string, Languages>> entries_;
};

struct Profiles {
  Profiles();

  const Languages* of_letter(char32_t c) const {
    const std::uint8_t group = c < 0x10000 ? letter_groups[c] : std::uint8_t{0};
    return group == 0 ? nullptr : &letters[group];
  }

  std::vector<std::string> names;
  std::vector<Script> scripts;
  WordTable of_word, of_ending;

 private:
  std::vector<std::uint8_t> letter_groups = std::vector<std::uint8_t>(0x10000);  // by character; 0: tells nothing
  std::vector<Languages> letters{{}};                                            // by group
};

const Profiles& profiles();

}  // namespace tocsin::text
