// SPDX-License-Identifier: Apache-2.0
// Word patterns from lists, and where they stand in a text.
//
//   "condemn*"             a word that begins so
//   "shame on|upon"        one of several words
//   "if you eat ... cake"  a gap of at most kLongestGap words
//   "do _ favour"          any one word
//
// An Arabic word of a pattern matches with or without the prefixes و ف ب ك ل ال in front of the text's word.
// Patterns never reach over the end of a sentence. Linear in the text: gaps and alternatives are bounded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/threats_words.h"

namespace tocsin::read {

inline constexpr std::uint32_t kLongestGap = 5;

struct PatternWord {
  std::vector<std::string> exact, prefixes;
  bool gap = false, any = false;

  bool matches(const Word& word) const;
};

using Pattern = std::vector<PatternWord>;
Pattern pattern(std::string_view phrase);

struct PatternHit {
  std::uint32_t end = 0;                     // word after the last
  std::uint32_t gap_begin = 0, gap_end = 0;  // the first gap, empty where there is none
};
// `from` matches the pattern's words after `skip`.
std::optional<PatternHit> match(const Words& words, std::uint32_t from, const Pattern& pattern, std::size_t skip = 0);

// What lists/threat_cues.tsv tells apart; its README says what each is for.
enum class CueKind : std::uint8_t {
  report,
  report_noun,
  denial,
  dissent,
  rejects,
  endorse,
  forward,
  warn,
  praise,
  hope,
  cohort,
  order,
  sport,
  game,
  fiction,
  idiom,
  laugh,
  domestic,
  history,
  policy,
  defence,
  serious,
  condition,
  motive,
  motive_fact,
  means,
  chosen,
  rejected,
  rejected_after,
  aim,
  aim_after,
  veiled,  // a threat with no verb of harm in it: "nobody will be safe at …"
  header,
  says,
  vocative,
  warned,
  hint
};

struct Cue {
  CueKind kind = CueKind::report;
  std::uint32_t begin = 0, end = 0;  // words
  std::uint32_t gap_begin = 0, gap_end = 0;
};

// The kind that a list names so; none: no list may.
std::optional<CueKind> cue_kind(std::string_view name);

// Sorted by where they begin; of one kind, the longest at each place.
std::vector<Cue> find_cues(const Words& words);

// Classes of function words (lists/threat_grammar.tsv), as bits.
enum WordClass : std::uint64_t {
  kFirst = 1,
  kSecond = 2,
  kThird = 4,
  kAnyone = 8,
  kNobody = 16,
  kFuture = 32,
  kDuty = 64,
  kMay = 128,
  kCan = 256,
  kBe = 512,
  kHave = 1024,
  kDid = 2048,
  kDo = 4096,
  kNegation = 8192,
  kAdverb = 1 << 14,
  kTo = 1 << 15,
  kAnd = 1 << 16,
  kDeterminer = 1 << 17,
  kPreposition = 1 << 18,
  kConjunction = 1 << 19,
  kRelative = 1 << 20,
  kWhen = 1 << 21,
  kObjectPronoun = 1 << 22,
  kWouldGo = 1 << 23,
  kDesire = 1 << 24,
  kCall = 1 << 25,
  kThreaten = 1 << 26,
  kBegan = 1 << 27,
  kRefuse = 1 << 28,
  kAffirming = 1 << 29,
  kLet = 1 << 30,
  kMotion = 1ULL << 31,
  kObjectFirst = 1ULL << 32,
  kDeserve = 1ULL << 33,
  kOur = 1ULL << 34,
  kSay = 1ULL << 35,
  kStop = 1ULL << 36,
  kHope = 1ULL << 37,
  kManner = 1ULL << 38  // ends in -ly: an adverb, or an adjective in front of a noun
};
std::uint64_t classes(const Word& word);

// Classes of nouns (lists/threat_nouns.tsv).
enum class Noun : std::uint8_t { none, place, people, group, thing, time };
Noun noun(const Word& word);

}  // namespace tocsin::read
