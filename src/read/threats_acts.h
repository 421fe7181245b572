// SPDX-License-Identifier: Apache-2.0
// Acts of harm in a text: where a verb or noun of lists/threat_acts_en.tsv or threat_acts_ar.tsv stands, and what its
// grammar says: who acts, in which mood, whether it is denied.
//
//   "The Brigade will not strike the school"   act "will … strike", who group, mood future, negated
//   "they should all be shot"                  act "should all be shot", mood duty, passive, subject "they"
//   "سنضرب المحطة"                             act "سنضرب", who we, mood future
//
// An act says nothing yet of who asserts it: quotation, report and play are scope's (scope.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "read/threats_cues.h"

namespace tocsin::read {

enum class Grade : std::uint8_t {
  weak,   // harm only from what stands around it: "go for", "visit"
  mid,    // harm to people or places, but also to much else: "strike", "burn"
  loose,  // deadly, and often said in play: "kill"
  strong  // deadly or destroying, seldom said in play: "set on fire", "shoot"
};
Grade grade_of(std::string_view name);
enum class Role : std::uint8_t {
  does,       // somebody harms something
  suffers,    // the subject is who or what is harmed: die, burn, pay
  threatens,  // the word tells of a threat: threaten, هدد
  disrupts,   // closes, blocks: only for praise and reports
  aims        // "our target is …", "هدفنا …"
};
enum class Shape : std::uint8_t { base, third, past, participle, gerund, noun };
enum class Who : std::uint8_t { none, we, i, you, they, group, anyone, nobody, thing, relative };
enum class Mood : std::uint8_t {
  none,  // says nothing of what is to come
  future,
  present,
  past,
  order,
  duty,
  wish,
  hypothetical,
  call,        // "we call on you to strike", "ندعو إلى ضرب"
  threatened,  // "threatened to strike", "هدد بضرب"
  nominal      // a noun nobody's will governs: "the strike on …"
};

inline constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

struct Act {
  std::uint32_t begin = 0, end = 0;          // the act's own words
  std::uint32_t group = 0;                   // first word of the verb group: "will", "should"
  std::uint32_t dropped = 0;                 // Arabic: bytes of the first word that are a conjunction
  std::uint32_t gap_begin = 0, gap_end = 0;  // an object inside the act: "set [the mill] on fire"
  std::uint32_t subject_begin = 0, subject_end = 0;
  std::uint32_t governor = kNoWord;  // the word a threatened or called-for act hangs on
  Grade grade = Grade::mid;
  Role role = Role::does;
  Shape shape = Shape::base;
  Who who = Who::none;
  Mood mood = Mood::none;
  bool ours = false;  // the subject is "our …"
  bool negated = false;
  bool passive = false;
  bool question = false;
  bool dated = false;          // its sentence names a day or a night to come
  bool object_suffix = false;  // Arabic: the object is a pronoun at the word's end
  bool object_people = false;  // … that means people: هم, كم
  bool arabic = false;
  bool base_is_participle = false;  // set, hit, cut
  bool may_suffer = false;          // "burn": the subject burns where no object follows
};

std::vector<Act> find_acts(const Words& words);
// Every form of the English verbs and nouns of the list that are not weak, once each, in order.
std::vector<std::string> english_act_forms();
// Whether an English word is the base form of a verb of the list.
bool act_verb(const Word& word);

// Fill in who, mood, negated, passive, governor and the verb group. One file for each language.
void read_english_grammar(const Words& words, Act& act);
void read_arabic_grammar(const Words& words, Act& act);

// What a word form can be in Arabic (threats_arabic.cc).
struct ArabicVerb {
  std::uint32_t row = 0;  // of threat_acts_ar.tsv
  Grade grade = Grade::mid;
  Role role = Role::does;
  Shape shape = Shape::base;  // base: imperfect; past; noun: verbal noun; third: imperative
  char person = 0;            // n (we), a (I), t (you, she), y (he, they) of an imperfect
  bool plural = false;        // ends in ون or وا
  bool future = false;        // carries س, ح
  bool wish = false;          // carries ل: let …
  bool object = false, object_people = false;
  bool also_imperative = false;  // a past that may be an order: هاجموا
  std::uint32_t dropped = 0;
};
std::optional<ArabicVerb> arabic_verb(const Word& word);

}  // namespace tocsin::read
