// SPDX-License-Identifier: Apache-2.0
#include "read/statements_cues.h"

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
      default: break;
    }
  }
  return out;
}

CueClass class_of(const std::string& name) {
  return name == "deny" ? CueClass::deny : name == "show" ? CueClass::show : name == "think" ? CueClass::think : CueClass::say;
}

Lexicon build() {
  Lexicon out;
  for (const ListRow& row : builtin_list("statement_cues.tsv", list("statement_cues.tsv"))) {
    std::vector<std::string> words;
    const std::string& cue = row["cue"];
    for (std::size_t begin = 0; begin < cue.size();) {
      std::size_t end = cue.find(' ', begin);
      if (end == std::string::npos) end = cue.size();
      words.push_back(cue.substr(begin, end - begin));
      begin = end + 1;
    }
    if (words.empty()) continue;
    Entry entry{{words.begin() + 1, words.end()}, frames_of(row["frames"]), class_of(row["class"]), Form::base, false};
    const auto add = [&](const std::string& form, Form kind) {
      entry.form = kind;
      out[form].push_back(entry);
    };
    const std::string& base = words[0];
    if (row["past"] == "-") {  // has no forms
      add(base, Form::base);
      if (entry.frames & kNounCue) add(third_person(base), Form::base);
      continue;
    }
    const std::string past = row["past"].empty() ? regular_past(base) : row["past"];
    const std::string participle = row["participle"].empty() ? past : row["participle"];
    const std::string ing = row["ing"].empty() ? regular_ing(base) : row["ing"];
    if (base != past) add(base, Form::base);
    add(third_person(base), Form::third);
    entry.also_participle = past == participle;
    add(past, Form::past);
    entry.also_participle = false;
    if (participle != past) add(participle, Form::participle);
    add(ing, Form::ing);
  }
  return out;
}

const Lexicon& lexicon() {
  static const Lexicon kLexicon = build();
  return kLexicon;
}

}  // namespace

std::optional<Cue> cue_at(const Words& words, std::size_t at) {
  if (at >= words.size()) return std::nullopt;
  const auto found = lexicon().find(words[at].low);
  if (found == lexicon().end()) return std::nullopt;
  const Entry* best = nullptr;
  std::uint32_t frames = 0;
  for (const Entry& entry : found->second) {
    if (at + entry.rest.size() >= words.size() + (entry.rest.empty() ? 1 : 0)) continue;
    bool same = true;
    for (std::size_t i = 0; same && i < entry.rest.size(); ++i) same = words[at + 1 + i].low == entry.rest[i];
    if (!same) continue;
    if (best == nullptr || entry.rest.size() > best->rest.size()) {
      best = &entry;
      frames = entry.frames;
    } else if (entry.rest.size() == best->rest.size()) {
      // One form may be a verb and a noun ("claims"): both sets of frames, the verb's form.
      frames |= entry.frames;
      if (best->frames & kNounCue) best = &entry;
    }
  }
  if (best == nullptr) return std::nullopt;
  return Cue{at, at + 1 + best->rest.size(), frames, best->kind, best->form, best->also_participle};
}

}  // namespace tocsin::read::attribution
