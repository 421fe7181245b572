// SPDX-License-Identifier: Apache-2.0
// Who repeats whom, and who was first. Takes documents, returns families: winnowed fingerprints
// over folded text for candidates, exact verification of every pair, and rules that keep apart posts that
// only share a template.
//
//   trace({a: "The pier closes at noon, bring your boats in", b: "RT @x: The pier closes at noon, bring your boats
//   in"})
//     → family a: members a (first, 1), b (forwarded, of a, 1)
//
// Relations, where several hold, in this order: forwarded, exact, translated, excerpt, edited (docs/formats.md).
// Every document is in exactly one family, most of them alone. The result does not depend on the order given.
// "First" is the earliest seen, never the origin.
//
// `similarity` is the share of both texts that matches: 2·matched / (length a + length b) over letters after folding,
// and for an excerpt the share of the shorter one. Headers of forwards and sign-offs of channels do not count.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/crew.h"
#include "tocsin/progress.h"
#include "tocsin/records.h"

namespace tocsin::trace {

// A view on a document; the strings must outlive the call.
struct Entry {
  std::string_view id;
  std::string_view text;
  std::string_view channel;
  std::string_view forwarded_from;  // not empty: a field says that it is a forward
  std::string_view lang;
  std::optional<Time> published;
};

// What says that two entries in different languages are the same (the reader's embedding, handed over by `engine`).
struct TranslatedPair {
  std::size_t a = 0, b = 0;  // positions in the entries; a pair past their end is left out
  double similarity = 0;
};

// Families sorted by id; the family's id is its first member's document id. Ids that repeat are told apart by position:
// the later of two equal (published, id, text) is an exact copy.
// An excerpt's `spans` come in pairs: a passage of the member it was copied from, then the same words in the member.
std::vector<Family> trace(const std::vector<Entry>& entries, const std::vector<TranslatedPair>& translated = {},
                          Progress* progress = nullptr);

// Where one message stands among all that were added.
struct Placing {
  std::uint32_t family = 0;  // the number of the family's first member
  std::uint32_t of = 0;      // of the member it was copied from; its own for the first
  Relation relation = Relation::first;
  bool excerpt = false;  // also where the relation is `forwarded`
  float similarity = 1;
};

// The same for messages as they come, any number of them: keeps of each about 500 bytes, not its text. Messages are
// numbered in the order in which they are added; who is first is a matter of their times alone. What it finds depends
// on that order in little (which candidates a crowded bucket kept), on the number of threads in nothing.
//
//   Crew crew(threads);
//   Tracer tracer(crew);               // which must outlive it
//   while (…) tracer.add(entries);     // some thousands: all threads work on them
//   tracer.placings();                 // one for each, in order
class Tracer {
 public:
  explicit Tracer(Crew& crew);
  ~Tracer();
  Tracer(Tracer&&) noexcept;
  Tracer& operator=(Tracer&&) noexcept;

  static constexpr std::size_t kBlock = 512;  // entries; more are cut into blocks
  void add(std::span<const Entry> entries);    // the strings need not outlive the call

  std::size_t size() const;
  std::string_view id(std::uint32_t number) const;
  // As of now: with what is added later, families grow, are tied together, and may get an earlier first.
  std::vector<Placing> placings(std::span<const TranslatedPair> translated = {}) const;

 private:
  friend class LiveTracer;  // live.h
  struct Inside;
  Inside inside();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Finds the words that articles put in quotation marks (or in a block quote) in the messages they were posted in, also
// when they were trimmed, re-punctuated or joined with "…" or "[…]". Built once over the messages, asked per article.
//
//   QuotationIndex index(messages);
//   index.find(article)   // "We will open the pier … at noon" → the article's passage, the message's passage, 0.94
class QuotationIndex {
 public:
  explicit QuotationIndex(const std::vector<Entry>& messages);  // keeps views: the strings must outlive the index
  ~QuotationIndex();
  QuotationIndex(QuotationIndex&&) noexcept;
  QuotationIndex& operator=(QuotationIndex&&) noexcept;

  // Quotations of fewer than five words are not looked for. Of messages with the same words only the earliest is
  // named, of others the best kMostMessages. Sorted by article span, then similarity, then time.
  std::vector<Quotation> find(const Entry& article) const;

  static constexpr std::size_t kMostMessages = 16;  // for each quotation

  // For messages that keep coming. Whether nothing that was found hangs on this channel's name being new: a name that
  // messages are signed with is no word of theirs. Else the index has to be built anew.
  bool knows_channel(std::string_view channel) const;
  // Remembers which words an article quotes.
  void note(const Entry& article);
  // One more message; its channel must be known. Returns the articles noted whose quotations it may change: they are to be
  // looked through again.
  std::vector<Id> add(const Entry& message);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For one article: builds the index anew.
std::vector<Quotation> quotations(const Entry& article, const std::vector<Entry>& messages);

}  // namespace tocsin::trace
