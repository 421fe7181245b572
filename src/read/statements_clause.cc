// SPDX-License-Identifier: Apache-2.0
#include "read/statements_clause.h"

#include <algorithm>
#include <vector>

namespace tocsin::read::attribution {
namespace {

bool comma(const Word& w) { return mark(w, ",") || mark(w, "،"); }

// Marks that stand inside a noun phrase.
bool light_mark(const Word& w) {
  return w.is(kMark) && (w.low == "-" || w.low == "." || w.low == "(" || w.low == ")" || w.low == "&" || w.low == "/" || w.low == "$" ||
                         w.low == "%" || w.low == "'" || w.low == "’" || w.low == "@" || w.low == "#");
}

bool hard_mark(const Word& w) { return w.is(kMark) && !light_mark(w) && !comma(w); }

// "the Orchard Front [OF] said", "the “Silent Tide” brigade said": where what is in brackets or quotation marks and belongs to a name
// begins, if it ends at `end`; else `end`.
std::size_t inside_name(const Words& words, std::size_t low, std::size_t end) {
  constexpr std::size_t kLongest = 8;   // words
  if (end < low + 3) return end;
  std::size_t open = end;
  if (mark(words[end - 1], "]")) {
    while (open > low && end - open < kLongest && !mark(words[open], "[")) --open;
    if (!mark(words[open], "[")) return end;
  } else if (closes_quote(words, end - 1)) {
    const Word& last = words[end - 2];
    if (last.is(kMark)) return end;
    while (open > low && end - open < kLongest && !opens_quote(words, open - 1)) --open;
    if (open == low || !opens_quote(words, --open)) return end;
  } else {
    return end;
  }
  const bool follows = open > low && !words[open - 1].is(kMark | kAuxiliary | kVerb | kPreposition | kSubordinator | kCoordinator | kAdverb) && !cue_at(words, open - 1);
  return follows && words[open - 1].sentence == words[end - 1].sentence ? open : end;
}

bool leading(const Word& w) { return w.is(kCoordinator | kAdverb) && !w.capital ? true : w.is(kCoordinator | kAdverb); }

bool noun_like(const Word& w) {
  return !w.is(kMark | kPreposition | kSubordinator | kCoordinator | kAuxiliary | kAdverb | kDet) && !w.is(kVerb);
}

bool has_finite(const Words& words, Range r) {
  for (std::size_t i = r.begin; i < r.end; ++i) {
    if (words[i].is(kRelative) && i > r.begin) return false;  // what follows belongs to the noun
    if (finite_verb(words, i)) return true;
  }
  return false;
}

// Whether a stretch between commas can describe the name before it.
bool appositive(const Words& words, Range r) {
  if (r.empty()) return false;
  const Word& w = words[r.begin];
  if (w.is(kRelative)) return true;
  if (has_finite(words, r)) return false;
  if (w.is(kSubordinator) && !w.is(kPreposition | kRelative)) return false;
  return true;
}

bool adverbial(const Words& words, Range r) {
  if (r.empty()) return true;
  const Word& w = words[r.begin];
  if (w.is(kAdverb | kTime) && r.end - r.begin <= 3) return true;
  if (w.is(kPreposition) && !w.is(kRelative)) {
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (words[i].is(kTime | kVenue)) return true;
    return r.end - r.begin <= 3 && !words[r.end - 1].capital;
  }
  return false;
}

// Can a stretch at the beginning of a clause be the head of a subject?
bool head_like(const Words& words, Range r) {
  while (!r.empty() && leading(words[r.begin])) ++r.begin;
  if (r.empty()) return false;
  const Word& w = words[r.begin];
  if (w.is(kPreposition | kSubordinator) && !w.is(kDet)) return false;
  if (w.low.ends_with("ing") && !w.capital && r.end - r.begin > 1 && !w.is(kPronoun)) return false;
  if (has_finite(words, r)) return false;
  bool all_time = true;
  for (std::size_t i = r.begin; i < r.end; ++i) all_time = all_time && words[i].is(kTime | kNumber | kAdverb | kDet);
  return !all_time;
}

// Where the noun phrase that ends at r.end begins, not before r.begin; r.end: there is none.
std::size_t phrase_start(const Words& words, Range r) {
  std::size_t pos = r.end;
  bool capitals = true;   // only names so far
  while (pos > r.begin) {
    const Word& w = words[pos - 1];
    if (const std::size_t open = inside_name(words, r.begin, pos); open < pos) {
      pos = open;
      continue;
    }
    if (w.is(kMark)) {
      if (!light_mark(w)) break;
      --pos;
      continue;
    }
    if (w.is(kPossessive)) {
      --pos;
      if (w.low != "'s" && w.low != "'") {  // "his"
        if (pos > r.begin && words[pos - 1].is(kPreposition) && pos - 1 > r.begin) continue;
        break;
      }
      continue;
    }
    if (w.is(kPronoun) && !w.is(kDet)) {
      --pos;
      if (pos == r.begin || words[pos - 1].low != "of") break;   // "many of you"
      continue;
    }
    if (w.is(kPreposition)) {
      // Goes with a noun before it, or begins an adverbial that is no part of the subject.
      if (pos - 1 == r.begin || pos == r.end) break;
      const Word& before = words[pos - 2];
      if (w.is(kSubordinator) && w.low != "as" && w.low != "than") break;   // "the charge after prosecutors said"
      if (!(noun_like(before) || before.is(kDet) || light_mark(before)) || before.is(kTime) || before.is(kPronoun)) break;
      --pos;
      capitals = false;
      continue;
    }
    if (w.is(kCoordinator)) {
      if (pos == r.end || pos - 1 == r.begin || has_finite(words, {r.begin, pos - 1}) || !noun_like(words[pos - 2])) break;
      --pos;
      continue;
    }
    if (w.is(kDet)) {
      --pos;
      if (pos == r.begin) break;
      const Word& before = words[pos - 1];
      if (before.is(kPreposition | kCoordinator | kDet)) continue;
      break;
    }
    if (w.is(kAuxiliary) || (finite_verb(words, pos - 1) && !w.capital)) {
      // Inside a relative clause of the phrase the verb is part of it.
      std::size_t rel = pos - 1;
      while (rel > r.begin && pos - rel < 12 && !words[rel].is(kRelative)) --rel;
      if (rel > r.begin && words[rel].is(kRelative) && (noun_like(words[rel - 1]) || words[rel - 1].low == "those") && !cue_at(words, rel - 1)) {
        pos = rel;
        continue;
      }
      break;
    }
    if (w.is(kSubordinator) || (w.is(kRelative))) break;
    if (w.is(kTime) && pos < r.end && words[pos].capital && capitals && !w.capital) break;
    if (w.is(kTime) && pos < r.end && (words[pos].is(kDet | kPronoun) || words[pos].capital)) break;
    if (w.is(kAdverb) && pos < r.end && words[pos].is(kDet | kPronoun)) break;
    capitals = capitals && w.capital;
    --pos;
  }
  while (pos < r.end && ((words[pos].is(kCoordinator | kAdverb) && !(words[pos].is(kDet) && pos + 1 < r.end)) || light_mark(words[pos]) ||
                         words[pos].low == "'s"))
    ++pos;
  // "In a statement Obama said": only the name is the subject.
  if (pos > r.begin && words[pos - 1].is(kPreposition) && pos < r.end && words[r.end - 1].capital && !words[pos].capital) {
    std::size_t name = r.end;
    while (name > pos && (words[name - 1].capital || light_mark(words[name - 1]))) --name;
    while (name < r.end && words[name].is(kTime)) ++name;
    if (name > pos + (words[pos].is(kDet) ? 1 : 0) && name < r.end) pos = name;
  }
  while (pos < r.end && words[pos].is(kTime) && pos + 1 < r.end) ++pos;
  // "said that the council denied": the conjunction is no part of the subject.
  if (pos + 1 < r.end && words[pos].low == "that" && (words[pos + 1].capital || words[pos + 1].is(kDet | kPronoun | kPossessive) || (pos > 0 && cue_at(words, pos - 1)))) ++pos;
  return pos;
}

bool good_subject(const Words& words, Range r) {
  if (r.empty() || r.end - r.begin > kReach) return false;
  bool content = false;
  for (std::size_t i = r.begin; i < r.end; ++i)
    content = content || (!words[i].is(kMark | kPreposition | kCoordinator | kAdverb | kDet | kTime | kVerb | kNumber)) ||
              words[i].capital || (words[i].is(kDet) && r.end - r.begin == 1 && !words[i].is(kAdverb) && words[i].low != "a" && words[i].low != "the" && words[i].low != "an") ||
              words[i].is(kPronoun);
  if (!content && !share_ends(words, r.begin, r.end)) return false;
  if (r.end - r.begin == 1 && (words[r.begin].is(kTime) || (words[r.begin].is(kObject) && !words[r.begin].is(kPronoun)))) return false;
  const Word& last = words[r.end - 1];
  return !last.is(kPreposition | kCoordinator | kAuxiliary) || last.capital;
}

}  // namespace

bool mark(const Word& word, std::string_view bytes) { return word.is(kMark) && word.low == bytes; }

bool share_ends(const Words& words, std::size_t low, std::size_t end) {
  if (end <= low) return false;
  const Word& last = words[end - 1];
  const bool alone = end == low + 1 || words[end - 2].is(kCoordinator | kSubordinator) || comma(words[end - 2]);
  if (alone && last.is(kMany)) return true;   // "Many say"
  const bool first = end < 2 || words[end - 2].sentence != last.sentence || words[end - 2].is(kCoordinator) || comma(words[end - 2]);
  if (first && last.is(kNumber)) return true;   // "39 have said"
  if (mark(last, "%") || last.low == "percent" || last.low == "half" || last.low == "third" || last.low == "quarter") return true;
  return end - low > 2 && last.is(kNumber | kDet) && !last.is(kSubordinator) && (words[end - 2].low == "in" || words[end - 2].low == "of") &&
         words[end - 3].is(kNumber | kDet) && last.low != "the" && last.low != "this" && last.low != "all";
}

bool opens_quote(const Words& words, std::size_t at) {
  if (at >= words.size()) return false;
  const Word& w = words[at];
  return w.quote >= 0 && w.span.begin == words.quotes[static_cast<std::size_t>(w.quote)].whole.begin;
}
bool closes_quote(const Words& words, std::size_t at) {
  if (at >= words.size()) return false;
  const Word& w = words[at];
  return w.quote >= 0 && w.span.end == words.quotes[static_cast<std::size_t>(w.quote)].whole.end;
}

bool finite_verb(const Words& words, std::size_t at) {
  if (at >= words.size()) return false;
  const Word& w = words[at];
  if (w.is(kMark)) return false;
  const bool first = at == 0;
  const bool after_det = !first && (words[at - 1].is(kDet | kPossessive) && !words[at - 1].is(kPronoun) && words[at - 1].low != "that" &&
                                    words[at - 1].low != "this");
  if (w.is(kAuxiliary)) {
    if (w.low == "'s" || w.low == "be" || w.low == "been" || w.low == "being")
      return w.low == "'s" && at + 1 < words.size() &&
             (words[at + 1].is(kDet | kNegation) || words[at + 1].low.ends_with("ing") || (!first && words[at - 1].is(kPronoun)));
    if (w.low == "may" || w.low == "will") return !w.capital;
    return true;
  }
  if (after_det || (!first && words[at - 1].low == "to")) return false;
  if (w.is(kVerb)) return !w.capital || words.capitals;
  if (w.capital) return false;
  const std::optional<Cue> cue = cue_at(words, at);
  if (cue && (cue->form == Form::past) && !cue->has(kAdjective)) {
    if (!cue->also_participle || w.low == "said" || w.low == "told") return true;
    // A participle before a preposition describes; with an object or clause it is the verb.
    if (at + 1 >= words.size()) return true;
    const Word& next = words[cue->end < words.size() ? cue->end : at];
    return cue->end - cue->begin > 1 || next.is(kDet | kPronoun | kObject | kPossessive) || next.low == "that" || next.capital || next.low == "to";
  }
  if (w.low.size() > 4 && w.low.ends_with("ed") && at + 1 < words.size()) {
    const Word& next = words[at + 1];
    return next.is(kDet | kObject | kPossessive) || next.low == "that" || (next.capital && !first && words[at - 1].capital);
  }
  return false;
}

namespace {
// Before the words of time that end at `pos`, if an auxiliary stands there; else `pos`.
std::size_t before_time(const Words& words, std::size_t low, std::size_t pos) {
  std::size_t at = pos;
  while (at > low && pos - at < 3 && words[at - 1].is(kTime)) --at;
  if (at < pos && at > low && words[at - 1].low == "on") --at;
  return at < pos && at > low && words[at - 1].is(kAuxiliary) ? at : pos;
}
}  // namespace

std::size_t verb_group(const Words& words, std::size_t low, std::size_t verb) {
  std::size_t pos = verb;
  while (pos > low && verb - pos < 6) {
    const Word& w = words[pos - 1];
    const bool contraction = w.is(kAuxiliary) && w.low.front() == '\'';
    if (const std::size_t over = before_time(words, low, pos); over < pos) {   // "had last month charged"
      pos = over;
      continue;
    }
    const bool floating = pos > low + 1 && (w.low == "all" || w.low == "both" || w.low == "each") && words[pos - 2].is(kAuxiliary);   // "have all said"
    if (!(floating || w.is(kAuxiliary | kNegation) || (w.is(kAdverb) && !w.is(kDet)) || contraction || (w.low.size() > 4 && w.low.ends_with("ly") && !w.capital && !w.is(kNoun))))
      break;
    if (w.is(kCoordinator) || w.low == "there" || w.low == "here") break;
    --pos;
  }
  // "Ivo Tarn and Nadia Salem both said"
  if (pos > low + 1 && (words[pos - 1].low == "both" || words[pos - 1].low == "all" || words[pos - 1].low == "each") && noun_like(words[pos - 2]) && pos == verb) {
    --pos;
  }
  // Adverbs at the very beginning belong to the clause, not to the verb.
  while (pos < verb && pos > low && words[pos].is(kAdverb) && words[pos - 1].is(kMark | kCoordinator)) ++pos;
  return pos;
}

std::optional<Subject> subject_before(const Words& words, std::size_t low, std::size_t verb) {
  low = std::max(low, verb > kReach ? verb - kReach : 0);
  const int quote = verb < words.size() ? words[verb].quote : -1;
  std::size_t begin = verb;
  int depth = 0;
  while (begin > low) {
    const Word& w = words[begin - 1];
    if (const std::size_t open = depth == 0 ? inside_name(words, low, begin) : begin; open < begin) {
      begin = open;
      continue;
    }
    if (w.quote != quote && (opens_quote(words, begin - 1) || closes_quote(words, begin - 1)) && depth == 0) break;
    if (w.quote == quote && quote >= 0 && opens_quote(words, begin - 1)) break;
    if (mark(w, ")")) ++depth;
    if (mark(w, "(")) {
      if (depth == 0) break;
      --depth;
    }
    if (hard_mark(w) && depth == 0) break;
    --begin;
  }
  std::vector<Range> parts;
  std::size_t part = begin;
  depth = 0;
  for (std::size_t i = begin; i < verb; ++i) {
    if (mark(words[i], "(")) ++depth;
    if (mark(words[i], ")")) --depth;
    if (comma(words[i]) && depth <= 0) {
      parts.push_back({part, i});
      part = i + 1;
    }
  }
  const bool trailing = part == verb && !parts.empty();
  if (!trailing) parts.push_back({part, verb});
  std::size_t last = parts.size() - 1;
  Subject out;
  if (!trailing) {
    Range r = parts[last];
    if (r.empty()) return std::nullopt;
    if (r.end - r.begin > 1 && r.end - r.begin < 8 && (words[r.begin].low == "who" || words[r.begin].low == "which") && words[r.begin + 1].is(kPreposition)) r.end = r.begin + 1;
    const Word& end = words[r.end - 1];
    if (end.is(kRelative) && (end.low == "who" || end.low == "which" || end.low == "that")) {
      out.relative = true;
      Range before{r.begin, r.end - 1};
      if (before.empty()) {
        if (last == 0 || end.low == "that") return std::nullopt;
        before = parts[last - 1];
      } else if (end.low == "that" && cue_at(words, before.end - 1)) {
        return std::nullopt;
      }
      while (before.end > before.begin + 2 && words[before.end - 1].is(kTime)) --before.end;   // "met Ivo Tarn this year, who …"
      if (before.end > before.begin + 2 && before.end < r.end && words[before.end].is(kTime) && (words[before.end - 1].is(kDet) || words[before.end - 1].low == "on")) --before.end;
      const std::size_t start = phrase_start(words, before);
      out.range = {start, before.end};
      if (!good_subject(words, out.range)) return std::nullopt;
      return out;
    }
    const std::size_t start = phrase_start(words, r);
    out.range = {start, r.end};
    // "Ann, Bob and Eve said"
    bool list = false;
    for (std::size_t i = start; i < r.end; ++i) list = list || words[i].low == "and";
    std::size_t first = r.begin;
    while (first < start && words[first].is(kCoordinator)) ++first;
    if (start == first && (list || first > r.begin)) {
      for (std::size_t p = last; p > 0 && parts[p - 1].end - parts[p - 1].begin <= 6 && head_like(words, parts[p - 1]) &&
                                 words[parts[p - 1].begin].capital == words[start].capital && !adverbial(words, parts[p - 1]);
           --p)
        out.range.begin = phrase_start(words, parts[p - 1]);
    }
  } else {
    while (last > 0 && adverbial(words, parts[last])) --last;
    std::size_t head = last;
    while (head > 0 && appositive(words, parts[head]) && (head_like(words, parts[head - 1]) || (head > 1 && appositive(words, parts[head - 1]) && head_like(words, parts[head - 2]))))
      --head;
    if (words[parts[head].begin].is(kRelative) && !words[parts[head].begin].is(kDet)) return std::nullopt;
    out.range = {phrase_start(words, parts[head]), parts[last].end};
    if (out.range.begin >= parts[head].end) return std::nullopt;
    // "has mocked a reporter, referred to …": an object is no subject of the next verb.
    if (head + 1 == parts.size() && has_finite(words, {parts[head].begin, out.range.begin})) return std::nullopt;
  }
  // "The observatory on Friday revised": when is no part of who.
  for (std::size_t i = out.range.begin + 1; i < out.range.end; ++i) {
    if (comma(words[i]) || words[i].is(kRelative)) break;
    if (!words[i].is(kPreposition | kTime) || words[i].is(kDet)) continue;
    std::size_t k = words[i].is(kTime) ? i : i + 1;
    if (k >= out.range.end || !words[k].is(kTime | kNumber)) continue;
    while (k < out.range.end && words[k].is(kTime | kNumber)) ++k;
    if (k == out.range.end) {
      out.range.end = i;
      break;
    }
  }
  if (!good_subject(words, out.range)) return std::nullopt;
  return out;
}

Range noun_phrase(const Words& words, std::size_t begin, std::size_t high) {
  std::size_t i = begin;
  bool noun = false;
  while (i < high && i - begin < 12) {
    const Word& w = words[i];
    if (w.is(kPossessive) && w.low.front() == '\'') {
      ++i;
      noun = false;
      continue;
    }
    if (w.is(kObject | kPronoun) && !w.is(kDet)) {
      if (i == begin) ++i;
      break;
    }
    if (w.is(kMark) && !(light_mark(w) && w.low != "(")) break;
    if (noun && (w.is(kDet | kPossessive) || w.is(kAuxiliary) || (finite_verb(words, i) && !w.capital))) break;
    if (w.low == "and" && noun && words[i - 1].capital && i + 1 < high && words[i + 1].capital) {  // "Steppe and Shore"
      ++i;
      continue;
    }
    if (w.is(kPreposition | kSubordinator | kCoordinator | kRelative) && !(w.is(kDet) && !noun)) break;
    if (w.is(kTime) && noun && w.capital) break;
    if (!w.is(kDet)) noun = true;
    ++i;
  }
  while (i > begin && words[i - 1].is(kMark) && words[i - 1].low != ")" && !(words[i - 1].low == "." && i < high && i > begin + 1 && words[i - 2].capital)) --i;
  return {begin, i};
}

std::size_t skip_adjunct(const Words& words, std::size_t at, std::size_t high) {
  if (at >= high) return at;
  const Word& w = words[at];
  if (at + 1 < high && words[at + 1].low == "'s" && w.is(kTime)) return at;   // "Monday's attack"
  if (w.is(kTime) || (w.is(kAdverb) && !w.is(kDet))) return at + 1;
  if (w.is(kNumber | kDet) && at + 2 < high && words[at + 2].is(kTime) && (words[at + 2].low == "ago" || words[at + 2].low == "earlier" || words[at + 2].low == "later")) return at + 3;  // "two days earlier"
  if (w.is(kPreposition) && !opens_quote(words, at)) {
    // "on Friday", "during a briefing in Aqaba", "in a statement sent to the agency", "in an interview with the Courier"
    std::size_t i = at + 1;
    bool tells = false;
    while (i < high && i - at < 8 && !words[i].is(kMark) && words[i].quote == w.quote && words[i].low != "that" && !words[i].is(kAuxiliary)) {
      if (i > at + 1 && words[i].is(kPreposition | kPronoun | kSubordinator | kRelative)) break;
      tells = tells || words[i].is(kTime | kVenue | kHearer);
      ++i;
      if (tells && i < high && (words[i].is(kDet | kPossessive) || (words[i].capital && !words[i - 1].capital))) break;
    }
    if (tells) {
      while (i < high && (words[i].is(kTime | kNumber) || words[i].low == "sent" || words[i].low == "given" || words[i].low == "posted")) ++i;
      return i;
    }
  }
  return at;
}

std::size_t skip_adjuncts(const Words& words, std::size_t at, std::size_t high) {
  for (int n = 0; n < 5; ++n) {
    std::size_t next = skip_adjunct(words, at, high);
    if (next == at && n > 0 && at < high && words[at].is(kPreposition)) {
      // After one adjunct a place or hearer may follow: "in an interview with the Courier", "on Monday in Aqaba".
      const Range np = noun_phrase(words, at + 1, high);
      if (!np.empty() && (np.end >= high || words[np.end].is(kMark | kPreposition | kTime) || words[np.end].low == "that")) next = np.end;
    }
    if (next == at) break;
    at = next;
  }
  return at;
}

Range subject_after(const Words& words, std::size_t begin, std::size_t high) {
  std::size_t i = begin;
  int depth = 0;
  while (i < high && i - begin < kReach) {
    const Word& w = words[i];
    if (opens_quote(words, i) && depth == 0) {
      const bool nick = w.quote >= 0 && i > begin && words[i - 1].capital && words.quotes[static_cast<std::size_t>(w.quote)].inner.end - words.quotes[static_cast<std::size_t>(w.quote)].inner.begin < 16;
      if (!nick) break;
    }
    if (mark(w, "(")) ++depth;
    if (mark(w, ")")) --depth;
    if (hard_mark(w) && depth == 0 && w.quote < 0) break;
    if (comma(w) && depth == 0) {
      if (i + 1 >= high) break;
      const Word& next = words[i + 1];
      const std::optional<Cue> cue = cue_at(words, i + 1);
      if ((cue && cue->form == Form::ing) || opens_quote(words, i + 1) || next.is(kCoordinator) || next.low == "according") break;
      if (next.is(kSubordinator) && !next.is(kRelative)) break;
      if (next.is(kPronoun) && !next.is(kRelative | kDet)) break;
      if (skip_adjunct(words, i + 1, high) > i + 1 && !next.capital) break;
    }
    if (i > begin && depth == 0 && !comma(w)) {
      if (skip_adjunct(words, i, high) > i && !(w.is(kAdverb) && !w.is(kTime))) break;
      if (w.is(kSubordinator) && !w.is(kRelative | kPreposition)) break;
    }
    ++i;
  }
  while (i > begin && (comma(words[i - 1]) || mark(words[i - 1], "-"))) --i;
  return {begin, i};
}

namespace {
// ", a trade deal between …": says more of the noun before, unless a list goes on.
bool describes(const Words& words, std::size_t at, std::size_t high) {
  if (words[at].low != "a" && words[at].low != "an" && words[at].low != "the") return false;
  for (std::size_t k = at; k + 1 < high && k < at + 25; ++k)
    if (comma(words[k]) && words[k + 1].is(kCoordinator)) return false;
  return true;
}
}  // namespace

std::size_t clause_end(const Words& words, std::size_t begin, std::size_t high, bool noun_object) {
  std::size_t i = begin;
  int depth = 0;
  while (i < high) {
    const Word& w = words[i];
    if (mark(w, "(")) ++depth;
    if (mark(w, ")")) --depth;
    if (w.quote >= 0 && words[begin].quote != w.quote) {  // inside an inner quotation nothing ends the clause
      ++i;
      continue;
    }
    if (depth <= 0 && i > begin) {
      if (mark(w, ";") || mark(w, "؛")) return i;
      if ((mark(w, "—") || mark(w, "–")) && i + 1 < high) {
        const std::optional<Cue> goes_on = cue_at(words, i + 1);
        if (goes_on && goes_on->form == Form::ing && !goes_on->has(kAdjective)) return i;
      }
      // "… he thought, “Why?” adding, “…”": the comma stands in the quotation, or nowhere.
      if (closes_quote(words, i - 1) && words[begin].quote != words[i - 1].quote) {
        const std::optional<Cue> cue = cue_at(words, i);
        if (cue && cue->form == Form::ing && cue->kind == CueClass::say && cue->has(kClause) && !cue->has(kAdjective)) return i;
      }
      if (comma(w) && i + 1 < high) {
        const Word& next = words[i + 1];
        const std::optional<Cue> cue = cue_at(words, i + 1);
        if (cue && cue->form == Form::ing && !cue->has(kAdjective)) return i;
        if (next.low == "according") return i;
        if (next.low == "with" && i + 3 < high) {   // "…, with Ivo Tarn calling the plan bad"
          const Range np = noun_phrase(words, i + 2, high);
          std::size_t v = np.end;
          while (v < high && v < np.end + 2 && words[v].is(kAdverb)) ++v;
          if (!np.empty() && v < high && words[v].low.ends_with("ing") && words[v].low.size() > 4 && cue_at(words, v)) return i;
        }
        // "…, referred to the harbour and praised …": the next verb of the same source; "…, noting the size, said: “…”".
        const bool next_verb = cue && (cue->form == Form::past || cue->form == Form::third) && cue->kind == CueClass::say && !cue->has(kNounCue | kAdjective);
        if (noun_object && next_verb && cue->end < words.size() && words[cue->end].low != "by") return i;
        const bool joins = next.is(kCoordinator) || next.low == "while" || next.low == "though" || next.low == "although";
        if (joins && i + 2 < high) {
          const std::optional<Cue> same = cue_at(words, verb_group(words, i + 2, i + 2));
          if (same && (same->form == Form::past || same->form == Form::third)) return i;
          if (noun_object) return i;
        }
        if (noun_object && (next.is(kSubordinator) || next.is(kRelative)) && next.low != "that") return i;
        if (noun_object && describes(words, i + 1, high)) return i;
      }
      if (noun_object && (w.low == "before" || w.low == "after" || w.low == "by" || w.low == "while" || w.low == "without")) {   // "… before explaining why"
        const std::optional<Cue> next = cue_at(words, i + 1);
        if (next && next->form == Form::ing && next->has(kClause | kQuestion) && !next->has(kAdjective)) return i;
      }
      if (noun_object && i + 1 < high) {
        const Word& next = words[i + 1];
        if ((w.low == "even" && (next.low == "as" || next.low == "though" || next.low == "if")) || (w.low == "as" && !w.capital && next.is(kPronoun) && !next.is(kDet | kPossessive))) return i;
        // "trusted him | because …": a pronoun has nothing after it.
        const bool pronoun = words[begin].is(kObject | kPronoun) && !words[begin].is(kDet | kPossessive) && i == begin + 1;
        if (pronoun && w.is(kSubordinator) && w.low != "as" && w.low != "that" && w.low != "than" && w.low != "for") return i;
      }
      if ((w.is(kCoordinator) || w.low == "while") && i + 1 < high) {
        // "… and called for calm", "… and the patrol said"
        std::size_t v = i + 1;
        const bool helped = v < high && words[v].is(kAuxiliary);
        while (v < high && v - i < 4 && words[v].is(kAdverb | kAuxiliary | kNegation)) ++v;
        std::optional<Cue> cue = cue_at(words, v);
        if (cue && (cue->form == Form::past || cue->form == Form::third || (helped && w.low == "but")) && !cue->has(kNounCue) && (noun_object || cue->kind != CueClass::think) &&
            (noun_object || cue->has(kAfterContent)))
          return i;
        if (noun_object && cue && cue->form == Form::ing && cue->kind == CueClass::say && cue->has(kClause) && !cue->has(kAdjective)) return i;   // "… and saying that"
        const Range np = noun_phrase(words, i + 1, high);
        if (!np.empty() && np.end < high) {
          v = np.end;
          if (words[i + 1].low == "that") {
            ++i;
            continue;
          }
          while (v < high && v - np.end < 3 && (words[v].is(kAdverb) || words[v].low == "has" || words[v].low == "have" || words[v].low == "had")) ++v;
          cue = v < high ? cue_at(words, v) : std::nullopt;
          if (cue && (cue->form == Form::past || cue->form == Form::third) && cue->kind != CueClass::think) return mark(words[i - 1], ",") ? i - 1 : i;
        }
      }
    }
    ++i;
  }
  return high;
}

}  // namespace tocsin::read::attribution
