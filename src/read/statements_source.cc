// SPDX-License-Identifier: Apache-2.0
#include "read/statements_source.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read::attribution {
namespace {

enum class Kind { none, role, body };

Kind kind_of(const std::string& low) {
  static const std::unordered_map<std::string, Kind> kKinds = [] {
    std::unordered_map<std::string, Kind> out;
    for (const ListRow& row : builtin_list("statement_roles.tsv", list("statement_roles.tsv")))
      out.emplace(folded(row["word"]), row["kind"] == "role" ? Kind::role : Kind::body);
    return out;
  }();
  auto found = kKinds.find(low);
  if (found == kKinds.end() && low.size() > 3 && low.back() == 's') found = kKinds.find(low.substr(0, low.size() - 1));
  return found == kKinds.end() ? Kind::none : found->second;
}

using Names = std::vector<Span>;

// Two words at least: one alone ("the Coordinator") may be a role that was taken for a name.
bool role_at(const Words& words, std::size_t i, const Names& names) {
  if (kind_of(words[i].low) != Kind::role) return false;
  const Span at = words[i].span;
  auto name = std::upper_bound(names.begin(), names.end(), at, [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return name == names.begin() || !inside(at, *--name) || *name == at;
}

bool article(const Word& w) { return w.low == "the" || w.low == "a" || w.low == "an"; }
bool comma(const Word& w) { return mark(w, ",") || mark(w, "،"); }
bool possessive_mark(const Word& w) { return w.low == "'s" || w.low == "'" || w.low == "’"; }

std::optional<Range> filled(Range r) {
  return r.empty() ? std::nullopt : std::optional<Range>(r);
}

// A body's name after a preposition: "the Ministry of Tides", "the patrol".
Range body(const Words& words, std::size_t begin, std::size_t end) {
  while (begin < end && (article(words[begin]) || words[begin].is(kAdverb))) ++begin;
  Range r = noun_phrase(words, begin, end);
  while (r.end + 1 < end && words[r.end - 1].capital && (words[r.end].low == "of" || words[r.end].low == "for" || words[r.end].low == "and") &&
         (words[r.end + 1].capital || (words[r.end + 1].low == "the" && r.end + 2 < end && words[r.end + 2].capital))) {
    const Range more = noun_phrase(words, r.end + 1, end);
    if (more.empty()) break;
    r.end = more.end;
  }
  return r;
}

bool belongs(const Word& w) { return w.low == "at" || w.low == "for" || w.low == "with" || w.low == "from"; }

// "a lecturer in media studies at the Coastal College", "the observatory's coordinator", "who researches tides at the institute"
Description from_phrase(const Words& words, Range r, const Names& names) {
  Description out;
  while (!r.empty() && (article(words[r.begin]) || words[r.begin].is(kAdverb | kCoordinator) || (words[r.begin].is(kPossessive) && words[r.begin].low.front() != '\'' && !words[r.begin].is(kRelative)) || words[r.begin].low == "one")) ++r.begin;
  if (r.empty()) return out;
  if (words[r.begin].low == "who" || words[r.begin].low == "whose") {
    std::size_t at = r.end;
    for (std::size_t i = r.begin + 1; i + 1 < r.end; ++i)
      if (belongs(words[i]) && (article(words[i + 1]) || words[i + 1].capital)) at = i;
    out.role = filled({r.begin, at});
    if (at < r.end) out.affiliation = filled(body(words, at + 1, r.end));
    return out;
  }
  // The role: the last listed word before a preposition or a clause.
  std::size_t role = r.end, stop = r.end;
  std::size_t owner = r.end;
  for (std::size_t i = r.begin; i < r.end; ++i) {
    if (words[i].is(kPreposition | kRelative) && !words[i].is(kDet)) {
      if (role < r.end) {
        stop = i;
        break;
      }
      return out;
    }
    if (possessive_mark(words[i])) {
      owner = i;
      role = r.end;
    }
    if (role_at(words, i, names) && (i + 1 >= r.end || !possessive_mark(words[i + 1]))) role = i;
  }
  if (role >= r.end) return out;
  std::size_t begin = r.begin;
  if (owner < role) {
    out.affiliation = filled({r.begin, owner});
    begin = owner + 1;
  } else {
    // Names and kinds of bodies before the role say whom it is for.
    std::size_t last = begin;
    for (std::size_t i = begin; i < role; ++i)
      if ((words[i].capital && i > r.begin) || (words[i].capital && i + 1 < r.end && !words[i].is(kTitle)) || kind_of(words[i].low) == Kind::body) last = i + 1;
    if (last > begin && !(last == role && kind_of(words[last - 1].low) == Kind::body && words[role].low == "master")) {
      while (begin < last && (words[begin].low == "former" || words[begin].low == "senior")) ++begin;
      out.affiliation = filled({begin, last});
      begin = last;
    }
  }
  std::size_t end = role + 1;
  if (stop < r.end) {
    std::size_t at = r.end;
    for (std::size_t i = stop; i + 1 < r.end; ++i) {
      if (words[i].is(kRelative) && i > stop) break;
      if (belongs(words[i])) {
        at = i;
        break;
      }
    }
    if (at < r.end) {
      if (words[stop].low == "of" || words[stop].low == "in" || words[stop].low == "on") end = at;
      if (!out.affiliation) out.affiliation = filled(body(words, at + 1, r.end));
    } else if (words[stop].low == "of" && stop + 1 < r.end) {
      if (!out.affiliation) out.affiliation = filled(body(words, stop + 1, r.end));
    } else if (words[stop].low == "in" || words[stop].low == "on") {
      const Range field = noun_phrase(words, stop + 1, r.end);
      if (!field.empty() && !words[field.begin].capital && !words[field.begin].is(kDet)) end = field.end;
    }
  }
  out.role = filled({begin, end});
  return out;
}

// "harbour master Hala Zaytouni", "Mayor Ghassan Rifqa", "council spokesman Ivo Tarn"
Description before_name(const Words& words, Range r, const Names& names) {
  Description out;
  std::size_t name = r.end;
  while (name > r.begin && (words[name - 1].capital || words[name - 1].low == "." || words[name - 1].low == "-")) --name;
  std::size_t role = r.end;
  for (std::size_t i = r.begin; i + 1 < r.end; ++i) {
    if (role_at(words, i, names) && !possessive_mark(words[i + 1]) && words[i + 1].capital) role = i;
    if (words[i].is(kPreposition) && i > r.begin) break;
  }
  if (role >= r.end || (role >= name && role != r.begin && !(words[role].is(kTitle)) && words[role].capital && name < role && name > r.begin)) return out;
  return from_phrase(words, {r.begin, role + 1}, names);
}

Description arabic(const Words& words, Range r, const Names& names) {
  Description out;
  for (std::size_t i = r.begin; i < r.end; ++i) {
    if (!role_at(words, i, names)) continue;
    std::size_t end = i + 1;
    if (end + 1 < r.end && words[end].low == "باسم") {   // "الناطق باسم الدورية"
      std::size_t stop = end + 1;
      while (stop < r.end && !comma(words[stop]) && words[stop].low != "في") ++stop;
      out.role = Range{i, end};
      out.affiliation = filled({end + 1, stop});
      return out;
    }
    if (words[i].low.starts_with("ال") && i + 1 < r.end) {   // a title: "القائد ريف"
      if (!out.role) out.role = Range{i, end};
      continue;
    }
    if (words[i].low.starts_with("ال")) continue;
    // "مدير الصحه", "رييس بلديه": with the noun it governs
    if (end < r.end && !words[end].is(kMark)) ++end;
    out.role = Range{i, end};
    return out;
  }
  return out;
}

}  // namespace

Description describe(const Words& words, Range source, const std::vector<Span>& names) {
  if (source.empty()) return {};
  if (words[source.begin].arabic) return arabic(words, source, names);
  std::vector<Range> parts;
  std::size_t part = source.begin;
  for (std::size_t i = source.begin; i <= source.end; ++i) {
    if (i < source.end && !comma(words[i])) continue;
    if (part < i) parts.push_back({part, i});
    part = i + 1;
  }
  Description out;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Word& first = words[parts[p].begin];
    // The part with the name itself says something only before the name.
    const bool described = p > 0 || article(first) || (!first.capital && !words.capitals);
    if (!described) continue;
    out = from_phrase(words, parts[p], names);
    if (out.role) return out;
  }
  for (const Range& r : parts) {
    out = before_name(words, r, names);
    if (out.role) return out;
  }
  return {};
}

}  // namespace tocsin::read::attribution
