// SPDX-License-Identifier: Apache-2.0
#include "ingest/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "core/utf8.h"

namespace tocsin::ingest {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// The 12 most frequent letters of Russian and of Arabic text, as bytes of the code pages that hold them.
constexpr std::string_view kRussian = "\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB\xEA\xEC";
constexpr std::string_view kArabic = "\xC7\xE1\xED\xE3\xE4\xE6\xE5\xD1\xCA\xC8\xC9\xDA";

// windows-1252 where the web says Latin-1 or ASCII (the WHATWG encoding standard's rule).
std::string web_name(std::string_view declared) {
  std::string name;
  for (char c : declared)
    if (!std::isspace(static_cast<unsigned char>(c)) && c != '"' && c != '\'')
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  static constexpr std::array<std::string_view, 6> kLatin = {"iso-8859-1", "latin1",    "ascii",
                                                             "us-ascii",   "iso8859-1", "cp1252"};
  if (std::find(kLatin.begin(), kLatin.end(), name) != kLatin.end()) return "windows-1252";
  if (name.starts_with("cp125")) return "windows-" + name.substr(2);
  return name;
}

bool convert(std::string_view bytes, const std::string& charset, Decoded& out) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &error);
  if (U_FAILURE(error)) return false;
  std::vector<UChar> units(bytes.size() + 16);
  UChar* target = units.data();
  const char* source = bytes.data();
  ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, source + bytes.size(), nullptr, true,
                 &error);
  ucnv_close(converter);
  if (U_FAILURE(error)) return false;
  out.is_converted = true;
  out.charset = charset;
  out.converted.clear();
  out.converted.reserve(bytes.size() * 2);
  for (const UChar* u = units.data(); u < target; ++u) {
    char32_t c = *u;
    if (U16_IS_LEAD(c) && u + 1 < target && U16_IS_TRAIL(u[1]))
      c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, u[1])), ++u;
    else if (U16_IS_SURROGATE(c))
      c = utf8::kReplacement;
    if (c == utf8::kReplacement) out.damaged = true;
    if (c == 0xFEFF && u == units.data()) continue;  // the mark is not text
    utf8::append(out.converted, c);
  }
  return true;
}

// Which single-byte encoding: letters of one alphabet stand together, accents stand alone.
std::string guess(std::string_view bytes) {
  std::size_t high = 0, joined = 0, russian = 0, arabic = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (static_cast<unsigned char>(bytes[i]) < 0xC0) continue;
    ++high;
    if (i > 0 && static_cast<unsigned char>(bytes[i - 1]) >= 0xC0) ++joined;
    const char lower = static_cast<unsigned char>(bytes[i]) < 0xE0 ? static_cast<char>(bytes[i] + 0x20) : bytes[i];
    if (kRussian.find(lower) != std::string_view::npos) ++russian;
    if (kArabic.find(bytes[i]) != std::string_view::npos) ++arabic;
  }
  if (high == 0 || joined * 2 < high) return "windows-1252";
  return arabic > russian ? "windows-1256" : "windows-1251";
}

struct Utf8Count {
  std::size_t characters = 0, damaged = 0;  // of more than one byte; bytes that fit nowhere
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count out;
  for (std::size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const utf8::Decoded d = utf8::decode(bytes, i);
    ++(d.length > 1 ? out.characters : out.damaged);
    i += d.length;
  }
  return out;
}

}  // namespace

std::string_view wide_charset(std::string_view bytes) {
  const auto starts = [&](std::string_view mark) { return bytes.starts_with(mark); };
  if (starts(std::string_view("\xFF\xFE\0\0", 4))) return "UTF-32LE";
  if (starts(std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
  if (starts("\xFF\xFE")) return "UTF-16LE";
  if (starts("\xFE\xFF")) return "UTF-16BE";
  const std::string_view head = bytes.substr(0, 512);
  if (head.size() < 8) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const std::size_t pairs = head.size() / 2;
  if (zeros[1] * 3 > pairs * 2 && zeros[0] * 20 < pairs) return "UTF-16LE";
  if (zeros[0] * 3 > pairs * 2 && zeros[1] * 20 < pairs) return "UTF-16BE";
  return {};
}

Decoded decode_text(std::string_view bytes, std::string_view declared) {
  Decoded out;
  out.view = bytes;
  if (const std::string_view wide = wide_charset(bytes); !wide.empty() && convert(bytes, std::string(wide), out))
    return out;
  if (bytes.starts_with(kUtf8Mark) || utf8::first_invalid(bytes) == std::string_view::npos) {
    if (utf8::first_invalid(bytes) == std::string_view::npos) return out;
    out.damaged = out.is_converted = true;
    out.converted = utf8::repaired(bytes);
    return out;
  }
  const std::string name = web_name(declared);
  const Utf8Count count = count_utf8(bytes);
  const bool mostly_utf8 = count.characters > count.damaged;
  if (!mostly_utf8 && !name.empty() && name != "utf-8" && name != "utf8" && convert(bytes, name, out)) return out;
  if (mostly_utf8) {
    out.damaged = out.is_converted = true;
    out.converted = utf8::repaired(bytes);
    return out;
  }
  convert(bytes, guess(bytes), out);
  return out;
}

}  // namespace tocsin::ingest
