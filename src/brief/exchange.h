// SPDX-License-Identifier: Apache-2.0
// What the forms for other programs share (STIX, MISP, CAP, GeoJSON): words that no receiver takes for markup or for a link,
// numbered passages, ids made from names, what the review decided, and the way back for `check`.
//
//   inert("a <b>\n[x](http://e.example)\u202E")   "a ‹b› [x] (http[:]//e.example)⟦U+202E⟧"
//   told(story, {"headline"}, "## ")              "## In short\n\n- Earliest seen in Pier Talk, … [1]\n- …\n"
//
// Every passage leaves as one JSON object, {"number","document","begin","end","text","file","sha256","record_at"}, in STIX and
// GeoJSON as it is, in MISP and CAP (whose values are strings) as a list in a string. `text` and `file` as `exactly` writes them.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "brief/forms.h"
#include "brief/story.h"
#include "core/json_writer.h"

namespace tocsin::brief {

// On one line, handles masked, what cannot be seen shown; no markup of a page or of Markdown, no address that becomes a link.
std::string inert(std::string_view text);
std::string inert(const Sentence& sentence);               // its citations behind each piece: “the pier” [3]
// The sections of these keys, each a heading and a line for each sentence; `mark` stands before the headings.
std::string told(const Story& story, std::initializer_list<std::string_view> keys, std::string_view mark = {});
std::set<int> cited_in(const Story& story, std::initializer_list<std::string_view> keys);   // the numbers of their passages
std::string titled(const Story& story);                    // the title, behind "DRAFT: " until a person decided

// "strike, Tell Marwud, Thu 2 Oct 2025"; and what was read of it in a few lines, figures by source.
std::string named(const Incident& incident);
std::string said_of(const Incident& incident);

// Of Tocsin's own space of names, so that no other program makes the same.
std::string uuid(std::string_view name);

// The passages of a story with their numbers; further ones are numbered behind them.
class Passages {
 public:
  Passages(const Story& story, const Index& index);

  int number(const Passage& passage);                      // 0: its document is not here, or it is not in it
  std::vector<int> numbers(const std::vector<Passage>& list);
  const Passage& at(int number) const { return list_[static_cast<std::size_t>(number) - 1]; }
  // The numbers of a document's passages; of all documents, in the order of their first.
  const std::vector<int>& of(const Id& document) const;
  std::vector<int> as_read(const Id& document) const;      // the same, in the order of the text
  const std::vector<Id>& documents() const { return documents_; }

  void write(json::Writer& writer, int number) const;      // as the object above
  std::string list(const std::vector<int>& numbers) const; // a JSON list of them
  // "[3] “the pier” [4] “at noon”", each cut to what a reader needs.
  std::string quoted(const std::vector<int>& numbers, std::string_view between) const;

 private:
  int add(const Passage& passage);

  const Index& index_;
  std::vector<Passage> list_;
  std::map<Passage, int> numbers_;
  std::map<Id, std::vector<int>> of_;
  std::vector<Id> documents_;
};

inline constexpr std::size_t kExchangedPosts = 200;   // so many of a family leave; the graphs have all
inline constexpr std::size_t kExchangedPassages = 40;   // so many of one place or event
std::string left_out(const Spread& course);   // how many do not, as a sentence; empty: all do
// Of each of these posts that no sentence cites its opening words, so that it leads back to its bytes.
void add_openings(const Spread& course, Passages& passages);

// None where a passage is not as these forms write it.
std::optional<std::vector<Citation>> exchanged_citations(std::string_view bytes, Form form);

std::string stix_form(const Story& story, const Index& index, const Findings& own);
std::string misp_form(const Story& story, const Index& index, const Findings& own);
std::string cap_form(const Story& story, const Index& index, const Findings& own);
std::string geojson_form(const Story& story, const Index& index, const Findings& own);

}  // namespace tocsin::brief
