// SPDX-License-Identifier: Apache-2.0
#include "read/events.h"

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("event_words.tsv", list("event_words.tsv")), {});
  return kGrammar;
}

}  // namespace

void find_events(const std::vector<text::Word>& words, const std::vector<Span>&, Reading& reading) {
  for (std::uint32_t at = 0; at < words.size();) {
    const auto found = grammar().look_up(words, at);
    const text::Grammar::Found* best = nullptr;
    for (const auto& f : found)
      if (!best || f.words > best->words || (f.words == best->words && f.skip < best->skip)) best = &f;
    if (!best) {
      ++at;
      continue;
    }
    if (best->name != "NOT") {
      Mention m;
      m.kind = MentionKind::event;
      m.span = {words[at].span.begin + best->skip, words[at + best->words - 1].span.end};
      reading.mentions.push_back(m);
    }
    at += best->words;
  }
}

}  // namespace tocsin::read
