// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "read/events.h"
#include "read/names.h"
#include "read/numbers.h"
#include "read/read.h"
#include "read/times.h"
#include "text/patterns.h"

namespace tocsin::read {

void read_mentions(const Document& document, Reading& reading) {
  const std::vector<text::Word> words = text::words(document.text);
  const std::vector<Span> sentences = text::sentences(document.text);
  find_times(words, sentences, reading);
  find_numbers(words, sentences, reading);
  find_names(document, reading);
  find_events(words, sentences, reading);
  std::stable_sort(reading.mentions.begin(), reading.mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.span, a.kind) < std::tuple(b.span, b.kind);
  });
}

}  // namespace tocsin::read
