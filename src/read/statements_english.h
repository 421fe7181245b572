// SPDX-License-Identifier: Apache-2.0
// How English attributes, a sentence at a time: "content, said source", "content, source said", "source said content",
// "according to source". Content before its cue is looked for first (statements_after.cc), so that cues inside it are not taken
// for statements of their own; then sources before their cue (statements_before.cc) with
// what it governs (statements_content.cc). Quotations and what goes on after an
// attribution are in statements_english.cc.
#pragma once

#include <optional>
#include <vector>

#include "read/statements_draft.h"

namespace tocsin::read::attribution {

class English {
 public:
  explicit English(Drafts& drafts) : d_(drafts), w_(drafts.words) {}

  void sentence(Range s);

 private:
  struct Left {
    std::vector<Range> content;
    bool quoted = false;
    bool broken_off = false;   // the quotation ends in a comma or question: its sentence goes on with who said it
    bool finite = false;       // holds a clause
  };

  // Quotations and clauses around an attribution (statements_english.cc).
  std::size_t clause_begin(std::size_t end) const;
  bool same_paragraph(std::size_t a, std::size_t b) const;
  std::optional<Left> left_of(std::size_t edge) const;
  void finish(Draft draft, const Cue& cue, std::size_t after);
  std::size_t next_quotation(std::size_t i) const;
  void follow(Draft& draft, std::size_t at);
  void add_quotations(Draft& draft, std::size_t at);
  void keep(Draft draft);
  std::optional<Range> main_source(std::size_t before) const;
  std::optional<Range> hearer_in(Range r) const;
  bool subject_plural(Range r) const;
  bool bare_noun(Range r) const;
  bool question_word(const Word& w) const;
  Range trimmed(Range r) const;

  // Content before its cue (statements_after.cc).
  void content_first(std::size_t i);
  bool inverted(const Cue& cue);
  bool postposed(const Cue& cue);
  bool fronted(const Cue& cue, const Range& source, std::size_t after);
  bool asked(std::size_t i);
  void according(std::size_t i, std::size_t cue_end);
  void announced(Range s);
  bool view(std::size_t i);
  bool speaker(Range s);
  bool line_start(std::size_t i) const;
  static bool speaker_line(std::string_view text, std::uint32_t begin, std::uint32_t end);

  // Source before its cue (statements_before.cc).
  void source_first(std::size_t i);
  bool hyphened(std::size_t i) const;
  bool be_within(std::size_t begin, std::size_t end) const;
  void verb(Cue cue, Draft draft);
  std::size_t chain_begin(const Cue& cue) const;
  std::size_t went_as_far(std::size_t k) const;
  bool find_source(const Cue& cue, std::size_t& vg, bool be, Draft& draft);
  bool source_of_infinitive(const Cue& cue, std::size_t& vg, Draft& draft);
  bool source_of_participle(const Cue& cue, std::size_t vg, Draft& draft);
  bool begins_subordinate(std::size_t at) const;
  std::optional<Range> main_clause(std::size_t from, std::size_t& end) const;
  std::size_t relative_end(std::size_t from) const;
  std::size_t main_verb(const Cue& cue) const;
  void light(Cue& cue) const;
  void passive(Cue cue, std::size_t vg);
  void hidden(Draft draft);
  bool relative_object(const Cue& cue, Draft& draft);

  // What a cue governs (statements_content.cc).
  bool noun_cue(const Cue& cue, Draft& draft);
  std::size_t phrase_end(std::size_t begin) const;
  bool complement(const Cue& cue, Draft& draft);
  std::size_t marked_clause(std::size_t at) const;
  bool after_colon(const Cue& cue, Draft& draft, std::size_t colon);
  bool quotation(Draft& draft, std::size_t open, std::size_t after);
  bool bare_clause(const Cue& cue, Draft& draft, std::size_t after, std::size_t mark_at);
  bool clause(Draft& draft, std::size_t begin);

  Drafts& d_;
  const Words& w_;
  std::size_t begin_ = 0, high_ = 0, stop_ = 0;   // the sentence; stop_ leaves out its final marks
  int last_in_sentence_ = -1;                     // the statement made last in this sentence
};

bool comma(const Word& w);
bool dash(const Word& w);
bool final_mark(const Word& w);

}  // namespace tocsin::read::attribution
