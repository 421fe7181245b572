// SPDX-License-Identifier: Apache-2.0
#include "read/threats_cues.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <utility>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

constexpr std::array<std::pair<std::string_view, CueKind>, 37> kKinds{{
    {"report", CueKind::report},
    {"report_noun", CueKind::report_noun},
    {"denial", CueKind::denial},
    {"dissent", CueKind::dissent},
    {"rejects", CueKind::rejects},
    {"endorse", CueKind::endorse},
    {"forward", CueKind::forward},
    {"warn", CueKind::warn},
    {"praise", CueKind::praise},
    {"hope", CueKind::hope},
    {"cohort", CueKind::cohort},
    {"order", CueKind::order},
    {"sport", CueKind::sport},
    {"game", CueKind::game},
    {"fiction", CueKind::fiction},
    {"idiom", CueKind::idiom},
    {"laugh", CueKind::laugh},
    {"domestic", CueKind::domestic},
    {"history", CueKind::history},
    {"policy", CueKind::policy},
    {"defence", CueKind::defence},
    {"serious", CueKind::serious},
    {"condition", CueKind::condition},
    {"motive", CueKind::motive},
    {"motive_fact", CueKind::motive_fact},
    {"means", CueKind::means},
    {"chosen", CueKind::chosen},
    {"rejected", CueKind::rejected},
    {"rejected_after", CueKind::rejected_after},
    {"aim", CueKind::aim},
    {"aim_after", CueKind::aim_after},
    {"header", CueKind::header},
    {"says", CueKind::says},
    {"vocative", CueKind::vocative},
    {"warned", CueKind::warned},
    {"hint", CueKind::hint},
    {"veiled", CueKind::veiled},
}};

constexpr std::array<std::pair<std::string_view, std::uint64_t>, 38> kClasses{{
    {"first", kFirst},
    {"second", kSecond},
    {"third", kThird},
    {"anyone", kAnyone},
    {"nobody", kNobody},
    {"future", kFuture},
    {"duty", kDuty},
    {"may", kMay},
    {"can", kCan},
    {"be", kBe},
    {"have", kHave},
    {"did", kDid},
    {"do", kDo},
    {"negation", kNegation},
    {"adverb", kAdverb},
    {"to", kTo},
    {"and", kAnd},
    {"determiner", kDeterminer},
    {"preposition", kPreposition},
    {"conjunction", kConjunction},
    {"relative", kRelative},
    {"when", kWhen},
    {"object_pronoun", kObjectPronoun},
    {"would_go", kWouldGo},
    {"desire", kDesire},
    {"call", kCall},
    {"threaten", kThreaten},
    {"began", kBegan},
    {"refuse", kRefuse},
    {"affirming", kAffirming},
    {"let", kLet},
    {"motion", kMotion},
    {"object_first", kObjectFirst},
    {"deserve", kDeserve},
    {"our", kOur},
    {"say", kSay},
    {"stop", kStop},
    {"hope", kHope},
}};

template <class Value, std::size_t kSize>
Value value_of(const std::array<std::pair<std::string_view, Value>, kSize>& table, std::string_view name) {
  for (const auto& [key, value] : table)
    if (key == name) return value;
  assert(!"a list names a kind that does not exist");
  return table[0].second;
}

struct CueBook {
  struct Row {
    CueKind kind;
    Pattern words;
  };
  std::vector<Row> rows;
  std::unordered_map<std::string, std::vector<std::uint32_t>> exact, prefixes;  // first word → rows
  std::size_t shortest_prefix = 99, longest_prefix = 0;

  CueBook() {
    for (const char* file : {"threat_cues.tsv", "threat_play.tsv"}) {
      for (const ListRow& row : builtin_list(file, list(file))) {
        const auto at = static_cast<std::uint32_t>(rows.size());
        rows.push_back({value_of(kKinds, row["kind"]), pattern(row["phrase"])});
        const PatternWord& first = rows.back().words.front();
        for (const std::string& w : first.exact) exact[w].push_back(at);
        for (const std::string& w : first.prefixes) {
          prefixes[w].push_back(at);
          shortest_prefix = std::min(shortest_prefix, w.size());
          longest_prefix = std::max(longest_prefix, w.size());
        }
      }
    }
  }

  void candidates(std::string_view form, std::vector<std::uint32_t>& out) const {
    if (const auto it = exact.find(std::string(form)); it != exact.end())
      out.insert(out.end(), it->second.begin(), it->second.end());
    for (std::size_t n = shortest_prefix; n <= std::min(longest_prefix, form.size()); ++n)
      if (const auto it = prefixes.find(std::string(form.substr(0, n))); it != prefixes.end())
        out.insert(out.end(), it->second.begin(), it->second.end());
  }
};

using WordMap = std::unordered_map<std::string, std::uint64_t>;

const WordMap& grammar() {
  static const WordMap kMap = [] {
    WordMap map;
    for (const ListRow& row : builtin_list("threat_grammar.tsv", list("threat_grammar.tsv"))) {
      const Pattern p = pattern(row["words"]);
      for (const PatternWord& w : p)
        for (const std::string& s : w.exact) map[s] |= value_of(kClasses, row["class"]);
    }
    return map;
  }();
  return kMap;
}

const std::unordered_map<std::string, Noun>& nouns() {
  static const std::unordered_map<std::string, Noun> kMap = [] {
    static const std::map<std::string, Noun, std::less<>> kNames{{"place", Noun::place},
                                                                 {"people", Noun::people},
                                                                 {"group", Noun::group},
                                                                 {"thing", Noun::thing},
                                                                 {"time", Noun::time}};
    std::unordered_map<std::string, Noun> map;
    for (const ListRow& row : builtin_list("threat_nouns.tsv", list("threat_nouns.tsv"))) {
      for (const PatternWord& w : pattern(row["words"]))
        for (const std::string& s : w.exact) map.emplace(s, kNames.at(row["class"]));
    }
    return map;
  }();
  return kMap;
}

}  // namespace

bool PatternWord::matches(const Word& word) const {
  if (any) return word.kind == text::TokenKind::word || word.kind == text::TokenKind::number;
  const auto form = [&](std::string_view s) {
    for (const std::string& e : exact)
      if (s == e) return true;
    for (const std::string& p : prefixes)
      if (s.substr(0, p.size()) == p) return true;
    return false;
  };
  if (word.forms.empty()) return form(word.text);
  return std::any_of(word.forms.begin(), word.forms.end(), [&](const Form& f) { return form(f.text); });
}

Pattern pattern(std::string_view phrase) {
  Pattern out;
  for (std::size_t begin = 0; begin < phrase.size();) {
    std::size_t end = phrase.find(' ', begin);
    if (end == std::string_view::npos) end = phrase.size();
    const std::string_view token = phrase.substr(begin, end - begin);
    begin = end + 1;
    if (token.empty()) continue;
    PatternWord word;
    word.gap = token == "...";
    word.any = token == "_";
    for (std::size_t b = 0; !word.gap && !word.any && b <= token.size();) {
      std::size_t e = token.find('|', b);
      if (e == std::string_view::npos) e = token.size();
      std::string_view part = token.substr(b, e - b);
      b = e + 1;
      const bool prefix = part.size() > 1 && part.back() == '*';
      if (prefix) part.remove_suffix(1);
      if (!part.empty()) (prefix ? word.prefixes : word.exact).push_back(folded(part));
    }
    out.push_back(std::move(word));
  }
  assert(!out.empty() && !out.front().gap);
  return out;
}

std::optional<PatternHit> match(const Words& words, std::uint32_t from, const Pattern& pattern, std::size_t skip) {
  if (from >= words.words.size())
    return skip >= pattern.size() ? std::optional<PatternHit>({from, 0, 0}) : std::nullopt;
  const std::uint32_t limit = words.sentence_end(skip > 0 && from > 0 ? from - 1 : from);
  std::uint32_t at = from;
  PatternHit hit;
  for (std::size_t p = skip; p < pattern.size(); ++p) {
    if (pattern[p].gap) {
      for (std::uint32_t skipped = 0; skipped <= kLongestGap && at + skipped < limit; ++skipped) {
        if (const auto rest = match(words, at + skipped, pattern, p + 1)) {
          hit.end = rest->end;
          hit.gap_begin = at;
          hit.gap_end = at + skipped;
          return hit;
        }
      }
      return std::nullopt;
    }
    if (at >= limit || !pattern[p].matches(words.words[at])) return std::nullopt;
    ++at;
  }
  hit.end = at;
  return hit;
}

std::optional<CueKind> cue_kind(std::string_view name) {
  for (const auto& [known, kind] : kKinds)
    if (known == name) return kind;
  return std::nullopt;
}

std::vector<Cue> find_cues(const Words& words) {
  static const CueBook kBook;
  std::vector<Cue> out;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < words.words.size(); ++i) {
    const Word& word = words.words[i];
    rows.clear();
    if (word.forms.empty()) kBook.candidates(word.text, rows);
    for (const Form& f : word.forms) kBook.candidates(f.text, rows);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const std::size_t first = out.size();
    for (std::uint32_t r : rows) {
      const auto hit = match(words, i, kBook.rows[r].words);
      if (!hit) continue;
      const Cue cue{kBook.rows[r].kind, i, hit->end, hit->gap_begin, hit->gap_end};
      if (word.name_like && (cue.kind == CueKind::report || cue.kind == CueKind::says || cue.kind == CueKind::hope))
        continue;  // "Tell Marwud"
      const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                     [&](const Cue& c) { return c.kind == cue.kind; });
      if (same == out.end()) {
        out.push_back(cue);
      } else if (same->end < cue.end) {
        *same = cue;
      }
    }
  }
  return out;
}

std::uint64_t classes(const Word& word) {
  std::uint64_t out = 0;
  const auto add = [&](const std::string& s) {
    if (const auto it = grammar().find(s); it != grammar().end()) out |= it->second;
  };
  if (word.kind != text::TokenKind::word) return 0;
  if (word.forms.empty()) {
    add(word.text);
    if (word.name_like)
      out &= kFirst | kSecond | kThird | kDeterminer | kOur | kWhen | kPreposition | kAnd | kNegation | kConjunction |
             kObjectPronoun | kTo;
    if (out == 0 && !word.name_like && word.text.size() > 4 && word.text.substr(word.text.size() - 2) == "ly")
      out |= kManner;
  } else {
    add(word.forms[0].text);
    if (out == 0 && word.forms.size() > 1 && word.forms[1].dropped == 2) add(word.forms[1].text);
  }
  return out;
}

Noun noun(const Word& word) {
  const auto find = [&](std::string_view s) {
    const auto it = nouns().find(std::string(s));
    return it == nouns().end() ? Noun::none : it->second;
  };
  if (word.kind != text::TokenKind::word) return Noun::none;
  if (!word.forms.empty()) {
    for (const Form& f : word.forms)
      if (const Noun n = find(f.text); n != Noun::none) return n;
    for (const Form& f : word.forms) {  // with an object's owner at its end: مدرستهم, بيوتهم
      if (f.dropped >= 4 && word.text.substr(f.dropped - 4, 4) == "ال") continue;  // what has an article has no owner
      for (std::string_view tail : {"هم", "كم", "نا", "ها", "ه", "ي"})
        if (f.text.size() > tail.size() + 3 && f.text.ends_with(tail)) {
          std::string stem = f.text.substr(0, f.text.size() - tail.size());
          if (const Noun n = find(stem); n != Noun::none) return n;
          if (stem.ends_with("ت"))
            if (const Noun n = find(stem.substr(0, stem.size() - 2) + "ه"); n != Noun::none) return n;
        }
    }
    return Noun::none;
  }
  if (const Noun n = find(word.text); n != Noun::none) return n;
  const std::string& w = word.text;
  if (w.ends_with("ies") && w.size() > 4)
    if (const Noun n = find(w.substr(0, w.size() - 3) + "y"); n != Noun::none) return n;
  if (w.ends_with("es") && w.size() > 4)
    if (const Noun n = find(w.substr(0, w.size() - 2)); n != Noun::none) return n;
  if (w.ends_with("s") && w.size() > 3) return find(w.substr(0, w.size() - 1));
  return Noun::none;
}

}  // namespace tocsin::read
