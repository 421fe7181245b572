// SPDX-License-Identifier: Apache-2.0
#include "record/figures.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "core/list.h"
#include "core/names.h"
#include "record/figure_givers.h"
#include "record/lists.h"
#include "record/record.h"

namespace tocsin::record {
namespace {

constexpr int kNearClaims = 60;
constexpr std::size_t kNearFigures = 60;

const text::Grammar& people() {
  static const text::Grammar kGrammar(builtin_list("casualty_people.tsv", list("casualty_people.tsv")), {});
  return kGrammar;
}

const text::Grammar& figure_words() {
  static const text::Grammar kGrammar(builtin_list("figure_words.tsv", list("figure_words.tsv")), {});
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
  if (!c.number) return NumberValue{1, 1, Qualifier::exactly};          // "a woman"
  std::string words(slice(d.text, *c.number));
  if (c.qualifier && !inside(*c.qualifier, *c.number)) words += " " + std::string(slice(d.text, *c.qualifier));
  return resolve_number(words);
}

ClaimStatus status_of(const Page& page, const CasualtyReading& c, bool attributed) {
  ClaimStatus out = attributed ? ClaimStatus::attributed : ClaimStatus::asserted;
  const Span sentence = page.sentence_of(c.span.begin);
  std::uint32_t narrowest = ~0u;
  // Claims are sorted by span: those that can hold the figure, or point back at it, stand near.
  auto it = std::upper_bound(page.reading.claims.begin(), page.reading.claims.end(), sentence.end,
                             [](std::uint32_t o, const ClaimReading& k) { return o < k.span.begin; });
  for (int n = 0; it != page.reading.claims.begin() && n < kNearClaims; ++n) {
    const ClaimReading& claim = *--it;
    if (claim.status == ClaimStatus::asserted || claim.status == ClaimStatus::attributed) continue;
    if (inside(c.span, claim.span) && length(claim.span) < narrowest) {
      out = claim.status;
      narrowest = length(claim.span);
      continue;
    }
    // "…; that number was never confirmed"
    if (!claim.status_span || !inside(*claim.status_span, sentence) || claim.status_span->begin < c.span.end) continue;
    const std::uint32_t from = page.word_at(c.span.end), to = page.word_at(claim.status_span->begin);
    bool points_back = false, other_figure = false;
    for (std::uint32_t i = from; i < to; ++i)
      for (const auto& f : figure_words().look_up(page.words, i)) points_back = points_back || f.name == "THAT";
    const auto next = std::upper_bound(page.reading.mentions.begin(), page.reading.mentions.end(), c.span.end,
                                       [](std::uint32_t o, const Mention& m) { return o < m.span.begin; });
    for (auto m = next; m != page.reading.mentions.end() && m->span.end < claim.status_span->begin; ++m)
      other_figure = other_figure || m->kind == MentionKind::casualty;
    if (points_back && !other_figure) out = claim.status, narrowest = 0;
  }
  return out;
}

// "in ten years of war", "since 1981": a sum, no incident.
bool sums_over_years(const Page& page, const CasualtyReading& c) {
  const Span sentence = page.sentence_of(c.span.begin);
  for (std::uint32_t i = page.word_at(sentence.begin); i < page.words.size() && page.words[i].span.begin < sentence.end; ++i)
    for (const auto& f : figure_words().look_up(page.words, i))
      if (f.name == "SPAN") return true;
  for (auto it = page.mention_at(sentence.begin); it != page.reading.mentions.end() && it->span.begin < sentence.end; ++it) {
    const Mention& m = *it;
    if (m.kind != MentionKind::time || !inside(m.span, sentence) || !m.time) continue;
    const std::string_view words = slice(page.document.text, m.span);
    if (words.ends_with("old") || words.ends_with("OLD") || words.ends_with("age") || words.ends_with("AGE")) continue;   // an age
    const std::string& t = m.time->timex;
    const bool years = m.time->type == TimeType::duration && (t.ends_with("Y") || t.ends_with("DE") || t.ends_with("CE") || t.ends_with("M"));
    const std::uint32_t w = page.word_at(m.span.begin);
    const std::string before = w > 0 ? page.words[w - 1].folded : "";
    if (years && !t.starts_with("PT")) return true;
    if ((before == "since" || before == "منذ") && m.time->interval && m.time->interval->precision >= Precision::month) return true;
    if (m.time->interval && m.time->interval->precision >= Precision::decade) return true;
  }
  return false;
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

}  // namespace

std::vector<FigureDraft> record_figures(const Document& document, const Reading& reading) {
  const Page page(document, reading);
  std::vector<FigureDraft> out;
  for (std::size_t i = 0; i < reading.casualties.size(); ++i) {
    const CasualtyReading& c = reading.casualties[i];
    FigureDraft draft;
    draft.casualty = i;
    Figure& f = draft.figure;
    f.effect = c.effect;
    f.category = c.group ? category_of(slice(document.text, *c.group)) : Category::people;
    if (const auto number = number_of(document, c)) {
      f.min = number->min;
      f.max = number->max;
      f.qualifier = number->qualifier;
    }
    if (const auto giver = giver_of(page, c.span)) f.source = page.who.resolve(*giver);
    f.span = {document.id, c.span};
    draft.sums_over_years = sums_over_years(page, c);
    out.push_back(std::move(draft));
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const CasualtyReading& c = reading.casualties[i];
    std::optional<std::size_t> whole = c.part_of;
    if (whole && *whole < i && !out[i].figure.source && page.sentence_of(c.span.begin) == page.sentence_of(reading.casualties[*whole].span.begin))
      out[i].figure.source = out[*whole].figure.source;
    if (!whole && c.cue) {
      // Told of apart from its whole ("among the dead were …"): the whole of the giver most like this one's, else the last.
      const std::uint32_t w = page.word_at(c.cue->begin);
      bool among = false;
      for (const auto& f : figure_words().look_up(page.words, w)) among = among || f.name == "AMONG";
      std::size_t most = 0;
      for (std::size_t k = i > kNearFigures ? i - kNearFigures : 0; among && k < i; ++k) {
        if (out[k].figure.effect != c.effect || reading.casualties[k].part_of) continue;
        const std::size_t shared = shared_words(out[i].figure.source, out[k].figure.source, document);
        if (!whole || shared >= most) whole = k, most = shared;
      }
    }
    out[i].figure.status = status_of(page, c, out[i].figure.source.has_value());
    const Figure& f = out[i].figure;
    out[i].figure.id = content_id("fig", {document.id, to_string(f.effect), to_string(f.category), std::to_string(f.span.span.begin),
                                          std::to_string(f.span.span.end)});
    if (whole && *whole < i) out[i].figure.subset_of = out[*whole].figure.id;
  }
  return out;
}

}  // namespace tocsin::record
