// SPDX-License-Identifier: Apache-2.0
// Text that was escaped for a machine and never turned back.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "core/hash.h"
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
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return fast_hash(s); }
  };
  using Names = std::unordered_map<std::string, char32_t, Hash, std::equal_to<>>;
  static const Names kNames = [] {
    Names names;
    for (const ListRow& row : builtin_list("entities.tsv", list("entities.tsv"))) {
      const std::string& made = row["character"];
      char32_t c = made.empty() ? U' ' : utf8::decode(made, 0).character;
      if (made.starts_with("U+")) c = static_cast<char32_t>(std::stoul(made.substr(2), nullptr, 16));
      names.emplace(row["name"], c);
    }
    return names;
  }();
  if (const auto it = kNames.find(name); it != kNames.end()) return it->second;
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
  std::array<char, kLongestName> name;
  std::size_t size = 0;
  for (; size < kLongestName && (ascii_letter(c(i)) || (c(i) >= '0' && c(i) <= '9')); ++i)
    name[size++] = static_cast<char>(c(i));
  if (c(i) != ';' || size == 0) return 0;
  end = i + 1;
  return named({name.data(), size});
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

}  // namespace

bool undo_escapes(Units& units) {
  std::size_t out = 0;  // written so far: never more than was read
  bool changed = false;
  std::string bytes;
  for (std::size_t i = 0; i < units.size();) {
    const char32_t c = units[i].character;
    if (c != '&' && c != '\\' && c != '%' && c != '=') {
      units[out++] = units[i++];
      continue;
    }
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
      units[out++] = {value, units[i].begin, units[end - 1].end};
      changed = true;
    } else if ((c == '%' || c == '=') && coded_bytes(units, i, bytes, end)) {
      for (std::size_t at = 0; at < bytes.size();) {
        const auto [made, length] = utf8::decode(bytes, at);
        units[out++] = {made, units[i + at * 3].begin, units[i + (at + length) * 3 - 1].end};
        at += length;
      }
      changed = true;
    } else {
      end = i + 1;
      units[out++] = units[i];
    }
    i = end;
  }
  units.resize(out);
  return changed;
}

}  // namespace tocsin::trace
