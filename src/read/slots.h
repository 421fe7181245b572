// SPDX-License-Identifier: Apache-2.0
// What a threat names: noun phrases, targets chosen and rejected, caller, addressee, and the clauses of motive and
// condition.
//
//   "strike, not the school, not the clinic, but the ferry terminal and the customs house"
//     chosen ["the ferry terminal", "the customs house"], rejected ["the school", "the clinic"]
//
// A phrase has its determiner and no preposition. Nothing here moves the score by whom it names.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "read/scope.h"

namespace tocsin::read {

struct Phrase {
  std::uint32_t begin = 0, end = 0;  // words
  std::uint32_t dropped = 0;         // Arabic: bytes of the first word that are و, ب or ل
  Noun kind = Noun::none;            // of its head
  bool pronoun = false;

  bool empty() const { return begin >= end; }
};

// The phrase that starts at `at`, and phrases joined to it by commas and "and", "ولا", "و".
Phrase phrase_at(const Words& words, std::uint32_t at);
// A subject's may be followed by its verb; an object's is not: "burn the mill, and the harbour will …".
std::vector<Phrase> phrases_at(const Words& words, std::uint32_t at, bool subject = false);

struct Targets {
  std::vector<Phrase> chosen, rejected;
};
// Contrasts and aims of one sentence, with or without a verb of harm in it.
Targets targets_of(const Scene& scene, std::uint32_t sentence);

// Whom or what an act is done to, from its object or, where it is passive or suffered, its subject.
std::vector<Phrase> objects_of(const Scene& scene, const Act& act);

struct Caller {
  std::optional<Span> span;
  bool group = false;  // a statement's header or a signature names it
};
Caller caller_of(const Scene& scene);
std::optional<Span> addressee_of(const Scene& scene, bool& to_fighters);

// Those who "have had their warning".
std::vector<Span> warned_of(const Scene& scene);
std::vector<Span> motives_of(const Scene& scene, std::uint32_t sentence);
std::vector<Span> conditions_of(const Scene& scene, std::uint32_t sentence);
std::vector<Span> means_of(const Scene& scene, std::uint32_t sentence);

Span span_of(const Words& words, const Phrase& phrase);

}  // namespace tocsin::read
