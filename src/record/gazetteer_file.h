// SPDX-License-Identifier: Apache-2.0
// The gazetteer's file: how it lies in memory. Written by tools/pack_gazetteer.py, whose docstring says the same; the
// layout is little-endian, as are the machines we build for. Every read is checked against its section, so a wrong file
// cannot lead outside it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::record {

inline constexpr std::uint32_t kGazetteerVersion = 1;

struct FoldRecord {  // what a character becomes in a folded name
  std::uint32_t character;
  std::uint8_t size;
  char text[11];
};
struct RuleRecord {  // a rule for transliterated names, longest pattern first
  std::uint8_t pattern_size, anchors, replacement_size, unused;  // anchors: 1 start of a word, 2 end
  char pattern[16];
  char replacement[12];
};
struct PlaceRecord {
  std::uint32_t geonameid, name_at, region, lat, lon,
      population;  // region: index of its place + 1; lat, lon: int32 in 1e-5 degrees
  std::uint16_t name_size;
  char country[2];
  std::uint8_t kind;
  char unused[3];
};
static_assert(sizeof(FoldRecord) == 16 && sizeof(RuleRecord) == 32 && sizeof(PlaceRecord) == 32);

// A run of records inside the mapped file.
template <class Record>
class Section {
 public:
  static_assert(std::is_trivially_copyable_v<Record>);
  Section() = default;
  Section(const char* data, std::uint64_t count) : data_(data), count_(count) {}
  std::uint64_t size() const { return count_; }
  // A record of zeros past the end.
  Record operator[](std::uint64_t i) const {
    Record r{};
    if (i < count_) std::memcpy(&r, data_ + i * sizeof(Record), sizeof(Record));
    return r;
  }
  std::string_view bytes() const { return {data_, static_cast<std::size_t>(count_ * sizeof(Record))}; }
  std::string_view text(std::uint64_t at, std::uint64_t size) const {
    return at > count_ || size > count_ - at ? std::string_view() : std::string_view(data_ + at, size);
  }

 private:
  const char* data_ = nullptr;
  std::uint64_t count_ = 0;
};

// Names to places: the hashes are sorted, the places of hash i are postings[begins[i] … begins[i + 1]).
struct NameIndex {
  Section<std::uint64_t> hashes;
  Section<std::uint32_t> begins, postings;

  struct Range {
    std::uint32_t begin = 0, end = 0;
  };
  Range find(std::uint64_t hash) const;
};

struct GazetteerFile {
  // The rules whose pattern starts with a byte, longest first; made when the file is laid out.
  std::array<std::vector<RuleRecord>, 256> rules_by_byte;
  Section<char> about, pool;
  Section<FoldRecord> folds;
  Section<RuleRecord> rules;
  Section<PlaceRecord> places;
  NameIndex names, transliterations;
  Section<std::uint64_t> country_hashes;
  Section<std::uint16_t> country_codes;  // two letters
};

// Lays the sections over `bytes`, which must outlive the result. Checks magic, version, size and SHA-256; `path` is for
// the message.
Result<GazetteerFile> lay_out(std::string_view bytes, const std::string& path);

// A position in sorted hashes, or size() when it is not there.
std::uint64_t find_hash(const Section<std::uint64_t>& hashes, std::uint64_t hash);

}  // namespace tocsin::record
