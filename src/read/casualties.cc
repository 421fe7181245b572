// SPDX-License-Identifier: Apache-2.0
// Casualties: first groups of people with their number (casualties_groups.h), then what befell them, by patterns over the
// words of harm (lists/casualty_patterns.tsv). What the shape alone cannot tell, whether the people came to that harm, is
// decided by casualties_sentence.h; here, which of several patterns speaks, and of which whole a part is a part.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/names.h"
#include "read/casualties_asides.h"
#include "read/casualties_groups.h"
#include "read/casualties_sentence.h"
#include "read/read.h"
#include "text/patterns.h"

namespace tocsin::read {
namespace {

using text::Match;
using text::Word;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::uint32_t kAsideRest = 3;         // words of an aside after the people it names
constexpr std::uint32_t kEllipsisReach = 900;   // bytes back to the figure whose effect is meant

// One number told of by one pattern.
struct Finding {
  CasualtyReading reading;
  std::string_view rule;
  PeopleGroup group;
  std::uint32_t gap = 0;      // words between the people and the word of harm
  bool part = false;
  std::optional<Effect> or_else;   // "killed or wounded 40": the other of the two
};

int rank(std::string_view rule) {
  constexpr std::array<std::string_view, 24> kOrder = {"part",   "detached", "adjective", "leave",   "raise", "toll", "after",
                                                       "bodies", "meet",     "count",     "active",  "passive", "died", "subject",
                                                       "verb",   "noun",     "list", "places",      "detail",  "ellipsis", "zero",   "inner",  "dual",   "lone"};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), rule) - kOrder.begin());
}

// Two words of harm with "or" or "and" between them, told of one number.
bool either(const Sentence& s, const Finding& a, const Finding& b) {
  const auto harms = [](const Finding& f) { return f.reading.effect == Effect::killed || f.reading.effect == Effect::injured; };
  if (a.part || b.part || a.reading.effect == b.reading.effect || !harms(a) || !harms(b) || !a.reading.cue || !b.reading.cue) return false;
  const Span first = std::min(*a.reading.cue, *b.reading.cue), second = std::max(*a.reading.cue, *b.reading.cue);
  for (std::uint32_t i = s.begin; i + 1 < s.end; ++i)
    if (s.words[i].span.begin >= first.end)
      return ((s.words[i].folded == "or" || s.words[i].folded == "and" || s.words[i].folded == "أو") && s.words[i + 1].span.begin == second.begin) ||
             (a.rule == "count" && b.rule == "count" && s.words[i].folded.starts_with("و") && s.words[i].span.begin + std::string_view("و").size() == second.begin);   // "قتيل وجريح"
  return false;
}

void add(const Sentence& s, const Match& m, const PeopleGroup& g, std::map<std::pair<std::uint32_t, std::uint32_t>, Finding>& out) {
  const text::Capture* x = m.find("x");
  std::optional<Effect> effect;
  if (x) effect = from_string<Effect>(x->value);
  if (m.rule == "bodies" || (m.rule == "died" && !effect)) effect = Effect::killed;
  const bool inherits = m.rule == "part" || m.rule == "detail" || m.rule == "ellipsis";
  if (!effect && !inherits) return;
  if (!holds(s, m, g, x, effect.value_or(Effect::killed))) return;
  if ((m.rule == "part" || m.rule == "detail") && g.kind != PeopleGroup::counted && g.kind != PeopleGroup::single && !m.find("n")) return;

  Finding f;
  f.rule = m.rule;
  f.group = g;
  f.part = m.rule == "part" || m.rule == "detail" || (m.rule == "died" && m.find("n") && !m.find("np"));   // "two of the injured died"
  CasualtyReading& c = f.reading;
  c.effect = effect.value_or(Effect::killed);
  c.number = g.number;
  c.qualifier = g.qualifier;
  c.group = g.noun;
  c.span = full_extent(s.words, g);
  if (x) {
    c.cue = x->span;
    f.gap = x->begin >= g.end ? x->begin - g.end : g.begin >= x->end ? g.begin - x->end : 0;
    // "none of the drivers" were hurt, "no deaths"
    if (m.rule == "zero" && x->begin > g.end)
      for (std::uint32_t i = g.end; i < x->begin && !s.is(i, "BE") && !s.is(i, "HAVE") && !s.is(i, "ADV") && !s.is(i, "CNT"); ++i) c.span.end = s.words[i].span.end;
    if (m.rule == "count" && !c.group && s.is(x->begin, "CNTA")) c.group = x->span;   // "12 رهينة"
    if (m.rule == "inner") c.span = cover(c.span, x->span);   // "27 of their dead"
    if ((m.rule == "count" || m.rule == "zero") && (s.is(x->begin, "HEAD") || s.is(x->begin, "CNTA"))) c.span = cover(c.span, x->span);   // "12 deaths"
  }
  const auto key = std::pair(g.number ? g.number->begin : g.span.begin, g.number ? g.number->end : g.span.begin);
  const auto [it, added] = out.emplace(key, f);
  if (added) return;
  if (either(s, f, it->second)) {
    it->second.or_else = f.reading.effect;
    return;
  }
  const auto better = [](const Finding& a) {
    // "including 97 wounded" says its own harm.
    const std::uint32_t cue = a.reading.cue ? length(*a.reading.cue) : 0;   // "shot dead" before "shot"
    return std::tuple(a.rule != "count" || a.gap > 0, !a.part, a.rule == "ellipsis", a.gap, a.group.kind, rank(a.rule), ~cue);
  };
  if (!(better(f) < better(it->second))) return;
  if (f.reading.effect == it->second.reading.effect) f.or_else = it->second.or_else;
  it->second = f;
}

std::vector<std::size_t> indices(std::string_view value) {
  std::vector<std::size_t> out(1, 0);
  for (const char c : value) {
    if (c == ',') out.push_back(0);
    else out.back() = out.back() * 10 + static_cast<std::size_t>(c - '0');
  }
  return out;
}

// One verb tells of one group (or one run of them): of several before it, the nearest that is no complement.
void keep_nearest(const Sentence& s, std::vector<Match>& matches) {
  std::map<std::uint32_t, const Match*> best;   // by the word of harm
  const auto nearness = [&](const Match& m) {
    const text::Capture* np = m.find("np");
    const bool part = (np->begin > s.begin && s.is(np->begin - 1, "AMONGT")) || (np->begin > s.begin + 1 && s.is(np->begin - 2, "AMONGT"));
    const bool complement = part || (np->begin > s.begin && (s.words[np->begin - 1].folded == "of" || s.words[np->begin - 1].folded == "by" ||
                                                    s.words[np->begin - 1].folded == "with" || s.words[np->begin - 1].folded == "in" ||
                                                    s.words[np->begin - 1].folded == "from"));
    // "a list of 57 people who were killed": who is said of them, whatever stands before.
    const bool relative = np->end < s.end && (s.words[np->end].folded == "who" || s.words[np->end].folded == "whom");
    return std::tuple(complement && !relative, m.find("x")->begin - np->end, s.end - (np->end - np->begin));
  };
  for (const Match& m : matches) {
    const text::Capture *np = m.find("np"), *x = m.find("x");
    if ((m.rule != "passive" && m.rule != "died") || !np || !x) continue;
    auto& slot = best[x->begin];
    if (!slot || nearness(m) < nearness(*slot)) slot = &m;
  }
  std::vector<Match> kept;
  for (Match& m : matches) {
    const text::Capture *np = m.find("np"), *x = m.find("x");
    if ((m.rule == "passive" || m.rule == "died") && np && x && best[x->begin] != &m) {
      // "two of three engineers who were kidnapped": of both it is told.
      const text::Capture* other = best[x->begin]->find("np");
      const bool whole = np->end == other->end && np->begin > other->begin && np->end < s.end && s.words[np->end].folded == "who" &&
                         (s.words[np->begin - 1].folded == "of" || s.words[np->begin - 1].folded == "the");
      if (!whole) continue;
    }
    kept.push_back(m);
  }
  matches = std::move(kept);
}

using Findings = std::map<std::pair<std::uint32_t, std::uint32_t>, Finding>;

// A number word's span without the و that leans on it, as its mention has it.
Span without_proclitic(const Reading& reading, Span s) {
  const auto m = std::upper_bound(reading.mentions.begin(), reading.mentions.end(), s.begin, [](std::uint32_t b, const Mention& a) { return b < a.span.begin; });
  return m != reading.mentions.end() && m->kind == MentionKind::number && m->span.end == s.end ? m->span : s;
}

// What one run of words tells, a sentence or what is left of it without its asides.
void find_in(const std::vector<Word>& words, std::uint32_t begin, std::uint32_t end, const Reading& reading, Findings& out) {
  const Span span{words[begin].span.begin, words[end - 1].span.end};
  Sentence s{words, span, begin, end, {}, {}};
  const auto numbers = number_words(words, span, reading);
  s.groups = people_groups(words, span, numbers);
  if (s.groups.empty() && std::none_of(numbers.begin(), numbers.end(), [](const text::Given& n) { return n.name == "NIL"; })) return;
  for (PeopleGroup& g : s.groups) {
    if (!g.number) continue;
    const Span bare = without_proclitic(reading, *g.number);
    if (g.span.begin == g.number->begin) g.span.begin = bare.begin;
    g.number = bare;
  }
  auto m = std::lower_bound(reading.mentions.begin(), reading.mentions.end(), span.begin,
                            [](const Mention& a, std::uint32_t b) { return a.span.begin < b; });
  for (std::uint32_t i = s.begin; m != reading.mentions.end() && m->span.begin < span.end; ++m) {
    while (i < s.end && words[i].span.end <= m->span.begin) ++i;
    if (m->kind == MentionKind::time && i < s.end && words[i].span.begin <= m->span.begin) s.time_words.insert(i);
  }
  std::vector<text::Given> given = group_words(words, s.groups);
  for (const text::Given& n : numbers)
    if (n.name != "PLURAL") given.push_back(n);
  for (std::uint32_t i = s.begin; i < s.end; ++i)
    if (words[i].folded.size() > 4 && words[i].folded.ends_with("ly") && words[i].folded != "family" && !s.is(i, "PP")) given.push_back({i, i + 1, "ADV", {}});
  std::vector<Match> matches = harm_grammar().all(words, span, given);
  keep_nearest(s, matches);
  for (const Match& match : matches) {
    if (const text::Capture* np = match.find("np"); np && !np->value.empty()) {
      for (const std::size_t i : indices(np->value))
        if (i < s.groups.size()) add(s, match, s.groups[i], out);
    } else if (const text::Capture* n = match.find(match.find("one") ? "one" : "n")) {
      PeopleGroup g;
      g.kind = match.find("g") ? PeopleGroup::counted : PeopleGroup::bare;
      g.begin = n->begin;
      g.end = n->end;
      g.span = n->name == "n" ? without_proclitic(reading, n->span) : n->span;
      if (n->name == "n") g.number = g.span;
      if (const text::Capture* noun = match.find("g")) {
        g.noun = noun->span;
        std::uint32_t verb = n->end;   // "nine of the victims" were herders
        while (verb < noun->begin && !s.is(verb, "BE")) ++verb;
        if (verb < noun->begin) g.span.end = words[verb - 1].span.end;
        else g.span = cover(g.span, noun->span), g.end = std::max(g.end, noun->end);
      }
      add(s, match, g, out);
    } else if (match.rule == "dual" || match.rule == "lone") {   // "two dead", "a dead" in one word
      const text::Capture* x = match.find("x");
      const std::optional<Span> number = match.rule == "dual" ? std::optional(x->span) : std::nullopt;
      add(s, match, {PeopleGroup::counted, x->begin, x->end, x->span, number, std::nullopt, x->span, {}}, out);
    }
  }
}

// "ten others (six men and four women) were hurt": an aside of nothing but people names the parts of those before it.
void find_parts(const std::vector<Word>& aside, std::uint32_t after, const Reading& reading, Findings& out) {
  if (aside.empty()) return;
  const bool follows = std::any_of(out.begin(), out.end(), [&](const auto& f) { return f.second.group.span.end == after && !f.second.part; });
  if (!follows) return;
  const Span span{aside.front().span.begin, aside.back().span.end};
  const auto numbers = number_words(aside, span, reading);
  const std::vector<PeopleGroup> groups = people_groups(aside, span, numbers);
  std::vector<std::size_t> run;
  for (const text::Given& g : group_words(aside, groups))
    if (g.begin == 0 && g.end + kAsideRest >= aside.size() && indices(g.value).size() > run.size()) run = indices(g.value);
  for (const std::size_t i : run) {
    Finding f;
    f.rule = "part";
    f.group = groups[i];
    f.part = true;
    f.reading.number = groups[i].number;
    f.reading.qualifier = groups[i].qualifier;
    f.reading.group = groups[i].noun;
    f.reading.span = groups[i].span;
    out.emplace(std::pair(f.reading.number ? f.reading.number->begin : f.reading.span.begin,
                          f.reading.number ? f.reading.number->end : f.reading.span.begin), f);
  }
}

}  // namespace

void read_casualties(const Document& document, Reading& reading) {
  const std::vector<Word> words = text::words(document.text);
  std::vector<Finding> found;
  std::vector<std::uint32_t> sentence_of;
  std::uint32_t at = 0, sentence_number = 0;
  for (const Span span : text::sentences(document.text)) {
    while (at < words.size() && words[at].span.begin < span.begin) ++at;
    const std::uint32_t begin = at;
    while (at < words.size() && words[at].span.end <= span.end) ++at;
    ++sentence_number;
    if (begin == at) continue;
    Findings here;
    find_in(words, begin, at, reading, here);
    if (const Asides asides = take_out_asides(words, begin, at); !asides.asides.empty() && !asides.rest.empty()) {
      find_in(asides.rest, 0, static_cast<std::uint32_t>(asides.rest.size()), reading, here);
      // What an editor put in square brackets is read as if it stood there, too.
      std::vector<Word> unmarked;
      for (std::uint32_t i = begin; i < at; ++i)
        if (words[i].folded != "[" && words[i].folded != "]") unmarked.push_back(words[i]);
      if (unmarked.size() < at - begin) find_in(unmarked, 0, static_cast<std::uint32_t>(unmarked.size()), reading, here);
      for (std::size_t i = 0; i < asides.asides.size(); ++i) find_parts(asides.asides[i], asides.after[i], reading, here);
    }
    for (auto& [key, f] : here) {
      found.push_back(f);
      sentence_of.push_back(sentence_number);
    }
  }

  // Parts and bare names take their effect from what stands before them.
  std::vector<std::size_t> index(found.size());
  std::optional<std::size_t> last, toll;   // the last figure that stands alone; the last of the killed or hurt
  for (std::size_t i = 0; i < found.size(); ++i) {
    Finding& f = found[i];
    index[i] = reading.casualties.size();
    if (f.part || f.rule == "ellipsis") {
      const std::optional<std::size_t> whole = f.part ? last : toll ? toll : last;
      const bool near = whole && (f.part ? sentence_of[i] - sentence_of[*whole] <= 1
                                         : f.reading.span.begin - found[*whole].reading.span.begin < kEllipsisReach);
      if (!near && f.rule != "died") {
        index[i] = kNone;
        continue;
      }
      if (!near) {
        reading.casualties.push_back(f.reading);
        continue;
      }
      if (f.rule != "died") f.reading.effect = found[*whole].reading.effect;
      if (f.part && f.reading.effect == found[*whole].reading.effect) f.reading.part_of = index[*whole];
    }
    const bool new_whole = !f.part && f.rule != "detached";
    // "three more died, bringing the toll to 56": they are among the 56.
    for (std::size_t k = i; f.rule == "raise" && k-- > 0 && sentence_of[k] == sentence_of[i];)
      if (!found[k].part && found[k].rule != "raise" && found[k].reading.effect == f.reading.effect && index[k] != kNone)
        reading.casualties[index[k]].part_of = index[i];
    reading.casualties.push_back(f.reading);
    if (f.or_else) {
      CasualtyReading other = f.reading;
      other.effect = *f.or_else;
      reading.casualties.push_back(other);
    }
    if (new_whole) last = i;
    if (new_whole && (f.reading.effect == Effect::killed || f.reading.effect == Effect::injured)) toll = i;
  }
  for (const CasualtyReading& c : reading.casualties) {
    Mention m;
    m.kind = MentionKind::casualty;
    m.span = c.span;
    reading.mentions.push_back(m);
  }
  std::stable_sort(reading.mentions.begin(), reading.mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.span, a.kind) < std::tuple(b.span, b.kind);
  });
}

}  // namespace tocsin::read
