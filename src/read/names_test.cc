// SPDX-License-Identifier: Apache-2.0
#include "read/names.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>

#include "core/names.h"
#include "read/name_lexicon.h"

namespace tocsin::read {
namespace {

// The mentions as "person Nadia Salem | place Marsa Dulayb".
std::string found(const std::string& text) {
  Document d;
  d.text = text;
  Reading r;
  find_names(d, r);
  std::string out;
  for (const Mention& m : r.mentions) {
    if (!out.empty()) out += " | ";
    out += to_string(m.kind);
    out += " " + std::string(slice(text, m.span));
  }
  return out;
}

TEST(Names, AreFoundWithTheirKinds) {
  const std::pair<const char*, const char*> cases[] = {
      {"Nadia Salem, mayor of Marsa Dulayb, told the Harbour Courier so.",
       "person Nadia Salem | place Marsa Dulayb | organisation Harbour Courier"},
      {"On Monday Syrian President Hadi Qasim met the Ministry of Health and Culture in Deir ez-Zor, Syria.",
       "person Hadi Qasim | organisation Ministry of Health and Culture | place Deir ez-Zor | place Syria"},
      {"MARSA DULAYB, Jordan \xE2\x80\x94 A message was posted.", "place MARSA DULAYB | place Jordan"},
      {"According to the Badiya Casualty Observatory, 53 people died.", "organisation Badiya Casualty Observatory"},
      {"Dr. Dorn left. He said Dorn would return.", "person Dorn | person Dorn"},
      {"Basil Armouti spoke. Later Armouti left.", "person Basil Armouti | person Armouti"},
      {"They study at the University of North Carolina at home.", "organisation University of North Carolina"},
      {"It was printed in the Medical Journal of Australia this week.", "organisation Medical Journal of Australia"},
      {"The village of Brindlemoor lies near the Euphrates River.", "place Brindlemoor | place Euphrates River"},
      {"Rain fell in Brindlemoor province on Tuesday.", "place Brindlemoor"},
      {"The United Nations and the U.S. agreed in The Hague.",
       "organisation United Nations | place U.S. | place The Hague"},
      {"Nebraska Governor Hal Ostrander spoke.", "place Nebraska | person Hal Ostrander"},
      {"Idlib's mayor went home.", "place Idlib"},
      {"However, nobody came. Yesterday was quiet. The Act was passed.", ""},
      {"We ate at noon and it was good.", ""},
      {"The World War II ended before Christmas.", ""},
      {"SAN SALVADOR, 3 JAN 90 -- [TEXT] THE ARCE BATTALION COMMAND REPORTED A CLASH IN SAN MIGUEL DEPARTMENT TODAY.",
       "place SAN SALVADOR | organisation ARCE BATTALION COMMAND | place SAN MIGUEL DEPARTMENT"},
      {"THE GUERRILLAS LEFT THE VILLAGE BEFORE DAWN AND NOBODY WAS HURT THERE.", ""},
      {"https://example.org/Aleppo @Aleppo_now #Aleppo", ""},
      {"قال مدير الصحة في تل مرود منير طبّالات إن الوضع هادئ", "place تل مرود | person منير طبّالات"},
      {"قالت وزارة الصحة في دمشق", "organisation وزارة الصحة | place دمشق"},
      {"وصل الدكتور سامي حداد إلى بلدة سراقب شرقي سوريا", "person سامي حداد | place سراقب | place سوريا"},
      {"سافر إلى بغداد ثم لسوريا وبحلب", "place بغداد | place سوريا | place حلب"},
      {"الناطق باسم الدورية المشتركة", "organisation الدورية المشتركة"},
      {"أعلن مرصد البادية للضحايا ذلك", "organisation مرصد البادية للضحايا"},
      {"أكلنا في البيت وكان الطعام طيبا", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(text), expected) << text;
}

TEST(Names, LeaveTimesAndNumbersAlone) {
  Document d;
  d.text = "They met in March May in Aleppo.";
  Reading r;
  Mention m;
  m.kind = MentionKind::time;
  m.span = {12, 21};
  r.mentions.push_back(m);
  find_names(d, r);
  ASSERT_EQ(r.mentions.size(), 2u);
  EXPECT_EQ(r.mentions[0].kind, MentionKind::time);
  EXPECT_EQ(slice(d.text, r.mentions[1].span), "Aleppo");
}

// "+ We met [Nadia Salem] there" holds a name of the list's kind, "- ..." none.
TEST(Names, ExamplesBesideTheListsHold) {
  const std::filesystem::path folder = std::string(TOCSIN_SOURCE_DIR) + "/src/read/lists";
  int lines = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".examples" || (name.rfind("name_", 0) != 0 && name.rfind("place_", 0) != 0))
      continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      ++lines;
      std::string text, wanted;
      for (std::size_t i = 2; i < line.size(); ++i) {
        if (line[i] == '[') {
          const std::size_t end = line.find(']', i);
          wanted += (wanted.empty() ? "" : " | ") + line.substr(i + 1, end - i - 1);
          text += line.substr(i + 1, end - i - 1);
          i = end;
        } else {
          text += line[i];
        }
      }
      Document d;
      d.text = text;
      Reading r;
      find_names(d, r);
      std::string got;
      for (const Mention& m : r.mentions) got += (got.empty() ? "" : " | ") + std::string(slice(text, m.span));
      EXPECT_EQ(got, wanted) << name << ": " << line;
    }
  }
  EXPECT_GE(lines, 24);
}

TEST(Names, SpansLieOnCharactersInAnyBytes) {
  std::mt19937 random(7);
  const std::string parts[] = {"Aleppo", "the ", "President ", "Nadia", " of ", "\xff",    "\xD8",   "مدينة ",
                               "حلب",    "-",    "'s",         ", ",    ". ",   "SAN ",    "وزارة ", "الصحة ",
                               "\n\n",   "َ",     "ل",          "ب",     "É",    "\xE2\x80"};
  for (int round = 0; round < 3000; ++round) {
    Document d;
    for (int n = static_cast<int>(random() % 14); n > 0; --n) d.text += parts[random() % std::size(parts)];
    Reading r;
    find_names(d, r);
    Span last{0, 0};
    for (const Mention& m : r.mentions) {
      ASSERT_LT(m.span.begin, m.span.end);
      ASSERT_LE(m.span.end, d.text.size());
      ASSERT_LE(last.end, m.span.begin) << d.text;  // in order, none over another
      last = m.span;
    }
  }
}

TEST(Names, TakeTimeLinearInTheText) {
  for (const std::string unit :
       {"Aa ", "Ministry of ", "of The ", "President ", "وزارة الصحة ", "في ", "Deir-ez-", "A. ", "U.S. ", "\""}) {
    Document d;
    while (d.text.size() < 400000) d.text += unit;
    Reading r;
    const auto begin = std::chrono::steady_clock::now();
    find_names(d, r);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << unit;
  }
}

}  // namespace
}  // namespace tocsin::read
