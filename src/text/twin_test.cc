// SPDX-License-Identifier: Apache-2.0
// The slow twin of normalise: every fold over again on whole strings, straight from ICU and without origins;
// and what must hold of every view, token and sentence. Both on random Unicode.
#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <random>

#include "core/utf8.h"
#include "text/folding.h"
#include "text/text.h"

namespace tocsin::text {
namespace {

using Text = std::u32string;

Text decoded(std::string_view bytes) {
  Text out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = 0;
    for (std::size_t n = 1; n <= 4 && at + n <= bytes.size() && length == 0; ++n)
      if (utf8::first_invalid(bytes.substr(at, n)) == std::string_view::npos) length = n;
    out += length ? utf8::decode(bytes, at).character : U'\uFFFD';
    at += length ? length : 1;
  }
  return out;
}
std::string encoded(const Text& text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}
icu::UnicodeString wide(const Text& text) {
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
}
Text narrow(const icu::UnicodeString& text) {
  Text out;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) out += static_cast<char32_t>(text.char32At(at));
  return out;
}
template <class Keep>
Text only(const Text& text, Keep keep) {
  Text out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), keep);
  return out;
}

UChar32 code(char32_t c) { return static_cast<UChar32>(c); }
bool white(char32_t c) { return u_isUWhiteSpace(code(c)); }
bool letter(char32_t c) { return (U_GET_GC_MASK(code(c)) & U_GC_L_MASK) != 0 && !u_hasBinaryProperty(code(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT); }
bool mark(char32_t c) { return (U_GET_GC_MASK(code(c)) & U_GC_M_MASK) != 0; }
bool number_sign(char32_t c) { return u_hasBinaryProperty(code(c), UCHAR_PREPENDED_CONCATENATION_MARK); }
bool hidden(char32_t c) {
  if (white(c) || number_sign(c)) return false;
  return u_hasBinaryProperty(code(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (U_GET_GC_MASK(code(c)) & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0;
}
bool sign(char32_t c) {
  return number_sign(c) || (!white(c) && !hidden(c) && !letter(c) && !mark(c) && u_charType(code(c)) != U_DECIMAL_DIGIT_NUMBER);
}
bool accent(char32_t c) {
  const int order = u_getCombiningClass(code(c));
  return mark(c) && (u_charType(code(c)) == U_ENCLOSING_MARK || (order != 0 && order != 7 && order != 8 && order != 9));
}

Text composed(const Text& text) {
  UErrorCode error = U_ZERO_ERROR;
  return narrow(icu::Normalizer2::getNFKCInstance(error)->normalize(wide(text), error));
}
Text without_marks(const Text& text) {
  UErrorCode error = U_ZERO_ERROR;
  Text out;
  for (const char32_t c : text) {
    const Text parts = narrow(icu::Normalizer2::getNFDInstance(error)->normalize(wide(Text(1, c)), error));
    const Text bare = only(parts, [](char32_t p) { return !accent(p); });
    if (bare.size() <= 1) out += bare;
    else out += c;
  }
  return out;
}
Text without_arabic_forms(const Text& text) {
  static const std::u32string kForms[] = {U"اآأإٱٲٳٵ", U"وؤٶ", U"يئىٸیۍێېۑےۓ", U"كکڪ", U"هةھۀہۂۃەۿ", U"نں",
                                          U"0٠۰", U"1١۱", U"2٢۲", U"3٣۳", U"4٤۴", U"5٥۵", U"6٦۶", U"7٧۷", U"8٨۸", U"9٩۹"};
  Text out;
  for (char32_t c : text) {
    const bool arabic_block = (c >= 0x600 && c < 0x700) || (c >= 0x870 && c < 0x900);
    if (c == U'ـ' || (arabic_block && mark(c))) continue;
    for (const std::u32string& forms : kForms)
      if (forms.find(c) != Text::npos) c = forms[0];
    out += c;
  }
  return out;
}
Text shortened(const Text& text) {
  Text out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t run = 1;
    while (i + run < text.size() && text[i + run] == text[i]) ++run;
    UErrorCode error = U_ZERO_ERROR;
    const bool arabic = uscript_getScript(code(text[i]), &error) == USCRIPT_ARABIC;
    out.append(run >= 3 && letter(text[i]) ? (arabic ? 1 : 2) : run, text[i]);
    i += run - 1;
  }
  return out;
}
Text spaced(const Text& text) {
  Text out;
  for (const char32_t c : text)
    if (!white(c)) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Without the two folds that look at words; those are held by the tables of normalise_test.cc.
constexpr unsigned kTwinned = 1023 & ~(kConfusables | kLeet);

std::string twin(std::string_view original, unsigned folds) {
  Text text = decoded(original);
  if (folds & kInvisible) text = only(text, [](char32_t c) { return !hidden(c); });
  if (folds & kNfkc) text = composed(text);
  if (folds & kCase) text = narrow(wide(text).foldCase());
  if (folds & kArabic) text = without_arabic_forms(text);
  if (folds & kMarks) text = without_marks(text);
  if (folds & kNfkc) text = composed(text);
  if (folds & kStretch) text = shortened(text);
  if (folds & kPunctuation)
    for (char32_t& c : text)
      if (sign(c)) c = ' ';
  if (folds & kSpace) text = spaced(text);
  return encoded(text);
}

class Source {
 public:
  std::string text() {
    std::string out;
    const std::size_t pieces = below(30);
    const std::size_t favourite = below(kPools.size());
    for (std::size_t i = 0; i < pieces; ++i) out += piece(below(3) ? favourite : below(kPools.size()));
    return out;
  }
  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  std::string piece(std::size_t pool) {
    std::string out;
    if (kPools[pool].empty()) {
      switch (below(3)) {
        case 0: return std::string(1, static_cast<char>(below(256)));
        case 1: utf8::append(out, static_cast<char32_t>(below(0x3000))); break;
        default: utf8::append(out, static_cast<char32_t>(below(0x110000)));
      }
      return utf8::first_invalid(out) == std::string::npos ? out : "\xED\xA0\x80";
    }
    const std::u32string_view all = kPools[pool];
    const std::size_t repeat = below(12) ? 1 : 4;
    const char32_t c = all[below(all.size())];
    for (std::size_t i = 0; i < repeat; ++i) utf8::append(out, c);
    return out;
  }

  inline static const std::vector<std::u32string> kPools = {
      U"", U"abcdefghijklmnopqrstuvwxyzABCXYZ    ", U"0123456789.,:-+/()", U"!?.,;'\"@#$%&*_…“”«»‘’", U" \t\n\r\u00A0\u2028\u3000\u0085",
      U"éèêßİıǰŉﬁﬂœƒÅÅĳřşğµ①Ⅷｆ２㎞½", U"абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґѕјАВЕКМНОРСТХ", U"αβγδεζηθικλμνξοπρςστυφχψωΆΐΰᾳᾼ",
      U"ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئءٱپچژگکیہھےںـ", U"ًٌٍَُِّْٰٕٓٔۖۗ", U"٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬،؟؛۔", U"ﷺﷲﻻﻼﺎﺑﭐﮎﹰﹱ",
      U"אבגדהוזחטיכלמנסעפצקרשתָּׁ", U"한글ㄱㅏᄒ\u1161\u11ABᅠㅤ", U"हिन्दीक़ािी़्がぎカﾞ港口", U"\u0301\u0308\u0316\u0327\u0335\u0345\u034F\u20DD\u20E3",
      U"\u200B\u200C\u200D\u200E\u200F\u202A\u202E\u2066\u2069\u00AD\uFEFF\uFE0F\U000E0041\u2060", U"👩👧👍🏽🔥❤🇫🇷🅰️", U"𝐡𝒽ᴋᴇʀⓐ🄰"};
  std::mt19937 random_{20260310};
};

bool boundary(std::string_view text, std::size_t at) {
  std::size_t i = 0;
  while (i < at && i < text.size()) i += utf8::decode(text, i).length;
  return i == at;
}

void check_view(std::string_view original, const View& view) {
  ASSERT_EQ(view.starts.size(), view.bytes.size());
  ASSERT_EQ(view.ends.size(), view.bytes.size());
  ASSERT_EQ(utf8::first_invalid(view.bytes), std::string::npos);
  for (std::size_t i = 0; i < view.bytes.size(); ++i) {
    ASSERT_LT(view.starts[i], view.ends[i]);
    ASSERT_LE(view.ends[i], original.size());
    if (i == 0) continue;
    ASSERT_LE(view.starts[i - 1], view.starts[i]);
    ASSERT_LE(view.ends[i - 1], view.ends[i]);
    if (!utf8::boundary(view.bytes, i)) {
      ASSERT_EQ(view.starts[i - 1], view.starts[i]);
      ASSERT_EQ(view.ends[i - 1], view.ends[i]);
    }
  }
}

TEST(Twin, TheSameViewFromTheSameBytes) {
  Source source;
  for (int i = 0; i < 20'000; ++i) {
    const std::string original = source.text();
    const unsigned folds = i % 4 == 0 ? kFoldForTrace & kTwinned : static_cast<unsigned>(source.below(1024)) & kTwinned;
    const View view = normalise(original, folds);
    ASSERT_EQ(view.bytes, twin(original, folds)) << i << " folds " << folds << " " << original;
    check_view(original, view);
    if (HasFatalFailure()) FAIL() << i << " folds " << folds << " " << original;
  }
}

// A character of the view is found again when the bytes it came from are folded alone.
TEST(Twin, OriginsHoldWhatWasMadeOfThem) {
  Source source;
  constexpr unsigned kByCharacter = kNfkc | kCase | kInvisible | kArabic | kMarks;
  for (int i = 0; i < 5'000; ++i) {
    const std::string original = source.text();
    const View view = normalise(original, kByCharacter);
    for (std::size_t at = 0; at < view.bytes.size();) {
      const std::uint32_t length = utf8::decode(view.bytes, at).length;
      const Span span = view.original({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + length});
      ASSERT_TRUE(boundary(original, span.begin) && boundary(original, span.end)) << original;
      const std::string alone = normalise(slice(original, span), kByCharacter).bytes;
      ASSERT_NE(alone.find(view.bytes.substr(at, length)), std::string::npos) << i << " at " << at << " " << original;
      at += length;
    }
  }
}

TEST(Twin, WhatHoldsOfEveryText) {
  Source source;
  for (int i = 0; i < 20'000; ++i) {
    const std::string original = source.text();
    const View view = normalise(original, 1023);
    check_view(original, view);
    if (HasFatalFailure()) FAIL() << i << " " << original;

    std::vector<char> covered(original.size());
    std::uint32_t last = 0;
    for (const Token& token : tokens(original)) {
      ASSERT_LE(last, token.span.begin) << original;
      ASSERT_LT(token.span.begin, token.span.end);
      ASSERT_TRUE(boundary(original, token.span.begin) && boundary(original, token.span.end)) << original;
      std::fill(covered.begin() + token.span.begin, covered.begin() + token.span.end, 1);
      last = token.span.end;
    }
    std::vector<char> said(original.size());
    last = 0;
    for (const Span span : sentences(original)) {
      ASSERT_LE(last, span.begin) << original;
      ASSERT_LT(span.begin, span.end);
      ASSERT_TRUE(boundary(original, span.begin) && boundary(original, span.end)) << original;
      std::fill(said.begin() + span.begin, said.begin() + span.end, 1);
      last = span.end;
    }
    ASSERT_LE(last, original.size());
    for (std::size_t at = 0; at < original.size();) {
      const auto [c, length] = utf8::decode(original, at);
      if (!white(c) && !hidden(c)) {
        ASSERT_TRUE(covered[at]) << at << " " << original;
        ASSERT_TRUE(said[at]) << at << " " << original;
      }
      at += length;
    }
    last = 0;
    for (const Span span : handles(original)) {
      ASSERT_LE(last, span.begin) << original;
      ASSERT_TRUE(boundary(original, span.begin) && boundary(original, span.end)) << original;
      last = span.end;
    }
    const std::string safe = terminal_safe(original);
    ASSERT_EQ(utf8::first_invalid(safe), std::string::npos);
    for (const char32_t c : decoded(safe))
      ASSERT_TRUE(!hidden(c) || c == 0x200C || c == 0x200D || c == 0xFE0F || c == '\n' || c == '\t') << original;
    (void)language(original);
  }
}

TEST(Twin, FoldingCharacterByCharacter) {
  Source source;
  std::string space;
  int whole = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string original = source.text();
    const Folded quick = folded_by_character(original, space);
    const auto most = std::max_element(quick.letters.begin(), quick.letters.end()) - quick.letters.begin();
    ASSERT_EQ(static_cast<Script>(most), script(original)) << original;
    if (!quick.whole) continue;
    ++whole;
    ASSERT_EQ(quick.bytes, normalise(original, kNfkc | kCase | kInvisible).bytes) << original;
  }
  EXPECT_GT(whole, 1000);
  EXPECT_LT(whole, 19'000);
  EXPECT_EQ(folded_by_character("The\u200B Pier, Порт, الميناء, 港口 — «Ж»!", space).bytes, "the pier, порт, الميناء, 港口 — «ж»!");
  EXPECT_FALSE(folded_by_character("e\u0301", space).whole);
}

}  // namespace
}  // namespace tocsin::text
