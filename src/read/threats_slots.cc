// SPDX-License-Identifier: Apache-2.0
#include "read/threats_slots.h"

#include <algorithm>

namespace tocsin::read {
namespace {

constexpr std::uint32_t kAround = 3;  // sentences before and after an act that may tell its motive and condition

void keep(std::vector<Span>& out, Span s) {
  if (empty(s)) return;
  for (const Span& o : out)
    if (overlap(o, s)) return;
  out.push_back(s);
}

// The same name twice is one target.
void once(std::string_view text, std::vector<Span>& spans) {
  std::vector<Span> out;
  for (const Span& s : spans)
    if (std::none_of(out.begin(), out.end(),
                     [&](const Span& o) { return folded(slice(text, o)) == folded(slice(text, s)); }))
      out.push_back(s);
  spans = std::move(out);
}

bool in_any(const std::vector<Span>& spans, Span s) {
  return std::any_of(spans.begin(), spans.end(), [&](const Span& o) { return overlap(o, s); });
}

// "you hit Marsa Dulayb, not the school": with targets named, a bare name is where.
bool name_only(const Words& words, const Phrase& p) {
  bool all = p.kind == Noun::none && !p.pronoun && !p.empty();
  for (std::uint32_t i = p.begin; all && i < p.end; ++i) all = words.words[i].capital;
  return all;
}

bool plural(const Words& words, const Phrase& p) {
  const std::string& last = words.words[p.end - 1].text;
  return last.size() > 3 && last.ends_with("s") && !last.ends_with("ss");
}

bool victim(const Words& words, const Act& act, const Phrase& p) {
  if (p.pronoun && p.begin < p.end &&
      (words.words[p.begin].text == "everything" || words.words[p.begin].text == "anything"))
    return false;
  if (p.pronoun || p.kind == Noun::people || p.kind == Noun::group) return true;
  if (p.kind == Noun::place) return false;
  return act.grade == Grade::loose || (p.begin < p.end && plural(words, p) && !words.words[p.begin].arabic);
}

// "in Marsa Dulayb", where no gazetteer word told of a place.
void named_places(const Words& words, std::uint32_t sentence, std::vector<Span>& out) {
  const auto [begin, end] = words.of_sentence[sentence];
  for (std::uint32_t i = begin; i + 1 < end; ++i) {
    if (words.words[i].text == "في" && words.words[i + 1].arabic && !words.words[i + 1].text.starts_with("ال")) {
      const Phrase p = phrase_at(words, i + 1);  // "في مرسى دليب", not "في السوق"
      if (p.end > p.begin + 1 && (p.kind == Noun::place || p.kind == Noun::none)) keep(out, span_of(words, p));
      continue;
    }
    if (words.words[i].text != "in" && words.words[i].text != "at") continue;
    std::uint32_t to = i + 1;
    while (to < end && words.words[to].capital && noun(words.words[to]) != Noun::time) ++to;
    if (to > i + 1) keep(out, words.span(i + 1, to));
  }
}

// "Keep away from the tower. We will blow it up": the place named last.
Phrase meant_by_it(const Scene& scene, const Found& f) {
  const Words& words = scene.words;
  const bool it = (f.act.object_suffix && !f.act.object_people) ||
                  std::any_of(f.objects.begin(), f.objects.end(), [&](const Phrase& p) {
                    return p.pronoun && !p.empty() && words.words[p.begin].text == "it";
                  });
  if (!it) return {};
  const std::uint32_t sentence = words.words[f.act.begin].sentence;
  const std::uint32_t from = words.of_sentence[sentence > 0 ? sentence - 1 : 0].first;
  Phrase best;
  for (std::uint32_t i = from; i < f.act.begin; ++i) {
    const Phrase p = phrase_at(words, i);
    if (p.empty() || p.kind != Noun::place || p.end > f.act.begin) continue;
    best = p;
    i = p.end - 1;
  }
  return best;
}

std::optional<Span> caller_span(const Scene& scene, const Found& best, const Caller& caller) {
  const Words& words = scene.words;
  const Act& act = best.act;
  const bool own = asserted(best.stance) || best.stance == Stance::unserious;
  const bool first = act.who == Who::we || act.who == Who::i;
  if (caller.span && (own || scene.signed_by_group)) return caller.span;
  if (act.subject_end > act.subject_begin && act.role != Role::suffers && !act.passive && act.who != Who::you &&
      act.who != Who::nobody && (classes(words.words[act.subject_begin]) & kRelative) == 0 && act.who != Who::relative && act.who != Who::anyone) {
    Phrase p = phrase_at(words, act.subject_begin);
    if (!act.arabic) p.end = std::min(p.end, act.subject_end);
    if (act.who == Who::group && !p.empty() && !p.pronoun) return span_of(words, p);
    if (first || !own || act.who == Who::group) return words.span(act.subject_begin, act.subject_end);
  }
  return std::nullopt;
}

}  // namespace

ThreatReading threat_of(const Scene& scene, std::span<const Found> found, const std::vector<Targets>& targets,
                        const std::vector<Phrase>& spared, const Caller& caller, std::optional<Span> addressee,
                        const Reading& reading) {
  const Words& words = scene.words;
  const Found* best = &found.front();
  double top = best->score;
  std::vector<std::uint32_t> at;  // sentences of the acts
  for (const Found& f : found) {
    const auto worth = [](const Found& g) { return g.score - (g.act.role == Role::aims ? 0.15 : 0); };
    if (worth(f) > worth(*best)) best = &f;  // a verb tells more than an aim
    top = std::max(top, f.score);
    at.push_back(words.words[f.act.begin].sentence);
  }
  std::sort(at.begin(), at.end());
  at.erase(std::unique(at.begin(), at.end()), at.end());

  ThreatReading t;
  t.force = best->force;
  t.stance = best->stance;
  t.score = top;
  if (best->act.end > best->act.begin) {
    const bool group = best->act.group < best->act.begin && best->act.begin - best->act.group <= 6;
    const std::uint32_t end = best->act.gap_end > best->act.gap_begin ? best->act.begin + 1 : best->act.end;
    t.act = words.span(group ? best->act.group : best->act.begin, end, group ? 0 : best->act.dropped);
  }
  t.caller = caller_span(scene, *best, caller);
  const bool own = asserted(t.stance);
  if (own || t.stance == Stance::quoted || t.stance == Stance::opposed) t.addressee = addressee;

  // Sentences the slots come from.
  const auto sentences = static_cast<std::uint32_t>(words.of_sentence.size());
  std::vector<std::uint32_t> near;
  for (std::uint32_t s : at)
    for (std::uint32_t n = own && s > kAround ? s - kAround
                           : own              ? 0
                                                   : s;
         n <= (own ? std::min(sentences - 1, s + kAround) : s); ++n)
      if (near.empty() || n > near.back()) near.push_back(n);

  t.span = words.sentences[at.front()];
  for (std::uint32_t s : at) t.span = cover(t.span, words.sentences[s]);
  const auto take = [&](std::vector<Span>& slot, const std::vector<Span>& spans, std::uint32_t s) {
    for (const Span& span : spans) {
      keep(slot, span);
      t.span = cover(t.span, words.sentences[s]);
    }
  };
  for (std::uint32_t s : near) {
    take(t.motive, motives_of(scene, s), s);
    take(t.condition, conditions_of(scene, s), s);
    for (const Phrase& p : targets[s].rejected) take(t.targets_rejected, {span_of(words, p)}, s);
  }
  for (const Phrase& p : spared)
    if (!p.pronoun && !p.empty() && own) keep(t.targets_rejected, span_of(words, p));
  for (std::uint32_t s : at) take(t.means, means_of(scene, s), s);
  if (t.stance == Stance::negated && t.targets_chosen.empty()) {  // "nobody threatened the school, nor the clinic"
    t.targets_chosen.swap(t.targets_rejected);
  }
  bool contrast = false;
  for (std::uint32_t s : near) contrast = contrast || !targets[s].chosen.empty();
  for (const Found& f : found) {
    const bool turned = f.act.negated && scene.contrast[words.words[f.act.begin].sentence];
    for (const Phrase& p : f.objects) {
      if (p.empty() || p.kind == Noun::thing || p.kind == Noun::time ||
          (p.pronoun && words.words[p.begin].text == "it"))
        continue;
      const Span s = span_of(words, p);
      if (turned)
        keep(t.targets_rejected, s);
      else if (name_only(words, p) && contrast)
        keep(t.places, s);
      else if (in_any(t.targets_rejected, s) || in_any(t.motive, s))
        continue;
      else
        keep(victim(words, f.act, p) ? t.victims : t.targets_chosen, s);
    }
  }
  for (std::uint32_t s : near)
    for (const Phrase& p : targets[s].chosen)
      if (const Span span = span_of(words, p); !in_any(t.targets_rejected, span) && !in_any(t.victims, span))
        take(t.targets_chosen, {span}, s);
  if (t.targets_chosen.empty() && t.victims.empty())
    for (const Found& f : found)
      if (const Phrase p = meant_by_it(scene, f); !p.empty() && t.targets_chosen.empty()) {
        keep(t.targets_chosen, span_of(words, p));
        std::erase_if(t.targets_rejected, [&](const Span& s) { return overlap(s, t.targets_chosen.front()); });
      }
  if (own)
    for (const Span& s : warned_of(scene))
      if (overlap(cover(words.sentences[near.front()], words.sentences[near.back()]), s)) {
        std::erase_if(t.targets_chosen, [&](const Span& c) { return inside(c, s); });
        std::erase_if(t.victims, [&](const Span& c) { return inside(c, s) && c != s; });
        keep(t.victims, s);
      }

  if (t.act) std::erase_if(t.condition, [&](const Span& s) { return overlap(s, *t.act); });  // "not rest until we burn"
  const auto told_elsewhere = [&](Span s) {
    return in_any(t.motive, s) || in_any(t.condition, s) || (t.caller && overlap(*t.caller, s));
  };
  for (std::uint32_t s : at) {
    for (const Mention& m : reading.mentions) {
      if (!inside(m.span, words.sentences[s]) || told_elsewhere(m.span)) continue;
      if (m.kind == MentionKind::time) keep(t.time, m.span);
      if (m.kind == MentionKind::place) keep(t.places, m.span);
    }
    if (t.places.empty()) named_places(words, s, t.places);
  }
  for (std::vector<Span>* slot :
       {&t.victims, &t.targets_chosen, &t.targets_rejected, &t.places, &t.time, &t.means, &t.motive, &t.condition})
    std::sort(slot->begin(), slot->end());
  for (std::vector<Span>* slot : {&t.victims, &t.targets_chosen, &t.targets_rejected, &t.places, &t.means})
    once(words.document->text, *slot);
  return t;
}

}  // namespace tocsin::read
