// SPDX-License-Identifier: Apache-2.0
// Text that was read in another encoding than it was written in: "ÐŸÐ¸Ñ€Ñ" for "Пирс".
#include <algorithm>
#include <string>

#include "trace/disguises.h"

namespace tocsin::trace {
namespace {

// What Windows-1252 has where Latin-1 has controls.
constexpr char32_t kWindows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
// The same for Windows-1251: bytes 0x80 to 0xBF.
constexpr char32_t kCyrillic[64] = {
    0x402,  0x403,  0x201A, 0x453,  0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409,  0x2039, 0x40A,
    0x40C,  0x40B,  0x40F,  0x452,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x98,   0x2122,
    0x459,  0x203A, 0x45A,  0x45C,  0x45B,  0x45F,  0xA0,   0x40E,  0x45E,  0x408,  0xA4,   0x490,  0xA6,
    0xA7,   0x401,  0xA9,   0x404,  0xAB,   0xAC,   0xAD,   0xAE,   0x407,  0xB0,   0xB1,   0x406,  0x456,
    0x491,  0xB5,   0xB6,   0xB7,   0x451,  0x2116, 0x454,  0xBB,   0x458,  0x405,  0x455,  0x457};

int byte_of(char32_t c, bool cyrillic) {
  if (c < 0x80) return static_cast<int>(c);
  if (cyrillic) {
    if (c >= 0x410 && c < 0x450) return static_cast<int>(c - 0x410 + 0xC0);
    for (int i = 0; i < 64; ++i)
      if (kCyrillic[i] == c) return 0x80 + i;
    return -1;
  }
  if (c < 0x100) return static_cast<int>(c);
  for (int i = 0; i < 32; ++i)
    if (kWindows[i] == c) return 0x80 + i;
  return -1;
}

// UTF-8 that was read as one byte a character. At least kLeast characters must come out of it, and nothing that was
// not ASCII may be left over in numbers.
bool read_as_utf8(Units& units, bool cyrillic) {
  constexpr std::size_t kLeast = 3;
  std::size_t leads = 0;
  for (const Unit& unit : units) {
    const int byte = unit.character < 0x80 ? 0 : byte_of(unit.character, cyrillic);
    leads += byte >= 0xC2 && byte < 0xF5;
  }
  if (leads < kLeast) return false;
  Units out;
  std::size_t made = 0, left = 0;
  for (std::size_t i = 0; i < units.size();) {
    const int first = byte_of(units[i].character, cyrillic);
    if (first >= 0xC2 && first < 0xF5) {
      std::string bytes(1, static_cast<char>(first));
      const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      for (std::size_t k = 1; k < length && i + k < units.size(); ++k) {
        const int next = byte_of(units[i + k].character, cyrillic);
        if (next < 0x80 || next > 0xBF) break;
        bytes += static_cast<char>(next);
      }
      if (bytes.size() == length) {
        if (const auto [c, n] = utf8::decode(bytes, 0); n == length) {
          out.push_back({c, units[i].begin, units[i + length - 1].end});
          ++made;
          i += length;
          continue;
        }
      }
    }
    left += units[i].character >= 0x80;
    out.push_back(units[i++]);
  }
  if (made < kLeast || left * 4 > made) return false;
  units = std::move(out);
  return true;
}

}  // namespace

bool read_as_utf8(Units& units) { return read_as_utf8(units, false) || read_as_utf8(units, true); }

}  // namespace tocsin::trace
