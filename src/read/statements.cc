// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "read/read.h"
#include "read/statements_draft.h"

namespace tocsin::read {

void read_statements(const Document& document, Reading& reading) {
  using namespace attribution;
  const Words words = words_of(document.text);
  Drafts drafts(words);
  find_english(drafts);
  attach_quotations(drafts);
  for (const Draft& draft : drafts.list) {
    StatementReading s;
    const auto bytes = [&](const Range& r) { return words.bytes(r.begin, r.end); };
    if (draft.source) s.source = bytes(*draft.source);
    if (draft.cue) s.cue = bytes(*draft.cue);
    if (draft.told_to) s.told_to = bytes(*draft.told_to);
    for (const Range& r : draft.content) s.content.push_back(bytes(r));
    s.span = s.content.front();
    for (const Span& c : s.content) s.span = cover(s.span, c);
    if (s.source) s.span = cover(s.span, *s.source);
    if (s.cue) s.span = cover(s.span, *s.cue);
    reading.statements.push_back(std::move(s));
  }
  std::sort(reading.statements.begin(), reading.statements.end(), [](const StatementReading& a, const StatementReading& b) {
    return std::tie(a.span, a.content) < std::tie(b.span, b.content);
  });
}

}  // namespace tocsin::read
