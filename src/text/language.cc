// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "text/folding.h"
#include "text/frequent.h"
#include "text/language_profiles.h"
#include "text/token_scan.h"
#include "text/unicode.h"

namespace tocsin::text {

Script script(std::string_view text) {
  std::array<std::uint32_t, 8> letters{};
  const Character* ascii = &character(U'\0');  // a page of 256
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      letters[static_cast<std::size_t>(ascii[byte].script)] += ascii[byte].has(kLetter);
      ++at;
      continue;
    }
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

constexpr double kLetterVote = 0.4;  // a telling letter counts less than a frequent word
constexpr double kEndingVote = 0.5;
constexpr double kFewestVotesPerWord = 0.06;
constexpr std::size_t kEnough = 20'000;  // bytes; more change nothing

// What is kept from one text to the next, so that nothing is allocated anew.
struct Workspace {
  std::vector<Token> tokens;
  std::vector<std::string_view> words;
  std::vector<double> votes;
};

bool address(std::string_view word) {
  bool slash = false;
  for (const char c : word) slash |= c == '/';  // words are short: no call
  return slash;
}

// The language of `wanted` script with most votes; -1: none has any.
int most_votes(std::string_view folded, Script wanted) {
  static thread_local Workspace work;
  const Profiles& known = profiles();
  std::vector<double>& votes = work.votes;
  votes.assign(known.names.size(), 0);
  const auto vote = [&](const Languages& languages, double weight) {
    double share = 0;
    for (const std::uint8_t i : languages) share += known.scripts[i] == wanted;
    for (const std::uint8_t i : languages)
      if (known.scripts[i] == wanted) votes[i] += weight / share;
  };
  tokens(folded, work.tokens);
  work.words.clear();
  for (const Token& token : work.tokens) {
    const std::string_view word = slice(folded, token.span);
    if (token.kind != TokenKind::word || word.front() == '@' || word.front() == '#' || address(word))
      continue;
    work.words.push_back(word);
    if (const Languages* languages = known.of_word.find(word)) vote(*languages, 1);
    for (std::size_t at = 0; at < word.size();) {
      if (static_cast<unsigned char>(word[at]) < 0x80) {
        ++at;
        continue;
      }
      const auto [c, length] = utf8::decode(word, at);
      at += length;
      if (const Languages* languages = known.of_letter(c)) vote(*languages, kLetterVote);
    }
  }
  auto best = std::max_element(votes.begin(), votes.end());  // the first of equals
  if (*best <= 0) {
    for (const std::string_view word : work.words)
      for (std::size_t length = 5; length >= 2; --length) {
        if (word.size() < length + 2) continue;
        const Languages* languages = known.of_ending.find(word.substr(word.size() - length));
        if (languages == nullptr) continue;
        vote(*languages, kEndingVote);
        break;
      }
    best = std::max_element(votes.begin(), votes.end());
  }
  if (*best <= 0 || *best < kFewestVotesPerWord * static_cast<double>(work.words.size())) return -1;
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
         frequent_word(normalise(line.substr(begin, end - begin), kNfkc | kCase | kInvisible).bytes);
}

bool frequent_word(std::string_view word) { return profiles().of_word.find(word) != nullptr; }

std::string language(std::string_view text) {
  std::size_t cut = std::min(text.size(), kEnough);
  while (!utf8::boundary(text, cut)) --cut;
  text = text.substr(0, cut);
  std::array<std::uint32_t, 3> beside{};  // kana, hangul, other letters Script::other holds
  static thread_local std::string space;
  Folded folded = folded_by_character(text, space);
  const auto most = static_cast<Script>(std::max_element(folded.letters.begin(), folded.letters.end()) - folded.letters.begin());
  const auto named = [&](std::string_view otherwise) {
    const int best = most_votes(folded.whole ? folded.bytes : normalise(text, kNfkc | kCase | kInvisible).bytes, most);
    return best < 0 ? std::string(otherwise) : profiles().names[static_cast<std::size_t>(best)];
  };
  switch (most) {
    case Script::latin:
      return named("und");
    case Script::cyrillic:
      return named("ru");
    case Script::arabic:
      return named("ar");
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
