// SPDX-License-Identifier: Apache-2.0
#include "read/names.h"

#include <algorithm>

#include "read/name_kinds.h"
#include "read/name_runs.h"
#include "read/name_words.h"
#include "read/names_arabic.h"

namespace tocsin::read {

void find_names(const Document& document, Reading& reading) {
  const std::vector<NameWord> words = name_words(document, reading.mentions);
  const std::vector<NameRun> runs = name_runs(words);
  const std::vector<std::optional<MentionKind>> kinds = name_kinds(words, runs);
  std::vector<Mention> found = arabic_names(document, words);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!kinds[i]) continue;
    Mention m;
    m.kind = *kinds[i];
    m.span = cover(words[runs[i].begin].span, words[runs[i].end - 1].span);
    found.push_back(m);
  }
  const auto by_span = [](const Mention& a, const Mention& b) {
    return std::pair(a.span, a.kind) < std::pair(b.span, b.kind);
  };
  reading.mentions.insert(reading.mentions.end(), found.begin(), found.end());
  std::stable_sort(reading.mentions.begin(), reading.mentions.end(), by_span);
}

}  // namespace tocsin::read
