// SPDX-License-Identifier: Apache-2.0
#include "trace/trace.h"

#include <algorithm>
#include <tuple>

#include "trace/corpus.h"
#include "trace/grouping.h"
#include "trace/members.h"

namespace tocsin::trace {

std::vector<Family> trace(const std::vector<Entry>& entries, const std::vector<TranslatedPair>& translated,
                          Progress* progress) {
  const Corpus corpus(entries, progress);
  const Grouping grouping = group(corpus, progress);

  // Families of texts: those of one core's family, and what translations tie together.
  Sets texts(corpus.texts().size());
  std::vector<std::uint32_t> text_of_family(corpus.cores().size(), kNone);
  for (std::uint32_t text = 0; text < corpus.texts().size(); ++text) {
    const std::uint32_t core = corpus.texts()[text].core;
    if (core == kNone) continue;
    std::uint32_t& known = text_of_family[grouping.families.find(core)];
    if (known == kNone) known = text;
    texts.join(known, text);
  }
  Translations translations;
  for (const TranslatedPair& pair : translated) {
    if (pair.a >= entries.size() || pair.b >= entries.size()) continue;
    const std::uint32_t a = corpus.text_of(corpus.rank_of(pair.a)), b = corpus.text_of(corpus.rank_of(pair.b));
    if (a == b || corpus.texts()[a].blank || corpus.texts()[b].blank) continue;
    const double similarity = std::clamp(pair.similarity, 0.0, 1.0);
    translations.emplace(a, std::pair(b, similarity));
    translations.emplace(b, std::pair(a, similarity));
    texts.join(a, b);
  }

  // Entries by family; a blank text says nothing, so each stands alone.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_family;  // (least rank or text, rank)
  by_family.reserve(corpus.size());
  for (std::uint32_t rank = 0; rank < corpus.size(); ++rank) {
    const std::uint32_t text = corpus.text_of(rank);
    const std::uint32_t family = corpus.texts()[text].blank ? rank : corpus.texts()[texts.find(text)].first_entry;
    by_family.emplace_back(family, rank);
  }
  std::sort(by_family.begin(), by_family.end());

  FamilyMaker maker(corpus, grouping, translations);
  std::vector<Family> out;
  std::vector<std::uint32_t> ranks;
  for (std::size_t i = 0; i < by_family.size();) {
    ranks.clear();
    const std::uint32_t family = by_family[i].first;
    for (; i < by_family.size() && by_family[i].first == family; ++i) ranks.push_back(by_family[i].second);
    out.push_back(maker.make(ranks));
  }
  std::stable_sort(out.begin(), out.end(), [](const Family& a, const Family& b) { return a.id < b.id; });
  if (progress) progress->update("messages traced", corpus.size(), corpus.size());
  return out;
}

}  // namespace tocsin::trace
