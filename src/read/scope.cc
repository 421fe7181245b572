// SPDX-License-Identifier: Apache-2.0
#include "read/scope.h"

#include <algorithm>

namespace tocsin::read {
namespace {

bool mark(const Word& w, std::string_view text) { return w.kind == text::TokenKind::mark && w.text == text; }

bool bare_start(const Words& words, std::uint32_t cue) {  // "Tell them", "Say goodbye": an order, not a report
  const std::uint32_t begin = words.sentence_begin(cue);
  const std::string& w = words.words[cue].text;
  return (w == "tell" || w == "say" || w == "write" || w == "post" || w == "report" || w == "think" || w == "believe" ||
          w == "announce" || w == "declare" || w == "claim" || w == "state" || w == "repeat") &&
         (cue == begin || words.words[cue - 1].kind == text::TokenKind::mark ||
          (classes(words.words[cue - 1]) & (kAnd | kTo)) != 0);
}

bool in_clause_aside(const Scene& scene, std::uint32_t cue, std::uint32_t act) {  // "If they say no, we will …"
  const Words& words = scene.words;
  bool comma = false;
  for (std::uint32_t i = cue; i < act; ++i) comma = comma || mark(words.words[i], ",") || mark(words.words[i], "،");
  for (const Cue& c : scene.cues_of(words.words[cue].sentence))
    if ((c.kind == CueKind::condition || c.kind == CueKind::motive) && c.begin < cue && comma) return true;
  for (std::uint32_t i = cue; i < act; ++i)
    if (mark(words.words[i], ";") || mark(words.words[i], "؛")) return true;
  return cue > words.sentence_begin(cue) && (classes(words.words[cue - 1]) & kRelative) != 0 &&
         words.words[cue - 1].text == "who";
}

// "The Lantern Company says: burn the toll house": a group speaks in its own message.
bool group_speaks(const Scene& scene, const Cue& cue, const Act& act) {
  const Words& words = scene.words;
  if (words.document->kind != DocumentKind::message) return false;
  const bool colon = cue.end < words.words.size() && words.words[cue.end].text == ":";
  const bool notice = act.arabic && act.role == Role::aims && cue.begin == words.sentence_begin(cue.begin);
  if (!colon && !notice && act.who != Who::we && act.who != Who::i && act.who != Who::you && act.mood != Mood::order &&
      act.mood != Mood::call)
    return false;
  bool present = false;
  for (const Cue& c : scene.cues_of(words.words[cue.begin].sentence))
    present = present || (c.kind == CueKind::says && c.begin == cue.begin);
  if (!present) return false;
  if (group_before(words, cue.begin)) return true;
  const std::uint32_t end = words.sentence_end(cue.begin);
  for (std::uint32_t i = cue.end; words.words[cue.begin].arabic && i < std::min(end, cue.begin + 6); ++i)
    if (noun(words.words[i]) == Noun::group) return true;
  return false;
}

}  // namespace

// "I said", "we told you": the author's own words, however they are introduced.
bool first_person(const Words& words, std::uint32_t cue) {
  const std::uint32_t begin = words.sentence_begin(cue);
  for (std::uint32_t i = cue, n = 0; i > begin && n < 4; ++n) {
    const Word& w = words.words[--i];
    const std::uint64_t c = classes(w);
    if (w.text == "i" || w.text == "we" || w.text == "نحن") return true;
    if (w.kind == text::TokenKind::mark ||
        (c & (kAdverb | kManner | kHave | kNegation | kFuture | kDo | kDid | kBe)) == 0)
      break;
  }
  return false;
}

bool group_before(const Words& words, std::uint32_t cue) {
  const std::string& verb = words.words[cue].text;
  const bool proclaims =
      verb == "announces" || verb == "declares" || verb == "proclaims" || verb == "orders" || verb == "commands";
  int capitals = 0;
  for (std::uint32_t i = words.sentence_begin(cue); i < cue; ++i) {
    if (noun(words.words[i]) == Noun::group) return true;
    capitals += words.words[i].name_like ? 1 : 0;
  }
  return proclaims && capitals >= 1;
}

std::span<const Cue> Scene::cues_of(std::uint32_t sentence) const {
  return std::span<const Cue>(cues).subspan(first_cue[sentence], first_cue[sentence + 1] - first_cue[sentence]);
}

bool Scene::has(std::uint32_t sentence, CueKind kind) const {
  for (const Cue& c : cues_of(sentence))
    if (c.kind == kind) return true;
  return false;
}

bool Scene::is_told(std::uint32_t word) const {
  return std::any_of(told.begin(), told.end(),
                     [&](const auto& range) { return range.first <= word && word < range.second; });
}

bool denied(const Scene& scene, const Act& act) {
  const Words& words = scene.words;
  if (act.who == Who::nobody) return true;
  for (const Cue& c : scene.cues_of(words.words[act.begin].sentence))
    if (c.kind == CueKind::denial && c.begin < act.begin &&
        words.words[c.begin].quote == words.words[act.begin].quote && !in_clause_aside(scene, c.begin, act.begin))
      return true;
  return act.negated && !scene.contrast[words.words[act.begin].sentence];
}

bool told_by_another(const Scene& scene, const Act& act) {
  const Words& words = scene.words;
  if (scene.is_told(act.begin)) return true;
  if (act.mood == Mood::threatened || act.role == Role::threatens || act.mood == Mood::call)
    if (act.who == Who::they || act.who == Who::group || act.who == Who::thing || act.who == Who::anyone ||
        act.who == Who::relative ||
        (act.who == Who::none && (act.mood == Mood::threatened || act.role == Role::threatens)))
      return act.who != Who::group || !act.ours;
  const std::uint32_t sentence = words.words[act.begin].sentence;
  const std::uint32_t end = words.sentence_end(act.begin);
  for (const Cue& c : scene.cues_of(sentence)) {
    if (c.kind != CueKind::report && c.kind != CueKind::report_noun) continue;
    if (c.begin >= act.group && c.begin < act.end && c.end == c.begin + 1) continue;
    if (first_person(words, c.begin) || bare_start(words, c.begin)) continue;
    if (words.words[c.begin].quote != 0 && words.words[c.begin].quote == words.words[act.begin].quote &&
        c.kind == CueKind::report)
      continue;
    if (c.begin < act.begin) {
      if (in_clause_aside(scene, c.begin, act.begin) || group_speaks(scene, c, act)) continue;
      return true;
    }
    // "…, the group said."
    std::uint32_t comma = 0;
    for (std::uint32_t i = act.end; i < c.begin; ++i)
      if (mark(words.words[i], ",") || mark(words.words[i], "،") || words.words[i].text == "-") comma = i;
    if (words.words[c.begin].text == "according" || (comma != 0 && c.begin - comma <= 7 && end - c.begin <= 9))
      return true;
  }
  return false;
}

bool praised(const Scene& scene, const Act& act) {
  const std::uint32_t sentence = scene.words.words[act.begin].sentence;
  for (const Cue& c : scene.cues_of(sentence))
    if (c.kind == CueKind::praise && c.begin < act.begin && act.begin - c.begin <= 14) return true;
  return false;
}

bool in_play(const Scene& scene, const Act& act, int serious) {
  const Words& words = scene.words;
  const std::uint32_t sentence = words.words[act.begin].sentence;
  int here = 0, around = std::min(2, scene.play_in_channel);
  std::uint32_t counted = 0;
  const auto plays = [](CueKind k) { return k == CueKind::sport || k == CueKind::game || k == CueKind::fiction; };
  const auto last = static_cast<std::uint32_t>(scene.first_cue.size() - 2);
  int near = 0;
  for (std::uint32_t s = sentence > 3 ? sentence - 3 : 0; s <= std::min(last, sentence + 3); ++s)
    if (s != sentence)
      for (const Cue& c : scene.cues_of(s)) near += plays(c.kind) || c.kind == CueKind::laugh ? 1 : 0;
  around += std::min(2, near);
  for (const Cue& c : scene.cues_of(sentence)) {
    switch (c.kind) {
      case CueKind::idiom:
        if (c.begin <= act.end + 1 && act.begin <= c.end + 1 && (c.end > act.begin || c.begin >= act.begin)) here += 4;
        break;
      case CueKind::sport:
      case CueKind::game:
      case CueKind::fiction:
        if (c.begin < counted || (c.begin >= act.begin && c.begin < act.end)) break;
        counted = c.end;
        here += 2;
        break;
      case CueKind::hint:
        if (c.begin < act.begin || c.begin >= act.end) ++here;
        break;
      case CueKind::laugh:
        here += 2;
        break;
      case CueKind::domestic:
        if (act.who == Who::i || act.grade != Grade::strong) here += 3;
        break;
      default:
        break;
    }
  }
  return here + around > serious;
}

Force force_of(const Scene& scene, const Act& act) {
  const bool first = act.who == Who::we || act.who == Who::i;
  if (act.role == Role::disrupts || act.mood == Mood::past || act.mood == Mood::none || act.mood == Mood::nominal ||
      act.who == Who::relative) {
    if (act.mood == Mood::nominal && act.role == Role::threatens) return Force::intends;
    if (act.role == Role::threatens) return Force::intends;
    return praised(scene, act) ? Force::praises : Force::none;
  }
  if (act.role == Role::threatens) return Force::intends;
  switch (act.mood) {
    case Mood::wish:
      return Force::wishes;
    case Mood::threatened:
      return Force::intends;
    case Mood::call:
      return Force::calls_for;
    case Mood::order:
      return act.role == Role::suffers ? Force::wishes : Force::calls_for;
    case Mood::duty:
      if (act.role == Role::suffers) return first ? Force::none : Force::calls_for;
      if (act.who == Who::thing && !act.passive && !act.arabic) return Force::none;
      if (act.passive && first) return Force::none;
      return act.who == Who::i ? Force::intends : Force::calls_for;
    case Mood::hypothetical:
      if (!first && told_by_another(scene, act)) return Force::intends;
      return first && act.role == Role::does && !act.passive ? Force::intends : Force::none;
    case Mood::future:
    case Mood::present:
      if (act.role == Role::suffers) {
        if (first) return Force::none;
        if (act.mood == Mood::present && act.dated && act.end > act.begin + 1 && act.who == Who::they)
          return Force::intends;
        return act.mood == Mood::future ||
                       (act.who == Who::thing &&
                        (act.dated || scene.has(scene.words.words[act.begin].sentence, CueKind::condition)))
                   ? Force::intends
                   : Force::none;
      }
      if (act.passive) return first || act.mood == Mood::present ? Force::none : Force::intends;
      if (first) return Force::intends;
      if (act.who == Who::you) return Force::calls_for;
      if (act.who == Who::anyone) return act.mood == Mood::future ? Force::calls_for : Force::none;
      if (act.who == Who::group)
        return act.ours ? Force::intends : act.mood == Mood::future ? Force::warns : Force::none;
      if (act.who == Who::nobody) return Force::intends;
      if (act.arabic && act.who == Who::thing) return act.mood == Mood::future ? Force::intends : Force::none;
      return act.mood == Mood::future && (act.who == Who::they || act.who == Who::thing) ? Force::warns : Force::none;
    default:
      return Force::none;
  }
}

Stance stance_of(const Scene& scene, const Act& act, int serious) {
  const Words& words = scene.words;
  const Document& document = *words.document;
  if (denied(scene, act)) return scene.rejects && words.words[act.begin].quote != 0 ? Stance::opposed : Stance::negated;
  const bool quoted = words.words[act.begin].quote != 0;
  if (quoted || told_by_another(scene, act)) {
    if (document.kind == DocumentKind::article) return quoted ? Stance::quoted : Stance::reported;
    if (scene.dissent) return Stance::opposed;
    if (scene.endorses) return Stance::own;
    return quoted || scene.is_told(act.begin) ? Stance::quoted : Stance::reported;
  }
  if (in_play(scene, act, serious)) return Stance::unserious;
  if (scene.rejects) return Stance::opposed;
  if (scene.has(words.words[act.begin].sentence, CueKind::history)) return Stance::reported;
  if (scene.passed_on) return Stance::forwarded;
  if (document.kind == DocumentKind::article && act.who != Who::we && act.who != Who::i) return Stance::reported;
  return Stance::own;
}

}  // namespace tocsin::read
