// SPDX-License-Identifier: Apache-2.0
// Text that was escaped for a machine and never turned back, or was read in another encoding than it was written in.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/list.h"
#include "trace/disguises.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

constexpr std::size_t kLongestName = 24;

bool ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int hex_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A' + 10);
  return -1;
}

// Names of HTML: those of the list; and where a letter and its accent make the name (eacute, Zcaron), the letter.
char32_t named(std::string_view name) {
  static const std::unordered_map<std::string, char32_t> kNames = [] {
    std::unordered_map<std::string, char32_t> names;
    for (const ListRow& row : builtin_list("entities.tsv", list("entities.tsv"))) {
      const std::string& made = row["character"];
      char32_t c = made.empty() ? U' ' : utf8::decode(made, 0).character;
      if (made.starts_with("U+")) c = static_cast<char32_t>(std::stoul(made.substr(2), nullptr, 16));
      names.emplace(row["name"], c);
    }
    return names;
  }();
  if (const auto it = kNames.find(std::string(name)); it != kNames.end()) return it->second;
  if (name.size() < 3 || !ascii_letter(static_cast<unsigned char>(name[0]))) return 0;
  static constexpr std::string_view kAccents[] = {"acute", "grave", "circ",  "uml",   "tilde", "cedil", "ring", "caron",
                                                  "slash", "breve", "macr",  "ogon",  "dot",   "dblac", "strok", "midot"};
  const bool accent = std::ranges::find(kAccents, name.substr(1)) != std::end(kAccents);
  return accent ? static_cast<unsigned char>(name[0]) : 0;
}

// A character reference that starts at `at`: its character, and where it ends. 0: none.
char32_t reference(const Units& units, std::size_t at, std::size_t& end) {
  std::size_t i = at + 1;
  const auto c = [&](std::size_t k) { return k < units.size() ? units[k].character : char32_t{0}; };
  char32_t value = 0;
  if (c(i) == '#') {
    ++i;
    const bool hex = c(i) == 'x' || c(i) == 'X';
    i += hex;
    const std::size_t digits = i;
    for (; i < digits + 8 && hex_value(c(i)) >= 0 && (hex || c(i) <= '9'); ++i)
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(hex_value(c(i)));
    if (i == digits || value == 0 || value > 0x10FFFF) return 0;
    end = i + (c(i) == ';');
    return value;
  }
  std::string name;
  for (; name.size() < kLongestName && (ascii_letter(c(i)) || (c(i) >= '0' && c(i) <= '9')); ++i)
    name += static_cast<char>(c(i));
  if (c(i) != ';' || name.empty()) return 0;
  end = i + 1;
  return named(name);
}

// \u043F, \x{43F} and U+043F in a row are left to others: only the first is what programs leave behind.
char32_t backslash_code(const Units& units, std::size_t at, std::size_t& end) {
  if (at + 6 > units.size() || (units[at + 1].character | 32) != 'u') return 0;
  char32_t value = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_value(units[i].character);
    if (digit < 0) return 0;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  end = at + 6;
  return value;
}

// Bytes written as %D0 or =D0, as many as follow each other: UTF-8 of characters that are not ASCII.
bool coded_bytes(const Units& units, std::size_t at, std::string& bytes, std::size_t& end) {
  bytes.clear();
  const char32_t sign = units[at].character;
  std::size_t i = at;
  while (i + 2 < units.size() && units[i].character == sign && hex_value(units[i + 1].character) >= 0 &&
         hex_value(units[i + 2].character) >= 0) {
    bytes += static_cast<char>(hex_value(units[i + 1].character) << 4 | hex_value(units[i + 2].character));
    i += 3;
  }
  end = i;
  return bytes.size() >= 2 && static_cast<unsigned char>(bytes[0]) >= 0xC2 && utf8::first_invalid(bytes) == bytes.npos;
}

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
bool misread(Units& units, bool cyrillic) {
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

bool undo_escapes(Units& units) {
  Units out;
  bool changed = false;
  std::string bytes;
  for (std::size_t i = 0; i < units.size();) {
    const char32_t c = units[i].character;
    std::size_t end = i + 1;
    char32_t value = 0;
    if (c == '&') value = reference(units, i, end);
    if (c == '\\') value = backslash_code(units, i, end);
    if (value != 0) {
      // Two halves of a character past U+FFFF.
      if (value >= 0xD800 && value < 0xDC00 && end < units.size() && units[end].character == c) {
        std::size_t low_end = end;
        const char32_t low = c == '&' ? reference(units, end, low_end) : backslash_code(units, end, low_end);
        if (low >= 0xDC00 && low < 0xE000) value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), end = low_end;
      }
      if (value >= 0xD800 && value < 0xE000) value = utf8::kReplacement;
      out.push_back({value, units[i].begin, units[end - 1].end});
      changed = true;
    } else if ((c == '%' || c == '=') && coded_bytes(units, i, bytes, end)) {
      for (std::size_t at = 0; at < bytes.size();) {
        const auto [made, length] = utf8::decode(bytes, at);
        out.push_back({made, units[i + at * 3].begin, units[i + (at + length) * 3 - 1].end});
        at += length;
      }
      changed = true;
    } else {
      end = i + 1;
      out.push_back(units[i]);
    }
    i = end;
  }
  if (changed) units = std::move(out);
  if (changed) return true;
  const auto above_ascii = [](const Unit& unit) { return unit.character >= 0x80; };
  return std::ranges::any_of(units, above_ascii) && (misread(units, false) || misread(units, true));
}

}  // namespace tocsin::trace
