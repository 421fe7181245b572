// SPDX-License-Identifier: Apache-2.0
#include "read/numbers.h"

#include <algorithm>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

using text::Grammar;
using text::TokenKind;
using text::Word;

const Grammar& grammar() {
  static const Grammar kGrammar(builtin_list("number_words.tsv", list("number_words.tsv")), {});
  return kGrammar;
}

struct Finder {
  const std::vector<Word>& words;
  std::uint32_t end;          // of the sentence

  // The entry of a class at a word, the longest; words 0: none.
  Grammar::Found entry(std::uint32_t at, std::string_view cls) const {
    Grammar::Found best;
    best.words = 0;
    if (at >= end) return best;
    for (const Grammar::Found& f : grammar().look_up(words, at))
      if (f.name == cls && f.words > best.words && at + f.words <= end) best = f;
    return best;
  }
  std::uint32_t has(std::uint32_t at, std::string_view cls) const { return entry(at, cls).words; }
  bool is(std::uint32_t at, std::string_view word) const { return at < end && words[at].folded == word; }

  std::uint32_t number_word(std::uint32_t at, bool with_proclitic = true) const {
    std::uint32_t most = 0;
    if (at >= end) return 0;
    for (const Grammar::Found& f : grammar().look_up(words, at)) {
      if (f.name != "UNIT" && f.name != "TEEN" && f.name != "TEN" && f.name != "HUNDRED" && f.name != "SCALE" && f.name != "CENT" &&
          f.name != "DOZEN" && f.name != "HALFDOZEN")
        continue;
      if (!with_proclitic && f.skip > 0) continue;
      if (at + f.words <= end) most = std::max(most, f.words);
    }
    return most;
  }

  // One number, from its first word: the word after its last, or `at` where there is none.
  std::uint32_t cardinal(std::uint32_t at) const {
    if (at >= end) return at;
    if (words[at].kind == TokenKind::number) {
      std::uint32_t next = at + 1;
      while (has(next, "HUNDRED") || has(next, "SCALE") || has(next, "DOZEN")) ++next;
      return next;
    }
    if (const std::uint32_t n = std::max({has(at, "VAGUE"), has(at, "DUAL"), has(at, "MULT")})) return at + n;
    std::uint32_t next = at;
    if (has(at, "ARTICLE") && (has(at + 1, "HUNDRED") || has(at + 1, "SCALE") || has(at + 1, "DOZEN"))) ++next;
    const bool bare_scale = next == at && (has(at, "HUNDRED") || has(at, "DOZEN")) && !has(at, "UNIT");
    if (bare_scale) return at;                                      // "hundred" alone says nothing
    while (next < end) {
      if (const std::uint32_t n = number_word(next)) {
        const bool joined = next == at || words[next].folded.empty() || may_follow(at, next);
        if (!joined) break;
        next += n;
      } else if (next > at && is(next, "-") && has(next - 1, "TEN") && has(next + 1, "UNIT")) {
        next += 2;
      } else if (next > at && is(next, "and") && (has(next - 1, "HUNDRED") || has(next - 1, "SCALE")) && number_word(next + 1)) {
        ++next;
      } else {
        break;
      }
    }
    return next;
  }

  // "twenty one", "ثلاثة آلاف", "واحد وعشرون" go on; "two three" does not.
  bool may_follow(std::uint32_t, std::uint32_t next) const {
    if (has(next, "HUNDRED") || has(next, "SCALE") || has(next, "DOZEN")) return true;
    if (has(next - 1, "HUNDRED") || has(next - 1, "SCALE") || is(next - 1, "and")) return true;
    if (has(next - 1, "TEN") && has(next, "UNIT")) return entry(next, "UNIT").skip == 0;
    for (const char* cls : {"TEN", "CENT", "UNIT", "TEEN"})          // with و before it
      if (const Grammar::Found f = entry(next, cls); f.words && f.skip > 0) return true;
    return false;
  }

  bool touching(std::uint32_t at) const { return at > 0 && at < end && words[at - 1].span.end == words[at].span.begin; }

  // "M-19", "channel 7", "no. 4", "aged 19 to 25": digits that name something.
  bool label(std::uint32_t at) const {
    if (at >= end || words[at].kind != TokenKind::number || at == 0) return false;
    if (at >= 2 && is(at - 1, "-") && touching(at) && touching(at - 1) && words[at - 2].kind == TokenKind::word) return !number_word(at - 2);
    if (at >= 2 && is(at - 1, ".") && touching(at - 1) && (is(at - 2, "no") || is(at - 2, "nos") || is(at - 2, "nr"))) return true;
    return has(at - 1, "LABEL") == 1;
  }
  // "ارتفع عدد القتلى من 19 إلى 26": two numbers, no range.
  bool rises(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > 0 && at - i <= 7 && words[i].kind == TokenKind::word;)
      if (has(i, "RISE")) return true;
    return false;
  }
  // "both soldiers and civilians": no two.
  bool both_and(std::uint32_t at) const {
    if (!is(at, "both")) return false;
    for (std::uint32_t i = at + 1; i < end && i <= at + 4 && words[i].kind == TokenKind::word; ++i)
      if (is(i, "and")) return true;
    return false;
  }

  // "one" that stands for somebody.
  bool pronoun(std::uint32_t at) const {
    if (!is(at, "one")) return false;
    if (at > 0 && (is(at - 1, "no") || is(at - 1, "the") || is(at - 1, "this") || is(at - 1, "that") || is(at - 1, "any") ||
                   is(at - 1, "each") || is(at - 1, "every") || is(at - 1, "only")))
      return true;
    return at + 1 >= end || is(at + 1, "of") || is(at + 1, "another") || is(at + 1, "who") || is(at + 1, "that") ||
           is(at + 1, "'s") || is(at + 1, "can") || is(at + 1, "should") || is(at + 1, "must");
  }
};

}  // namespace

void find_numbers(const std::vector<Word>& words, const std::vector<Span>& sentences, Reading& reading) {
  std::vector<Span> times;
  for (const Mention& m : reading.mentions)
    if (m.kind == MentionKind::time) times.push_back(m.span);
  std::sort(times.begin(), times.end());
  const auto in_time = [&](Span s) {
    const auto it = std::upper_bound(times.begin(), times.end(), s, [](Span a, Span b) { return a.begin < b.end && a.begin < b.begin; });
    for (auto k = it == times.begin() ? it : it - 1; k != times.end() && k->begin < s.end; ++k)
      if (overlap(*k, s)) return true;
    return false;
  };
  std::uint32_t at = 0;
  for (const Span sentence : sentences) {
    while (at < words.size() && words[at].span.begin < sentence.begin) ++at;
    std::uint32_t end = at;
    while (end < words.size() && words[end].span.end <= sentence.end) ++end;
    const Finder f{words, end};
    while (at < end) {
      std::uint32_t first = at;
      std::uint32_t core = at;
      std::uint32_t qualifier_skip = 0;
      const bool between = f.has(at, "BETWEEN") > 0;
      if (const auto q = f.entry(at, between ? "BETWEEN" : "QUAL"); q.words) core = at + q.words, qualifier_skip = q.skip;
      std::uint32_t next = f.cardinal(core);
      if (next == core && core != at) core = at, next = f.cardinal(at);   // the qualifier was just a word
      // "10th", "15-year-old": no counts.
      const bool ordinal = next < end && words[next].span.begin == words[next - (next > core ? 1 : 0)].span.end &&
                           (f.is(next, "th") || f.is(next, "st") || f.is(next, "nd") || f.is(next, "rd"));
      const bool age = f.is(next, "-") && f.is(next + 1, "year");
      if (next == core || f.pronoun(core) || f.both_and(core) || ordinal || age) {
        ++at;
        continue;
      }
      if (f.label(core)) {
        at = next;
        if (f.has(at, "TO") && f.cardinal(at + 1) > at + 1) at = f.cardinal(at + 1);   // "pages 4 to 6"
        continue;
      }
      if (core != first && in_time({words[core].span.begin, words[next - 1].span.end})) {
        at = next;
        continue;
      }
      const bool from_to = core > 0 && ((f.is(next, "to") && f.is(core - 1, "from")) || (f.has(next, "TO") && f.is(core - 1, "من") && f.rises(core)));   // "rose from 12 to 17"
      if ((f.has(next, "TO") && !from_to) || (between && core != first && (f.is(next, "and") || (next < end && words[next].folded == "و")))) {
        if (const std::uint32_t last = f.cardinal(next + 1); last > next + 1 && !f.has(next + 1, "VAGUE")) next = last;
      } else if (between && core != first) {
        if (const std::uint32_t last = f.cardinal(next); last > next) next = last;      // "بين 5 و7", where و leans on the 7
      }
      if (const std::uint32_t n = f.has(next, "POST"); n && core == first) next += n;
      Mention m;
      m.kind = MentionKind::number;
      std::uint32_t skip = core != first ? qualifier_skip : 0;
      if (core == first && words[first].kind == TokenKind::word) {
        for (const auto& found : grammar().look_up(words, first))
          if (found.name != "QUAL" && found.name != "TO" && found.name != "AND") skip = found.skip;
      }
      m.span = {words[first].span.begin + skip, words[next - 1].span.end};
      if (!in_time(m.span)) reading.mentions.push_back(m);
      at = next;
    }
  }
}

}  // namespace tocsin::read
