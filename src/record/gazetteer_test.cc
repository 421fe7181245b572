// SPDX-License-Identifier: Apache-2.0
#include "record/gazetteer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

#include "record/gazetteer_fixture.h"

namespace tocsin::record {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

struct Lookup {
  std::string name;
  std::vector<std::int64_t> ids;  // in this order
  bool exact = true;
};

TEST(Gazetteer, FindsNamesInAnyScriptAndSpelling) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok()) << g.status().message();
  const Lookup cases[] = {
      {"Tripoli", {2210247, 0, 266826, 4879018}},
      {"TRIPOLI", {2210247, 0, 266826, 4879018}},
      {"طرابلس", {2210247, 0, 266826}},
      {"San José", {5392171, 3621849, 0}},
      {"SAN JOSE", {5392171, 3621849, 0}},
      {"Deir ez-Zor", {170794, 0}},  // the town, then its region
      {"deir ez zor", {170794, 0}},
      {"DEIR EZ‑ZOR", {170794, 0}},  // a hyphen that does not break
      {"Ash Shaykh Zuwayd", {353471}},
      {"Sheikh Zuweid", {353471}, false},
      {"Esh-Sheikh Zuwaid", {353471}, false},
      {"Al-Bab", {174018}},
      {"el-Bab", {174018}},
      {"الْباب", {174018}},             // with a vowel sign
      {"الـبـاب", {174018}},           // stretched
      {"Georgia", {614540, 4197000}},  // the country, then the state
      {"دير الزور", {170794, 0}},
      {"Алеппо", {170063, 0}},
      {"Nowhere at all", {}},
      {"", {}},
      {" -'- ", {}},
      {std::string(5000, 'a'), {}},
      {"\xff\xfe\x80", {}},
  };
  for (const Lookup& c : cases) {
    std::vector<std::int64_t> ids;
    for (const GazetteerPlace& p : g->find(c.name)) {
      ids.push_back(p.geonameid);
      EXPECT_EQ(p.exact, c.exact) << c.name;
    }
    EXPECT_EQ(ids, c.ids) << c.name;
  }
}

TEST(Gazetteer, KnowsWhereAPlaceLies) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  const GazetteerPlace p = g->find("Tripoli").at(2);
  EXPECT_EQ(p.name, "Tripoli");
  EXPECT_EQ(p.country, "LB");
  EXPECT_EQ(p.kind, PlaceKind::town);
  EXPECT_NEAR(p.lat, 34.43352, 1e-5);
  EXPECT_NEAR(p.lon, 35.84415, 1e-5);
  EXPECT_EQ(p.population, 229398);
  EXPECT_EQ(g->find("San Jose").at(0).region, "California");
  EXPECT_NEAR(g->find("San Jose").at(0).lon, -121.89496, 1e-5);
  EXPECT_EQ(g->find("Rif Dimashq").size(), 0u);  // no row of the fixture lies there
  EXPECT_NE(g->source().find("tiny.tsv"), std::string_view::npos);
}

TEST(Gazetteer, KnowsWhatStandsForACountry) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Syria", "SY"},  {"Syrian", "SY"}, {"SYRIANS", "SY"},    {"سوريا", "SY"}, {"السورية", "SY"},
      {"سوريون", "SY"}, {"Сирия", "SY"},  {"Iraqi", "IQ"},      {"the", ""},     {"Georgian", "GE"},
      {"U.S.", "US"},   {"US", "US"},     {"Salvadoran", "SV"}, {"", ""},        {"Aleppo", ""}};
  for (const auto& [word, iso] : cases) EXPECT_EQ(g->country(word), iso) << word;
  EXPECT_EQ(g->country_place("SY").geonameid, 163843);
  EXPECT_EQ(g->country_place("SY").name, "Syria");
  EXPECT_EQ(g->country_place("AA").geonameid, 0);
  EXPECT_EQ(g->country_place("ZZ").geonameid, 0);
  EXPECT_EQ(g->country_place("").geonameid, 0);
}

// Lines "+ [word]" and "- word" of a list's examples.
std::vector<std::pair<bool, std::string>> examples(const std::string& list) {
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/src/record/lists/" + list + ".examples");
  std::vector<std::pair<bool, std::string>> out;
  for (std::string line; std::getline(in, line);)
    if (line.size() > 2 && line[0] != '#')
      out.emplace_back(line[0] == '+', line[0] == '+' ? line.substr(3, line.size() - 4) : line.substr(2));
  EXPECT_GE(out.size(), 3u) << list;
  return out;
}

TEST(Gazetteer, ExamplesBesideTheListsHold) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  for (const auto& [yes, word] : examples("country_names")) EXPECT_EQ(!g->country(word).empty(), yes) << word;
  for (const auto& [yes, word] : examples("region_names")) {
    bool region = false;
    for (const GazetteerPlace& p : g->find(word)) region = region || p.kind == PlaceKind::region;
    EXPECT_EQ(region, yes) << word;
  }
  for (const auto& [yes, word] : examples("place_transliteration")) {
    const auto places = g->find(word);
    EXPECT_EQ(!places.empty() && !places.front().exact, yes) << word;
  }
}

TEST(Gazetteer, FoldsAsThePackerDoes) {
  // Every name of the fixture is found again, by its own row.
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/tests/gazetteer/tiny.tsv");
  int looked_up = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("town\t", 0) != 0) continue;
    const std::size_t id_end = line.find('\t', 5);
    const std::int64_t id = std::stoll(line.substr(5, id_end - 5));
    std::string names = line.substr(line.rfind('\t') + 1) + "|";
    for (std::size_t begin = 0, end; (end = names.find('|', begin)) != std::string::npos; begin = end + 1) {
      if (end == begin) continue;
      bool found = false;
      for (const GazetteerPlace& p : g->find(names.substr(begin, end - begin))) found = found || p.geonameid == id;
      EXPECT_TRUE(found) << names.substr(begin, end - begin) << " of " << id;
      ++looked_up;
    }
  }
  EXPECT_GT(looked_up, 250);
}

TEST(Gazetteer, RefusesAFileThatIsNotWhole) {
  const std::string whole = bytes_of(tiny_gazetteer());
  ASSERT_GT(whole.size(), 1000u);
  const std::string path = tiny_gazetteer() + ".bad";
  const auto message = [&](const std::string& bytes) {
    write(path, bytes);
    Result<Gazetteer> g = Gazetteer::open(path);
    return g.ok() ? std::string("opened") : g.status().message();
  };
  EXPECT_EQ(message(whole), "opened");
  for (std::size_t n = 0; n < 400; ++n) {
    const std::string m = message(whole.substr(0, n));
    EXPECT_NE(m.find(n < 8 ? "not a gazetteer" : "cut short"), std::string::npos) << n << ": " << m;
  }
  for (std::size_t n = 400; n < whole.size(); n += whole.size() / 37)
    EXPECT_NE(message(whole.substr(0, n)).find("cut short"), std::string::npos) << n;
  EXPECT_NE(message(whole + "x").find("too long"), std::string::npos);
  EXPECT_NE(message("PNG" + whole).find("not a gazetteer"), std::string::npos);
  std::string other = whole;
  other[8] = 9;
  EXPECT_NE(message(other).find("version 9"), std::string::npos);
  std::remove(path.c_str());

  Result<Gazetteer> none = Gazetteer::open(path);
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.status().message().find(path), std::string::npos);
  EXPECT_FALSE(Gazetteer::open(::testing::TempDir()).ok());  // a folder
}

TEST(Gazetteer, RefusesAFileThatWasChanged) {
  const std::string whole = bytes_of(tiny_gazetteer());
  const std::string path = tiny_gazetteer() + ".changed";
  std::mt19937 random(20260310);
  for (int i = 0; i < 120; ++i) {
    std::string bytes = whole;
    const std::size_t at = i < 60 ? static_cast<std::size_t>(i) * 4 : random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
    write(path, bytes);
    EXPECT_FALSE(Gazetteer::open(path).ok()) << "byte " << at;
  }
  std::remove(path.c_str());
}

}  // namespace
}  // namespace tocsin::record
