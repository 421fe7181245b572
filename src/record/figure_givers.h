// SPDX-License-Identifier: Apache-2.0
// Who gave a figure, as a span, and a name in its fullest form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/patterns.h"
#include "tocsin/records.h"

namespace tocsin::record {

// The words of a document with what is asked of them again and again.
struct PageName {
  const Mention* mention;                // a person or an organisation
  std::vector<std::string> words;        // folded, without articles and the like
};

struct Page {
  const Document& document;
  const Reading& reading;
  std::vector<text::Word> words;
  std::vector<Span> sentences;
  std::vector<PageName> names;

  Page(const Document& d, const Reading& r);
  Span sentence_of(std::uint32_t offset) const;             // empty: none
  std::vector<Mention>::const_iterator mention_at(std::uint32_t offset) const;   // first that begins there or later
  std::uint32_t word_at(std::uint32_t offset) const;        // first word that ends after it
};

std::optional<Span> giver_of(const Page& page, Span casualty);

// "the observatory", "Mr Armouti", "he" → the fullest form in the document with both spans. Articles are left off.
Name full_name(const Page& page, Span span);

}  // namespace tocsin::record
