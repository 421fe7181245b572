// SPDX-License-Identifier: Apache-2.0
// Finds Arabic texts by copies of them in Latin letters, and the other way round (arabizi.h). Arabic texts are only
// remembered until a first text in Latin letters comes: where there is none, nothing is looked for.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "trace/arabizi.h"
#include "trace/chunked.h"
#include "trace/grouping.h"
#include "trace/key_table.h"

namespace tocsin::trace {

class ConsonantIndex {
 public:
  explicit ConsonantIndex(const Cores& cores) : cores_(cores) {}

  // The consonants of a core that is new; adds to `found` the earlier cores that are copies of it in the other letters.
  void add(std::uint32_t core, Writing writing, const Letters& consonants, std::vector<Found>& found);

 private:
  struct Text {
    const std::uint8_t* bytes;  // letters, then words' codes
    std::uint32_t letters, words, reading_words, core;
  };
  Letters letters(std::uint32_t text) const {
    const Text& t = texts_[text];
    return {{t.bytes, t.letters}, {t.bytes + t.letters, t.words}, t.reading_words};
  }
  void seek(std::uint32_t text, const KeyTable& table, std::vector<Found>& found);
  void insert(std::uint32_t text, KeyTable& table);

  const Cores& cores_;
  Chunked<Text> texts_;
  ByteArena bytes_;
  std::vector<std::uint32_t> arabic_;  // texts not in the table yet
  std::unique_ptr<KeyTable> in_arabic_, in_latin_;  // both once there is a text in Latin letters
  KeyMaker key_maker_;
  Comparer comparer_;
};

}  // namespace tocsin::trace
