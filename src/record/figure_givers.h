// SPDX-License-Identifier: Apache-2.0
// Who gave a figure, as a span of the text.
//
//   "The Health Directorate on Friday put the number of dead at 48"   → "The Health Directorate"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/names.h"
#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

// The words of a document with what is asked of them again and again.
struct Content {
  Span span;
  std::optional<Span> source;
};

struct Page {
  const Document& document;
  const Reading& reading;
  std::vector<text::Word> words;
  std::vector<Span> sentences;
  Names who;
  std::vector<Content> contents;            // of statements, by begin
  std::uint32_t dateline = 0;               // where "TYRE, 3 Jan (Meridian Press) --" ends; 0: there is none

  Page(const Document& d, const Reading& r);
  Span sentence_of(std::uint32_t offset) const;             // empty: none
  std::vector<Mention>::const_iterator mention_at(std::uint32_t offset) const;   // first that begins there or later
  std::uint32_t word_at(std::uint32_t offset) const;        // first word that ends after it
};

// lists/figure_words.tsv: what is said around figures.
const text::Grammar& figure_words();
// Words of the longest phrase of this class at `at`; 0: none.
std::uint32_t figure_phrase(const std::vector<text::Word>& words, std::uint32_t at, std::string_view cls);

std::optional<Span> giver_of(const Page& page, Span casualty);

}  // namespace tocsin::record
