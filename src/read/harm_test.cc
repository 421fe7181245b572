// SPDX-License-Identifier: Apache-2.0
#include "read/harm.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin::read {
namespace {

TEST(Harm, TellsMessagesThatSpeakOfIt) {
  const struct {
    std::string_view text, lang;
    bool harm;
  } kTable[] = {
      {"On Saturday we STRIKE the ferry terminal", "en", true},
      {"The ferry terminal opens on Saturday", "en", false},
      {"The old mill burned down", "en", false},
      {"They should all be shot at the pier", "en", true},
      {"Burn the old mill!", "en", true},
      {"We shall be bombing the pier", "en", true},
      {"We will not bomb the pier", "en", false},
      {"وسنضرب المحطة يوم السبت", "ar", true},
      {"سيُفجِّرون الجسر", "ar", true},
      {"قصفوا الجسر أمس", "ar", false},
      {"تفتح المحطة يوم السبت", "ar", false},
      {"В субботу мы УДАРИМ по причалу", "ru", true},
      {"Удар по причалу", "ru", false},
      {"Сожгите мост", "ru", true},
      {"В субботу причал открыт", "ru", false},
      {"Samstag strike", "de", false},
      {"", "en", false},
      {"\xff\xfe we will strike", "en", true},
  };
  for (const auto& row : kTable) EXPECT_EQ(speaks_of_harm(row.text, row.lang), row.harm) << row.text;
}

TEST(Harm, QuickLookRefusesNothingTheListsHave) {
  for (const std::string_view text : {"we strike", "we burned it", "bombs fell", "attacking the pier", "نهاجمهم", "والقصف",
                                      "لنقتلهم", "уничтожим", "Сожжём мост", "execution", "(SHOOT)"})
    EXPECT_TRUE(may_speak_of_harm(text)) << text;
  for (const std::string_view text : {"the pier is quiet", "striker", "تفتح المحطة", "причал", "удар", "12 34", "🙂", ""})
    EXPECT_FALSE(may_speak_of_harm(text)) << text;
  EXPECT_FALSE(may_speak_of_harm(std::string(100000, 'a')));
}

}  // namespace
}  // namespace tocsin::read
