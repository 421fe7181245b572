// SPDX-License-Identifier: Apache-2.0
#include "text/name_key.h"

#include <algorithm>

#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::text {
namespace {

// The class of a consonant; 0: dropped (vowels, semivowels, laryngeals, marks).
char consonant(char32_t c) {
  switch (c) {
    case 'b': case 'p': case 0x628: case 0x67E: return 'b';
    case 't': case 0x62A: case 0x62B: case 0x637: return 't';
    case 'd': case 0x62F: case 0x630: case 0x636: return 'd';
    case 'k': case 'c': case 'q': case 'x': case 0x642: case 0x643: case 0x6A9: case 0x62E: return 'k';
    case 'j': case 'g': case 0x62C: case 0x63A: case 0x6AF: return 'j';
    case 's': case 0x633: case 0x634: case 0x635: return 's';
    case 'z': case 0x632: case 0x638: return 'z';
    case 'f': case 'v': case 0x641: return 'f';
    case 'm': case 0x645: return 'm';
    case 'n': case 0x646: return 'n';
    case 'l': case 0x644: return 'l';
    case 'r': case 0x631: return 'r';
    default: return 0;
  }
}

// "al-", "el-", "ash-", "ال" before a word say nothing about whose name it is.
std::string_view without_article(std::string_view word) {
  for (std::string_view article : {"al-", "el-", "ash-", "as-", "ad-", "an-", "ar-", "at-", "az-", "the "})
    if (word.size() > article.size() + 2 && word.substr(0, article.size()) == article) return word.substr(article.size());
  constexpr std::string_view kAl = "ال";
  if (word.size() > kAl.size() + 3 && word.substr(0, kAl.size()) == kAl) return word.substr(kAl.size());
  return word;
}

}  // namespace

std::string name_key(std::string_view name) {
  const std::string folded = normalise(name, kNfkc | kCase | kInvisible | kArabic | kMarks | kSpace).bytes;
  std::string key;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t space = std::min(folded.find(' ', begin), folded.size());
    std::string_view word = std::string_view(folded).substr(begin, space - begin);
    if (word != "al" && word != "el" && word != "the") word = without_article(word);
    else word = {};
    for (std::size_t i = 0; i < word.size();) {
      const utf8::Decoded d = utf8::decode(word, i);
      i += d.length;
      const char c = consonant(d.character);
      if (c && (key.empty() || key.back() != c)) key += c;
    }
    begin = space + 1;
  }
  return key.size() >= 3 ? key : "=" + folded;
}

}  // namespace tocsin::text
