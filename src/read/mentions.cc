// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "read/events.h"
#include "read/names.h"
#include "read/numbers.h"
#include "read/read.h"
#include "read/times.h"
#include "text/patterns.h"
#include "text/text.h"

namespace tocsin::read {

void read_mentions(const Document& document, Reading& reading) {
  const std::vector<text::Word> words = text::words(document.text);
  const std::vector<Span> sentences = text::sentences(document.text);
  find_times(words, sentences, reading);
  // "لـعام 2026": the lengthened stroke belongs to the prefix.
  for (Mention& m : reading.mentions)
    while (document.text.compare(m.span.begin, 2, "ـ") == 0 && length(m.span) > 2) m.span.begin += 2;
  find_numbers(words, sentences, reading);
  find_names(document, reading);
  find_events(words, sentences, reading);
  // The parts of a telephone number or a handle are no findings: they would say what every output masks.
  const std::vector<Span> handles = text::handles(document.text);
  std::erase_if(reading.mentions, [&](const Mention& m) {
    const auto it = std::lower_bound(handles.begin(), handles.end(), m.span.begin, [](Span h, std::uint32_t b) { return h.end <= b; });
    return it != handles.end() && overlap(*it, m.span);
  });
  std::stable_sort(reading.mentions.begin(), reading.mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.span, a.kind) < std::tuple(b.span, b.kind);
  });
}

}  // namespace tocsin::read
