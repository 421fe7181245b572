// SPDX-License-Identifier: Apache-2.0
// What no table of single characters undoes, step by step and through the folding.
#include "trace/disguises.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "trace/folding_twins.h"
#include "trace/letters.h"

namespace tocsin::trace {
namespace {

TEST(Disguises, FoldToTheSame) {
  const std::string plain = "The old pier at Saltmouth will be closed for repairs. Bring your boats in before noon!";
  const std::string russian = "Старый причал в Солегорске закроют на ремонт. Заберите лодки до полудня!";
  const std::string arabic = "سيغلق الرصيف القديم في القنطرة للإصلاح. أحضروا القوارب قبل الظهر!";
  const struct {
    const char* name;
    std::string plain, disguised;
  } cases[] = {
      {"decimal entities", russian, "&#1057;&#1090;арый причал в Солегорске закроют на ремонт. Заберите лодки до полудня!"},
      {"hexadecimal entities", "причал", "&#x43F;&#x440;&#X438;&#x447;&#x430;&#x43b;"},
      {"named entities", "éclair à Łódź, ночь", "&eacute;clair &agrave; &Lstrok;&oacute;d&zacute;,&nbsp;&ncy;&ocy;&chcy;&softcy;"},
      {"escaped twice", "pier & boats café", "pier &amp;amp; boats caf&amp;eacute;"},
      {"soft hyphens by name", "repairs", "re&shy;pa&zwj;irs"},
      {"per cent codes", "причал", "%D0%BF%D1%80%D0%B8%D1%87%D0%B0%D0%BB"},
      {"quoted printable", "причал", "=D0=BF=D1=80=D0=B8=D1=87=D0=B0=D0=BB"},
      {"backslash codes", "причал", R"(\u043f\u0440\u0438\u0447\u0430\u043b)"},
      {"UTF-8 read as Windows-1252", "Причал закроют", "ÐŸÑ€Ð¸Ñ‡Ð°Ð» Ð·Ð°ÐºÑ€Ð¾ÑŽÑ‚"},
      {"UTF-8 read as Windows-1251", "Причал закроют", "РџСЂРёС‡Р°Р» Р·Р°РєСЂРѕСЋС‚"},
      {"upside down", plain,
       "¡uoou ǝɹoɟǝq uᴉ sʇɐoq ɹnoʎ ƃuᴉɹᗺ ˙sɹᴉɐdǝɹ ɹoɟ pǝsolɔ ǝq llᴉʍ ɥʇnoɯʇlɐS ʇɐ ɹǝᴉd plo ǝɥ⊥"},
      {"upside down, in the order of reading", plain,
       "⊥ɥǝ olp dᴉǝɹ ɐʇ Sɐlʇɯonʇɥ ʍᴉll qǝ ɔlosǝp ɟoɹ ɹǝdɐᴉɹs˙ ᗺɹᴉuƃ ʎonɹ qoɐʇs ᴉu qǝɟoɹǝ uoou¡"},
      {"mirrored", plain,
       "!noon ɘɿoʇɘd ni ƨƚɒod ɿuoγ ϱniɿᗺ .ƨɿiɒqɘɿ ɿoʇ bɘƨolɔ ɘd lliw ʜƚuomƚlɒꙄ ƚɒ ɿɘiq blo ɘʜT"},
      {"written backwards", plain,
       "!noon erofeb ni staob ruoy gnirB .sriaper rof desolc eb lliw htuomtlaS ta reip dlo ehT"},
      {"backwards word by word", plain,
       "ehT dlo reip ta htuomtlaS lliw eb desolc rof .sriaper gnirB ruoy staob ni erofeb !noon"},
      {"Russian backwards", russian, "!яндулоп од икдол етиребаЗ .тномер ан тюорказ ексрогелоС в лачирп йыратС"},
      {"Arabic under an override", arabic, "\u202D!رهظلا لبق براوقلا اورضحأ .حالصإلل ةرطنقلا يف ميدقلا فيصرلا قلغيس\u202C"},
      {"Arabic without dots", "تفتيش الزقاق", "ٮڡٮىس الرٯاٯ"},
      {"letters of several signs", "make the dark boat move when noon", R"(|\/|ak3 the |)ar|< |3oat mo\/e \/\/hen noo|\|)"},
      {"a bar between letters", "the boats", "t|h|e b|o|a|t|s"},
      {"lookalikes of many scripts", "nebraska closed", "ꓠеЬᴦɑѕкɑ ϲӏօѕеⅾ"},
      {"Cyrillic in Latin small capitals", "жители нашли", "жᴎᴛeᴫᴎ ʜaɯᴫᴎ"},
      {"signs of money", "the cash boat", "the ca$h b¤at"},
  };
  for (const auto& c : cases) EXPECT_EQ(letters(c.disguised), letters(c.plain)) << c.name << ": " << c.disguised;
}

// What looks like a disguise and is none stays as it was.
TEST(Disguises, OrdinaryTextIsLeftAlone) {
  const std::string cases[] = {
      "Bed & breakfast, R&D, AT&T; 50%, 100%D",
      "Tickets | Times | Prices",
      "word(s) and thing[s], f(x), a<b",
      "[The timetable](https://example.org/a|b) of the pier",
      "ɔ and ɛ are letters of Twi: wo ho te sɛn, ɔkraman",
      "...and then the pier closed",
      ".NET is not the end",
      "I saw it on TV",
      "Señor Muñoz: Ñ, Ð and Ø",
      "U+0041 and \\u is no code",
      "",
  };
  for (const std::string& text : cases) {
    Units units;
    EXPECT_FALSE(as_meant(text, units)) << text;
  }
}

TEST(Disguises, UnitsKnowWhereTheyCameFrom) {
  const std::string text = "a &#1087;|3 \u202Ecb\u202C";
  Units units;
  ASSERT_TRUE(as_meant(text, units));
  for (const Unit& unit : units) {
    EXPECT_LT(unit.begin, unit.end);
    EXPECT_LE(unit.end, text.size());
  }
}

// Any bytes: nothing breaks, the two ways agree, origins stay inside.
TEST(Disguises, RandomText) {
  static const std::string kParts[] = {"&#", "&#x", ";", "&amp;", "&eacute;", "%D0", "%BF", "\\u04", "3F", "|", "\\/", "(", ")", "<",
                                       "\u202E", "\u202D", "\u202C", "ɐ", "ǝ", "ɥ", "ʇ", "ɒ", "ɘ", "Ð", "Ÿ", "Ñ", "€", "Р", "џ", "the ",
                                       " of", "eht ", "A", "b", "1", "\n", "س", "ٮ", "\xFF", "!", ".", "ehT", "🙂", "1️⃣"};
  std::mt19937 random(51);
  FoldingTwins twins;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (unsigned k = random() % 30; k > 0; --k) text += kParts[random() % std::size(kParts)];
    ASSERT_NO_FATAL_FAILURE(twins.agree(text));
  }
}

}  // namespace
}  // namespace tocsin::trace
