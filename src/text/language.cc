// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
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

using Languages = std::vector<std::uint8_t>;  // indices

struct Profiles {
  std::vector<std::string> names;
  std::vector<std::string> scripts;
  std::unordered_map<std::string, Languages> of_word;
  std::unordered_map<std::string, Languages> of_ending;
  std::unordered_map<char32_t, Languages> of_letter;

  Profiles() {
    for (const ListRow& row : builtin_list("languages.tsv", list("languages.tsv"))) {
      const auto index = static_cast<std::uint8_t>(names.size());
      names.push_back(row["lang"]);
      scripts.push_back(row["script"]);
      read(row["words"], index, of_word);
      read(row["endings"], index, of_ending);
      const std::string& letters = row["letters"];
      for (std::size_t at = 0; at < letters.size();) {
        const auto [c, length] = utf8::decode(letters, at);
        of_letter[c].push_back(index);
        at += length;
      }
    }
  }

 private:
  static void read(const std::string& words, std::uint8_t index, std::unordered_map<std::string, Languages>& into) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      if (end > begin) into[words.substr(begin, end - begin)].push_back(index);
      begin = end + 1;
    }
  }
};

const Profiles& profiles() {
  static const Profiles kProfiles;
  return kProfiles;
}

constexpr double kLetterVote = 0.4;  // a telling letter counts less than a frequent word
constexpr double kEndingVote = 0.5;
constexpr double kFewestVotesPerWord = 0.06;
constexpr std::size_t kEnough = 20'000;  // bytes; more change nothing

// The language of `wanted` script with most votes; -1: none has any.
int most_votes(std::string_view text, std::string_view wanted) {
  const Profiles& known = profiles();
  std::vector<double> votes(known.names.size());
  const auto vote = [&](const Languages& languages, double weight) {
    double share = 0;
    for (const std::uint8_t i : languages) share += known.scripts[i] == wanted;
    for (const std::uint8_t i : languages)
      if (known.scripts[i] == wanted) votes[i] += weight / share;
  };
  const View view = normalise(text, kNfkc | kCase | kInvisible);
  std::vector<std::string_view> words;
  for (const Token& token : tokens(view.bytes)) {
    const std::string_view word = slice(view.bytes, token.span);
    if (token.kind != TokenKind::word || word.front() == '@' || word.front() == '#' || word.find('/') != word.npos)
      continue;
    words.push_back(word);
    if (const auto it = known.of_word.find(std::string(word)); it != known.of_word.end()) vote(it->second, 1);
    for (std::size_t at = 0; at < word.size();) {
      const auto [c, length] = utf8::decode(word, at);
      at += length;
      if (c < 0x80) continue;
      if (const auto it = known.of_letter.find(c); it != known.of_letter.end()) vote(it->second, kLetterVote);
    }
  }
  auto best = std::max_element(votes.begin(), votes.end());  // the first of equals
  if (*best <= 0) {
    for (const std::string_view word : words)
      for (std::size_t length = 5; length >= 2; --length) {
        if (word.size() < length + 2) continue;
        const auto it = known.of_ending.find(std::string(word.substr(word.size() - length)));
        if (it == known.of_ending.end()) continue;
        vote(it->second, kEndingVote);
        break;
      }
    best = std::max_element(votes.begin(), votes.end());
  }
  if (*best <= 0 || *best < kFewestVotesPerWord * static_cast<double>(words.size())) return -1;
  return static_cast<int>(best - votes.begin());
}

}  // namespace

bool ends_with_frequent_word(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongest && line[begin - 1] != ' ') --begin;
  return begin < end &&
         profiles().of_word.contains(normalise(line.substr(begin, end - begin), kNfkc | kCase | kInvisible).bytes);
}

bool frequent_word(std::string_view word) { return profiles().of_word.contains(std::string(word)); }

std::string language(std::string_view text) {
  std::size_t cut = std::min(text.size(), kEnough);
  while (!utf8::boundary(text, cut)) --cut;
  text = text.substr(0, cut);
  std::array<std::uint32_t, 3> beside{};  // kana, hangul, other letters Script::other holds
  const Script most = script(text);
  const auto named = [&](std::string_view wanted, std::string_view otherwise) {
    const int best = most_votes(text, wanted);
    return best < 0 ? std::string(otherwise) : profiles().names[static_cast<std::size_t>(best)];
  };
  switch (most) {
    case Script::latin:
      return named("latin", "und");
    case Script::cyrillic:
      return named("cyrillic", "ru");
    case Script::arabic:
      return named("arabic", "ar");
    case Script::hebrew:
      return "he";
    case Script::greek:
      return "el";
    case Script::han:
    case Script::other:
      break;
    case Script::none:
      return "und";
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    if (c >= 0x3041 && c <= 0x30FF)
      ++beside[0];
    else if (c >= 0xAC00 && c <= 0xD7A3)
      ++beside[1];
    else if (c >= 0x0900 && c <= 0x097F)
      ++beside[2];
  }
  if (beside[0] > 0) return "ja";
  if (most == Script::han) return "zh";
  if (beside[1] > 0) return "ko";
  return beside[2] > 0 ? "hi" : "und";
}

}  // namespace tocsin::text
