// SPDX-License-Identifier: Apache-2.0
#include "read/harm.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/list.h"
#include "core/utf8.h"
#include "read/lists.h"
#include "read/threats_acts.h"

namespace tocsin::read {
namespace {

constexpr std::size_t kLongest = 14;      // letters of a word or stem that are looked at
constexpr std::size_t kShortest = 3;      // a shorter stem begins too many words
constexpr std::size_t kArabicStarts = 6;  // letters that Arabic may write before a stem: و س ي, ف ال, …

enum class Letters : std::uint8_t { none, latin, russian, arabic };

// The letter as the lists have it, folded as far as a table can; 0: no letter; kNothing: none, but the word goes on.
constexpr char32_t kNothing = 1;
char32_t letter(char32_t c) {
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c == 0x401 || c == 0x451) return 0x435;                                   // ё as е
  if ((c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640) return kNothing;  // Arabic vowel signs, tatweel
  if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) return 0x627;       // forms of alef
  if (c == 0x649 || c == 0x6CC) return 0x64A;                                   // forms of yeh
  if (c == 0x629) return 0x647;                                                 // teh marbuta
  if (c == 0x6A9) return 0x643;                                                 // forms of kaf
  return (c >= 0x430 && c <= 0x44F) || (c >= 0x620 && c <= 0x6D3) ? c : 0;
}
char32_t latin(unsigned char c) {
  const unsigned char low = c | 0x20U;
  return low >= 'a' && low <= 'z' ? low : 0;
}

// Words or stems as hashes, behind a small table that answers nearly every "no".
class Known {
 public:
  static std::uint64_t next(std::uint64_t hash, char32_t c) { return (hash ^ c) * 0x9E3779B97F4A7C15ULL; }

  void add(std::string_view word) {
    std::uint64_t hash = 0;
    std::size_t n = 0;
    for (std::size_t i = 0; i < word.size();) {
      const auto [c, length] = utf8::decode(word, i);
      i += length;
      const char32_t l = c < 0x80 ? latin(static_cast<unsigned char>(c)) : letter(c);
      if (l == kNothing) continue;
      if (l == 0) return;
      hash = next(hash, l);
      ++n;
    }
    if (n < kShortest || n > kLongest) return;
    known_.insert(hash);
    quick_.set(hash >> kShift);
  }
  void add_each(std::string_view words, std::string_view between) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find_first_of(between), words.size());
      add(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  bool has(std::uint64_t hash) const { return quick_.test(hash >> kShift) && known_.contains(hash); }

 private:
  static constexpr int kShift = 48;
  std::unordered_set<std::uint64_t> known_;
  std::bitset<1 << (64 - kShift)> quick_;
};

struct Lists {
  Known words;    // English, whole
  Known russian;  // what a word begins with
  Known arabic;   // what stands in a word after its prefixes
};

const Lists& lists() {
  static const Lists kAll = [] {
    Lists out;
    for (const std::string& form : english_act_forms()) out.words.add(form);
    for (const ListRow& row : builtin_list("threat_acts_ar.tsv", list("threat_acts_ar.tsv")))
      for (const std::string_view column : {"imperfect", "past", "imperative", "noun"})
        out.arabic.add_each(row[column], " |");
    for (const ListRow& row : builtin_list("gloss.tsv", list("gloss.tsv"))) {
      if (row["harm"].empty()) continue;
      out.arabic.add_each(row["ar"], ",");
      out.russian.add_each(row["ru"], ",");
    }
    return out;
  }();
  return kAll;
}

// What a Russian verb ends in that orders, or tells what we or they will do.
bool will_be_done(std::u32string_view word) {
  for (const std::u32string_view ending : {U"им", U"ем", U"йте", U"ите", U"ьте", U"ут", U"ют", U"ат", U"ят", U"ит", U"ет"})
    if (word.ends_with(ending)) return true;
  return false;
}

// A word's letters, the first of them and (for its ending) the last.
struct Run {
  Letters letters = Letters::none;
  std::uint64_t hash = 0;  // of a Latin word
  std::u32string other;    // of one in other letters
};

bool stem_inside(const Known& known, std::u32string_view word, std::size_t starts) {
  for (std::size_t s = 0; s < starts && s + kShortest <= word.size(); ++s) {
    std::uint64_t hash = 0;
    const std::size_t end = std::min(word.size(), s + kLongest);
    for (std::size_t i = s; i < end; ++i) {
      hash = Known::next(hash, word[i]);
      if (i + 1 - s >= kShortest && known.has(hash)) return true;
    }
  }
  return false;
}

bool harmful(const Run& word) {
  switch (word.letters) {
    case Letters::none:
      return false;
    case Letters::latin:
      return lists().words.has(word.hash);
    case Letters::russian:
      return will_be_done(word.other) && stem_inside(lists().russian, word.other, 1);
    case Letters::arabic:
      return stem_inside(lists().arabic, word.other, kArabicStarts);
  }
  return false;
}

}  // namespace

bool may_speak_of_harm(std::string_view text) {
  Run word;
  const auto end_word = [&] {
    const bool found = harmful(word);
    word.letters = Letters::none;
    word.hash = 0;
    word.other.clear();
    return found;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      ++i;
      if (const char32_t l = latin(byte); l != 0) {
        word.letters = Letters::latin;
        word.hash = Known::next(word.hash, l);
      } else if (word.letters != Letters::none && end_word()) {
        return true;
      }
      continue;
    }
    const auto [c, length] = utf8::decode(text, i);
    i += length;
    const char32_t l = letter(c);
    if (l == kNothing) continue;
    if (l == 0) {
      if (end_word()) return true;
      continue;
    }
    word.letters = l >= 0x600 ? Letters::arabic : Letters::russian;
    if (word.other.size() < kLongest + kArabicStarts) word.other += l;
  }
  return harmful(word);
}

bool speaks_of_harm(std::string_view text, std::string_view lang) {
  if ((lang != "en" && lang != "ar" && lang != "ru") || !may_speak_of_harm(text)) return false;
  if (lang == "ru") return true;
  Document document;
  document.text = text;
  document.lang = lang;
  const std::vector<Act> acts = find_acts(words_of(document));
  return std::any_of(acts.begin(), acts.end(), [](const Act& act) {
    return act.grade != Grade::weak && act.role != Role::disrupts && !act.negated && act.mood != Mood::none &&
           act.mood != Mood::past && act.mood != Mood::nominal && act.mood != Mood::hypothetical;
  });
}

}  // namespace tocsin::read
