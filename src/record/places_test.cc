// SPDX-License-Identifier: Apache-2.0
#include "record/places.h"

#include <gtest/gtest.h>

#include <fstream>

#include "record/gazetteer_fixture.h"

namespace tocsin::record {
namespace {

// "[Tripoli], in northern [Lebanon]": the places are in brackets, the first is the one asked for; "[[" marks another as
// that one.
struct Marked {
  Document document;
  Reading reading;
  Span asked;
};

Marked marked(std::string_view s) {
  Marked m;
  bool first = true;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '[') {
      const bool asked = i + 1 < s.size() && s[i + 1] == '[';
      if (asked) ++i;
      const std::size_t end = s.find(']', i);
      Mention mention;
      mention.kind = MentionKind::place;
      mention.span.begin = static_cast<std::uint32_t>(m.document.text.size());
      m.document.text += s.substr(i + 1, end - i - 1);
      mention.span.end = static_cast<std::uint32_t>(m.document.text.size());
      m.reading.mentions.push_back(mention);
      if (first || asked) m.asked = mention.span;
      first = false;
      i = end;
    } else if (s[i] != ']') {
      m.document.text += s[i];
    }
  }
  return m;
}

struct Case {
  std::string_view text;
  std::int64_t geonameid;
  std::string_view country, within;
};

TEST(Places, MeanWhatTheTextSaysAroundThem) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok()) << g.status().message();
  const Case cases[] = {
      {"Fighting went on in [Tripoli] on Monday.", 2210247, "LY", ""},
      {"Fighting went on in [Tripoli], in northern [Lebanon].", 266826, "LB", ""},
      {"Fighting went on in the Lebanese city of [Tripoli].", 266826, "LB", ""},
      {"Lebanon's second city, [Beirut] being the first, is old.", 276781, "LB", ""},
      {"Lebanese soldiers left Beirut. In [Tripoli] the shops were closed, the Lebanese army said.", 266826, "LB", ""},
      {"A school in [Tripoli], [Iowa], was closed.", 4879018, "US", ""},
      {"في مدينة [طرابلس] اللبنانية", 266826, "LB", ""},
      {"في [طرابلس] شمالي لبنان", 266826, "LB", ""},
      {"قالت الحكومة في [طرابلس] إن ليبيا", 2210247, "LY", ""},
      {"[Georgia] and Iraq signed a treaty in [Tbilisi].", 614540, "GE", ""},
      {"The mayor of [Atlanta], [[Georgia]], met U.S. senators. American towns cheered.", 4197000, "US", ""},
      {"The mayor of [Atlanta], [Georgia], met nobody.", 4180439, "US", ""},
      {"The harbour of [Alexandria] was busy.", 361058, "EG", ""},
      {"The police of [Alexandria], [Virginia], said so.", 4744091, "US", ""},
      {"[San José], Costa Rica, is high.", 3621849, "CR", ""},
      {"[San Jose], [California], is flat.", 5392171, "US", ""},
      {"SAN SALVADOR -- Salvadoran workers marched in [SAN SALVADOR] today.", 3583361, "SV", ""},
      {"A market in the eastern Syrian town of [Tell Marwud] was hit.", 0, "SY", "Syria"},
      {"A market in [Tell Marwud], in [Idlib] province, was hit.", 0, "SY", "Idlib"},
      {"A market in [Tell Marwud], a town in eastern Syria, was hit.", 0, "SY", "Syria"},
      {"[Tell Marwud] was hit. People of [Tell Marwud] (Syria) fled.", 0, "SY", "Syria"},
      {"They met in [Amman]. [[Tell Marwud], in the east of the country, was hit.", 0, "JO", "Jordan"},
      {"قصف سوق بلدة [تل مرود] شرقي سوريا", 0, "SY", "Syria"},
      {"قصف سوق بلدة [تل مرود] في محافظة [إدلب]", 0, "SY", "إدلب"},
      {"قصف سوق بلدة [تل مرود] السورية", 0, "SY", "Syria"},
      {"[Tell Marwud] was hit, and nobody said where it is.", 0, "", ""},
      {"Egyptian officials went to [Sheikh Zuweid] in the Sinai, Egypt said.", 353471, "EG", ""},
      {"[Sheikh Zuweid] is in the news.", 0, "", ""},  // only resembles a name, and no country is spoken of
      {"Deir ez-Zor is in Syria. They met in [Aleppo].", 170063, "SY", ""},  // the town, not its region
      {"The town of [Nuweiba] in Egypt", 350893, "EG", ""},
      {"[Deir ez-Zor] province", 0, "SY", ""},
      {"[Deir Ezzor] province in Syria, and [[Deir ez-Zor]", 170794, "SY", ""},
      {"Ferries leave [Aqaba] at noon. [[Nuweiba] is their port.", 350893, "EG", ""},  // near, if across a border
      {"", 0, "", ""},
  };
  for (const Case& c : cases) {
    Marked m = marked(c.text);
    resolve_places(m.document, m.reading, &*g);
    const Place p = place_of(m.document, m.reading, m.asked, &*g);
    EXPECT_EQ(p.geonameid, c.geonameid) << c.text;
    EXPECT_EQ(p.country, c.country) << c.text;
    EXPECT_EQ(p.within, c.within) << c.text;
    EXPECT_EQ(p.lat.has_value(), c.geonameid != 0 || c.text == "[Deir ez-Zor] province") << c.text;
  }
}

TEST(Places, ExamplesBesideTheListHold) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/src/record/lists/place_context.examples");
  int lines = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++lines;
    Marked m = marked(std::string_view(line).substr(2));
    resolve_places(m.document, m.reading, &*g);
    EXPECT_EQ(!place_of(m.document, m.reading, m.asked, &*g).within.empty(), line[0] == '+') << line;
  }
  EXPECT_GE(lines, 6);
}

TEST(Places, StayNamedWithoutAGazetteer) {
  Marked m = marked("A market in [Tell Marwud], in [Idlib] province, was hit.");
  resolve_places(m.document, m.reading, nullptr);
  EXPECT_FALSE(m.reading.mentions[0].place.has_value());
  const Place p = place_of(m.document, m.reading, m.asked, nullptr);
  EXPECT_EQ(p.name, "Tell Marwud");
  EXPECT_EQ(p.within, "Idlib");
  EXPECT_EQ(p.country, "");
}

TEST(Places, ASpanAroundAPlaceMeansThatPlace) {
  Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
  ASSERT_TRUE(g.ok());
  Marked m = marked("the market of [Aleppo] burned");
  resolve_places(m.document, m.reading, &*g);
  const Place p = place_of(m.document, m.reading, {0, 20}, &*g);
  EXPECT_EQ(p.name, "Aleppo");
  EXPECT_EQ(p.geonameid, 170063);
  EXPECT_EQ(place_of(m.document, m.reading, {0, 3}, &*g).geonameid, 0);  // no place there
}

}  // namespace
}  // namespace tocsin::record
