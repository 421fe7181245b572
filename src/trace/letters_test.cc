// SPDX-License-Identifier: Apache-2.0
// Folding: disguises by table, and the fast way against the slow twin.
#include "trace/letters.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/utf8.h"
#include "trace/folding_twins.h"
#include "trace/words.h"

namespace tocsin::trace {
namespace {

// Each reads as the same words to a person.
TEST(Letters, DisguisesFoldToTheSame) {
  const struct {
    const char* name;
    std::string plain, disguised;
  } cases[] = {
      {"case", "the old pier", "THE Old pIER"},
      {"mathematical", "the old pier", "𝐭𝐡𝐞 𝘰𝘭𝘥 𝓹𝓲𝓮𝓻"},
      {"double-struck and fraktur", "the old pier", "𝕥𝕙𝕖 𝔬𝔩𝔡 𝖕𝖎𝖊𝖗"},
      {"full width", "the old pier", "ｔｈｅ　ｏｌｄ　ｐｉｅｒ"},
      {"circled and boxed", "the old pier", "ⓣⓗⓔ 🅾🅻🅳 🄿🄸🄴🅁"},
      {"regional indicators", "the old pier", "🇹🇭🇪 🇴🇱🇩 🇵🇮🇪🇷"},
      {"small capitals", "the old pier", "ᴛʜᴇ ᴏʟᴅ ᴘɪᴇʀ"},
      {"Cyrillic and Greek lookalikes", "the old pier", "tһе οld рιеr"},
      {"accents", "the old pier", "thé öld pìër"},
      {"stacked marks", "the old pier", "t̷̛h̸e̴̽ o̵l̶d̷ p̸i̴e̵r̶"},
      {"invisible", "the old pier", "t\u200Bh\u2060e o\u00ADl\uFEFFd p\u200Di\u034Fe\uFE0Fr"},
      {"tags and fillers", "the old pier", "t\U000E0061he\u3164 o\u115Fld pier"},
      {"letter spacing", "the old pier", "t h e o l d p i e r"},
      {"spacing with marks", "the old pier", "t.h.e o-l-d p_i_e_r"},
      {"wide spaces", "the old pier", "t\u2003h\u2003e o\u00A0l\u00A0d pier"},
      {"emoji between letters", "the old pier", "t🔥h🔥e o🔥l🔥d p❤️i❤️e❤️r"},
      {"stretched", "the old pier", "theeeeee ooooold pierrrr"},
      {"leetspeak", "the old pier", "7h3 0ld p13r"},
      {"signs for letters", "the fast pier cash", "the f@st p!er ca$h"},
      {"hashtag", "the old pier", "#TheOldPier"},
      {"hashtag with underscores", "the old pier", "#the_old_pier"},
      {"shown from right to left", "the old pier", "\u202Ereip dlo eht\u202C"},
      {"shown from right to left in part", "the old pier", "the \u202Edlo\u202C pier"},
      {"an override that shows what is written forwards backwards", "Come to the pier.", "\u202ECome to the pier."},
      {"an override of what is shown from right to left anyway", "سيغلق الرصيف", "\u202Eسيغلق الرصيف"},
      {"Arabic diacritics", "سيغلق الرصيف", "سَيُغْلَقُ الرَّصِيفُ"},
      {"tatweel", "سيغلق الرصيف", "سيغـــلق الرصيـــف"},
      {"letter variants", "القنطرة إلى كتاب", "القنطره الی کتاب"},
      {"presentation forms", "سلام", "ﺳﻼﻡ"},
      {"Arabic-Indic digits", "الساعة 15", "الساعة ١٥"},
      {"Persian digits", "ساعت 15", "ساعت ۱۵"},
      {"Cyrillic with Latin lookalikes", "порт закрыт", "пopт зaкpыт"},
  };
  for (const auto& c : cases) EXPECT_EQ(letters(c.disguised), letters(c.plain)) << c.name << ": " << c.disguised;
}

// What differs to a reader stays apart.
TEST(Letters, DifferentWordsStayDifferent) {
  const std::pair<std::string, std::string> cases[] = {
      {"pier", "peer"}, {"1000", "100"},  {"11", "1"},     {"порт", "торт"}, {"باب", "كتاب"},
      {"漢字", "文字"}, {"pier 2", "pier 3"}, {"dlo", "old"}, {"ბათუმი", "თბილისი"}, {"a", "b"},
  };
  for (const auto& [a, b] : cases) EXPECT_NE(letters(a), letters(b)) << a << " / " << b;
}

TEST(Letters, WordsAndHowAReaderCountsThem) {
  struct Case {
    std::string text;
    std::size_t words;
    std::uint32_t reading;
  };
  const Case cases[] = {
      {"", 0, 0},
      {"   ", 0, 0},
      {"🔥🔥", 0, 0},
      {"the old pier", 3, 3},
      {"p i e r", 4, 1},
      {"a b old pier", 4, 3},
      {"7 8 9", 3, 3},
      {"#TheOldPier", 1, 1},
      {"#theoldpierwillbeclosedsoon", 1, 3},
      {"t h e o l d p i e r i s o p e n", 16, 2},
      {"漢字漢字", 1, 2},
      {"see https://example.org/pier for more", 5 - 2 + 6, 0},  // few words: the address stays
      {"the old pier is closed see https://example.org/pier", 6, 6},
      {std::string(100, 'x') + "y", 1, 1},
      {[] {
         std::string word;
         for (int i = 0; i < 200; ++i) word += static_cast<char>('a' + i % 26);
         return word + " end";
       }(),
       2, 33},
  };
  for (const Case& c : cases) {
    Folder folder;
    const Letters l = folder.fold(c.text);
    Words found;
    found.read(l);
    if (c.reading > 0 || c.words == 0) {
      EXPECT_EQ(found.size(), c.words) << c.text;
      EXPECT_EQ(l.reading_words, c.reading) << c.text;
    }
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found.begin(i), end);
      EXPECT_GT(found.end(i), found.begin(i));
      EXPECT_EQ(found.at(found.begin(i)), i);
      end = found.end(i);
    }
    EXPECT_EQ(end, l.letters.size()) << c.text;
  }
}

std::string random_text(std::mt19937& random) {
  static const std::u32string kCharacters =
      U"abcdeXYZ0159 \t\n.,@$!|#_-éßøæﬃﷺ½№…«»“”абвнорсxХФжЖёіΑβγωηאבגעابةىكيـًٌ٠١۵ٱگچپ漢字한글かなक्षित्रไทยกำ🔥👍🏽🇵🅿𝗽𝔬ｐⓟ\u200B"
      U"\u200D\u00AD\u202A\u202E\u202C\u2067\u3164\uFE0F\u0301\u0336\uFFFD";
  std::string out;
  const std::size_t size = random() % 120;
  for (std::size_t i = 0; i < size; ++i) {
    const unsigned kind = random() % 40;
    if (kind == 0) {
      out += static_cast<char>(random());  // not UTF-8, most of the time
    } else if (kind == 1) {
      utf8::append(out, random() % 0x110000);
    } else if (kind == 2) {
      out += "https://t.me/pier/12";
    } else if (kind < 20) {
      out += static_cast<char>('a' + random() % 26);
    } else if (kind < 26) {
      out += ' ';
    } else {
      utf8::append(out, kCharacters[random() % kCharacters.size()]);
    }
  }
  return out;
}

// Marks are read 64 at a time; words lie across their ends in every way.
TEST(Letters, DigitsInWords) {
  Folder folder;
  const auto digits = [&](std::string_view text) {
    folder.fold(text);
    return folder.digits_in_words();
  };
  EXPECT_EQ(digits("sa7by 3aref el 7al"), 3u);
  EXPECT_EQ(digits("flat 12, from 9 to 5 pm"), 0u);
  EXPECT_EQ(digits("room 5"), 0u);
  std::string text;
  for (std::uint32_t words = 1; words < 60; ++words) {
    text += "7a 5 m9b ";  // one digit before a letter, one alone, one before a letter
    ASSERT_EQ(digits(text), 2 * words) << text;
    ASSERT_EQ(digits("x " + text), 2 * words) << text;
  }
}

TEST(Letters, FastAgainstTheSlowTwin) {
  std::mt19937 random(41);
  FoldingTwins twins;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    ASSERT_NO_FATAL_FAILURE(twins.agree(text));
  }
}

}  // namespace
}  // namespace tocsin::trace
