// SPDX-License-Identifier: Apache-2.0
#include "text/phones.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "core/list.h"
#include "core/utf8.h"
#include "text/lists.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {
namespace {

enum Separator : unsigned { kBlank = 1, kHyphen = 2, kDot = 4, kBracket = 8 };
constexpr std::size_t kFewest = 7, kMost = 15;  // digits; E.164 allows 15

// Digits that stand together, with what stands between them and the group before.
struct Group {
  std::uint32_t begin = 0, end = 0, digits = 0;
  unsigned value = 0;  // of the first six digits
  unsigned before = 0;
  bool nought = false;  // begins with 0
};

int digit_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if ((c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9)) return static_cast<int>(c & 15);
  if (c >= 0xFF10 && c <= 0xFF19) return static_cast<int>(c - 0xFF10);
  return -1;
}

unsigned separator(char32_t c) {
  if (c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009) return kBlank;
  if (c == '-' || (c >= 0x2010 && c <= 0x2013)) return kHyphen;
  if (c == '.') return kDot;
  return c == '(' || c == ')' ? kBracket + 0u : 0u;
}

using Groups = std::span<const Group>;

std::size_t digits(Groups groups) {
  std::size_t sum = 0;
  for (const Group& g : groups) sum += g.digits;
  return sum;
}

unsigned separators(Groups groups) {
  unsigned all = 0;
  for (std::size_t i = 1; i < groups.size(); ++i) all |= groups[i].before;
  return all;
}

bool year(const Group& g) { return g.digits == 4 && g.value >= 1900 && g.value < 2100; }

// Day, month and year in any order, parted by the same sign.
bool date(Groups g) {
  if (g.size() < 3 || g[1].before != g[2].before) return false;
  const auto small = [](const Group& part, unsigned most) {
    return part.digits <= 2 && part.value >= 1 && part.value <= most;
  };
  if (year(g[0])) return small(g[1], 31) && small(g[2], 31);
  return small(g[0], 31) && small(g[1], 31) &&
         (year(g[2]) || (g[2].digits == 2 && g[1].before != kBlank && digits(g) <= 6));
}

// "1 200 000", "1.200.000", "1 000 000-2 000 000"
bool grouped_number(Groups g) {
  bool grouped = false;
  for (std::size_t i = 0; i < g.size(); ++i) {
    if (i == 0 || (g[i].before & kHyphen)) {
      if (g[i].digits > 3 || g[i].nought) return false;
    } else if (g[i].digits != 3 || (g[i].before & kBracket)) {
      return false;
    } else {
      grouped = true;
    }
  }
  return grouped;
}

bool only_years(Groups g) { return std::all_of(g.begin(), g.end(), year); }

// How many of the groups make a telephone number; 0: none. `cue`: a word before says that one follows.
std::size_t telephone(Groups groups, bool cue) {
  std::size_t count = 1;
  while (count < groups.size() && digits(groups.first(count + 1)) <= kMost) ++count;
  for (; count > 0; --count) {
    const Groups g = groups.first(count);
    const std::size_t total = digits(g);
    const unsigned marks = separators(g);
    if (total < kFewest || total > kMost) continue;
    if (date(g) || only_years(g)) continue;
    bool whole = true;  // a date inside is not a part of it
    for (std::size_t i = 1; i + 2 < g.size(); ++i) whole = whole && !(year(g[i]) && date(g.subspan(i)));
    if (!whole || (marks & kDot && marks != kDot)) continue;
    if (marks == kDot && (g.size() == 2 || (g.size() == 4 && g[0].digits <= 3 && g[3].digits <= 3))) continue;
    if (cue) return count;
    if (total < 9) continue;
    const bool years = std::any_of(g.begin(), g.end(), year);
    if (g[0].nought && g[0].digits > 1 && total <= 14 && !(years && g[0].digits <= 2)) return count;
    if (g.size() < 2 || grouped_number(g)) continue;
    const std::size_t skip = g.size() == 4 && g[0].digits == 1 ? 1 : 0;
    if (g.size() == 3 + skip && g[skip].digits == 3 && g[skip + 1].digits == 3 && g[skip + 2].digits == 4 &&
        marks != kBlank)
      return count;
    if (g.size() >= 3 && (marks & (kHyphen | kBracket)) && !years) return count;
  }
  return 0;
}

// After a plus: up to 15 digits, and no further group once eleven are there.
std::size_t international(Groups groups) {
  std::size_t count = 0, total = 0;
  while (count < groups.size() && total < 11 && total + groups[count].digits <= kMost) total += groups[count++].digits;
  return total >= kFewest + 1 ? count : 0;
}

// Whether the last word before `at` announces a telephone number.
bool announced(std::string_view text, std::size_t at) {
  static const std::set<std::string, std::less<>> kCues = [] {
    std::set<std::string, std::less<>> cues;
    for (const ListRow& row : builtin_list("phone_cues.tsv", list("phone_cues.tsv"))) cues.insert(row["word"]);
    return cues;
  }();
  std::size_t begin = at, end = at;
  for (int i = 0; i < 4 && end > 0 && !character(utf8::decode(text, previous(text, end)).character).has(kLetter); ++i)
    end = previous(text, end);
  begin = end;
  for (int i = 0;
       i < 16 && begin > 0 && character(utf8::decode(text, previous(text, begin)).character).has(kLetter | kMark); ++i)
    begin = previous(text, begin);
  return begin < end && kCues.contains(normalise(text.substr(begin, end - begin), kFoldForRead).bytes);
}

}  // namespace

std::vector<Span> phones(std::string_view text) {
  std::vector<Span> out;
  std::vector<Group> groups;
  char32_t before = ' ';  // what stands before the run
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    const bool opens = (c == '+' || c == '(' || c == 0xFF0B) && at + length < text.size();
    if (digit_value(c) < 0 && !opens) {
      if (!character(c).has(kHidden)) before = c;
      at += length;
      continue;
    }
    const std::size_t begin = at;
    const bool plus = c == '+' || c == 0xFF0B;
    if (digit_value(c) < 0) at += length;
    groups.clear();
    unsigned between = 0, gap = 0;
    std::size_t end = at;
    while (at < text.size()) {
      const auto [d, n] = utf8::decode(text, at);
      if (const int value = digit_value(d); value >= 0) {
        if (groups.empty() || between) groups.push_back({static_cast<std::uint32_t>(at), 0, 0, 0, between, value == 0});
        Group& group = groups.back();
        if (group.digits++ < 6) group.value = group.value * 10 + static_cast<unsigned>(value);
        between = gap = 0;
        end = at + n;
        group.end = static_cast<std::uint32_t>(end);
      } else if (const unsigned kind = separator(d); kind != 0 && ++gap <= 3) {
        between |= kind;
      } else if (!character(d).has(kHidden)) {
        break;
      }
      at += n;
    }
    at = std::max(end, begin + length);
    const Character& left = character(before);
    const bool free = !left.has(kLetter | kDigit) || left.script == Script::arabic;
    const bool named = free && before != '$' && before != '#' && before != '_' && before != '/' && before != '-' &&
                       before != ',' && before != ':' && before != '.';
    const bool cue = digits(groups) >= kFewest && announced(text, begin);
    for (std::size_t i = 0; i < groups.size();) {
      const Groups rest = Groups(groups).subspan(i, std::min<std::size_t>(groups.size() - i, kMost));
      std::size_t used = 0;
      if (i == 0 && plus && free)
        used = international(rest);
      else if (i == 0 ? named || cue : (rest[0].before & kBlank) != 0)
        used = telephone(rest, cue && i == 0);
      if (used > 0) out.push_back({i == 0 ? static_cast<std::uint32_t>(begin) : rest[0].begin, rest[used - 1].end});
      i += used > 0 ? used : date(rest) ? 3 : 1;
    }
    before = '0';
  }
  return out;
}

}  // namespace tocsin::text
