// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "text/language_profiles.h"
#include "text/text.h"

namespace tocsin::text {
namespace {

TEST(Language, Tables) {
  const struct {
    std::string_view text, expected;
  } cases[] = {
      {"", "und"},
      {"12:30 !!", "und"},
      {"The pier will be closed for three days.", "en"},
      {"PIER CLOSED AFTER THE STORM, THE MINISTRY SAID", "en"},
      {"Le port est fermé depuis mardi.", "fr"},
      {"Der Hafen ist seit Dienstag geschlossen.", "de"},
      {"El puerto está cerrado desde el martes.", "es"},
      {"Il porto è chiuso da martedì e non si sa perché.", "it"},
      {"O porto está fechado desde terça e não abre.", "pt"},
      {"Liman salı gününden beri kapalı.", "tr"},
      {"De haven is sinds dinsdag gesloten en het regent.", "nl"},
      {"Portul este închis de marți și nu se deschide.", "ro"},
      {"Port jest zamknięty od wtorku i nie działa.", "pl"},
      {"Pelabuhan itu ditutup sejak hari Selasa dan tidak akan dibuka.", "id"},
      {"Порт закрыт со вторника, и мы не знаем почему.", "ru"},
      {"Порт зачинено з вівторка, і ми не знаємо чому.", "uk"},
      {"Пристанището е затворено от вторник и няма да отвори.", "bg"},
      {"Лука је затворена од уторка и неће се отворити.", "sr"},
      {"أغلق الميناء منذ الثلاثاء", "ar"},
      {"بندر از سه‌شنبه بسته است", "fa"},
      {"بندرگاہ منگل سے بند ہے", "ur"},
      {"הנמל סגור מיום שלישי", "he"},
      {"Το λιμάνι είναι κλειστό", "el"},
      {"港口关闭", "zh"},
      {"港は閉まっています", "ja"},
      {"порт", "ru"},
      {"ميناء", "ar"},
      {"Qwrzx Bnmq", "und"},
      {"Порт закрыт, сообщает BBC со ссылкой на Reuters", "ru"},
      {"@the_and_of #the https://the.example/the Liman kapalı değil", "tr"},
  };
  for (const auto& c : cases) EXPECT_EQ(language(c.text), c.expected) << c.text;
}

TEST(Language, WordsOfTheTable) {
  WordTable table;
  std::map<std::string, Languages> slow;
  std::mt19937 random(3);
  for (int i = 0; i < 5000; ++i) {
    std::string word(1 + random() % 20, 'a');
    for (char& c : word) c = static_cast<char>('a' + random() % 3);
    const auto language = static_cast<std::uint8_t>(random() % 30);
    table.add(word, language);
    slow[word].push_back(language);
  }
  for (const auto& [word, languages] : slow) {
    ASSERT_NE(table.find(word), nullptr) << word;
    EXPECT_EQ(*table.find(word), languages) << word;
    EXPECT_EQ(table.find(word + "z"), nullptr);
  }
}

TEST(Script, Tables) {
  EXPECT_EQ(script("pier пирс пирс"), Script::cyrillic);
  EXPECT_EQ(script("الميناء"), Script::arabic);
  EXPECT_EQ(script("הנמל"), Script::hebrew);
  EXPECT_EQ(script("λιμάνι"), Script::greek);
  EXPECT_EQ(script("港口"), Script::han);
  EXPECT_EQ(script("항구"), Script::other);
  EXPECT_EQ(script("12 !"), Script::none);
  EXPECT_EQ(script("pier 12"), Script::latin);
}

TEST(AllCapitals, Tables) {
  EXPECT_TRUE(all_capitals("THE MINISTRY SAID THE PIER IS CLOSED"));
  EXPECT_TRUE(all_capitals("МИНИСТЕРСТВО ЗАКРЫЛО ПРИЧАЛ"));
  EXPECT_FALSE(all_capitals("THE PIER"));   // too short to tell
  EXPECT_FALSE(all_capitals("The ministry said the pier is closed"));
  EXPECT_FALSE(all_capitals("أغلقت السلطات الميناء الشرقي صباح اليوم"));
}

}  // namespace
}  // namespace tocsin::text
