// SPDX-License-Identifier: Apache-2.0
// A statement while it is being put together: ranges of words instead of spans. Both languages make these; statements.cc
// turns them into StatementReadings.
#pragma once

#include <optional>
#include <vector>

#include "read/statements_clause.h"

namespace tocsin::read::attribution {

struct Draft {
  std::optional<Range> source, cue, told_to;
  std::optional<Range> described;  // who the source is where it is only "who"
  std::vector<Range> content;      // in order
  CueClass kind = CueClass::say;
  std::uint32_t sentence = 0;      // of the cue
  bool nested = false;             // inside the content of another
};

// The drafts so far, with the words that are some statement's content.
struct Drafts {
  explicit Drafts(const Words& w);

  const Words& words;
  std::vector<Draft> list;
  std::vector<int> taken;               // of each word: the draft whose content or cue it is part of, else -1
  std::vector<bool> cue;                // words that are some statement's cue
  std::vector<bool> named;              // words of a person's or body's name
  std::vector<Range> quote_words;       // of each quotation

  void name(Span span);                 // a name stands there
  void add(Draft draft);
  // The quotation with those that it goes on from or into, as ranges.
  std::vector<Range> whole_quotation(int quote) const;
  bool free(Range r) const;
};

// Fills drafts for the sentences in Latin letters, or in Arabic.
void find_english(Drafts& drafts);
void find_arabic(Drafts& drafts);
// What labels of a transcript give to whom; after the others.
void find_transcript(Drafts& drafts);
bool mostly_arabic(const Words& words, Range sentence);
// Quotations nobody was named for: they go on from the statement right before them.
void attach_quotations(Drafts& drafts);

}  // namespace tocsin::read::attribution
