// SPDX-License-Identifier: Apache-2.0
#include "read/gloss.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "core/list.h"
#include "core/utf8.h"
#include "read/lists.h"
#include "text/name_key.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

constexpr unsigned kFolds = text::kNfkc | text::kCase | text::kInvisible | text::kArabic | text::kConfusables;

std::string folded(std::string_view text) { return text::normalise(text, kFolds).bytes; }

struct Ideas {
  std::unordered_map<std::string, std::string> english, arabic, russian;
  std::unordered_set<std::string> harm;
  std::unordered_map<std::string, std::string> kind;  // of ideas that contradict each other
};

const Ideas& ideas() {
  static const Ideas kAll = [] {
    Ideas out;
    const auto add = [](auto& to, const std::string& words, const std::string& idea) {
      for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t comma = std::min(words.find(',', begin), words.size());
        if (comma > begin) to.emplace(folded(words.substr(begin, comma - begin)), idea);
        begin = comma + 1;
      }
    };
    for (const ListRow& row : builtin_list("gloss.tsv", list("gloss.tsv"))) {
      add(out.english, row["en"], row["idea"]);
      add(out.arabic, row["ar"], row["idea"]);
      add(out.russian, row["ru"], row["idea"]);
      if (!row["harm"].empty()) out.harm.insert(row["idea"]);
      if (!row["kind"].empty()) out.kind.emplace(row["idea"], row["kind"]);
    }
    return out;
  }();
  return kAll;
}

// The word itself, then without the one-letter prefixes and the article that Arabic writes with it.
std::vector<std::string_view> stems(std::string_view word) {
  std::vector<std::string_view> out = {word};
  constexpr std::string_view kAl = "ال", kLil = "لل";
  for (int depth = 0; depth < 3; ++depth) {
    const std::string_view w = out.back();
    if (w.size() > kAl.size() + 3 && (w.substr(0, kAl.size()) == kAl || w.substr(0, kLil.size()) == kLil)) {
      out.push_back(w.substr(kAl.size()));
      break;
    }
    bool cut = false;
    for (std::string_view prefix : {"و", "ف", "ب", "ل", "ك", "س"}) {
      if (w.size() <= prefix.size() + 3 || w.substr(0, prefix.size()) != prefix) continue;
      out.push_back(w.substr(prefix.size()));
      cut = true;
      break;
    }
    if (!cut) break;
  }
  return out;
}

// What the list may know the word by: all of it in English, without prefixes in Arabic, its beginnings in Russian.
std::vector<std::string_view> readings(std::string_view word, std::string_view lang) {
  if (lang == "ar") return stems(word);
  std::vector<std::string_view> out = {word};
  if (lang != "ru") return out;
  constexpr std::size_t kLongest = 40;  // bytes of any beginning in the list, and more
  word = word.substr(0, kLongest);
  while (!word.empty()) {
    do word.remove_suffix(1);
    while (!utf8::boundary(out.front(), word.size()));
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

void sort_once(std::vector<std::string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// "1,200" and "١٬٢٠٠" are "#1200".
std::string number_idea(std::string_view number) {
  std::string out = "#";
  for (const char c : folded(number))
    if (c >= '0' && c <= '9') out += c;
  return out;
}

// What a gloss says of one kind: "#" are numbers.
std::vector<std::string> of_kind(const Gloss& gloss, std::string_view kind) {
  std::vector<std::string> out;
  for (const std::string& idea : gloss.ideas) {
    const auto it = ideas().kind.find(idea);
    if (kind == "#" ? idea.front() == '#' : it != ideas().kind.end() && it->second == kind) out.push_back(idea);
  }
  return out;
}

std::size_t in_both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

}  // namespace

Gloss gloss(std::string_view text, std::string_view lang) {
  Gloss out;
  const Ideas& all = ideas();
  const auto* words = lang == "ar" ? &all.arabic : lang == "en" ? &all.english : lang == "ru" ? &all.russian : nullptr;
  for (const text::Token& token : text::tokens(text)) {
    const std::string_view original = slice(text, token.span);
    if (token.kind == text::TokenKind::number) out.ideas.push_back(number_idea(original));
    if (token.kind != text::TokenKind::word) continue;
    ++out.words;
    if (!words) continue;
    const std::string word = folded(original);
    bool known = false;
    for (const std::string_view reading : readings(word, lang)) {
      const auto it = words->find(std::string(reading));
      if (it == words->end()) continue;
      out.ideas.push_back(it->second);
      out.harm = out.harm || all.harm.contains(it->second);
      known = true;
      break;
    }
    if (known || (lang != "ar" && (lang != "en" || word == original))) continue;  // in English a name has a capital
    for (const std::string_view reading : readings(word, lang))
      if (std::string key = text::name_key(reading); key.front() != '=') out.names.push_back(std::move(key));
  }
  sort_once(out.ideas);
  sort_once(out.names);
  return out;
}

bool contradict(const Gloss& a, const Gloss& b) {
  for (const std::string_view kind : {"#", "day", "month", "site"}) {
    const std::vector<std::string> in_a = of_kind(a, kind), in_b = of_kind(b, kind);
    if (in_both(in_a, in_b) < std::min(in_a.size(), in_b.size())) return true;
  }
  return false;
}

std::size_t shared(const Gloss& a, const Gloss& b) { return in_both(a.ideas, b.ideas) + in_both(a.names, b.names); }

double alike(const Gloss& a, const Gloss& b) {
  if (a.words > 3 * b.words || b.words > 3 * a.words) return 0;
  const std::size_t common = shared(a, b), names_shared = in_both(a.names, b.names);
  if (common < 5) return 0;
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.ideas.size() + b.ideas.size() + 2 * names_shared);
}

}  // namespace tocsin::read
