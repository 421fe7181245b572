// SPDX-License-Identifier: Apache-2.0
#include "read/gloss.h"

#include <gtest/gtest.h>

namespace tocsin::read {
namespace {

TEST(Gloss, FindsTranslationsAndKeepsOthersApart) {
  const struct {
    std::string_view english, arabic;
    bool same;
  } kTable[] = {
      {"To our fighters: on Sunday night you will strike the old bridge near Qasr Lanud, not the school, but the port office.",
       "إلى مقاتلينا: ليلة الأحد تضربون الجسر القديم قرب قصر لانود، لا المدرسة بل مكتب الميناء.", true},
      {"We will attack the customs house in Bir Tamun on Friday morning if the army does not leave the town.",
       "سنهاجم مبنى الجمارك في بير تامون صباح الجمعة إذا لم يغادر الجيش البلدة.", true},
      {"To our fighters: on Sunday night you will strike the old bridge near Qasr Lanud, not the school, but the port office.",
       "سنهاجم مبنى الجمارك في بير تامون صباح الجمعة إذا لم يغادر الجيش البلدة.", false},
      {"We will attack the customs house in Bir Tamun on Friday morning if the army does not leave the town.",
       "صباح الجمعة يفتح مكتب الميناء عند الساعة 9، والعبارة الأولى بعد الظهر.", false},
      {"strike", "ضرب", false},
  };
  for (const auto& row : kTable) {
    const double similarity = alike(gloss(row.english, "en"), gloss(row.arabic, "ar"));
    EXPECT_EQ(similarity >= 0.55, row.same) << similarity << " " << row.english;
  }
  EXPECT_TRUE(gloss("We will strike the pier", "en").harm);
  EXPECT_FALSE(gloss("The pier is open on Friday", "en").harm);
  EXPECT_TRUE(gloss("Nous", "fr").ideas.empty());
  EXPECT_TRUE(gloss("Мы ударим по причалу", "ru").harm);
  EXPECT_FALSE(gloss("Причал открыт в пятницу", "ru").harm);
  EXPECT_EQ(gloss("В пятницу ударим по причалу", "ru").ideas, (std::vector<std::string>{"friday", "pier", "strike"}));
}

TEST(Gloss, ContradictsByNumbersAndDays) {
  const struct {
    std::string_view english, arabic;
    bool contradict;
  } kTable[] = {
      {"3 guards stand at the pier", "يقف 5 حراس على الرصيف", true},
      {"3 guards stand at the pier", "يقف ٣ حراس على الرصيف", false},
      {"1,200 guards", "١٬٢٠٠ حارس", false},
      {"3 guards stand at the pier", "يقف ثلاثة حراس على الرصيف", false},
      {"3 guards at pier 7", "٣ حراس على الرصيف السابع", false},
      {"3 guards on Monday", "٣ حراس يوم الثلاثاء", true},
      {"3 guards on Monday", "٣ حراس يوم الاثنين", false},
      {"3 guards in July", "٣ حراس في حزيران", true},
      {"", "", false},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(contradict(gloss(row.english, "en"), gloss(row.arabic, "ar")), row.contradict) << row.english;
  EXPECT_TRUE(contradict(gloss("3 guards", "en"), gloss("5 охранников", "ru")));
  EXPECT_TRUE(contradict(gloss("guards on Monday", "en"), gloss("охранники во вторник", "ru")));
  EXPECT_TRUE(contradict(gloss("3 guards", "en"), gloss("5 gardes", "fr")));
}

}  // namespace
}  // namespace tocsin::read
