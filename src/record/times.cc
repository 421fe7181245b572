// SPDX-License-Identifier: Apache-2.0
#include "record/times.h"

#include <algorithm>
#include <tuple>

#include "core/list.h"
#include "core/utf8.h"
#include "record/lists.h"
#include "record/record.h"
#include "record/time_habits.h"
#include "record/time_tense.h"
#include "record/time_values.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kWindow = 400;   // bytes of context on each side of a time that stands alone
constexpr std::uint32_t kBefore = 5, kAfter = 7;   // words of a pattern beside the time itself

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("time_words.tsv", list("time_words.tsv")),
                                      builtin_list("time_patterns.tsv", list("time_patterns.tsv")));
  return kGrammar;
}

struct WordRange {
  std::uint32_t begin = 0, end = 0;
};

WordRange words_of(const std::vector<text::Word>& words, Span span) {
  const auto first = std::partition_point(words.begin(), words.end(), [&](const text::Word& w) { return w.span.end <= span.begin; });
  const auto last = std::partition_point(first, words.end(), [&](const text::Word& w) { return w.span.begin < span.end; });
  return {static_cast<std::uint32_t>(first - words.begin()), static_cast<std::uint32_t>(last - words.begin())};
}

// The rule that agrees best with the span: most common bytes, then fewest beyond it, then the earlier rule.
std::optional<text::Match> match_at(const std::vector<text::Word>& words, Span span) {
  const WordRange at = words_of(words, span);
  if (at.begin == at.end) return std::nullopt;
  const std::uint32_t from = at.begin > kBefore ? at.begin - kBefore : 0;
  const auto to = std::min<std::uint32_t>(at.end + kAfter, static_cast<std::uint32_t>(words.size()));
  std::vector<text::Match> found = grammar().all(words, {words[from].span.begin, words[to - 1].span.end});
  text::Match* best = nullptr;
  std::tuple<std::int64_t, std::int64_t, int> best_key;
  for (text::Match& m : found) {
    if (!overlap(m.span, span) || m.rule == "no") continue;
    const std::int64_t common = std::min(m.span.end, span.end) - std::max(m.span.begin, span.begin);
    const std::tuple key(-common, std::int64_t{length(m.span)} - common, m.line);
    if (!best || key < best_key) best = &m, best_key = key;
  }
  return best ? std::optional(std::move(*best)) : std::nullopt;
}

bool same_sentence(std::string_view text, Span a, Span b) {
  return a.end <= b.begin && text.substr(a.end, b.begin - a.end).find_first_of(".!?\n") == std::string_view::npos;
}

// "from 9 September 1704 to 2 February 1705": what follows lies between the two.
bool ends_range(std::string_view text, Span a, Span b, const TimeValue& value, const TimeTold& told) {
  if (a.end > b.begin || !told.year || !value.interval || !value.interval->from) return false;
  if (year_month(*told.year).first == year_month(day_of(*value.interval->from)).first) return false;
  const std::string_view between = text.substr(a.end, b.begin - a.end);
  return between == " to " || between == " until " || between == " إلى " || between == " حتى ";
}

}  // namespace

std::optional<TimeValue> resolve_time(std::string_view text, Span span, std::optional<Time> published) {
  if (span.end > text.size() || empty(span)) return std::nullopt;
  std::uint32_t from = span.begin > kWindow ? span.begin - kWindow : 0;
  std::uint32_t to = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), span.end + kWindow));
  while (from > 0 && text[from - 1] != ' ' && text[from - 1] != '\n' && from + 2 * kWindow > span.begin) --from;
  while (!utf8::boundary(text, from)) ++from;
  while (to > span.end && !utf8::boundary(text, to)) --to;
  const std::string_view window = text.substr(from, to - from);
  const Span local{span.begin - from, span.end - from};
  const std::vector<text::Word> words = text::words(window);
  const std::optional<text::Match> match = match_at(words, local);
  if (!match) return std::nullopt;
  const WordRange at = words_of(words, local);
  TimeContext context;
  context.published = published;
  context.tense = tense_near(window, words, at.begin, at.end);
  if (text::script(window) == text::Script::arabic) context.day_first = true;
  return time_value(*match, context);
}

void resolve_times(const Document& document, Reading& reading) {
  std::vector<MatchedTime> times;
  std::vector<Mention*> mentions;
  std::vector<text::Word> words;
  for (Mention& m : reading.mentions) {
    if (m.kind != MentionKind::time || m.span.end > document.text.size()) continue;
    if (words.empty()) words = text::words(document.text);
    times.push_back({m.span, match_at(words, m.span)});
    mentions.push_back(&m);
  }
  if (times.empty()) return;
  TimeContext context;
  context.published = document.published ? document.published : dateline(document, times);
  context.day_first = day_first(document, times);
  context.history = tells_history(context.published, times);
  TimeTold told;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!times[i].match) continue;
    context.same_sentence = i > 0 && same_sentence(document.text, times[i - 1].span, times[i].span);
    context.told = context.history ? told : told.near(times[i].span.begin);
    const WordRange at = words_of(words, times[i].span);
    context.tense = tense_near(document.text, words, at.begin, at.end);
    mentions[i]->time = time_value(*times[i].match, context);
    const bool range = i > 0 && mentions[i]->time && context.history && ends_range(document.text, times[i - 1].span, times[i].span, *mentions[i]->time, told);
    if (mentions[i]->time && !range) told.note(*mentions[i]->time, times[i].span.end);
  }
}

}  // namespace tocsin::record
