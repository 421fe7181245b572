// SPDX-License-Identifier: Apache-2.0
// Which targets are chosen and which are rejected: "not A, not B, but C", "leave A alone, go for B", "our aim is C".
#include <algorithm>

#include "read/slots.h"

namespace tocsin::read {
namespace {

bool same(const Phrase& a, const Phrase& b) { return a.begin < b.end && b.begin < a.end; }
bool holds(const std::vector<Phrase>& list, const Phrase& p) {
  return std::any_of(list.begin(), list.end(), [&](const Phrase& q) { return same(p, q); });
}

bool nameable(const Words& words, const Phrase& p) {
  if (p.empty() || p.kind == Noun::thing || p.kind == Noun::time) return false;
  if (p.pronoun) return false;
  if (p.kind != Noun::none) return true;
  for (std::uint32_t i = p.begin; i < p.end; ++i)
    if (words.words[i].capital || noun(words.words[i]) == Noun::place) return true;
  return false;
}

// The phrases that end where a cue begins: "[the school and the clinic] are not our targets".
std::vector<Phrase> phrases_before(const Words& words, std::uint32_t cue) {
  const std::uint32_t begin = words.sentence_begin(cue);
  std::vector<Phrase> best;
  for (std::uint32_t start = cue, n = 0; start > begin && n < 12; ++n) {
    --start;
    if (words.words[start].kind == text::TokenKind::mark && words.words[start].text != "-" &&
        words.words[start].text != "," && words.words[start].text != "،")
      break;
    const std::vector<Phrase> list = phrases_at(words, start, true);
    if (!list.empty() && list.back().end == cue && !list.front().pronoun) best = list;
  }
  // "[The warehouse] on Quay Street is next"
  if (best.size() == 1 && best.front().begin > begin + 1 &&
      (classes(words.words[best.front().begin - 1]) & kPreposition) != 0) {
    const std::uint32_t before = best.front().begin - 1;
    for (std::uint32_t start = before, n = 0; start > begin && n < 6; ++n) {
      const Phrase p = phrase_at(words, --start);
      if (!p.empty() && p.end == before && p.kind == Noun::place) best = {p};
    }
  }
  return best;
}

bool word_in(const Words& words, std::uint32_t i, std::uint32_t end, std::initializer_list<std::string_view> list) {
  return i < end && std::find(list.begin(), list.end(), words.words[i].text) != list.end();
}

void cut(const Words& words, Phrase& phrase, std::uint32_t end) {
  if (phrase.end <= end || end <= phrase.begin) return;
  phrase.end = end;
  phrase.kind = noun(words.words[end - 1]);
}

// A lone "leave" rejects only with "alone", "in peace" …, or when another choice follows.
bool left_alone(const Scene& scene, const Phrase& last, std::uint32_t end) {
  for (std::uint32_t i = last.end; i < std::min(end, last.end + 4); ++i)
    if (word_in(scene.words, i, end, {"alone", "peace", "untouched", "be", "unharmed", "standing", "out"})) return true;
  for (const Cue& c : scene.cues_of(scene.words.words[last.begin].sentence))
    if (c.begin >= last.end && (c.kind == CueKind::chosen || c.kind == CueKind::aim)) return true;
  return false;
}

}  // namespace

Targets targets_of(const Scene& scene, std::uint32_t sentence) {
  const Words& words = scene.words;
  const auto [begin, end] = words.of_sentence[sentence];
  Targets out;
  bool negation = false, contrast_ahead = false, before = sentence > 0 && scene.contrast[sentence - 1];
  std::vector<Phrase> weak;  // "not the school": rejected only where something is chosen too, or a place is named
  for (const Cue& c : scene.cues_of(sentence))
    if (c.kind == CueKind::chosen || c.kind == CueKind::aim) contrast_ahead = true;
  bool aim_next = false;
  if (sentence + 1 < words.of_sentence.size()) aim_next = scene.has(sentence + 1, CueKind::aim);
  for (std::uint32_t i = begin; i < end && !negation; ++i) negation = (classes(words.words[i]) & kNegation) != 0;
  for (const Cue& c : scene.cues_of(sentence)) {
    std::uint32_t at = c.end;
    while (at < end && (word_in(words, at, end,
                                {":", "is", "are", "at", "against", "on", "for", "to", "-", "–", "—", "only", "now",
                                 "rather", "instead"}) ||
                        (c.kind == CueKind::aim && word_in(words, at, end, {"will", "be", "remains", "هو", "هي"}))))
      ++at;
    while (c.kind == CueKind::aim && at + 1 < end &&
           ((classes(words.words[at]) & kDeterminer) != 0 && noun(words.words[at + 1]) == Noun::time)) {
      at += 2;  // "our target this time is"
      while (at < end && word_in(words, at, end, {"is", ":", "هو", "هي"})) ++at;
    }
    if (at >= end && c.kind != CueKind::rejected_after && c.kind != CueKind::aim_after) continue;
    if (c.kind == CueKind::aim && c.begin > begin && (classes(words.words[c.begin - 1]) & kNegation) != 0)
      continue;  // "Not targets: the clinic"
    switch (c.kind) {
      case CueKind::rejected: {
        std::vector<Phrase> list = phrases_at(words, at);
        if (list.empty() || list.front().pronoun) break;
        const bool leave = words.words[c.begin].text == "leave" && c.end == c.begin + 1;
        if (leave && !left_alone(scene, list.back(), end)) break;
        if (!nameable(words, list.front()) &&
            !(contrast_ahead && list.front().kind != Noun::thing &&
              (classes(words.words[at]) & (kDeterminer | kOur)) != 0) &&
            !(words.words[at].arabic && (contrast_ahead || !out.rejected.empty()) && list.front().kind != Noun::thing))
          break;
        const bool lone =
            c.end == c.begin + 1 && (classes(words.words[c.begin]) & kNegation) != 0 && !words.words[at].arabic;
        if (lone && (classes(words.words[at]) & (kDeterminer | kOur)) == 0 && list.front().kind == Noun::none &&
            !words.words[at].capital)
          break;
        if (words.words[at].arabic && list.front().kind == Noun::none && arabic_verb(words.words[at])) break;
        // "Stay away from the tower" may warn of what is struck: it spares only where something else is chosen.
        if (!(c.end == c.begin + 3 && words.words[c.begin + 1].text == "out") &&
            word_in(words, c.begin, end, {"stay", "keep", "steer", "avoid", "ابتعدوا", "تجنبوا", "بعيدا"}) &&
            !contrast_ahead && !aim_next)
          break;
        for (const Phrase& p : list)
          if (!holds(out.rejected, p) && !holds(out.chosen, p)) out.rejected.push_back(p);
        break;
      }
      case CueKind::chosen:
      case CueKind::aim: {
        const bool but = word_in(words, c.begin, end,
                                 {"but", "rather", "instead", "only", "بل", "وانما", "انما", "لكن", "ولكن", "بس",
                                  "خذوا", "choose", "take", "pick", "اختاروا"});
        if (but && c.kind == CueKind::chosen && out.rejected.empty() && !negation && !before) break;
        if (word_in(words, c.begin, end, {"spare", "leave"}) && !nameable(words, phrase_at(words, c.begin + 1))) break;
        const std::vector<Phrase> list = phrases_at(words, at);
        if (list.empty() || list.front().pronoun) break;
        if (!nameable(words, list.front()) && out.rejected.empty()) break;
        if (list.front().kind == Noun::thing ||
            (words.words[at].arabic && list.front().kind == Noun::none && arabic_verb(words.words[at])))
          break;
        for (const Phrase& p : list)
          if (!holds(out.rejected, p) && !holds(out.chosen, p)) out.chosen.push_back(p);
        break;
      }
      case CueKind::rejected_after:
        for (const Phrase& p : phrases_before(words, c.begin))
          if (nameable(words, p) && !holds(out.rejected, p) && !holds(out.chosen, p)) out.rejected.push_back(p);
        break;
      case CueKind::aim_after:
        for (const Phrase& p : phrases_before(words, c.begin))
          if (nameable(words, p) && !holds(out.rejected, p) && !holds(out.chosen, p)) out.chosen.push_back(p);
        break;
      default:
        break;
    }
  }
  return out;
}

std::vector<Phrase> objects_of(const Scene& scene, const Act& act) {
  const Words& words = scene.words;
  const std::uint32_t end = words.sentence_end(act.begin);
  if (!act.arabic && (act.passive || act.role == Role::suffers)) {
    if (act.subject_end <= act.subject_begin) return {};
    const Phrase p = phrase_at(words, act.subject_begin);
    if (!p.empty() && !p.pronoun) {
      std::vector<Phrase> list = phrases_at(words, act.subject_begin, true);
      std::erase_if(list, [&](const Phrase& q) { return q.begin >= act.subject_end; });
      if (!list.empty()) cut(words, list.back(), act.subject_end);
      return list;
    }
    return {{act.subject_begin, act.subject_end, 0, Noun::none, act.subject_end == act.subject_begin + 1}};
  }
  if (act.gap_end > act.gap_begin) {
    std::vector<Phrase> list = phrases_at(words, act.gap_begin);
    list.erase(std::remove_if(list.begin(), list.end(), [&](const Phrase& p) { return p.begin >= act.gap_end; }),
               list.end());
    if (!list.empty()) {
      cut(words, list.back(), act.gap_end);
      if (list.size() == 1 && list[0].end == list[0].begin + 1 && (classes(words.words[list[0].begin]) & kOur) != 0)
        list[0].pronoun = true;  // "cut their throats"
      return list;
    }
  }
  std::uint32_t at = act.end;
  if (act.arabic) {
    if (act.object_suffix) return {{act.begin, act.begin, 0, Noun::none, true}};
    if (act.subject_begin >= act.end && act.subject_end > act.subject_begin)
      at = phrase_at(words, act.subject_begin).end;
    if (act.who == Who::anyone && at < end && (classes(words.words[at]) & kNobody) != 0)
      ++at;  // أحد
    else if (act.who == Who::they || act.who == Who::thing || act.role == Role::threatens) {
      const Phrase subject = at < end ? phrase_at(words, at) : Phrase{};  // verb, subject, object
      if (!subject.empty() && subject.end < end && words.words[subject.end].arabic &&
          !words.words[subject.end].text.starts_with("و")) {
        const Phrase object = phrase_at(words, subject.end);
        if (!object.empty()) at = object.begin;
      }
    }
    if (at + 1 < end && (words.words[at].text == "النار" || words.words[at].text == "النيران") &&
        words.words[at + 1].text == "في")
      at += 2;
    if (at < end && (words.words[at].text == "علي" || words.words[at].text == "كل")) ++at;
  } else {
    while (at < end &&
           ((classes(words.words[at]) & (kAdverb | kManner)) != 0 || words.words[at].text == "back" ||
            words.words[at].text == "down") &&
           words.words[at].text != "all" && words.words[at].text != "both")
      ++at;
    const bool preposition =
        word_in(words, at, end, {"at", "on", "against", "into", "inside", "upon", "through", "to", "of"});
    if (preposition) ++at;
    std::vector<Phrase> list = at < end ? phrases_at(words, at) : std::vector<Phrase>{};
    if (preposition && !list.empty() && !list.front().pronoun && list.front().kind != Noun::place &&
        list.front().kind != Noun::people && list.front().kind != Noun::group)
      return {};
    return list;
  }
  return at < end ? phrases_at(words, at) : std::vector<Phrase>{};
}

}  // namespace tocsin::read
