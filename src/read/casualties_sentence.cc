// SPDX-License-Identifier: Apache-2.0
#include "read/casualties_sentence.h"

#include <algorithm>

#include "read/lists.h"

namespace tocsin::read {

using text::Grammar;
using text::Match;
using text::TokenKind;

const Grammar& harm_grammar() {
  static const Grammar kGrammar = [] {
    std::vector<ListRow> words = casualty_rows("casualty_words.tsv");
    for (const ListRow& row : casualty_rows("casualty_people.tsv"))
      if (row["class"] != "STOP") words.push_back(row);
    return Grammar(words, builtin_list("casualty_patterns.tsv", list("casualty_patterns.tsv")));
  }();
  return kGrammar;
}

namespace {

bool people_word(const Sentence& s, const PeopleGroup& g) {
  for (std::uint32_t i = g.begin; i < g.end; ++i)
    if (s.is(i, "NOTPEOPLE")) return false;
  return !s.is(g.end, "NOTPEOPLE");
}

// "no one was killed"; not "no one would be hurt", "no house was hit", "no one else was hurt".
bool nobody(const Sentence& s, const Match& m, const PeopleGroup& g, const text::Capture* x, Effect effect) {
  if (x == nullptr || (effect != Effect::killed && effect != Effect::injured) || s.conditional(g.begin)) return false;
  const bool before = x->end <= g.begin;   // "killed no one"
  const std::uint32_t first = before ? x->begin : g.begin;
  if (before ? m.begin == x->begin && s.unreal(x->begin) : s.expected(g.begin)) return false;   // in Arabic the negation is of the match
  if (before) return true;
  bool people = g.end > g.begin + 1 || s.words[g.begin].folded != "no" || s.is(x->begin, "CNT");
  for (std::uint32_t i = g.end; i < x->end; ++i) {
    if (s.is(i, "NOTPEOPLE") || s.is(i, "DEGREE") || (i < x->begin && (s.is(i, "MODAL") || s.is(i, "NOTHING")))) return false;
    people = people || s.is(i, "GROUP") || s.is(i, "GROUP1");
  }
  for (std::uint32_t i = first; i-- > s.begin && first - i <= 4 && s.words[i].kind != TokenKind::mark;)
    if (s.is(i, "MODAL") || s.is(i, "HOPE")) return false;
  return people && m.end <= s.end;
}

}  // namespace

bool holds(const Sentence& s, const Match& m, const PeopleGroup& g, const text::Capture* x, Effect effect) {
  const std::string_view rule = m.rule;
  const bool harm_to_body = effect == Effect::killed || effect == Effect::injured;
  if (rule == "zero") return nobody(s, m, g, x, effect);
  // "None of the four priests and about 100 refugees was hurt."
  for (std::uint32_t i = g.begin; i-- > s.begin && g.begin - i <= 8 && s.words[i].kind != TokenKind::mark && s.words[i].folded != "but";)
    if (s.is(i, "NONE") && (g.begin - i <= 3 || s.words[i].folded == "none" || s.words[i].folded == "neither")) return false;
  // "John Doe, 45, was killed": an age.
  if (g.kind == PeopleGroup::bare && g.begin > s.begin && s.words[g.begin - 1].folded == "," && g.end < s.end &&
      s.words[g.end].folded == ",")
    return false;
  // "One of the three leaders was found dead": not three.
  if ((rule == "passive" || rule == "died") && g.begin >= s.begin + 3 && s.words[g.begin - 2].folded == "of" && s.words[g.begin - 3].folded == "one" &&
      (s.words[g.begin - 1].folded == "the" || s.words[g.begin - 1].folded == "these" || s.words[g.begin - 1].folded == "his"))
    return false;
  if (rule == "part" && g.begin > s.begin && s.is(g.begin - 1, "FREED")) return false;   // "detained 23, releasing 15 of them"
  const bool only_people = x != nullptr && s.is(x->begin, "HUMAN");   // things are not kidnapped
  if (g.kind == PeopleGroup::other && ((!harm_to_body && !only_people) || rule == "count")) return false;
  if (!people_word(s, g) && !(rule == "count" && x && x->begin == g.end)) return false;   // "8 cases of disappearance"
  if (x != nullptr && s.is(x->begin, "THINGS") && g.category.empty() && g.kind != PeopleGroup::bare) return false;
  if (x != nullptr && s.words[x->begin].folded == "held" && g.category.empty()) return false;   // "26 debates, 17 of which had been held"
  if (rule == "active" && x != nullptr && x->end < s.end && s.words[x->begin].folded == "shot" && s.words[x->end].folded == "and") return false;   // "shot and wounded"
  // "shot a hundred people, killing 49"
  if (rule == "active" && x != nullptr && x->end == x->begin + 1 && s.words[x->begin].folded == "shot")
    for (std::uint32_t i = g.end; i < s.end && i - g.end <= 8; ++i)
      if (s.is(i, "THEREBY")) return false;
  // "spoke of six, then of nine"; not "counted 36 boats"
  const bool tally = rule == "ellipsis" && (s.is(m.begin, "SPEAK") || s.is(m.begin, "TALLY") || s.words[m.begin].folded == "then" || s.words[m.begin].folded == "ثم" || s.words[m.begin].folded == "later");
  if (tally && !s.ends(m.end)) return false;
  if (rule == "active" && x != nullptr && s.is(x->begin, "LOST") && g.category != "security_forces" && g.category != "combatants" && g.category != "men") return false;
  // "murdered a reporter's wife"
  if (g.end < s.end && s.words[g.end].folded == "'s" && rule != "noun") return false;
  // "12 dead in three towns: seven in …" are parts of a number told before; of "deaths in three towns: seven in …" they are not.
  const auto whole = [&](const PeopleGroup& w) {
    return w.number && w.end <= m.begin && (!w.category.empty() || (w.kind == PeopleGroup::bare && w.number->end == s.words[m.begin - 1].span.end));
  };
  if (rule == "detail" && !m.find("np") && std::none_of(s.groups.begin(), s.groups.end(), whole)) return false;
  if (rule == "detail" && m.find("np") && (m.end < s.end && s.words[m.end].kind != TokenKind::mark)) return false;
  if (g.kind == PeopleGroup::single && rule != "verb" && rule != "meet" && rule != "noun" && rule != "part") return false;
  if (x == nullptr) return true;
  const std::uint32_t verb = x->begin;
  if (rule == "passive" || rule == "died" || rule == "active" || rule == "verb" || rule == "leave") {
    if (s.unreal(verb) || s.conditional(verb)) return false;
    if (g.begin > s.begin && rule != "active" && (s.words[g.begin - 1].folded == "no" || s.words[g.begin - 1].folded == "if")) return false;
  }
  if (rule == "active" || rule == "verb" || rule == "noun") {
    if (g.kind == PeopleGroup::bare && !s.ends(g.end) && !s.is(g.end, "PP") && !s.is(g.end, "VPL") && g.end == m.end) return false;
  }
  if (rule == "count" && (s.is(x->end, "GROUP") || s.is(g.begin, "GENERIC"))) return false;   // "97 wounded civilians", "many deaths"
  if (rule == "count" && x->begin == g.end + 1 && (s.is(g.end, "GROUP") || s.is(g.end, "GROUP1"))) return false;   // "one man dead"
  if (rule == "count" && (s.is(x->end, "NOTPEOPLE") || s.expected(g.begin))) return false;
  // "one was killed and five others hurt": the five are not among those killed.
  if (rule == "list" && s.words[x->end].folded == "and") return false;
  if (rule == "list" && x->begin > s.begin && s.is(x->begin - 1, "BE")) return false;
  // "murdered the judge, her driver and a cook"; one group behind the comma begins something else.
  if (const text::Capture* np = m.find("np"); rule == "list" && s.is(x->begin, "ACT") && np && s.words[np->begin - 1].folded == "," &&
                                              np->value.find(',') == std::string_view::npos)
    return false;
  // "the murder of the mayor, his wife and two guards in the town"; not "after the death of the mayor, 20 soldiers came".
  const bool who = m.end < s.end && (s.words[m.end].folded == "who" || s.words[m.end].folded == "whose");
  if (rule == "list" && !((s.ends(m.end) || who) && !s.is(m.end, "BE") && !s.is(m.end, "HAVE"))) return false;
  if (rule == "adjective" && x->begin >= g.end) {
    // "Two gunmen killed five": the people before an active verb do the harm.
    if (s.is(verb, "ACT") && !s.ends(x->end)) return false;
    if (s.is(x->end, "NOTPEOPLE") || s.is(x->end, "GROUP")) return false;
    if (s.unreal(g.begin) && effect != Effect::killed) return false;
  }
  if (rule == "died" && s.words[verb].folded == "die" && effect == Effect::killed && s.unreal(verb)) return false;
  return true;
}

}  // namespace tocsin::read
