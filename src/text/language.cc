// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "core/list.h"
#include "core/utf8.h"
#include "text/frequent.h"
#include "text/lists.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {

Script script(std::string_view text) {
  std::array<std::uint32_t, 8> letters{};
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    const Character& about = character(c);
    if (about.has(kLetter)) ++letters[static_cast<std::size_t>(about.script)];
    at += length;
  }
  letters[0] = 0;
  return static_cast<Script>(std::max_element(letters.begin(), letters.end()) - letters.begin());
}

bool all_capitals(std::string_view text) {
  std::size_t upper = 0, lower = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    const Character& about = character(c);
    upper += about.has(kUpper);
    lower += about.has(kLower);
    at += length;
  }
  return upper + lower >= 20 && upper * 10 >= (upper + lower) * 9;
}

namespace {

struct Words {
  std::unordered_map<std::string, std::vector<std::string>> languages_of;   // a frequent word, a telling letter
  Words() {
    for (const ListRow& row : builtin_list("languages.tsv", list("languages.tsv"))) {
      const std::string& words = row["words"];
      for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        if (end > begin) languages_of[words.substr(begin, end - begin)].push_back(row["lang"]);
        begin = end + 1;
      }
    }
  }
};

const Words& words() {
  static const Words kWords;
  return kWords;
}

}  // namespace

bool ends_with_frequent_word(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongest && line[begin - 1] != ' ') --begin;
  return begin < end && words().languages_of.contains(normalise(line.substr(begin, end - begin), kNfkc | kCase | kInvisible).bytes);
}

std::string language(std::string_view text) {
  const Script most = script(text);
  std::map<std::string, double> votes;
  const View view = normalise(text, kNfkc | kCase | kInvisible);
  for (const Token& token : tokens(view.bytes)) {
    if (token.kind != TokenKind::word) continue;
    const auto it = words().languages_of.find(std::string(slice(view.bytes, token.span)));
    if (it == words().languages_of.end()) continue;
    for (const std::string& name : it->second) votes[name] += 1.0 / static_cast<double>(it->second.size());
  }
  std::string best;
  double most_votes = 0;
  for (const auto& [name, count] : votes)
    if (count > most_votes) best = name, most_votes = count;
  switch (most) {
    case Script::arabic: return best == "fa" || best == "ur" ? best : "ar";
    case Script::cyrillic: return best.empty() ? "ru" : best;
    case Script::hebrew: return "he";
    case Script::greek: return "el";
    case Script::han: return "zh";
    case Script::latin: return best.empty() ? "und" : best;
    default: return "und";
  }
}

}  // namespace tocsin::text
