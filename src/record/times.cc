// SPDX-License-Identifier: Apache-2.0
#include "record/times.h"

#include <algorithm>
#include <map>

#include "core/list.h"
#include "core/utf8.h"
#include "record/lists.h"
#include "record/record.h"
#include "record/time_values.h"
#include "text/patterns.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kWindow = 400;   // bytes of context on each side

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("time_words.tsv", list("time_words.tsv")),
                                      builtin_list("time_patterns.tsv", list("time_patterns.tsv")));
  return kGrammar;
}

const std::map<std::string, int, std::less<>>& tenses() {
  static const auto kTenses = [] {
    std::map<std::string, int, std::less<>> out;
    for (const ListRow& row : builtin_list("calendar_tense.tsv", list("calendar_tense.tsv"))) {
      std::string words;
      for (const text::Word& w : text::words(row["word"])) words += (words.empty() ? "" : " ") + w.folded;
      out[words] = row["value"] == "1" ? 1 : -1;
    }
    return out;
  }();
  return kTenses;
}

bool ends_clause(const text::Word& w) {
  return w.kind == text::TokenKind::mark &&
         (w.folded == "." || w.folded == "!" || w.folded == "?" || w.folded == ";" || w.folded == "؟" || w.folded == "؛" || w.folded == ":");
}

// What a word says by itself; two-word entries are looked up with the next.
int tense_at(const std::vector<text::Word>& words, std::size_t i) {
  const std::string& w = words[i].folded;
  if (i + 1 < words.size()) {
    if (const auto it = tenses().find(w + " " + words[i + 1].folded); it != tenses().end()) return it->second;
  }
  if (const auto it = tenses().find(w); it != tenses().end()) return it->second;
  if (w.size() > 4 && w.ends_with("ed") && static_cast<unsigned char>(w[0]) < 0x80) return -1;
  // سيعلن, ستستمر: will. تضربون, يعلنون: does or will.
  for (const std::string_view p : {"سي", "ست", "سن"})
    if (w.size() >= 10 && w.starts_with(p)) return 1;
  if (w.size() >= 10 && w.ends_with("ون") && (w.starts_with("ت") || w.starts_with("ي"))) return 1;
  if (w.size() > 4 && w.starts_with("و")) {
    if (const auto it = tenses().find(w.substr(2)); it != tenses().end()) return it->second;
  }
  return 0;
}

// The nearest word of the clause that tells. After the time, a verb right behind it does not count unless the time stands
// first: in "the strike on Thursday will be answered", "will" is not when the strike is.
int tense_near(const std::vector<text::Word>& words, std::uint32_t begin, std::uint32_t end) {
  std::size_t left_distance = 0, right_distance = 0;
  int left = 0, right = 0;
  bool first = true;
  for (std::size_t i = begin; i-- > 0;) {
    if (ends_clause(words[i])) break;
    if (words[i].kind == text::TokenKind::word && !(i + 1 == begin && (words[i].folded == "on" || words[i].folded == "in")))
      first = false;
    ++left_distance;
    if ((left = tense_at(words, i)) != 0) break;
  }
  for (std::size_t i = end; i < words.size(); ++i) {
    if (ends_clause(words[i])) break;
    if (words[i].folded == "," || words[i].folded == "،") right_distance += 4;
    ++right_distance;
    const int t = tense_at(words, i);
    if (t == 0 || words[i].folded == "until" || words[i].folded == "till" || words[i].folded == "if") continue;
    if (!first && right_distance == 1 && t > 0) continue;
    right = t;
    break;
  }
  if (left == 0) return right;
  if (right == 0 || left_distance <= right_distance) return left;
  return right;
}

}  // namespace

std::optional<TimeValue> resolve_time(std::string_view text, Span span, std::optional<Time> published) {
  if (span.end > text.size() || empty(span)) return std::nullopt;
  std::uint32_t from = span.begin > kWindow ? span.begin - kWindow : 0;
  std::uint32_t to = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), span.end + kWindow));
  while (from > 0 && text[from - 1] != ' ' && text[from - 1] != '\n' && from + 2 * kWindow > span.begin) --from;
  while (!utf8::boundary(text, from)) ++from;
  while (to > span.end && !utf8::boundary(text, to)) --to;
  // A paragraph's end is the end of the context.
  if (const std::size_t at = text.substr(from, span.begin - from).rfind("\n\n"); at != std::string_view::npos)
    from += static_cast<std::uint32_t>(at) + 2;
  if (const std::size_t at = text.substr(span.end, to - span.end).find("\n\n"); at != std::string_view::npos)
    to = span.end + static_cast<std::uint32_t>(at);
  const std::string_view window = text.substr(from, to - from);
  const Span local{span.begin - from, span.end - from};
  const std::vector<text::Word> words = text::words(window);

  // Patterns look at a little more than the time itself.
  std::uint32_t first = 0, last = 0;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].span.end <= local.begin) first = i + 1;
    if (words[i].span.begin < local.end) last = i + 1;
  }
  const std::uint32_t around_from = first > 3 ? words[first - 3].span.begin : 0;
  const std::uint32_t around_to = last + 3 < words.size() ? words[last + 3].span.begin : static_cast<std::uint32_t>(window.size());
  std::vector<text::Match> found = grammar().all(words, {around_from, around_to});
  // The one that agrees best with the span: most common bytes, then fewest beyond it, then the earlier rule.
  const text::Match* best = nullptr;
  std::tuple<std::int64_t, std::int64_t, int> best_key;
  for (const text::Match& m : found) {
    if (!overlap(m.span, local)) continue;
    const std::int64_t common = std::min(m.span.end, local.end) - std::max(m.span.begin, local.begin);
    const std::tuple key(-common, std::int64_t{length(m.span)} - common, m.line);
    if (!best || key < best_key) best = &m, best_key = key;
  }
  if (!best) return std::nullopt;
  TimeContext context{published, tense_near(words, first, last), text::script(window) == text::Script::arabic};
  return time_value(*best, context);
}

void resolve_times(const Document& document, Reading& reading) {
  for (Mention& m : reading.mentions)
    if (m.kind == MentionKind::time) m.time = resolve_time(document.text, m.span, document.published);
}

}  // namespace tocsin::record
