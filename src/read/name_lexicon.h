// SPDX-License-Identifier: Apache-2.0
// The lists of names (lists/name_*.tsv, place_names.tsv) as one table: from a folded word or phrase to what it may be.
//
//   lexicon().traits("deir ez zor") → kTown       lexicon().traits("ministry") → kOrganisationHead | kTakesOf
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::read {

enum NameTrait : std::uint32_t {
  kCountry = 1,
  kRegionName = 2,
  kCity = 4,
  kTown = 8,
  kDemonym = 16,
  kGiven = 32,
  kTitle = 64,
  kOrganisationHead = 128,
  kPlaceHead = 256,   // last word of a place's name
  kPlaceFirst = 512,  // first word of one
  kOtherHead = 1024,  // last word of the name of something else
  kTakesOf = 2048,    // "University of X" is one name
  kModifier = 4096,
  kStopWord = 8192,
  kCommonWord = 16384,
  kArabicOrganisation = 32768,
  kArabicPlace = 65536,
  kKnownOrganisation = 131072,
  kParticle = 1 << 18,
  kOpener = 1 << 19,
  kCompound = 1 << 20,
  kOpensPlace = 1 << 21,
  kAnnounces = 1 << 22,
  kEndsName = 1 << 23,
  kCompass = 1 << 24,
  kKnownPlace = kCountry | kRegionName | kCity | kTown,
};

struct NameCue {
  MentionKind kind;
  double weight;
};

class NameLexicon {
 public:
  NameLexicon();
  std::uint32_t traits(std::string_view key) const;                // 0: in no list
  const std::vector<NameCue>* before(std::string_view key) const;  // nullptr: no cue
  const std::vector<NameCue>* after(std::string_view key) const;
  static constexpr std::size_t kLongest = 5;  // words in a phrase

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  void add(std::string_view names, char between, std::uint32_t traits);
  Table<std::uint32_t> traits_;
  Table<std::vector<NameCue>> before_, after_;
};

const NameLexicon& lexicon();  // made once

}  // namespace tocsin::read
