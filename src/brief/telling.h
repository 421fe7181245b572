// SPDX-License-Identifier: Apache-2.0
// What the sections of a story are told with: the alert and what it points to, the numbering of citations, and a builder of
// sentences. Only the story_*.cc files use it.
//
//   Say(t).plain("Earliest seen in ").document(*d).plain(".").cite({passage})
#pragma once

#include <map>
#include <string>
#include <vector>

#include "brief/story.h"

namespace tocsin::brief {

struct Telling {
  Telling(const Index& i, const Alert& a, const Threat& t, const Context& c);

  const Index& index;
  const Alert& alert;
  const Threat& threat;
  const Context& context;
  const Family* family = nullptr;
  std::optional<Time> as_of;
  // The alert's threat, then the earliest reading of a copy in each other language.
  std::vector<const Threat*> versions;
  std::vector<const Incident*> incidents;   // the alert's, earliest first
  std::vector<const Link*> links;           // the alert's
  Story story;

  // The number of a passage, given out on first use; 0 when its document is not here or the span is not in it.
  int number(const Passage& p);
  // The sentence around a passage of a word or two, which alone tells a reader nothing; else the passage itself.
  Passage in_context(const Passage& p);

 private:
  std::map<Id, std::vector<Span>> sentences_;
  std::map<Passage, int> numbers_;
  std::map<Id, bool> documents_;
};

class Say {
 public:
  explicit Say(Telling& t) : t_(t) {}

  Say& plain(std::string text);
  Say& code(std::string text);
  Say& name(const std::string& text, const std::string& lang = {});
  Say& name(const Name& name);                        // with its citations
  Say& quote(const Passage& p, std::size_t bytes = 240);
  Say& quotes(const std::vector<Passage>& list, std::size_t at_most = 12);   // with commas
  Say& cite(const std::vector<Passage>& list);        // at most a few, then how many more
  Say& cite(const Passage& p) { return cite(std::vector<Passage>{p}); }
  Say& document(const Document& d);                   // "Tamarisk Voice, Tue 7 Oct 2025, 15:42 UTC"
  Say& source_of(const Document& d);                  // its channel or outlet only
  Say& thing(const Id& id);                           // any record, in a few words
  Say& incident(const Incident& i);                   // "strike, Tell Marwud, Thu 2 Oct 2025"
  Say& append(const Sentence& s);

  bool empty() const { return sentence_.pieces.empty(); }
  operator Sentence() const { return sentence_; }     // NOLINT: a sentence is what it is for

 private:
  Piece& last();

  Telling& t_;
  Sentence sentence_;
};

// The first sentence of a document that has a few words: what a sentence about the whole of it cites. None for an empty text.
std::optional<Passage> opening(const Document& d);
std::string source_name(const Document& d);          // masked; "an unnamed channel" where there is none

// What the head of every form says, apart from the headline.
void facts_of(Telling& t);
// The sections, in the order they are told.
Section headline_section(Telling& t);
Section score_section(Telling& t);
Section threat_section(Telling& t);
Section spread_section(Telling& t);
Section outlet_section(Telling& t);
Section incidents_section(Telling& t);
Section statements_section(Telling& t);
Section claims_section(Telling& t);
Section links_section(Telling& t);
Section contradictions_section(Telling& t);
Section unconfirmed_section(Telling& t);
Section unknown_section(Telling& t);
Section sources_section(Telling& t);                 // last: of what the others cited
// Of a notice to a platform or an authority.
std::vector<Section> notice_sections(Telling& t);
void timeline_of(Telling& t);                        // fills story.timeline

// Of story.course, which has two posts or more: how its copies are known; how fast it went (empty: nothing to say); its channels.
Sentence copies_sentence(Telling& t);
Sentence speed_sentence(Telling& t);
Table channel_table(Telling& t);

Sentence statement_sentence(Telling& t, const Statement& s);
bool sources_differ(const Total& total);

}  // namespace tocsin::brief
