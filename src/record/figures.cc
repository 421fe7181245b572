// SPDX-License-Identifier: Apache-2.0
#include "record/figures.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "core/list.h"
#include "core/names.h"
#include "record/figure_givers.h"
#include "record/figure_status.h"
#include "record/figure_sums.h"
#include "record/lists.h"
#include "record/numbers.h"
#include "record/record.h"

namespace tocsin::record {
namespace {

constexpr std::size_t kNearFigures = 60;

const text::Grammar& people() {
  static const text::Grammar kGrammar(builtin_list("casualty_people.tsv", list("casualty_people.tsv")), {});
  return kGrammar;
}

// The longest phrase of the list in the words decides; nothing known is people.
Category category_of(std::string_view noun) {
  const std::vector<text::Word> words = text::words(noun.substr(0, 200));
  Category out = Category::people;
  std::uint32_t longest = 0;
  for (std::uint32_t i = 0; i < words.size(); ++i)
    for (const auto& f : people().look_up(words, i))
      if (f.words >= longest && (f.name == "GROUP" || f.name == "GROUP1" || f.name == "PAIR"))
        if (const auto c = from_string<Category>(f.value)) out = *c, longest = f.words;
  return out;
}

std::optional<NumberValue> number_of(const Document& d, const CasualtyReading& c) {
  if (!c.number) return NumberValue{1, 1, Qualifier::exactly};  // "a woman"
  std::string words(slice(d.text, *c.number));
  if (c.qualifier && !inside(*c.qualifier, *c.number)) words += " " + std::string(slice(d.text, *c.qualifier));
  return resolve_number(words);
}

std::size_t shared_words(const std::optional<Name>& a, const std::optional<Name>& b, const Document& d) {
  if (!a || !b) return 0;
  std::set<std::string> left, both;
  for (const Passage& p : a->spans)
    for (const auto& w : text::words(slice(d.text, p.span))) left.insert(w.folded.starts_with("ال") ? w.folded.substr(4) : w.folded);
  for (const Passage& p : b->spans)
    for (const auto& w : text::words(slice(d.text, p.span))) {
      const std::string word = w.folded.starts_with("ال") ? w.folded.substr(4) : w.folded;
      if (word.size() > 3 && left.contains(word)) both.insert(word);
    }
  return both.size();
}

void set_number(Figure& f, const NumberValue& number) {
  f.min = number.min;
  f.max = number.max;
  f.qualifier = number.qualifier;
}

// "killed 14 and wounded twice as many": reckoned from the last figure of the sentence, and marked so.
void reckon(const Page& page, const CasualtyReading& c, const std::vector<FigureDraft>& before, Figure& f) {
  const auto by = c.number ? resolve_multiple(slice(page.document.text, *c.number)) : std::nullopt;
  if (!by || before.empty()) return;
  const Figure& last = before.back().figure;
  if (!last.min && !last.max) return;
  if (page.sentence_of(last.span.span.begin) != page.sentence_of(c.span.begin)) return;
  set_number(f, multiplied({last.min, last.max, last.qualifier}, *by));
  f.derived = true;
}

// "40 were killed or wounded": of each at most 40, and of neither a least number.
void killed_or_injured(Figure& one, Figure& other) {
  for (Figure* f : {&one, &other}) {
    if (f->max == 0) continue;   // "no one was killed or wounded"
    f->min.reset();
    f->qualifier = f->max ? Qualifier::up_to : Qualifier::about;
  }
}

// The figure that this one is a part of.
std::optional<std::size_t> whole_of(const Page& page, const std::vector<FigureDraft>& drafts, std::size_t i) {
  const std::vector<CasualtyReading>& all = page.reading.casualties;
  const CasualtyReading& c = all[i];
  if (c.part_of) return *c.part_of != i ? c.part_of : std::nullopt;
  if (!c.cue) return std::nullopt;
  // Told of apart from its whole ("among the dead were …"): the whole of the giver most like this one's, else the last.
  const std::uint32_t w = page.word_at(c.cue->begin);
  const bool among = figure_phrase(page.words, w, "AMONG") > 0;
  std::optional<std::size_t> whole;
  std::size_t most = 0;
  for (std::size_t k = i > kNearFigures ? i - kNearFigures : 0; among && k < i; ++k) {
    if (drafts[k].figure.effect != c.effect || all[k].part_of) continue;
    const std::size_t shared = shared_words(drafts[i].figure.source, drafts[k].figure.source, page.document);
    if (!whole || shared >= most) whole = k, most = shared;
  }
  return whole;
}

bool says(const Page& page, std::uint32_t from, std::uint32_t to, std::string_view cls) {
  for (std::uint32_t i = page.word_at(from); i < page.words.size() && page.words[i].span.begin < to; ++i)
    if (figure_phrase(page.words, i, cls) > 0) return true;
  return false;
}

// "The office first put the toll at 30. It later said 19 had died.": a giver's lower number, told as the later one, takes the first one back.
void take_back(const Page& page, std::vector<FigureDraft>& drafts) {
  constexpr std::uint32_t kSoon = 400;   // bytes from the one to the other
  const auto size = [](const Figure& f) { return f.max.value_or(f.min.value_or(0)); };
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Figure& first = drafts[i].figure;
    const Span sentence = page.sentence_of(first.span.span.begin);
    if (!first.subset_of.empty() || !says(page, sentence.begin, first.span.span.begin, "FIRSTLY")) continue;
    for (std::size_t k = i + 1; k < drafts.size() && k < i + 6; ++k) {
      const Figure& later = drafts[k].figure;
      const Span other = page.sentence_of(later.span.span.begin);
      if (later.span.span.begin > first.span.span.end + kSoon) break;
      if (other == sentence || later.effect != first.effect || later.category != first.category || size(later) >= size(first) || !later.subset_of.empty()) continue;
      if (first.source && later.source && first.source->name != later.source->name) continue;
      if (!says(page, other.begin, other.end, "LATERLY") && !says(page, other.begin, other.end, "LOWER")) continue;
      first.status = ClaimStatus::denied;
      break;
    }
  }
}

}  // namespace

std::vector<FigureDraft> record_figures(const Document& document, const Reading& reading) {
  if (reading.casualties.empty()) return {};
  const Page page(document, reading);
  std::vector<FigureDraft> out;
  for (std::size_t i = 0; i < reading.casualties.size(); ++i) {
    const CasualtyReading& c = reading.casualties[i];
    FigureDraft draft;
    draft.casualty = i;
    draft.cue = c.cue.value_or(c.span);
    Figure& f = draft.figure;
    f.effect = c.effect;
    f.category = c.group ? category_of(slice(document.text, *c.group)) : Category::people;
    if (const auto number = number_of(document, c)) {
      set_number(f, *number);
    } else {
      reckon(page, c, out, f);
    }
    if (const auto giver = giver_of(page, c.span)) f.source = page.who.resolve(*giver);
    f.span = {document.id, c.span};
    f.id = content_id("fig", {document.id, to_string(f.effect), to_string(f.category), std::to_string(c.span.begin),
                              std::to_string(c.span.end)});
    draft.sums_over_time = sums_over_time(page, c, f.min.value_or(f.max.value_or(0)));
    if (i > 0 && c.number && c.number == reading.casualties[i - 1].number) killed_or_injured(out.back().figure, f);
    out.push_back(std::move(draft));
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const CasualtyReading& c = reading.casualties[i];
    const std::optional<std::size_t> whole = whole_of(page, out, i);
    const bool one_sentence = whole && page.sentence_of(c.span.begin) == page.sentence_of(reading.casualties[*whole].span.begin);
    if (c.part_of && one_sentence && c.part_of < i) out[i].sums_over_time = out[i].sums_over_time || out[*whole].sums_over_time;
    if (c.part_of && one_sentence && !out[i].figure.source) out[i].figure.source = out[*whole].figure.source;
    out[i].figure.status = status_of(page, c, out[i].figure.source.has_value());
    if (whole) out[i].figure.subset_of = out[*whole].figure.id;
  }
  take_back(page, out);
  return out;
}

}  // namespace tocsin::record
