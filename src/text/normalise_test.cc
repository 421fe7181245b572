// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "text/text.h"

namespace tocsin::text {
namespace {

struct Case {
  unsigned folds;
  std::string_view original, view;
};

TEST(Normalise, EachFold) {
  const Case cases[] = {
      {0, "", ""},
      {0, "Pier \xFF!", "Pier \uFFFD!"},
      {0, "\xE2\x82", "\uFFFD\uFFFD"},
      {kNfkc, "ﬁne Ｐｉｅｒ e\u0301 ① ㎞", "fine Pier é 1 km"},
      {kNfkc, "ﷺ", "صلى الله عليه وسلم"},
      {kNfkc, "\u1112\u1161\u11ab", "한"},
      {kNfkc, "𝐡𝐚𝐫𝐛𝐨𝐮𝐫 ⓟⓘⓔⓡ", "harbour pier"},
      {kCase, "HARBOUR Straße ΌΔΟΣ ПІРС", "harbour strasse όδοσ пірс"},
      {kCase, "\u0130", "i\u0307"},
      {kInvisible, "p\u200Bi\u00ADe\u202Er\uFE0F\U000E0041\x01", "pier"},
      {kInvisible, "می\u200Cخواهم", "میخواهم"},
      {kInvisible, "a\tb\nc", "a\tb\nc"},
      {kConfusables, "hаrbour", "harbour"},                 // Cyrillic а in an English word
      {kConfusables, "пpиcтaнь", "пристань"},               // Latin p, c, a in a Russian word
      {kConfusables, "НАRBOUR", "HARBOUR"},                 // Cyrillic capitals
      {kConfusables, "ѕсооl", "scool"},                     // mostly Cyrillic letters, but l only Latin can have
      {kConfusables, "hαrbοur", "harbour"},                 // Greek
      {kConfusables, "ᴘɪᴇʀ", "pier"},                       // small capitals
      {kConfusables, "пирс and pier", "пирс and pier"},     // each word is its own script's
      {kConfusables, "рос Χ", "рос Χ"},
      {kConfusables, "было Cо", "было Со"},                 // either could spell it: as the word before
      {kConfusables, "café Müller ı", "café Müller ı"},
      {kConfusables, "Телеграм-канал BBC", "Телеграм-канал BBC"},
      {kArabic, "الـــمِينَاء", "الميناء"},
      {kArabic, "أإآٱا ىيیے كک هہةھۃ ؤئ", "ااااا يييي كك ههههه وي"},
      {kArabic, "٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", "0123456789 0123456789"},
      {kArabic, "پ چ ژ گ ٹ", "پ چ ژ گ ٹ"},
      {kMarks, "é e\u0301 й Z\u0335\u0351a\u0336l", "e e и Zal"},
      {kMarks, "ك\u0650تاب", "كتاب"},
      {kMarks, "हिन्दी が", "हिन्दी が"},                       // vowel signs, viramas and voicing spell
      {kLeet, "h4rb0ur p!er $chool 4ttack sch00l", "harbour pier school attack school"},
      {kLeet, "3pm B2 1st 2nd 10km 1,200 12:30 2026 covid19 mp3 H1N1 p2p 100% 4x4", "3pm B2 1st 2nd 10km 1,200 12:30 2026 covid19 mp3 H1N1 p2p 100% 4x4"},
      {kLeet, "Stop! go @nchor_news $40 10th", "Stop! go @nchor_news $40 10th"},
      {kLeet, "desk@pier.example t.co/a4bcde $28.4million RT@pier_x #t4gged you!lets", "desk@pier.example t.co/a4bcde $28.4million RT@pier_x #t4gged you!lets"},
      {kLeet, "пирс4а мина3 ميناء3ب", "пирс4а мина3 ميناء3ب"},
      {kStretch, "sooooo 1000000 --- aa", "soo 1000000 --- aa"},
      {kStretch, "الميناااااء", "الميناء"},
      {kSpace, " \t a \n\n b\u00A0\u3000c ", "a b c"},
      {kPunctuation, "a,b «c» 🔥d $5 don't", "a b  c   d  5 don t"},
      {kFoldForTrace, "🔥🔥 SOOOOO… the “H4RB0UR”!", "soo the harbour"},
      {kFoldForTrace, "!!! 🔥", ""},
      {kFoldForRead, "Ｎоt the ѕchool, the PIER.", "not the school, the pier."},
  };
  for (const Case& c : cases) EXPECT_EQ(normalise(c.original, c.folds).bytes, c.view) << c.folds << " " << c.original;
}

TEST(Normalise, TheWayBack) {
  const struct {
    unsigned folds;
    std::string_view original, find, origin;
  } cases[] = {
      {kFoldForTrace, "Ｔhe p\u200Bіer!!", "pier", "p\u200Bіer"},
      {kNfkc, "the ﬁne pier", "i", "ﬁ"},
      {kFoldForTrace, "at the cafe\u0301.", "cafe", "cafe\u0301"},      // a dropped mark stays with its letter
      {kFoldForRead, "في الكِتَابٌ اليوم", "الكتاب", "الكِتَابٌ"},
      {kFoldForTrace, "soooooo long", "soo", "soooooo"},
      {kFoldForTrace, "one \n\n two", " ", " \n\n "},
      {kNfkc | kCase, "STRASSE Straße", "strasse s", "STRASSE S"},
      {kFoldForTrace, "the h4rb0ur today", "harbour", "h4rb0ur"},
  };
  for (const auto& c : cases) {
    const View view = normalise(c.original, c.folds);
    const std::size_t at = view.bytes.find(c.find);
    ASSERT_NE(at, std::string::npos) << view.bytes;
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + c.find.size())};
    EXPECT_EQ(slice(c.original, view.original(span)), c.origin) << view.bytes;
    EXPECT_TRUE(empty(view.original({span.begin, span.begin})));
  }
  EXPECT_EQ(normalise("", kFoldForTrace).original({0, 0}), (Span{0, 0}));
}

// Ten times the input may cost about ten times the time: a sort or a search that looks back would cost a hundred.
TEST(Normalise, LinearOnHostileInput) {
  const std::map<std::string, std::string> pieces = {
      {"marks of changing order", "\u0301\u0316"}, {"zalgo", "a\u0335\u0351\u0301\u0316"}, {"jamo", "\u1112\u1161\u1161"},
      {"expanding ligatures", "ﷺ"}, {"signs", "a!1"}, {"one letter", "a"}, {"spaces", " "},
      {"mixed scripts", "аb"}, {"controls", "\u202E"}, {"invalid", "\x80"}, {"digits", "1"}, {"tatweel", "ـ"},
      {"half words", "a1"}, {"dots", "a."}, {"at signs", "@a"}, {"slashes", "a.b/"}, {"open quotes", "\""}, {"hyphens", "1-"}, {"lines", "a\n"},
      {"plus", "+1 "}, {"zero width in words", "a\u200B"}, {"joined emoji", "👩\u200D"}};
  for (const auto& [name, piece] : pieces) {
    double seconds[2];
    std::size_t sizes[2] = {100'000, 1'000'000};
    for (int i = 0; i < 2; ++i) {
      std::string text;
      while (text.size() < sizes[i]) text += piece;
      const auto begin = std::chrono::steady_clock::now();
      const View view = normalise(text, kFoldForTrace);
      EXPECT_EQ(view.starts.size(), view.bytes.size());
      tokens(text);
      sentences(text);
      masked(text);
      terminal_safe(text);
      seconds[i] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    EXPECT_LT(seconds[1], 40 * seconds[0] + 2) << name;
    EXPECT_LT(seconds[1], 30.0) << name;
  }
}

}  // namespace
}  // namespace tocsin::text
