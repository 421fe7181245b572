// SPDX-License-Identifier: Apache-2.0
#include "read/statements_cues.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read::attribution {
namespace {

struct Entry {
  std::vector<std::string> rest;   // the words after the first
  std::uint32_t frames = 0;
  CueClass kind = CueClass::say;
  Form form = Form::base;
  bool also_participle = false;
};

using Lexicon = std::unordered_map<std::string, std::vector<Entry>>;

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string third_person(const std::string& base) {
  if (base.ends_with("s") || base.ends_with("sh") || base.ends_with("ch") || base.ends_with("x") || base == "go") return base + "es";
  if (base.size() > 1 && base.ends_with("y") && !vowel(base[base.size() - 2])) return base.substr(0, base.size() - 1) + "ies";
  return base + "s";
}
std::string regular_past(const std::string& base) {
  if (base.ends_with("e")) return base + "d";
  if (base.size() > 1 && base.ends_with("y") && !vowel(base[base.size() - 2])) return base.substr(0, base.size() - 1) + "ied";
  return base + "ed";
}
std::string regular_ing(const std::string& base) {
  if (base.size() > 2 && base.ends_with("e") && !base.ends_with("ee")) return base.substr(0, base.size() - 1) + "ing";
  return base + "ing";
}

std::uint32_t frames_of(const std::string& letters) {
  std::uint32_t out = 0;
  for (const char c : letters) {
    switch (c) {
      case 'c': out |= kClause; break;
      case 'n': out |= kNounObject; break;
      case 't': out |= kInfinitive; break;
      case 'w': out |= kQuestion; break;
      case 'o': out |= kHearerFirst; break;
      case 'p': out |= kAfterContent; break;
      case 'q': out |= kQuoteOnly; break;
      case 'a': out |= kAdjective; break;
      case 's': out |= kNounCue; break;
      case 'v': out |= kValue; break;
      case 'l': out |= kLight; break;
      case 'u': out |= kUnsaid; break;
      case 'x': out |= kAsObject; break;
      default: break;
    }
  }
  return out;
}

CueClass class_of(const std::string& name) {
  return name == "deny" ? CueClass::deny : name == "show" ? CueClass::show : name == "think" ? CueClass::think : CueClass::say;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// All forms of `base`, each with the same entry.
void add_forms(Lexicon& out, const ListRow& row, const std::string& base, Entry entry) {
  const auto add = [&](const std::string& form, Form kind) {
    entry.form = kind;
    out[form].push_back(entry);
  };
  if (row["past"] == "-") {  // has no forms
    add(base, Form::base);
    if (entry.frames & kNounCue) add(third_person(base), Form::base);
    return;
  }
  const std::string past = row["past"].empty() ? regular_past(base) : row["past"];
  const std::string participle = row["participle"].empty() ? past : row["participle"];
  if (base != past) add(base, Form::base);
  add(third_person(base), Form::third);
  entry.also_participle = past == participle;
  add(past, Form::past);
  entry.also_participle = false;
  if (participle != past) add(participle, Form::participle);
  if (row["ing"] != "-") add(row["ing"].empty() ? regular_ing(base) : row["ing"], Form::ing);  // "-": it is another word
}

Lexicon build() {
  Lexicon out;
  for (const ListRow& row : builtin_list("statement_cues.tsv", list("statement_cues.tsv"))) {
    const std::vector<std::string> words = split(row["cue"], ' ');
    if (words.empty()) continue;
    Entry entry{{words.begin() + 1, words.end()}, frames_of(row["frames"]), class_of(row["class"]), Form::base, false};
    if (entry.frames != 0) add_forms(out, row, words[0], entry);
    const std::uint32_t kept = entry.frames & (kAdjective | kNounCue);
    for (const std::string& with : split(row["with"], ',')) {
      Entry governs = entry;
      governs.frames = kept | kNounObject;
      for (const std::string& word : split(with, ' ')) governs.rest.push_back(word);
      add_forms(out, row, words[0], std::move(governs));
    }
  }
  return out;
}

const Lexicon& lexicon() {
  static const Lexicon kLexicon = build();
  return kLexicon;
}

// Where the entry whose first word stands at `at` ends; 0: it does not stand there.
std::size_t entry_end(const Words& words, std::size_t at, const Entry& entry) {
  std::size_t i = at + 1;
  for (std::size_t k = 0; k < entry.rest.size(); ++k, ++i) {
    if (k == 0 && i + 1 < words.size() && words[i].low != entry.rest[0] && words[i].low.size() > 4 && words[i].low.ends_with("ly") && !words[i].is(kNoun)) ++i;
    if (i >= words.size() || words[i].low != entry.rest[k]) return 0;
  }
  return i;
}

}  // namespace

std::optional<Cue> cue_at(const Words& words, std::size_t at, std::size_t longest) {
  if (at >= words.size()) return std::nullopt;
  // In capitals a country looks like a verb: "the United States", "71 states".
  if (words[at].low == "states" && at > 0 && (words[at - 1].low == "united" || words[at - 1].low == "member" || words[at - 1].is(kNumber))) return std::nullopt;
  const auto found = lexicon().find(words[at].low);
  if (found == lexicon().end()) return std::nullopt;
  std::size_t end = 0;
  Cue cue;
  for (const Entry& entry : found->second) {
    if (entry.rest.size() >= longest) continue;
    const std::size_t entry_stop = entry_end(words, at, entry);
    if (entry_stop == 0 || entry_stop < end) continue;
    if (entry_stop > end) cue = Cue{at, entry_stop, 0, 0, entry.kind, entry.form, entry.also_participle};
    end = entry_stop;
    if (entry.frames & kNounCue) {
      cue.noun |= entry.frames;
      cue.frames |= kNounCue;
      continue;
    }
    if ((cue.frames & ~kNounCue) == 0) cue.kind = entry.kind, cue.form = entry.form, cue.also_participle = entry.also_participle;
    cue.frames |= entry.frames;
  }
  if (end == 0) return std::nullopt;
  return cue;
}

void lower_headlines(Words& words) {
  constexpr std::size_t kShortest = 4, kLongest = 30;   // words
  for (const Span& s : words.sentences) {
    if (s.end - s.begin < kShortest || s.end - s.begin > kLongest) continue;
    std::size_t capitals = 0, long_words = 0;
    for (std::size_t i = s.begin; i < s.end; ++i) {
      if (words[i].is(kMark | kNumber) || words[i].low.size() < 4) continue;
      ++long_words;
      capitals += words[i].capital;
    }
    if (long_words < 3 || capitals * 5 < long_words * 4) continue;
    for (std::size_t i = s.begin; i < s.end; ++i) {
      Word& w = words.words[i];
      const bool small = w.is(kDet | kPronoun | kObject | kPossessive | kPreposition | kSubordinator | kRelative | kCoordinator | kAuxiliary | kNegation | kVerb | kAdverb);
      w.capital = w.capital && !small && !cue_at(words, i);
    }
  }
}

}  // namespace tocsin::read::attribution
