// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/utf8.h"

namespace tocsin::text {
namespace {

const UNormalizer2* nfkc_instance() {
  static const UNormalizer2* const kInstance = [] {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFKCInstance(&error);
  }();
  return kInstance;
}

const UNormalizer2* nfd_instance() {
  static const UNormalizer2* const kInstance = [] {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&error);
  }();
  return kInstance;
}

struct Utf16 {
  UChar units[2];
  std::int32_t length = 0;

  explicit Utf16(char32_t c) { U16_APPEND_UNSAFE(units, length, static_cast<UChar32>(c)); }
};

Script script_of(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
    case USCRIPT_INVALID_CODE:
      return Script::none;
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_HEBREW:
      return Script::hebrew;
    case USCRIPT_GREEK:
      return Script::greek;
    case USCRIPT_HAN:
      return Script::han;
    default:
      return Script::other;
  }
}

bool is_accent(UChar32 c) {
  if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) return false;
  if (u_charType(c) == U_ENCLOSING_MARK) return true;
  const int order = u_getCombiningClass(c);
  return order != 0 && (order < 7 || order > 9);  // 7, 8, 9: nukta, kana voicing, virama
}

// The character without accents, if only accents part it from another; 0: nothing but accents.
char32_t base_of(UChar32 c) {
  UChar parts[16];
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t length = unorm2_getDecomposition(nfd_instance(), c, parts, 16, &error);
  if (length <= 0 || U_FAILURE(error)) return static_cast<char32_t>(c);
  std::int32_t at = 0;
  UChar32 first;
  U16_NEXT(parts, at, length, first);
  const bool only_accents = is_accent(first);
  while (at < length) {
    UChar32 next;
    U16_NEXT(parts, at, length, next);
    if (!is_accent(next)) return static_cast<char32_t>(c);
  }
  return only_accents ? 0 : static_cast<char32_t>(first);
}

std::uint16_t traits_of(UChar32 c) {
  const std::uint32_t category = U_GET_GC_MASK(c);
  unsigned traits = 0;
  if (u_isUWhiteSpace(c))
    traits |= kWhite;
  else if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (category & (U_GC_CC_MASK | U_GC_CF_MASK)))
    traits |= kHidden;
  else if (category & U_GC_L_MASK)
    traits |= kLetter;
  else if (category & U_GC_M_MASK)
    traits |= kMark;
  else if (category & U_GC_ND_MASK)
    traits |= kDigit;
  else
    traits |= kSign;
  // U+0600…0605, 06DD, 08E2, 110BD …: format characters one can see
  if (u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK)) traits = kSign;
  if (traits & kLetter) {
    if (u_hasBinaryProperty(c, UCHAR_UPPERCASE) || (category & U_GC_LT_MASK))
      traits |= kUpper;
    else if (u_hasBinaryProperty(c, UCHAR_LOWERCASE))
      traits |= kLower;
  }
  if (traits & kMark && (is_accent(c) || base_of(c) == 0)) traits |= kAccent;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ||
      u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER))
    traits |= kPicture;
  if (u_hasBinaryProperty(c, UCHAR_S_TERM) || c == 0x2026) traits |= kEnder;
  if ((category & (U_GC_PE_MASK | U_GC_PF_MASK)) || c == '"' || c == '\'' || c == 0x201C)
    traits |= kCloser;  // “ closes in German
  if (unorm2_hasBoundaryBefore(nfkc_instance(), c)) traits |= kStarter;
  const Utf16 alone(static_cast<char32_t>(c));
  UErrorCode error = U_ZERO_ERROR;
  if (unorm2_isNormalized(nfkc_instance(), alone.units, alone.length, &error) && U_SUCCESS(error)) traits |= kStable;
  return static_cast<std::uint16_t>(traits);
}

Character describe(char32_t c) {
  if (U_IS_SURROGATE(c)) c = 0xFFFD;
  const UChar32 code = static_cast<UChar32>(c);
  Character out;
  std::array<char32_t, kMostFromCaseFold> folded;
  out.folded = case_fold(c, folded) == 1 ? folded[0] : 0;
  out.base = base_of(code);
  out.traits = traits_of(code);
  out.script = script_of(code);
  return out;
}

}  // namespace

constinit std::array<std::atomic<const Page*>, 0x1100> pages{};

const Page& make_page(std::size_t number) {
  auto made = std::make_unique<Page>();
  for (std::size_t i = 0; i < made->size(); ++i) (*made)[i] = describe(static_cast<char32_t>(number << 8 | i));
  const Page* have = nullptr;
  if (pages[number].compare_exchange_strong(have, made.get(), std::memory_order_acq_rel))
    return *made.release();  // kept
  return *have;
}

std::size_t previous(std::string_view text, std::size_t at) {
  for (std::size_t length = 2; length <= 4 && length <= at; ++length)
    if (utf8::decode(text, at - length).length == length) return at - length;
  return at - 1;
}

std::size_t case_fold(char32_t c, std::array<char32_t, kMostFromCaseFold>& out) {
  const Utf16 alone(c);
  UChar folded[8];
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t length = u_strFoldCase(folded, 8, alone.units, alone.length, U_FOLD_CASE_DEFAULT, &error);
  std::size_t count = 0;
  for (std::int32_t at = 0; at < length && count < out.size();) {
    UChar32 next;
    U16_NEXT(folded, at, length, next);
    out[count++] = static_cast<char32_t>(next);
  }
  return count;
}

std::size_t nfkc(std::span<const char32_t> segment, std::array<char32_t, kMostFromNfkc>& out) {
  std::array<UChar, kLongestSegment * 2> in;
  std::int32_t length = 0;
  for (const char32_t c : segment) U16_APPEND_UNSAFE(in, length, static_cast<UChar32>(c));
  std::array<UChar, kMostFromNfkc> made;
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t made_length =
      unorm2_normalize(nfkc_instance(), in.data(), length, made.data(), static_cast<std::int32_t>(made.size()), &error);
  std::size_t count = 0;
  if (U_FAILURE(error)) {
    std::copy(segment.begin(), segment.end(), out.begin());
    return segment.size();
  }
  for (std::int32_t at = 0; at < made_length;) {
    UChar32 next;
    U16_NEXT(made, at, made_length, next);
    out[count++] = static_cast<char32_t>(next);
  }
  return count;
}

char32_t arabic_skeleton(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_JOINING_GROUP)) {
    case U_JG_BEH:
    case U_JG_NOON:
    case U_JG_AFRICAN_NOON:
    case U_JG_NYA:
    case U_JG_YEH:
    case U_JG_FARSI_YEH:
    case U_JG_YEH_WITH_TAIL:
    case U_JG_YEH_BARREE:
    case U_JG_BURUSHASKI_YEH_BARREE:
      return 0x64A;
    case U_JG_HAH:
      return 0x62D;
    case U_JG_DAL:
      return 0x62F;
    case U_JG_REH:
      return 0x631;
    case U_JG_SEEN:
      return 0x633;
    case U_JG_SAD:
      return 0x635;
    case U_JG_TAH:
      return 0x637;
    case U_JG_AIN:
      return 0x639;
    case U_JG_FEH:
    case U_JG_AFRICAN_FEH:
    case U_JG_QAF:
    case U_JG_AFRICAN_QAF:
      return 0x641;
    case U_JG_KAF:
    case U_JG_GAF:
    case U_JG_SWASH_KAF:
      return 0x643;
    case U_JG_LAM:
      return 0x644;
    case U_JG_MEEM:
      return 0x645;
    case U_JG_WAW:
    case U_JG_STRAIGHT_WAW:
      return 0x648;
    case U_JG_HEH:
    case U_JG_HEH_GOAL:
    case U_JG_TEH_MARBUTA:
    case U_JG_KNOTTED_HEH:
    case U_JG_TEH_MARBUTA_GOAL:
      return 0x647;
    case U_JG_ALEF:
      return 0x627;
    default:
      return c;
  }
}

char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

unsigned decimal_value(char32_t c) { return static_cast<unsigned>(std::max(0, u_charDigitValue(static_cast<UChar32>(c)))); }

namespace {

std::string name_of(char32_t c) {
  char name[128];
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t length = u_charName(static_cast<UChar32>(c), U_UNICODE_CHAR_NAME, name, sizeof name, &error);
  return {name, U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0};
}

// What stands after `before`, if that is one letter and then `after`.
char32_t one_letter(std::string_view name, std::string_view before, std::string_view after) {
  const std::size_t at = name.find(before);
  if (at == name.npos || name.size() <= at + before.size()) return 0;
  const char letter = name[at + before.size()];
  return letter >= 'A' && letter <= 'Z' && name.substr(at + before.size() + 1).starts_with(after)
             ? static_cast<char32_t>(letter)
             : 0;
}

}  // namespace

char32_t latin_in_name(char32_t c) {
  if (c < 0x80 || c > 0x2C7F || character(c).script != Script::latin) return 0;
  const char32_t letter = one_letter(name_of(c), "LATIN SMALL LETTER ", " WITH ");
  return letter ? letter + 32 : 0;
}

char32_t turned_in_name(char32_t c, bool mirrored) {
  if (c < 0x80 || !character(c).has(kLetter | kSign)) return 0;
  const std::string name = name_of(c);
  const std::string_view way = mirrored ? "REVERSED " : "TURNED ";
  const std::size_t at = name.find(way);
  if (at == name.npos || name.find("LATIN") == name.npos) return 0;
  std::string_view rest = std::string_view(name).substr(at + way.size());
  for (const std::string_view word : {"SANS-SERIF ", "CAPITAL "})
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  return rest.size() == 1 && rest[0] >= 'A' && rest[0] <= 'Z' ? static_cast<char32_t>(rest[0]) + 32 : 0;
}

char32_t letter_in_name(char32_t c) {
  if (c < 0x1F100 || c > 0x1F1FF) return 0;  // the block of enclosed letters and the regional indicators
  const std::string name = name_of(c);
  const std::size_t last = name.rfind(' ');
  return last == name.npos || last + 2 != name.size() ? 0 : one_letter(name, "LETTER ", "");
}

namespace {

// Shapes: what UTS #39 maps a character to, so that two characters of the same shape look alike.
class Shapes {
 public:
  Shapes() {
    UErrorCode error = U_ZERO_ERROR;
    checker_ = uspoof_open(&error);
    for (char32_t c = 'A'; c <= 'z'; ++c) add_target(c, Script::latin);
    for (char32_t c = 0x400; c <= 0x45F; ++c) add_target(c, Script::cyrillic);
    for (char32_t c = 0x386; c <= 0x3CE; ++c) add_target(c, Script::greek);
    // All scripts but those of signs for syllables and words, and the old ones of Europe.
    for (const auto& [begin, end] : {std::pair<char32_t, char32_t>{0x41, 0x3000}, {0xA4D0, 0xABC0}, {0x10280, 0x10600},
                                    {0x11700, 0x11740}, {0x118A0, 0x11900}, {0x16F00, 0x16F50}})
      for (char32_t c = begin; c < end; ++c) add_source(c);
    uspoof_close(checker_);
    checker_ = nullptr;
    targets_.clear();
  }

  char32_t find(char32_t c, Script script) const {
    const auto it = looks_like_.find(key(c, script));
    return it == looks_like_.end() ? 0 : it->second;
  }

 private:
  static std::uint32_t key(char32_t c, Script script) { return static_cast<std::uint32_t>(c) << 4 | static_cast<std::uint32_t>(script); }
  using Shape = std::pair<std::u16string, bool>;  // with whether it is a capital

  Shape shape(char32_t c) const {
    const Utf16 alone(c);
    UChar skeleton[64];
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = uspoof_getSkeleton(checker_, 0, alone.units, alone.length, skeleton, 64, &error);
    if (U_FAILURE(error)) return {{}, false};
    return {std::u16string(skeleton, static_cast<std::size_t>(length)), character(c).has(kUpper)};
  }
  void add_target(char32_t c, Script script) {
    const Character& about = character(c);
    if (about.has(kLetter) && about.script == script) targets_.emplace(std::pair{script, shape(c)}, c);  // first wins
  }
  static char32_t small_capital(char32_t c) {
    const std::string name = name_of(c);
    const char32_t letter = one_letter(name, "LATIN LETTER SMALL CAPITAL ", "");
    return letter && name.ends_with(std::string(" ") + static_cast<char>(letter)) ? letter + 32 : 0;
  }
  void add_source(char32_t c) {
    const Character& about = character(c);
    if (!about.has(kLetter) || about.script == Script::none || about.script == Script::arabic) return;
    if (about.script == Script::latin && c >= 0x250 && c < 0xAC00)
      if (const char32_t letter = small_capital(c)) looks_like_[key(c, Script::latin)] = letter;
    const Shape mine = shape(c), other_case(mine.first, !mine.second);
    for (const Script script : {Script::latin, Script::cyrillic, Script::greek}) {
      if (script == about.script && is_target(c, script)) continue;
      auto it = targets_.find({script, mine});
      // Scripts with one case only, or with another idea of it (ꓮ, Ꮟ).
      if (it == targets_.end() && c > 0x530) it = targets_.find({script, other_case});
      if (it != targets_.end() && it->second != c) looks_like_[key(c, script)] = it->second;
    }
  }
  static bool is_target(char32_t c, Script script) {
    return script == Script::latin ? c < 0x80 : script == Script::cyrillic ? c < 0x460 : c < 0x3CF;
  }

  USpoofChecker* checker_ = nullptr;
  std::map<std::pair<Script, Shape>, char32_t> targets_;
  std::unordered_map<std::uint32_t, char32_t> looks_like_;
};

}  // namespace

char32_t lookalike(char32_t c, Script script) {
  static const Shapes kShapes;
  return kShapes.find(c, script);
}

}  // namespace tocsin::text
