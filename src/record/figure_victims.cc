// SPDX-License-Identifier: Apache-2.0
#include "record/figure_victims.h"

#include <map>
#include <optional>

#include "core/list.h"
#include "record/incident_events.h"
#include "record/lists.h"

namespace tocsin::record {
namespace {

using text::Word;

constexpr std::uint32_t kTitles = 7;      // words between the word of harm and a name
constexpr std::uint32_t kAside = 14;      // words of "Ivo Tarn, 24, a baker, was killed"
constexpr std::uint32_t kCue = 40;        // bytes of a word of harm
constexpr std::uint32_t kNoWord = ~0u;

const text::Grammar& people() {
  static const text::Grammar kGrammar(builtin_list("casualty_people.tsv", list("casualty_people.tsv")), {});
  return kGrammar;
}

bool arabic(const Word& w) { return !w.folded.empty() && static_cast<unsigned char>(w.folded[0]) >= 0xD8; }
bool comma(const Word& w) { return w.folded == "," || w.folded == "،"; }

class Finder {
 public:
  explicit Finder(const Page& page) : page_(page), w_(page.words) {
    for (const CasualtyReading& c : page.reading.casualties)
      if (c.cue) figures_.emplace(c.cue->begin, &c);
  }

  std::vector<Victim> run() {
    for (std::uint32_t i = 0; i < w_.size(); ++i) {
      if (const std::uint32_t n = figure_phrase(w_, i, "KILLED")) verb(i, n, Effect::killed, true);
      else if (const std::uint32_t m = figure_phrase(w_, i, "HURT")) verb(i, m, Effect::injured, true);
      else if (const std::uint32_t d = figure_phrase(w_, i, "DIED")) verb(i, d, Effect::killed, false);
      else if (const std::uint32_t k = figure_phrase(w_, i, "KILLING")) noun(i, k);
    }
    return std::move(out_);
  }

 private:
  // The name that begins, or ends, at a word.
  std::optional<Span> name_from(std::uint32_t at) const {
    if (at >= w_.size()) return std::nullopt;
    for (auto m = page_.mention_at(w_[at].span.begin); m != page_.reading.mentions.end() && m->span.begin == w_[at].span.begin; ++m)
      if (m->kind == MentionKind::person) return m->span;
    return std::nullopt;
  }
  std::optional<Span> name_to(std::uint32_t end) const {
    for (std::uint32_t k = end; k-- > 0 && end - k <= 8;)
      for (auto m = page_.mention_at(w_[k].span.begin); m != page_.reading.mentions.end() && m->span.begin == w_[k].span.begin; ++m)
        if (m->kind == MentionKind::person && m->span.end == w_[end - 1].span.end) return m->span;
    return std::nullopt;
  }

  // "the driver", up to four words, that begins at `at`.
  std::optional<Span> described_from(std::uint32_t at) const {
    if (at >= w_.size() || w_[at].folded != "the") return std::nullopt;
    for (std::uint32_t k = at + 1; k < w_.size() && k <= at + 4 && w_[k].kind == text::TokenKind::word; ++k)
      for (const auto& f : people().look_up(w_, k))
        if (f.name == "GROUP1") return Span{w_[at].span.begin, w_[k + f.words - 1].span.end};
    return std::nullopt;
  }
  std::optional<Span> described_to(std::uint32_t end) const {
    for (std::uint32_t k = end; k-- > 0 && end - k <= 5;)
      if (w_[k].folded == "the") {
        const auto found = described_from(k);
        return found && found->end == w_[end - 1].span.end ? found : std::nullopt;
      }
    return std::nullopt;
  }

  bool goes_on(std::uint32_t at) const {   // a word that may stand before a name: "judge", "former minister"
    const Word& w = w_[at];
    return w.kind == text::TokenKind::word && figure_phrase(w_, at, "AROUND") == 0;
  }

  void add(Span who, std::uint32_t i, std::uint32_t n, Effect effect, bool named, bool beside) {
    const Span cue{w_[i].span.begin, w_[i + n - 1].span.end};
    if (happened(page_, cue)) out_.push_back({who, cue, effect, named, beside});
  }

  void after(std::uint32_t from, std::uint32_t i, std::uint32_t n, Effect effect) {
    if (const auto who = described_from(from)) {
      // "the judge Lamis Oran": a name follows.
      const std::uint32_t next = page_.word_at(who->end);
      const auto name = name_from(next);
      return add(name.value_or(*who), i, n, effect, name.has_value(), false);
    }
    for (std::uint32_t k = from; k < w_.size() && k <= from + kTitles; ++k) {
      if (const auto who = name_from(k)) return add(*who, i, n, effect, true, false);
      if (!goes_on(k)) return;
    }
  }

  // Where the verb's helpers begin; kNoWord: it is not passive where it should be.
  std::uint32_t helpers(std::uint32_t i, bool passive) const {
    bool be = !passive;
    while (i > 0 && figure_phrase(w_, i - 1, "HELPER") > 0) {
      const std::string& f = w_[--i].folded;
      be = be || f == "was" || f == "were" || f == "been" || f == "being" || f == "is";
    }
    return be ? i : kNoWord;
  }

  void before(std::uint32_t end, std::uint32_t i, std::uint32_t n, Effect effect) {
    while (end > 0 && (w_[end - 1].folded == "who" || w_[end - 1].folded == "which")) --end;
    if (end == 0) return;
    if (comma(w_[end - 1])) {   // "Ivo Tarn, a baker, was killed"
      for (std::uint32_t k = end - 1; k > 0 && end - k <= kAside; --k) {
        if (k < end - 1 && !comma(w_[k])) continue;
        if (const auto who = name_to(k)) return add(*who, i, n, effect, true, false);
      }
      return;
    }
    if (const auto who = name_to(end)) return add(*who, i, n, effect, true, false);
    if (const auto who = described_to(end)) add(*who, i, n, effect, false, false);
  }

  // A figure with this word of harm; beside it a name: "Ivo Tarn and two guards were killed", "killed two guards and Ivo Tarn".
  bool with_figure(std::uint32_t i, std::uint32_t n, Effect effect) {
    const Span cue{w_[i].span.begin, w_[i + n - 1].span.end};
    bool any = false;
    for (auto it = figures_.lower_bound(cue.begin > kCue ? cue.begin - kCue : 0); it != figures_.end() && it->first < cue.end; ++it) {
      const CasualtyReading& c = *it->second;
      if (c.effect != effect || !overlap(*c.cue, cue)) continue;
      any = true;
      const std::uint32_t first = page_.word_at(c.span.begin), last = page_.word_at(c.span.end - 1) + 1;
      if (first > 1 && (w_[first - 1].folded == "and" || w_[first - 1].folded == "و")) {
        const std::uint32_t end = first - 1 - (comma(w_[first - 2]) ? 1 : 0);
        if (const auto who = name_to(end)) add(*who, i, n, effect, true, true);
      } else if (last < w_.size() && w_[last].folded == "and") {
        if (const auto who = name_from(last + 1)) add(*who, i, n, effect, true, true);
      }
    }
    return any;
  }

  void verb(std::uint32_t i, std::uint32_t n, Effect effect, bool transitive) {
    if (with_figure(i, n, effect)) return;
    if (arabic(w_[i])) return after(i + n, i, n, effect);
    const std::uint32_t group = helpers(i, transitive);
    if (group != kNoWord) return before(group, i, n, effect);
    after(i + n, i, n, w_[i].folded == "shot" ? Effect::killed : effect);   // as with figures: who was shot is injured, whom one shot is dead
  }

  void noun(std::uint32_t i, std::uint32_t n) {
    if (with_figure(i, n, Effect::killed) || i + n >= w_.size()) return;
    if (arabic(w_[i])) return after(i + n, i, n, Effect::killed);
    if (w_[i + n].folded == "of") after(i + n + 1, i, n, Effect::killed);
  }

  const Page& page_;
  const std::vector<Word>& w_;
  std::multimap<std::uint32_t, const CasualtyReading*> figures_;   // by where their word of harm begins
  std::vector<Victim> out_;
};

}  // namespace

std::vector<Victim> victims(const Page& page) { return Finder(page).run(); }

}  // namespace tocsin::record
