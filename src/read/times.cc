// SPDX-License-Identifier: Apache-2.0
#include "read/times.h"

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("time_words.tsv", list("time_words.tsv")),
                                      builtin_list("time_patterns.tsv", list("time_patterns.tsv")));
  return kGrammar;
}

// Four digits alone are a year only near our own time.
bool likely_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("20") || digits.starts_with("19") || digits.starts_with("18") || digits.starts_with("17"));
}

}  // namespace

void find_times(const std::vector<text::Word>& words, const std::vector<Span>& sentences, Reading& reading) {
  for (const Span sentence : sentences)
    for (const text::Match& m : grammar().find(words, sentence)) {
      if (m.rule == "year" && !likely_year(m.value("y"))) continue;
      Mention mention;
      mention.kind = MentionKind::time;
      mention.span = m.span;
      reading.mentions.push_back(mention);
    }
}

}  // namespace tocsin::read
