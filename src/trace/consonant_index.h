// SPDX-License-Identifier: Apache-2.0
// Finds Arabic texts by copies of them in Latin letters, and the other way round (arabizi.h). Until a first text in Latin
// letters comes (among many Arabic ones: until they are some), the last kMostKept Arabic ones are only kept as they are:
// where none comes, nothing is looked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trace/arabizi.h"
#include "trace/chunked.h"
#include "trace/grouping.h"
#include "trace/key_table.h"

namespace tocsin::trace {

class ConsonantIndex {
 public:
  explicit ConsonantIndex(const Cores& cores) : cores_(cores) {}

  static constexpr std::size_t kMostKept = 1u << 15;

  // A core that is new, with its own words, in the order they come; adds to `found` the earlier cores that are copies of
  // it in the other letters.
  void add(std::uint32_t core, Writing writing, std::string_view text, std::vector<Found>& found);

 private:
  struct Text {
    const std::uint8_t* bytes;  // letters, then words' codes
    std::uint32_t letters, words, reading_words, core;
  };
  Letters letters(std::uint32_t text) const {
    const Text& t = texts_[text];
    return {{t.bytes, t.letters}, {t.bytes + t.letters, t.words}, t.reading_words};
  }
  std::uint32_t hold(std::uint32_t core, Writing writing, std::string_view text);  // kNone: too short
  void begin();
  void seek(std::uint32_t text, const KeyTable& table, std::vector<Found>& found);
  void insert(std::uint32_t text, KeyTable& table);

  const Cores& cores_;
  Chunked<Text> texts_;
  ByteArena bytes_;
  struct Kept {
    std::uint32_t core;
    std::string text;
  };
  std::vector<Kept> kept_;  // the last Arabic texts, in a ring
  std::size_t next_kept_ = 0;
  std::size_t arabic_ = 0, arabizi_ = 0;  // texts seen
  Consonants consonants_;
  std::unique_ptr<KeyTable> in_arabic_, in_latin_;  // both once there is a text in Latin letters
  KeyMaker key_maker_;
  Comparer comparer_;
};

}  // namespace tocsin::trace
