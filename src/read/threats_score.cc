// SPDX-License-Identifier: Apache-2.0
#include "read/threats_score.h"

#include <algorithm>
#include <cmath>

namespace tocsin::read {

Evidence evidence_of(const Scene& scene, const Act& act, const std::vector<Phrase>& objects) {
  const Words& words = scene.words;
  const std::uint32_t sentence = words.words[act.begin].sentence;
  Evidence e;
  for (const Phrase& p : objects) {
    e.object = true;
    if (p.kind == Noun::place) e.place = true;
    if (p.kind == Noun::thing || p.kind == Noun::time) e.thing = true;
    if (p.pronoun &&
        !(p.begin < p.end && (words.words[p.begin].text == "everything" || words.words[p.begin].text == "anything"))) {
      e.pronoun = true;
      if (p.begin < p.end && (classes(words.words[p.begin]) & kObjectFirst) != 0) e.self = true;
    }
  }
  e.contrast = scene.contrast[sentence] || (e.pronoun && sentence > 0 && scene.contrast[sentence - 1]);
  e.question = act.question;
  for (const Cue& c : scene.cues_of(sentence)) {
    switch (c.kind) {
      case CueKind::means:
        e.means = e.means || c.begin >= act.end || c.end <= act.begin;
        break;
      case CueKind::serious:
        e.serious = true;
        break;
      case CueKind::policy:  // "the tax office" is a target, no politics
        e.policy = e.policy || std::none_of(objects.begin(), objects.end(), [&](const Phrase& p) {
                     return p.kind == Noun::place && p.begin <= c.begin && c.begin < p.end;
                   });
        break;
      case CueKind::defence:
        e.defence = true;
        break;
      case CueKind::condition:
        e.condition = true;
        break;
      case CueKind::motive:
        e.motive = true;
        break;
      default:
        break;
    }
  }
  const auto last = static_cast<std::uint32_t>(words.of_sentence.size()) - 1;
  for (std::uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= std::min(last, sentence + 1); ++s) {
    e.spares = e.spares || scene.spares[s];
    if (scene.has(s, CueKind::motive_fact)) e.motive = true;
    if (scene.has(s, CueKind::serious) || scene.has(s, CueKind::warned)) e.serious = true;
  }
  const auto [begin, end] = words.of_sentence[sentence];
  for (std::uint32_t i = begin; i < end && !e.time; ++i)
    e.time = words.words[i].kind == text::TokenKind::word &&
             (noun(words.words[i]) == Noun::time || words.words[i].text == "tonight" ||
              words.words[i].text == "tomorrow" || words.words[i].text == "غدا" || words.words[i].text == "الليله");
  return e;
}

int seriousness(const Scene& scene, const Act& act, const Evidence& e) {
  return (e.contrast ? 2 : 0) + (scene.signed_by_group ? 2 : 0) + (scene.to_fighters ? 1 : 0) +
         (act.grade == Grade::strong ? 1 : 0) + (e.place ? 1 : 0) + (e.means ? 1 : 0) + (e.motive ? 1 : 0) +
         (e.serious ? 1 : 0);
}

double score_of(const Scene& scene, const Act& act, Force force, const Evidence& e, bool named_place) {
  const bool hard = act.grade == Grade::strong || act.grade == Grade::loose;
  double points = -2.2;
  switch (act.grade) {
    case Grade::strong:
      points += 2.2;
      break;
    case Grade::loose:
      points += 1.9;
      break;
    case Grade::mid:
      points += 1.0;
      break;
    case Grade::weak:
      points -= 0.3;
      break;
  }
  if (act.role == Role::suffers) points -= 0.4;
  if (act.role == Role::aims && act.end > act.begin) points += 1.0;
  if (named_place) points += 0.8;
  switch (act.mood) {
    case Mood::future:
    case Mood::call:
    case Mood::wish:
    case Mood::threatened:
      points += 1.0;
      break;
    case Mood::order:
    case Mood::duty:
      points += 0.6;
      break;
    case Mood::hypothetical:
      points -= 1.0;
      break;
    case Mood::present:  // "you kill the grass": a habit, unless a day is named or a statement says it
      if (!act.dated && !e.contrast && !scene.signed_by_group && !scene.to_fighters && act.role == Role::does &&
          !act.arabic)
        points -= 1.5;
      if (act.role == Role::does && act.dated && (act.who == Who::we || act.who == Who::i)) points += 0.5;
      if (act.role == Role::suffers && (act.dated || e.condition)) points += 1.0;
      break;
    default:
      break;
  }
  if (act.who == Who::we || act.who == Who::i || act.ours || (act.who == Who::group && scene.signed_by_group))
    points += 0.5;
  if (act.who == Who::you && act.role == Role::does) points += 0.2;
  if (act.who == Who::anyone) points += act.role == Role::suffers ? -1.0 : 0.3;
  if (e.thing) points -= 2.5;
  if (e.self) points -= 3.0;
  if (e.place)
    points += act.grade == Grade::weak ? 0.3 : 0.9;
  else if (e.pronoun)
    points += hard || act.mood == Mood::wish || act.role == Role::suffers ? 0.7 : -0.7;
  else if (e.object && !e.thing)
    points += hard ? 0.7 : -0.1;
  else if (!e.object && !e.contrast)
    points -= act.mood == Mood::order && !act.arabic ? 1.2 : 0.6;
  if (e.contrast)
    points += 1.2;
  else if (e.spares && !act.negated)
    points += 1.2;
  if (e.time) points += 0.3;
  if (e.means) points += 0.6;
  if (e.motive) points += 0.5;
  if (e.condition) points += 0.1;
  if (e.serious) points += 0.5;
  if (scene.signed_by_group) points += 0.7;
  if (scene.to_fighters) points += 0.5;
  if (e.question) points -= 2.0;
  if (e.policy && act.grade != Grade::strong) points -= 1.5;
  if (e.defence) points -= 2.5;
  if (force == Force::warns || force == Force::praises) points = std::max(points, -1.0);
  return 1.0 / (1.0 + std::exp(-points));
}

}  // namespace tocsin::read
