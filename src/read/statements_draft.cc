// SPDX-License-Identifier: Apache-2.0
#include "read/statements_draft.h"

#include <algorithm>

namespace tocsin::read::attribution {

Drafts::Drafts(const Words& w) : words(w), taken(w.size(), -1), cue(w.size(), false), named(w.size(), false), quote_words(w.quotes.size()) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (w[i].quote < 0) continue;
    Range& r = quote_words[static_cast<std::size_t>(w[i].quote)];
    if (r.empty()) r.begin = i;
    r.end = i + 1;
  }
}

void Drafts::name(Span span) {
  auto at = std::lower_bound(words.words.begin(), words.words.end(), span.begin, [](const Word& w, std::uint32_t b) { return w.span.begin < b; });
  for (; at != words.words.end() && at->span.begin < span.end; ++at) named[static_cast<std::size_t>(at - words.words.begin())] = true;
}

void Drafts::add(Draft draft) {
  const int id = static_cast<int>(list.size());
  std::erase_if(draft.content, [](const Range& r) { return r.empty(); });
  std::sort(draft.content.begin(), draft.content.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  if (draft.content.empty()) return;
  for (const Range& r : draft.content)
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (taken[i] < 0 || !draft.nested) taken[i] = id;
  if (draft.cue)
    for (std::size_t i = draft.cue->begin; i < draft.cue->end; ++i) {
      if (taken[i] < 0) taken[i] = id;
      cue[i] = true;
    }
  list.push_back(std::move(draft));
}

std::vector<Range> Drafts::whole_quotation(int quote) const {
  std::size_t first = static_cast<std::size_t>(quote), last = first;
  while (first > 0 && words.quotes[first].continuing) --first;
  while (last + 1 < words.quotes.size() && words.quotes[last].open_ended && words.quotes[last + 1].continuing) ++last;
  return {quote_words.begin() + static_cast<std::ptrdiff_t>(first), quote_words.begin() + static_cast<std::ptrdiff_t>(last) + 1};
}

bool Drafts::free(Range r) const {
  for (std::size_t i = r.begin; i < r.end; ++i)
    if (taken[i] >= 0) return false;
  return true;
}

void attach_quotations(Drafts& drafts) {
  const Words& words = drafts.words;
  // The statement whose content or frame ends last before each word.
  std::vector<int> owner(words.size(), -1);
  for (std::size_t d = 0; d < drafts.list.size(); ++d) {
    const Draft& draft = drafts.list[d];
    if (draft.nested || draft.kind == CueClass::show || !draft.source) continue;
    // "“…,” said Ivo Tarn, referring to the pier. “…”": it goes on from what he said.
    const bool aside = draft.cue && words[draft.cue->begin].low.ends_with("ing") && d > 0 && drafts.list[d - 1].source == draft.source &&
                       drafts.list[d - 1].sentence == draft.sentence && words[drafts.list[d - 1].content.front().begin].quote >= 0;
    std::size_t end = draft.content.back().end;
    if (draft.cue) end = std::max(end, draft.cue->end);
    end = std::max(end, draft.source->end);
    owner[end - 1] = static_cast<int>(aside ? d - 1 : d);
  }
  for (std::size_t i = 1; i < owner.size(); ++i)
    if (owner[i] < 0) owner[i] = owner[i - 1];
  std::vector<std::size_t> ends(words.size(), 0);
  for (std::size_t q = 0; q < words.quotes.size(); ++q) {
    const Range r = drafts.quote_words[q];
    if (r.empty() || r.begin == 0 || !drafts.free(r)) continue;
    // It is a sentence of its own: begins one and ends one.
    const Word& first = words[r.begin];
    if (words[r.begin - 1].sentence == first.sentence) continue;
    if (r.end < words.size() && words[r.end].sentence == words[r.end - 1].sentence && !words[r.end].is(kMark)) continue;
    const int d = owner[r.begin - 1];
    if (d < 0 || r.end - r.begin < 4) continue;
    Draft& draft = drafts.list[static_cast<std::size_t>(d)];
    // Nothing but the rest of that statement's sentence in between, or no more than one sentence.
    std::size_t last = draft.content.back().end;
    if (draft.cue) last = std::max(last, draft.cue->end);
    if (draft.source) last = std::max(last, draft.source->end);
    if (first.sentence > std::max(words[last - 1].sentence, draft.sentence) + 1) continue;
    draft.content.push_back(r);
    for (std::size_t i = r.begin; i < r.end; ++i) {
      drafts.taken[i] = d;
      owner[i] = d;
    }
    for (std::size_t i = r.end; i < words.size() && owner[i] == owner[r.begin - 1] && i < r.end + kReach; ++i) owner[i] = d;
  }
}

}  // namespace tocsin::read::attribution
