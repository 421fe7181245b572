// SPDX-License-Identifier: Apache-2.0
// One form for letters that Arabic, Persian and Urdu keyboards write with different code points, or writers leave undotted.
#include "text/folding.h"

namespace tocsin::text {

char32_t arabic_form(char32_t c) {
  if (c < 0x0610 || c > 0x08FF) return c;
  switch (c) {
    case 0x0622: case 0x0623: case 0x0625:                                 // آ أ إ
    case 0x0671: case 0x0672: case 0x0673: case 0x0675: return 0x0627;     // ٱ ٲ ٳ ٵ → ا
    case 0x0624: case 0x0676: return 0x0648;                               // ؤ ٶ → و
    case 0x0626: case 0x0649: case 0x0678: case 0x06CC: case 0x06CD: case 0x06CE: case 0x06D0: case 0x06D1:
    case 0x06D2: case 0x06D3: return 0x064A;                               // ئ ى ٸ ی ۍ ێ ې ۑ ے ۓ → ي
    case 0x06A9: case 0x06AA: return 0x0643;                               // ک ڪ → ك
    case 0x0629: case 0x06BE: case 0x06C0: case 0x06C1: case 0x06C2: case 0x06C3: case 0x06D5: case 0x06FF:
      return 0x0647;                                                       // ة ھ ۀ ہ ۂ ۃ ە ۿ → ه
    case 0x06BA: return 0x0646;                                            // ں → ن
    case 0x0640: case 0x0670: return 0;                                    // tatweel, dagger alef
    default: break;
  }
  if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9)) return U'0' + (c & 0xF);
  if (c <= 0x061A || (c >= 0x064B && c <= 0x065F)) return 0;
  if (c >= 0x06D6 && c <= 0x06ED)
    return c == 0x06DD || c == 0x06DE || c == 0x06E5 || c == 0x06E6 || c == 0x06E9 ? c : 0;
  if ((c >= 0x0898 && c <= 0x089F) || (c >= 0x08CA && c != 0x08E2)) return 0;
  return c;
}

}  // namespace tocsin::text
