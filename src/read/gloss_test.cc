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
  EXPECT_TRUE(gloss("Мы", "ru").ideas.empty());
}

}  // namespace
}  // namespace tocsin::read
