// SPDX-License-Identifier: Apache-2.0
#include "text/shaped.h"

#include <unicode/ubidi.h>
#include <unicode/unistr.h>
#include <unicode/ushape.h>

#include <memory>

namespace tocsin::text {
namespace {

bool mark(char16_t c) { return (c >= 0x64B && c <= 0x65F) || c == 0x670; }

}  // namespace

std::string shaped(std::string_view text) {
  icu::UnicodeString letters;
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < given.length(); ++i)
    if (!mark(given[i])) letters += given[i];

  UErrorCode error = U_ZERO_ERROR;
  const int32_t room = 2 * letters.length() + 8;
  icu::UnicodeString joined, turned;
  const int32_t n = u_shapeArabic(letters.getBuffer(), letters.length(), joined.getBuffer(room), room,
                                  U_SHAPE_LETTERS_SHAPE | U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_LENGTH_GROW_SHRINK, &error);
  joined.releaseBuffer(U_SUCCESS(error) ? n : 0);

  const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
  ubidi_setPara(bidi.get(), joined.getBuffer(), joined.length(), UBIDI_DEFAULT_LTR, nullptr, &error);
  const int32_t m = ubidi_writeReordered(bidi.get(), turned.getBuffer(room), room, UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS, &error);
  turned.releaseBuffer(U_SUCCESS(error) ? m : 0);
  if (U_FAILURE(error)) return std::string(text);
  std::string out;
  turned.toUTF8String(out);
  return out;
}

}  // namespace tocsin::text
