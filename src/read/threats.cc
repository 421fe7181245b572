// SPDX-License-Identifier: Apache-2.0
// read_threats: acts of harm → force, stance and score of each → one threat for each stance, with its slots.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "read/read.h"
#include "read/threats_slots.h"

namespace tocsin::read {
namespace {

// "Our target is the pier": an aim stands for an act.
void add_aims(const Scene& scene, const std::vector<Targets>& targets, std::vector<Act>& acts) {
  const Words& words = scene.words;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::aim && c.kind != CueKind::aim_after) continue;
    const std::uint32_t sentence = words.words[c.begin].sentence;
    if (targets[sentence].chosen.empty()) continue;
    const auto within = [&](const Act& a) { return a.begin < c.end && c.begin < a.end; };
    std::erase_if(acts, [&](const Act& a) {  // "our next target is", "Targets: …"
      return within(a) && (a.mood == Mood::nominal || a.grade == Grade::weak) && a.role != Role::aims;
    });
    if (std::any_of(acts.begin(), acts.end(), within)) continue;
    Act act;
    act.begin = act.group = c.begin;
    act.end = c.end;
    if (words.words[c.begin].text.starts_with("فهدف") || words.words[c.begin].text.starts_with("وهدف")) act.dropped = 2;
    act.grade = Grade::weak;
    act.role = Role::aims;
    act.mood = Mood::present;
    act.arabic = words.words[c.begin].arabic;
    act.question = words.words[words.sentence_end(c.begin) - 1].text == "?";
    for (std::uint32_t i = c.begin; i < c.end; ++i) {
      const std::string& t = words.words[i].text;
      if (t == "our" || t == "we" || t == "my" || t.ends_with("فنا") || t == "وجهتنا" || t == "مقصدنا")
        act.who = Who::we;
      if (t == "your" || t.ends_with("فكم")) act.who = Who::you;
    }
    acts.push_back(act);
  }
}

// "Nobody will be safe at the fair": a cue stands for an act. "We will be laughing till nobody is safe": an act says it.
void add_veiled(const Scene& scene, std::vector<Act>& acts) {
  const Words& words = scene.words;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::veiled) continue;
    const auto within = [&](const Act& a) { return a.begin < c.end && c.begin < a.end; };
    std::erase_if(acts, [&](const Act& a) {
      return within(a) && (a.mood == Mood::nominal || a.negated || a.grade == Grade::weak || a.arabic ||
                           a.shape == Shape::noun);
    });
    if (std::any_of(acts.begin(), acts.end(), [&](const Act& a) { return within(a) || a.begin == c.end; })) continue;
    Act act;
    act.begin = act.group = c.begin;
    act.end = c.end;
    act.gap_begin = c.gap_begin;
    act.gap_end = c.gap_end;
    act.grade = Grade::mid;
    act.role = Role::aims;
    act.mood = Mood::future;
    act.arabic = words.words[c.begin].arabic;
    act.question = words.words[words.sentence_end(c.begin) - 1].text == "?" ||
                   words.words[words.sentence_end(c.begin) - 1].text == "؟";
    acts.push_back(act);
  }
}

// "Fighters of the …, spare the school": somebody is told what to take and what to spare.
bool addressed(const Scene& scene, std::uint32_t sentence) {
  if (scene.to_fighters || scene.has(sentence, CueKind::vocative)) return true;
  for (const Cue& c : scene.cues_of(sentence))
    if (scene.words.words[c.begin].text == "spare") return true;
  return false;
}

// "not the school but the terminal" with no verb of harm in its sentence, as excerpts and quotations have it.
void add_contrasts(const Scene& scene, const std::vector<Targets>& targets, std::vector<Act>& acts) {
  for (std::uint32_t s = 0; s < targets.size(); ++s) {
    if (targets[s].chosen.empty() || targets[s].rejected.empty()) continue;
    if (std::any_of(acts.begin(), acts.end(), [&](const Act& a) { return scene.words.words[a.begin].sentence == s; }))
      continue;
    Act act;
    act.begin = act.group = targets[s].rejected.front().begin;
    act.end = act.begin;  // no words of its own
    act.grade = addressed(scene, s) ? Grade::mid : Grade::weak;
    act.role = Role::aims;
    act.mood = Mood::present;
    acts.push_back(act);
  }
}

// "We advise families to stay away from the harbour": a warning with no act in it.
void add_advice(const Scene& scene, std::vector<Found>& found) {
  const Words& words = scene.words;
  for (const Cue& c : scene.cues) {
    if (c.kind != CueKind::warn || words.words[c.begin].quote != 0) continue;
    const std::uint32_t end = words.sentence_end(c.begin);
    bool place = false, away = false;
    for (std::uint32_t i = c.begin; i < std::min(end, c.begin + 16); ++i) {
      place = place || noun(words.words[i]) == Noun::place;
      const std::string& t = words.words[i].text;
      away = away || t == "away" || t == "avoid" || t == "evacuate" || t == "بالابتعاد" || t == "ابتعدوا" ||
             t == "تجنبوا" || t == "تجنب" || t == "الابتعاد";
    }
    if (!place || !away) continue;
    Act act;
    act.begin = act.group = c.begin;
    act.end = c.end;
    act.grade = Grade::weak;
    act.arabic = words.words[c.begin].arabic;
    found.push_back({act, Force::warns, told_by_another(scene, act) ? Stance::reported : Stance::own, 0.3, {}});
    return;
  }
}

// "The strike will be answered" tells why, not what.
bool within_motive(const Scene& scene, const Act& act) {
  for (const Cue& c : scene.cues_of(scene.words.words[act.begin].sentence))
    if (c.kind == CueKind::motive_fact && c.begin < act.end && act.begin < c.end) return true;
  return false;
}

// "The bakery shall not be harmed, but the tax office shall burn": the first act only spares.
bool only_spares(const Scene& scene, const std::vector<Targets>& targets, const std::vector<Act>& acts,
                 const Act& act) {
  if (!act.negated) return false;
  const std::uint32_t sentence = scene.words.words[act.begin].sentence;
  const auto other = [&](const Act& a) {
    return !a.negated && a.begin != act.begin && scene.words.words[a.begin].sentence == sentence &&
           a.mood != Mood::nominal;
  };
  if (std::none_of(acts.begin(), acts.end(), other)) return false;
  const std::vector<Phrase> objects = objects_of(scene, act);
  return std::all_of(objects.begin(), objects.end(), [&](const Phrase& p) {
    return std::any_of(targets[sentence].rejected.begin(), targets[sentence].rejected.end(),
                       [&](const Phrase& q) { return q.begin < p.end && p.begin < q.end; });
  });
}

bool says_us(const Scene& scene, const Act& act) {
  const auto [begin, end] = scene.words.of_sentence[scene.words.words[act.begin].sentence];
  for (std::uint32_t i = begin; i < end; ++i)
    if ((classes(scene.words.words[i]) & kFirst) != 0 && scene.words.words[i].text != "my" &&
        scene.words.words[i].text != "me")
      return true;
  return false;
}

std::vector<Found> judged(Scene& scene, const std::vector<Targets>& targets, const std::vector<Act>& acts) {
  std::vector<Found> out;
  const bool only_aims = scene.to_fighters && std::none_of(acts.begin(), acts.end(), [](const Act& a) {
                           return a.role == Role::does && a.mood != Mood::nominal;
                         });
  for (const Act& act : acts) {
    if (within_motive(scene, act) || only_spares(scene, targets, acts, act)) continue;
    Force force =
        act.role == Role::aims ? (act.who == Who::you ? Force::calls_for : Force::intends) : force_of(scene, act);
    if (force == Force::none) continue;
    const std::uint32_t sentence = scene.words.words[act.begin].sentence;
    const bool aims = act.role == Role::aims && act.grade == Grade::weak;
    Found f{act, force, Stance::own, 0, aims ? targets[sentence].chosen : objects_of(scene, act)};
    if (act.role == Role::aims && act.end == act.begin) f.objects = targets[sentence].chosen;
    const Evidence e = evidence_of(scene, act, f.objects);
    const bool told = told_by_another(scene, act);
    if (force == Force::warns && ((scene.signed_by_group && act.who == Who::group) || told)) f.force = Force::intends;
    // "The Thorn Column will attack": its own voice where it says "us", chooses its targets or signs; else somebody
    // warns.
    if (force == Force::warns && act.who == Who::group && !scene.has(sentence, CueKind::warn) &&
        (e.contrast || e.motive || says_us(scene, act)))
      f.force = Force::intends;
    // A weak act is a threat only by what stands around it.
    bool named_target = false;
    for (std::uint32_t i = act.begin; act.role == Role::aims && i < act.end; ++i)
      named_target = named_target || scene.words.words[i].text.starts_with("target") ||
                     scene.words.words[i].text.find("هدف") != std::string::npos;
    const bool place_named = !f.objects.empty() && f.objects.front().kind == Noun::place;
    if (act.grade == Grade::weak && !named_target && !(act.role == Role::aims && act.end == act.begin) &&
        act.role != Role::disrupts && !e.contrast && !e.means && !e.motive && !e.serious && !e.spares &&
        !scene.signed_by_group && !scene.to_fighters)
      continue;
    if (std::any_of(acts.begin(), acts.end(), [&](const Act& a) {
          return a.governor != kNoWord && act.begin <= a.governor && a.governor < act.end && a.begin != act.begin;
        }))
      continue;  // "threatened to strike" is told by "strike"
    if (act.role == Role::threatens && f.objects.empty()) continue;
    f.score = score_of(scene, act, f.force, e, aims && place_named && (named_target || only_aims));
    f.stance = stance_of(scene, act, e.thing && !e.place ? -1 : seriousness(scene, act, e));
    if (f.force == Force::warns &&
        (f.stance == Stance::negated || f.stance == Stance::opposed || f.stance == Stance::quoted))
      f.force = Force::intends;
    if (e.self || f.score < (f.stance == Stance::unserious ? kWorthTelling / 4 : kWorthTelling)) continue;
    out.push_back(std::move(f));
  }
  return out;
}

// "Do not touch the school" beside a threat names what the threat spares.
void spare(const std::vector<Found>& all, std::vector<Found>& kept, std::vector<Phrase>& spared) {
  const bool threat = std::any_of(all.begin(), all.end(), [](const Found& f) {
    return threatening(f.force) && asserted(f.stance) && !f.act.negated;
  });
  for (const Found& f : all) {
    if (threat && f.stance == Stance::negated && f.act.negated && f.act.who != Who::nobody) {
      spared.insert(spared.end(), f.objects.begin(), f.objects.end());
    } else {
      kept.push_back(f);
    }
  }
}

}  // namespace

void read_threats(const Document& document, Reading& reading) {
  std::string lang = reading.lang.empty() ? document.lang : reading.lang;
  if (lang.empty() || lang == "und") lang = text::language(document.text);
  if (lang != "en" && lang != "ar" && lang != "und") return;

  Scene scene = scene_of(document);
  if (scene.words.words.empty()) return;
  std::vector<Act> acts = find_acts(scene.words);
  if (acts.empty() && scene.cues.empty()) return;
  std::vector<Targets> targets(scene.words.of_sentence.size());
  for (std::uint32_t s = 0; s < targets.size(); ++s) {
    targets[s] = targets_of(scene, s);
    scene.spares[s] = !targets[s].rejected.empty();
    scene.contrast[s] = !targets[s].chosen.empty() && !targets[s].rejected.empty();
  }
  for (std::uint32_t s = 0; s < targets.size(); ++s)  // "Do not go near the school. Your aim is the mint."
    if (!targets[s].chosen.empty() &&
        ((s > 0 && scene.spares[s - 1]) || (s + 1 < targets.size() && scene.spares[s + 1])))
      scene.contrast[s] = true;

  for (const Act& act : acts) {
    const std::uint32_t s = scene.words.words[act.begin].sentence;
    if (act.negated && !targets[s].chosen.empty()) scene.contrast[s] = true;
  }
  add_aims(scene, targets, acts);
  add_veiled(scene, acts);
  add_contrasts(scene, targets, acts);
  scene.play_in_channel = acts.empty() ? 0 : play_in_channel(document);
  const Caller caller = caller_of(scene);
  scene.signed_by_group = caller.group;
  const std::optional<Span> addressee = addressee_of(scene, scene.to_fighters);

  std::vector<Found> kept;
  std::vector<Phrase> spared;
  spare(judged(scene, targets, acts), kept, spared);
  const bool any = std::any_of(kept.begin(), kept.end(),
                               [](const Found& f) { return threatening(f.force) || f.force == Force::warns; });
  if (!any) add_advice(scene, kept);

  // One threat for each stance, of the forces that can make an alert; warnings and praise apart.
  const auto key = [](const Found& f) { return std::tuple(f.stance, threatening(f.force) ? Force::none : f.force); };
  std::stable_sort(kept.begin(), kept.end(), [&](const Found& a, const Found& b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < kept.size();) {
    std::size_t end = i;
    while (end < kept.size() && key(kept[end]) == key(kept[i])) ++end;
    reading.threats.push_back(threat_of(scene, std::span<const Found>(kept).subspan(i, end - i), targets, spared,
                                        caller, addressee, reading));
    i = end;
  }
  std::sort(reading.threats.begin(), reading.threats.end(), [](const ThreatReading& a, const ThreatReading& b) {
    return std::tuple(a.span, a.stance, a.force) < std::tuple(b.span, b.stance, b.force);
  });
  for (const ThreatReading& t : reading.threats) {
    const bool own = threatening(t.force) && asserted(t.stance);
    reading.threat_score = std::max(reading.threat_score, own ? t.score : t.score / 10);
    reading.is_alert = reading.is_alert || (own && t.score >= kOperatingPoint);
  }
}

}  // namespace tocsin::read
