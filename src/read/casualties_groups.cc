// SPDX-License-Identifier: Apache-2.0
#include "read/casualties_groups.h"

#include <algorithm>
#include <map>

#include "read/lists.h"

namespace tocsin::read {
namespace {

using text::Given;
using text::Grammar;
using text::Word;

constexpr std::uint32_t kLongestComplement = 8;   // words

// The words that count people where people follow, or none where harm does (number_words.tsv).
const Grammar& counting_words() {
  static const Grammar kGrammar = [] {
    std::vector<ListRow> words;
    for (const ListRow& row : builtin_list("number_words.tsv", list("number_words.tsv")))
      if (row["class"] == "SOME" || row["class"] == "NIL") words.push_back(row);
    return Grammar(words, {});
  }();
  return kGrammar;
}

const Grammar& grammar() {
  static const Grammar kGrammar = [] {
    std::vector<ListRow> words = casualty_rows("casualty_people.tsv");
    for (const ListRow& row : casualty_rows("casualty_words.tsv"))
      if (row["class"] == "CNTA" || row["class"] == "POSTQ") words.push_back(row);
    return Grammar(words, builtin_list("casualty_groups.tsv", list("casualty_groups.tsv")));
  }();
  return kGrammar;
}

bool ascii_word(const Word& w) { return !w.folded.empty() && static_cast<unsigned char>(w.folded[0]) < 0x80; }

// The end of the longest entry of a class at a word; the word itself where there is none.
std::uint32_t after(const std::vector<Word>& words, std::uint32_t at, std::string_view cls) {
  std::uint32_t end = at;
  if (at < words.size())
    for (const auto& f : grammar().look_up(words, at))
      if (f.name == cls) end = std::max(end, at + f.words);
  return end;
}
bool is(const std::vector<Word>& words, std::uint32_t at, std::string_view cls) { return after(words, at, cls) > at; }

// "a guerrilla commander", "five judges and magistrates": where the noun phrase ends whose first noun is known.
std::uint32_t noun_end(const std::vector<Word>& words, std::uint32_t at) {
  for (bool more = true; more;) {
    const std::uint32_t next = std::max(after(words, at, "GROUP"), after(words, at, "GROUP1"));
    more = next > at && !is(words, at, "STATE");
    if (more) at = next;
  }
  if (at + 1 < words.size() && (words[at].folded == "and" || words[at].folded == "or"))
    if (const std::uint32_t end = after(words, at + 1, "GROUP"); end > at + 1) return end;
  return at;
}

// A determiner before the group belongs to it: "the six priests", "the two other nuns".
std::uint32_t with_determiner(const std::vector<Word>& words, std::uint32_t begin) {
  return begin > 0 && is(words, begin - 1, "DET") && words[begin - 1].kind == text::TokenKind::word ? begin - 1 : begin;
}

// "3,000 homes and 17 people" is no group of 3,000. Numbers stand before the other given words.
bool holds_number(const std::vector<Given>& numbers, std::uint32_t begin, std::uint32_t end) {
  const auto numbers_end = std::partition_point(numbers.begin(), numbers.end(), [](const Given& n) { return n.name == "NUM"; });
  const auto first = std::lower_bound(numbers.begin(), numbers_end, begin, [](const Given& n, std::uint32_t b) { return n.begin < b; });
  return first != numbers_end && first->begin < end;
}

}  // namespace

const std::vector<ListRow>& casualty_rows(std::string_view file) {
  static const std::vector<ListRow> kPeople = builtin_list("casualty_people.tsv", list("casualty_people.tsv"));
  static const std::vector<ListRow> kWords = builtin_list("casualty_words.tsv", list("casualty_words.tsv"));
  return file == "casualty_people.tsv" ? kPeople : kWords;
}

std::vector<Given> number_words(const std::vector<Word>& words, Span sentence, const Reading& reading) {
  std::vector<Given> out;
  const auto word_at = [&](std::uint32_t offset) {
    return static_cast<std::uint32_t>(std::upper_bound(words.begin(), words.end(), offset,
                                                       [](std::uint32_t o, const Word& w) { return o < w.span.end; }) -
                                      words.begin());
  };
  const auto first = std::lower_bound(reading.mentions.begin(), reading.mentions.end(), sentence.begin,
                                      [](const Mention& m, std::uint32_t b) { return m.span.begin < b; });
  for (auto m = first; m != reading.mentions.end() && m->span.begin < sentence.end; ++m) {
    if (m->kind != MentionKind::number || !inside(m->span, sentence)) continue;
    const std::uint32_t begin = word_at(m->span.begin), end = word_at(m->span.end - 1) + 1;
    // Those of an aside are not among the words without it.
    if (end <= words.size() && words[begin].span.begin <= m->span.begin && m->span.end <= words[end - 1].span.end && words[end - 1].span.begin < m->span.end)
      out.push_back({begin, end, "NUM", {}});
  }
  const auto numbers_end = static_cast<std::ptrdiff_t>(out.size());
  const auto counted = [&](std::uint32_t begin, std::uint32_t end) {
    const auto next = std::lower_bound(out.begin(), out.begin() + numbers_end, end, [](const Given& n, std::uint32_t e) { return n.begin < e; });
    return next != out.begin() && (next - 1)->end > begin;
  };
  for (std::uint32_t i = word_at(sentence.begin); i < words.size() && words[i].span.end <= sentence.end; ++i) {
    const std::string& w = words[i].folded;
    if (words[i].kind == text::TokenKind::word && w.size() > 3 && ascii_word(words[i]) && w.ends_with('s') && !w.ends_with("ss"))
      out.push_back({i, i + 1, "PLURAL", {}});
    for (const auto& f : counting_words().look_up(words, i))
      if (i + f.words <= words.size() && !counted(i, i + f.words)) out.push_back({i, i + f.words, std::string(f.name), {}});
  }
  return out;
}

std::vector<PeopleGroup> people_groups(const std::vector<Word>& words, Span sentence, const std::vector<Given>& numbers) {
  std::map<std::pair<std::uint32_t, PeopleGroup::Kind>, PeopleGroup> best;
  for (const text::Match& m : grammar().all(words, sentence, numbers)) {
    if (const text::Capture* n = m.find("n"); n && holds_number(numbers, n->end, m.end) && words[n->end].folded != "of") continue;
    PeopleGroup g;
    g.kind = m.rule == "counted" ? PeopleGroup::counted : m.rule == "other" ? PeopleGroup::other
             : m.rule == "bare" ? PeopleGroup::bare : PeopleGroup::single;
    // English says "a woman"; a noun alone counts as one in Arabic only.
    if (g.kind == PeopleGroup::single && ascii_word(words[m.begin])) continue;
    g.begin = m.begin;
    g.end = m.end;
    g.span = m.span;
    if (const text::Capture* c = m.find("n")) {
      g.number = c->span;
      if (!c->value.empty()) g.noun = c->span, g.category = c->value;   // a dual is number and noun in one
    }
    // "one man": its number is the "one".
    if (!g.number && words[m.begin].folded == "one" && m.begin + 1 < m.end && words[m.begin + 1].folded != "of") g.number = words[m.begin].span;
    if (const text::Capture* c = m.find("q")) g.qualifier = c->span;
    if (const text::Capture* c = m.find("g")) g.noun = c->span, g.category = c->value;
    auto [it, added] = best.emplace(std::pair(g.begin, g.kind), g);
    // The nearest noun wins among the counted, the longest among the rest.
    if (!added && (g.kind == PeopleGroup::counted ? (g.end < it->second.end && !it->second.qualifier) || g.qualifier
                                                  : g.end > it->second.end))
      it->second = g;
  }
  std::vector<PeopleGroup> out;
  for (auto& [key, g] : best) {
    if (g.noun && g.end > g.begin && g.noun->end == words[g.end - 1].span.end && ascii_word(words[g.begin])) {
      g.end = noun_end(words, g.end);
      g.span.end = words[g.end - 1].span.end;
      g.noun->end = g.span.end;
    }
    out.push_back(g);
  }
  return out;
}

std::uint32_t complement_end(const std::vector<Word>& words, std::uint32_t at) {
  if (at == 0 || at + 2 >= words.size() || !is(words, at - 1, "OFHEAD") || (words[at].folded != "of" && words[at].folded != "from")) return at;
  std::uint32_t i = at + 1;
  if (is(words, i, "DET") || is(words, i, "POSS")) ++i;
  const std::uint32_t first = i;
  for (; i < words.size() && i - at <= kLongestComplement; ++i) {
    const bool joint = words[i].kind == text::TokenKind::mark && (words[i].folded == "'" || words[i].folded == "-");
    if (words[i].kind == text::TokenKind::mark && !joint) break;
    if (words[i].folded != "of" && is(words, i, "STOP")) break;
  }
  while (i > first && words[i - 1].folded == "of") --i;
  return i > first ? i : at;
}

Span full_extent(const std::vector<Word>& words, const PeopleGroup& g) {
  Span out = g.span;
  if (const std::uint32_t begin = with_determiner(words, g.begin); begin < g.begin && words[g.begin].span.begin >= g.span.begin)
    out.begin = words[begin].span.begin;
  if (g.end + 1 < words.size() && words[g.end].folded == "of" && (words[g.end + 1].folded == "them" || words[g.end + 1].folded == "whom"))
    out.end = std::max(out.end, words[g.end + 1].span.end);
  else if (g.end > g.begin && g.end < words.size() && words[g.end - 1].folded == "of" && (words[g.end].folded == "them" || words[g.end].folded == "whom"))
    out.end = words[g.end].span.end;
  else if (const std::uint32_t end = complement_end(words, g.end); end > g.end)
    out.end = words[end - 1].span.end;
  else if (g.end > g.begin + 1 && words[g.end - 1].folded == "of")   // "an undetermined number of" dead
    out.end = words[g.end - 2].span.end;
  return out;
}

std::vector<Given> group_words(const std::vector<Word>& words, const std::vector<PeopleGroup>& groups) {
  std::vector<Given> out;
  const auto joined = [&](const PeopleGroup& g) -> std::uint32_t {   // the next group's first word, or 0
    const std::uint32_t from = complement_end(words, g.end);
    std::uint32_t i = from;
    if (i < words.size() && (words[i].folded == "," || words[i].folded == "،")) ++i;
    if (i < words.size() && (words[i].folded == "and" || words[i].folded == "و" || words[i].folded == "plus")) ++i;
    else if (i == from && !(i < words.size() && words[i].folded.starts_with("و"))) return 0;
    return i;
  };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    out.push_back({groups[i].begin, groups[i].end, "GRP", std::to_string(i)});
    std::string value = std::to_string(i);
    std::size_t last = i;
    for (int n = 0; n < 8 && groups[last].kind != PeopleGroup::bare; ++n) {
      const std::uint32_t next = joined(groups[last]);
      if (next == 0) break;
      std::size_t k = last + 1;
      while (k < groups.size() && (groups[k].begin < next || (groups[k].begin == next && groups[k].kind == PeopleGroup::bare))) ++k;
      if (k >= groups.size() || groups[k].kind == PeopleGroup::bare) break;
      const bool determined = groups[k].begin == next + 1 && (is(words, next, "DET") || is(words, next, "POSS"));   // "and his two sons"
      if (groups[k].begin != next && !determined) break;
      last = k;
      value += "," + std::to_string(k);
      out.push_back({groups[i].begin, groups[k].end, "GRP", value});
    }
  }
  return out;
}

}  // namespace tocsin::read
