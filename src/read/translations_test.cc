// SPDX-License-Identifier: Apache-2.0
#include "read/translations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <set>
#include <sstream>

namespace tocsin::read {
namespace {

const std::string kFolder = std::string(TOCSIN_SOURCE_DIR) + "/build/embedding";

// The encoder, where it was made and the program was built with the library that runs it.
std::optional<Embedding> encoder() {
  Result<Embedding> embedding = Embedding::open(kFolder, 1);
  if (embedding.ok()) return std::move(*embedding);
  if (std::filesystem::exists(kFolder + "/pieces.bin") && embedding.status().message().find("without") == std::string::npos)
    ADD_FAILURE() << embedding.status().message();
  return std::nullopt;
}

#define NEEDS_ENCODER(name) \
  auto name = encoder();    \
  if (!name) GTEST_SKIP() << kFolder << " cannot be used: `make build/embedding` makes it"

struct Case {
  std::string set, row, lang, text;
};

std::vector<Case> cases() {
  std::vector<Case> out;
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/src/read/translations_cases.tsv");
  int row = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#') || line.starts_with("set\t")) continue;
    std::istringstream fields(line);
    std::string set, text;
    std::getline(fields, set, '\t');
    ++row;
    for (const char* lang : {"en", "ar", "ru"})
      if (std::getline(fields, text, '\t')) out.push_back({set, std::to_string(row), lang, text});
  }
  return out;
}

std::vector<Message> messages(const std::vector<Case>& all) {
  std::vector<Message> out;
  for (const Case& c : all) out.push_back({c.text, c.lang});
  return out;
}

std::vector<std::string_view> texts(const std::vector<Message>& all) {
  std::vector<std::string_view> out;
  for (const Message& m : all) out.push_back(m.text);
  return out;
}

// Points at given angles: their cosines are easy to see.
Matrix angles(const std::vector<double>& degrees) {
  Matrix out{degrees.size(), 2, {}};
  for (const double d : degrees) {
    out.values.push_back(static_cast<float>(std::cos(d * M_PI / 180)));
    out.values.push_back(static_cast<float>(std::sin(d * M_PI / 180)));
  }
  return out;
}

TEST(Translations, RuleOnPointsGiven) {
  const std::string_view en = "the boats stay at the old quay", ar = "تبقى القوارب عند المرسى", ru = "лодки стоят у берега здесь";
  const struct {
    const char* why;
    std::vector<Message> messages;
    std::vector<double> degrees;
    std::size_t joined;
  } kCases[] = {
      {"near, and nothing else is", {{en, "en"}, {ar, "ar"}}, {0, 10}, 1},
      {"too far", {{en, "en"}, {ar, "ar"}}, {0, 30}, 0},
      {"one language", {{en, "en"}, {"the boats stay at the old pier now", "en"}}, {0, 1}, 0},
      {"language not known", {{en, "en"}, {ar, "und"}}, {0, 1}, 0},
      {"others are as near", {{en, "en"}, {ar, "ar"}, {"تبقى السفن عند الرصيف", "ar"}, {"تبقى الزوارق هنا الان", "ar"}}, {0, 12, -14, -15}, 0},
      {"copies of the nearest are no others, and joined too", {{en, "en"}, {ar, "ar"}, {"تبقى القوارب عند المرسى.", "ar"}}, {0, 12, 13}, 2},
      {"too short", {{"the boats", "en"}, {"القوارب", "ar"}}, {0, 1}, 0},
      {"numbers differ", {{"3 boats stay at the quay", "en"}, {"تبقى 5 قوارب عند المرسى", "ar"}}, {0, 1}, 0},
      {"three languages", {{en, "en"}, {ar, "ar"}, {ru, "ru"}}, {0, 10, 5}, 3},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(translations(c.messages, angles(c.degrees)).size(), c.joined) << c.why;
  EXPECT_TRUE(translations({}, Matrix{0, 2, {}}).empty());
}

TEST(Translations, ACopyJoinsAndAnUnrelatedOneDoesNot) {
  NEEDS_ENCODER(embedding);
  const std::vector<Case> all = cases();
  const std::vector<Message> given = messages(all);
  const auto rows = embedding->embed(texts(given));
  ASSERT_TRUE(rows.ok());
  std::size_t right = 0;
  const std::vector<Translation> found = translations(given, *rows);
  for (const Translation& t : found) {
    EXPECT_EQ(all[t.a].row, all[t.b].row) << all[t.a].text << " | " << all[t.b].text;
    right += all[t.a].row == all[t.b].row;
  }
  EXPECT_GE(right, 40u);  // of 48; the others are too near to what shares their template

  // Another order, and another company in the batches, change nothing.
  std::vector<std::size_t> order(given.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), std::mt19937(3));
  std::vector<Message> shuffled;
  for (const std::size_t i : order) shuffled.push_back(given[i]);
  const auto again = embedding->embed(texts(shuffled));
  ASSERT_TRUE(again.ok());
  std::set<std::pair<std::size_t, std::size_t>> first, second;
  for (const Translation& t : found) first.insert({t.a, t.b});
  for (const Translation& t : translations(shuffled, *again))
    second.insert(std::minmax({order[t.a], order[t.b]}));
  EXPECT_EQ(first, second);
}

TEST(Embedding, AgreesWithTheReference) {
  NEEDS_ENCODER(embedding);
  // embedding_cases.tsv: a sentence, then cosines with the sentence before it as the reference has them.
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/src/read/embedding_cases.tsv");
  std::vector<std::string> sentences;
  std::vector<double> expected;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    sentences.push_back(line.substr(0, tab));
    expected.push_back(std::stod(line.substr(tab + 1)));
  }
  ASSERT_GE(sentences.size(), 30u);
  const std::vector<std::string_view> views(sentences.begin(), sentences.end());
  const auto rows = embedding->embed(views);
  ASSERT_TRUE(rows.ok()) << rows.status().message();
  for (std::size_t i = 1; i < views.size(); ++i) {
    EXPECT_NEAR(cosine(rows->row(i - 1), rows->row(i)), expected[i], 0.004) << sentences[i];
    EXPECT_NEAR(cosine(rows->row(i), rows->row(i)), 1, 1e-4);
    const auto alone = embedding->embed(std::span(&views[i], 1));
    ASSERT_TRUE(alone.ok());
    EXPECT_GE(cosine(alone->row(0), rows->row(i)), 0.9999f) << sentences[i];
  }
}

TEST(Embedding, OddTextsHaveRowsToo) {
  NEEDS_ENCODER(embedding);
  const std::string big(1 << 20, 'a'), spaces(1 << 16, ' ');
  const std::vector<std::string_view> odd = {"", " ", "\xff\xfe\x80", big, spaces, "\u202E\u200B", "😀"};
  const auto rows = embedding->embed(odd);
  ASSERT_TRUE(rows.ok());
  for (std::size_t i = 0; i < odd.size(); ++i) EXPECT_NEAR(cosine(rows->row(i), rows->row(i)), 1, 1e-4) << i;
  EXPECT_EQ(embedding->embed({})->rows, 0u);
  EXPECT_FALSE(Embedding::open("/nowhere", 1).ok());
}

TEST(Embedding, DisguisesAndVowelSignsChangeLittle) {
  NEEDS_ENCODER(embedding);
  const std::vector<std::string_view> pairs = {"The pier closes at noon",  "Ｔhe рier clo\u200Bses аt noon",
                                               "أهلا وسهلا بكم في الميناء", "أَهْلًا وَسَهْلًا بِكُم في المينـــاء"};
  const auto rows = embedding->embed(pairs);
  ASSERT_TRUE(rows.ok());
  EXPECT_GE(cosine(rows->row(0), rows->row(1)), 0.999f);
  EXPECT_GE(cosine(rows->row(2), rows->row(3)), 0.999f);
}

}  // namespace
}  // namespace tocsin::read
