// SPDX-License-Identifier: Apache-2.0
// Who stands behind an act: its force, and the author's stance to it.
//
//   "We will strike the pier"                        intends, own
//   "They wrote 'we will strike the pier'. Shame."   intends, opposed
//   "The group threatened to strike the pier"        intends, reported
//   "Nobody threatened to strike the pier"           intends, negated
//   "We will destroy them on Saturday, 3-0"          intends, unserious
//
// Order of the questions: is it denied; in quotation marks; told by somebody else; play; passed on; else it is the
// author's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "read/threats_acts.h"

namespace tocsin::read {

// What holds for the whole document, found once.
struct Scene {
  Words words;
  std::vector<Cue> cues;
  std::vector<std::uint32_t> first_cue;  // by sentence, one more than there are sentences
  bool passed_on = false;                // forwarded_from, or a header in the text says so
  bool dissent = false;                  // outside quotations
  bool rejects = false;                  // the words themselves are rejected: "whoever wrote this", with dissent
  bool endorses = false;
  bool signed_by_group = false;  // a statement's header or signature
  std::vector<bool> contrast;    // by sentence: targets are chosen against rejected ones
  bool to_fighters = false;      // addressed to the author's own people
  std::vector<bool> spares;      // by sentence: targets are rejected
  int play_in_channel = 0;       // sport and game words in the channel's name and the title
  std::vector<std::pair<std::uint32_t, std::uint32_t>> told;  // word ranges that "X wrote:" introduces

  std::span<const Cue> cues_of(std::uint32_t sentence) const;
  bool has(std::uint32_t sentence, CueKind kind) const;
  bool is_told(std::uint32_t word) const;
};

Scene scene_of(const Document& document);
int play_in_channel(const Document& document);  // words of sport, games and fiction in its channel's name and title
// The author's own "we said", "I told you" before a cue.
bool first_person(const Words& words, std::uint32_t cue);
// Whether a group, or a name with a verb of proclaiming, stands before the word "says" at `cue`.
bool group_before(const Words& words, std::uint32_t cue);

Force force_of(const Scene& scene, const Act& act);
// `serious`: points that speak for a threat meant as one (threats_score.h).
Stance stance_of(const Scene& scene, const Act& act, int serious);

// Parts of stance_of, each a question of its own.
bool denied(const Scene& scene, const Act& act);
bool told_by_another(const Scene& scene, const Act& act);
bool in_play(const Scene& scene, const Act& act, int serious);
bool praised(const Scene& scene, const Act& act);

}  // namespace tocsin::read
