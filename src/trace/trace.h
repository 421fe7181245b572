// SPDX-License-Identifier: Apache-2.0
// Who repeats whom, and who was first. Takes documents, returns families: MinHash sketches over folded text, banded
// LSH for candidates, exact verification of every pair, and rules that keep apart posts that only share a template.
//
//   trace({a: "The pier closes at noon…", b: "RT @x: The pier closes at noon…"})
//     → family a: members a (first, 1), b (forwarded, of a, 0.97)
//
// Relations, where several hold, in this order: forwarded, exact, translated, excerpt, edited (docs/formats.md).
// Every document is in exactly one family, most of them alone. The result does not depend on the order given.
// "First" is the earliest seen, never the origin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/progress.h"
#include "tocsin/records.h"

namespace tocsin::trace {

// A view on a document; the strings must outlive the call.
struct Entry {
  std::string_view id;
  std::string_view text;
  std::string_view channel;
  std::string_view forwarded_from;   // not empty: a field says that it is a forward
  std::string_view lang;
  std::optional<Time> published;
};

// What says that two entries in different languages are the same (the reader's embedding, handed over by `engine`).
struct TranslatedPair {
  std::size_t a = 0, b = 0;          // positions in the entries
  double similarity = 0;
};

// Families sorted by id; the family's id is its first member's document id. Ids that repeat are told apart by position:
// the later of two equal (published, id, text) is an exact copy.
std::vector<Family> trace(const std::vector<Entry>& entries, const std::vector<TranslatedPair>& translated = {},
                          Progress* progress = nullptr);

// The words an article puts in quotation marks (or a block quote), found in the messages they were posted in, also when
// trimmed or re-punctuated. Quotations of fewer than five words are not looked for. Sorted by article span.
std::vector<Quotation> quotations(const Entry& article, const std::vector<Entry>& messages);

}  // namespace tocsin::trace
