// SPDX-License-Identifier: Apache-2.0
// Leetspeak of several signs: "|\/|" for m. Read where a text has more of it than ordinary texts have brackets and bars.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/list.h"
#include "text/unicode.h"
#include "trace/disguises.h"
#include "trace/lists.h"

namespace tocsin::trace {
namespace {

struct Form {
  std::u32string signs;
  char32_t letter;
  bool needs_word;  // between letters only
};

using Forms = std::unordered_map<char32_t, std::vector<Form>>;  // by the first sign; the longest first

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (const Unit& unit : units_of(text)) out += unit.character;
  return out;
}

bool letter(char32_t c) { return text::character(c).has(text::kLetter | text::kMark); }
bool word_character(char32_t c) { return text::character(c).has(text::kLetter | text::kDigit | text::kMark); }
bool space(char32_t c) { return text::character(c).has(text::kWhite); }

const Forms& forms_of(bool cyrillic) {
  static const std::array<Forms, 2> kForms = [] {
    std::array<Forms, 2> forms;
    for (const ListRow& row : builtin_list("sign_letters.tsv", trace::list("sign_letters.tsv"))) {
      const std::u32string signs = decoded(row["signs"]);
      const bool plain = std::ranges::all_of(signs, word_character);
      forms[row["script"] == "cyrillic"][signs[0]].push_back(
          {signs, utf8::decode(row["letter"], 0).character, plain || signs.size() == 1});
    }
    for (Forms& of_script : forms)
      for (auto& [first, longest_first] : of_script)
        std::ranges::stable_sort(longest_first, [](const Form& a, const Form& b) { return a.signs.size() > b.signs.size(); });
    return forms;
  }();
  return kForms[cyrillic];
}

const Form* form_at(const Forms& forms, const Units& units, std::size_t at, std::size_t end, bool in_word) {
  const auto found = forms.find(units[at].character);
  if (found == forms.end()) return nullptr;
  for (const Form& form : found->second) {
    if (form.signs.size() > end - at) continue;
    bool same = true;
    for (std::size_t i = 1; same && i < form.signs.size(); ++i) same = units[at + i].character == form.signs[i];
    if (!same) continue;
    if (form.needs_word) {
      const std::size_t after = at + form.signs.size();
      if (!in_word || after >= end || !word_character(units[after].character)) continue;
      const auto digit = [&](std::size_t i) { return text::character(units[i].character).has(text::kDigit); };
      if (digit(at) && (digit(at - 1) || digit(after))) continue;
    }
    return &form;
  }
  return nullptr;
}

// "t|h|e", "(d)(o)": what stands between all letters of a word stands for none.
bool letters_set_apart(const Units& units, std::size_t begin, std::size_t end) {
  std::size_t alone = 0, letters = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!word_character(units[i].character)) continue;
    ++letters;
    alone += (i == begin || !word_character(units[i - 1].character)) && (i + 1 == end || !word_character(units[i + 1].character));
  }
  return letters >= 3 && alone == letters && end - begin <= 2 * letters + 2;
}

bool address(const Units& units, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i + 2 < end; ++i)
    if (units[i].character == ':' && units[i + 1].character == '/' && units[i + 2].character == '/') return true;
  return false;
}

// Brackets around a word or a part of it ("word(s)", "[a link](…)") stand for no letters.
bool in_pair(const Units& units, std::size_t begin, std::size_t end, std::size_t at) {
  const char32_t close = units[at].character == '(' ? U')' : units[at].character == '[' ? U']' : units[at].character == '{' ? U'}' : U'>';
  for (std::size_t i = at + 1; i < end; ++i)
    if (units[i].character == close) return true;
  return begin == end;
}

}  // namespace

bool read_signs(Units& units) {
  std::size_t latin = 0, cyrillic = 0;
  for (const Unit& unit : units) {
    const text::Script script = text::character(unit.character).script;
    latin += script == text::Script::latin;
    cyrillic += script == text::Script::cyrillic;
  }
  const Forms& forms = forms_of(cyrillic > latin);
  Units out;
  out.reserve(units.size());
  std::size_t words = 0, written = 0;  // tokens, and those of them with such letters
  for (std::size_t begin = 0; begin < units.size();) {
    if (space(units[begin].character)) {
      out.push_back(units[begin++]);
      continue;
    }
    std::size_t end = begin;
    while (end < units.size() && !space(units[end].character)) ++end;
    ++words;
    const bool apart = letters_set_apart(units, begin, end);
    if (apart || address(units, begin, end)) {
      for (std::size_t i = begin; i < end; ++i) {
        out.push_back(units[i]);
        if (apart && !word_character(units[i].character)) out.back().character = U'·', written += i == begin + 1;
      }
      begin = end;
      continue;
    }
    std::size_t made = 0;
    for (std::size_t i = begin; i < end;) {
      const bool in_word = !out.empty() && i > begin && word_character(out.back().character);
      const Form* const form = form_at(forms, units, i, end, in_word);
      const bool bracket = form && form->signs.size() == 1 &&
                           (units[i].character == '(' || units[i].character == '[' || units[i].character == '{' || units[i].character == '<');
      if (!form || (bracket && in_pair(units, begin, end, i))) {
        out.push_back(units[i++]);
        continue;
      }
      const std::size_t after = i + form->signs.size();
      // Units may stand in turned order.
      out.push_back({form->letter, std::min(units[i].begin, units[after - 1].begin), std::max(units[i].end, units[after - 1].end)});
      ++made;
      i = after;
    }
    written += made > 1 || (made == 1 && std::any_of(units.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     units.begin() + static_cast<std::ptrdiff_t>(end),
                                                     [](const Unit& unit) { return letter(unit.character); }));
    begin = end;
  }
  if (written < 2 || written * 8 < words) return false;
  units = std::move(out);
  return true;
}

}  // namespace tocsin::trace
