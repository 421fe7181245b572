// SPDX-License-Identifier: Apache-2.0
#include "read/times.h"

#include <algorithm>
#include <charconv>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("time_words.tsv", list("time_words.tsv")),
                                      builtin_list("time_patterns.tsv", list("time_patterns.tsv")));
  return kGrammar;
}

int number(std::string_view digits) {
  int n = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

bool latin_lower(const text::Word& w) { return w.kind == text::TokenKind::word && !w.capital && w.folded[0] >= 'a' && w.folded[0] <= 'z'; }

// "by 2010 signatures": a number of things, unless one of them is meant ("the 2010 elections").
bool counts_things(const std::vector<text::Word>& words, const text::Match& m) {
  if (m.end >= words.size() || m.end != m.begin + 1) return false;
  const text::Word& next = words[m.end];
  const bool plural = latin_lower(next) && next.folded.size() > 3 && next.folded.ends_with("s") && !next.folded.ends_with("ss");
  return plural && !(m.begin > 0 && (words[m.begin - 1].folded == "the" || words[m.begin - 1].folded == "his"));
}

// Four digits alone are a year only near our own time; older ones where more speaks for a year.
bool likely_year(const std::vector<text::Word>& words, const text::Match& m) {
  const int y = number(m.value("y"));
  if (m.rule == "years") {
    const int other = number(m.value("y2").empty() ? m.value("y0") : m.value("y2"));
    return y >= 1000 && y < 2200 && other >= 1000 && other < 2200 && (m.value("y2").empty() ? other < y : y < other);
  }
  if (m.rule == "oldyear") return y >= 1000 && y < 2200;
  return y >= 1700 && y < 2100 && !counts_things(words, m);
}

// A capital says nothing where all words have one.
bool shouts(const std::vector<text::Word>& words, std::uint32_t at) {
  int capitals = 0, all = 0;
  for (std::uint32_t i = at > 4 ? at - 4 : 0; i < words.size() && i < at + 5; ++i)
    if (words[i].kind == text::TokenKind::word) ++all, capitals += words[i].capital;
  return capitals * 4 > all * 3;
}

bool named(const std::vector<text::Word>& words, std::uint32_t at) { return words[at].capital && !shouts(words, at); }

// What its words leave open, its letters and numbers tell: "this may", "mon courage", "LA Weekly", "25:71".
bool likely(const std::vector<text::Word>& words, std::uint32_t sentence_begin, const text::Match& m) {
  if (m.rule == "no") return false;
  if (m.rule == "year" || m.rule == "years" || m.rule == "oneyear" || m.rule == "oldyear") return likely_year(words, m);
  if (m.rule == "month" || m.rule == "toldmonth")
    if (const text::Capture* c = m.find("monthv"); c && (m.find("this") || m.find("told")) && latin_lower(words[c->begin])) return false;
  if (m.rule == "weekday")
    if (const text::Capture* c = m.find("weekday"); c && words[c->begin].folded.size() == 3 && latin_lower(words[c->begin])) return false;
  if (m.rule == "set" && m.find("daily") && words[m.begin].span.begin != sentence_begin && named(words, m.begin)) return false;
  if (m.rule == "era")
    if (const text::Capture* c = m.find("ad"); c && latin_lower(words[c->begin])) return false;
  if (m.rule == "clock" && m.find("hm") && m.end == m.begin + 1 && m.end < words.size() && named(words, m.end)) return false;   // "at 1914 Mill Lane"
  if (m.rule == "clock" && !m.value("h").empty() && (number(m.value("h")) > 24 || number(m.value("m")) > 59)) return false;
  return true;
}

bool listed(const std::vector<text::Word>& words, std::uint32_t at, std::initializer_list<std::string_view> classes) {
  for (const auto& f : grammar().look_up(words, at))
    if (std::find(classes.begin(), classes.end(), f.name) != classes.end()) return true;
  return false;
}

// "on 23 September 28 bodies were found": two digits after a day and month count what follows, unless a mark or small word does.
bool counts_people(const std::vector<text::Word>& words, const text::Match& m) {
  const text::Capture* year = m.find("y");
  if (m.rule != "date" || !year || year->value.size() != 2 || year->end != m.end || m.find("d") == nullptr || m.end >= words.size()) return false;
  return words[m.end].kind == text::TokenKind::word && words[m.end - 2].kind == text::TokenKind::word && !listed(words, m.end, {"FUNC", "INPREP"});
}

}  // namespace

void find_times(const std::vector<text::Word>& words, const std::vector<Span>& sentences, Reading& reading) {
  for (const Span sentence : sentences)
    for (const text::Match& m : grammar().find(words, sentence)) {
      if (!likely(words, sentence.begin, m)) continue;
      Mention mention;
      mention.kind = MentionKind::time;
      mention.span = m.span;
      if (counts_people(words, m)) mention.span.end = words[m.end - 2].span.end;
      reading.mentions.push_back(mention);
    }
}

}  // namespace tocsin::read
