// SPDX-License-Identifier: Apache-2.0
// The headline and the few sentences after it, and why the alert stands where it stands.
#include <algorithm>
#include <cmath>
#include <map>

#include "brief/custody.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

// The versions with one in English first: the brief is in English. What the first post says stands in "The threat".
std::vector<const Threat*> english_first(const Telling& t) {
  std::vector<const Threat*> out = t.versions;
  std::stable_partition(out.begin(), out.end(), [&](const Threat* v) {
    const Document* d = t.index.document(v->document);
    return d && d->lang == "en";
  });
  return out;
}

// The first of them that fills a slot.
const Threat* with(const Telling& t, const std::vector<Passage> Threat::* slot) {
  for (const Threat* v : english_first(t))
    if (!(v->*slot).empty()) return v;
  return nullptr;
}

// "We" names nobody.
bool pronoun(const std::string& name) { return say("pronoun", text::normalise(name, text::kFoldForRead).bytes) == "somebody unnamed"; }

Sentence headline(Telling& t) {
  Say s(t);
  const Threat* named = nullptr;
  for (const Threat* v : english_first(t))
    if (v->caller && !named && !pronoun(v->caller->name)) named = v;
  if (named) {
    s.name(named->caller->name);
    for (const Threat* v : t.versions)
      if (v != named && v->caller && v->caller->name != named->caller->name) {
        s.plain(" (").name(v->caller->name).plain(")");
        break;
      }
  } else {
    s.plain("Somebody unnamed");
  }
  s.plain(" " + say("force", to_string(t.threat.force)));
  for (const Threat* v : english_first(t))
    if (!v->places.empty()) {
      s.plain(": ").name(v->places.front().name);
      if (!v->places.front().country.empty()) s.plain(", " + country_name(v->places.front().country));
      break;
    }
  return s;
}

Sentence seen_sentence(Telling& t) {
  Say s(t);
  const Document* first = t.index.document(t.family ? t.family->first : t.threat.document);
  if (!t.threat.reported_by.empty()) {
    const Document* report = t.index.document(t.threat.reported_by);
    s.plain("No post of it was read; it is known from a report");
    if (report) s.plain(" in ").document(*report);
    s.plain(".");
    if (report)
      if (const auto words = opening(*report)) s.cite(*words);
    return s;
  }
  if (!first) return s;
  s.plain("Earliest seen in ").document(*first);
  if (const auto words = opening(*first)) s.cite(*words);
  const std::size_t copies = t.family && !t.family->members.empty() ? t.family->members.size() - 1 : 0;
  if (copies == 0) return s.plain("; no copy was read.");
  s.plain("; " + count(copies, "copy", "copies") + " in " + count(t.family->channels.size(), "channel", "channels"));
  if (t.family->to) s.plain(" by " + say(*t.family->to));
  return s.plain(".");
}

Sentence targets_sentence(Telling& t) {
  Say s(t);
  const Threat* chosen = with(t, &Threat::targets_chosen);
  const Threat* rejected = with(t, &Threat::targets_rejected);
  if (chosen) s.plain("It names as targets ").quotes(chosen->targets_chosen, 6);
  if (chosen && rejected) s.plain(", and says that these are not targets: ").quotes(rejected->targets_rejected, 6);
  if (!chosen && rejected) s.plain("It says that these are not targets: ").quotes(rejected->targets_rejected, 6);
  if (s.empty()) return s;
  const Threat* told = chosen ? chosen : rejected;
  const Document* first = t.index.document(t.threat.document);
  const Document* copy = t.index.document(told->document);
  if (told != &t.threat && first && copy)
    s.plain(" (in the copy in " + language_name(copy->lang) + "; the first post is in " + language_name(first->lang) + ")");
  return s.plain(".");
}

Sentence time_sentence(Telling& t) {
  Say s(t);
  for (const Threat* v : english_first(t)) {
    if (v->time.empty()) continue;
    s.plain("It sets ").quote(v->time.front());
    const std::string when = v->times.empty() ? "" : say(v->times.front());
    return s.plain(when.empty() ? ", which could not be resolved to a date." : " as the time: " + when + ".");
  }
  return s;
}

Sentence incident_sentence(Telling& t) {
  Say s(t);
  if (t.incidents.empty()) return s;
  s.plain("It cites ");
  for (std::size_t i = 0; i < std::min<std::size_t>(t.incidents.size(), 2); ++i) {
    if (i) s.plain("; and ");
    s.incident(*t.incidents[i]);
    if (!t.incidents[i]->spans.empty()) s.cite(t.incidents[i]->spans.front());
    for (const Total& total : t.incidents[i]->totals) {
      if (total.effect != Effect::killed || total.category != Category::people) continue;
      s.plain(" (killed: " + said_range(total) + (total.by_source.size() > 1 ? ", by " + count(total.by_source.size(), "source", "sources") : "") + ")");
    }
  }
  if (t.incidents.size() > 2) s.plain("; and " + count(t.incidents.size() - 2, "other incident", "other incidents"));
  return s.plain(".");
}

void add(Section& section, Sentence s, bool lead) {
  if (!s.pieces.empty()) section.blocks.emplace_back(Paragraph{std::move(s), lead});
}

// What people decided: the last word first, in their own words.
Say reviewed(Telling& t) {
  Say s(t);
  if (t.alert.decisions.empty()) return t.alert.review.empty() ? s.plain("No person has reviewed this: draft") : s.plain("Reviewed: ").name(t.alert.review);
  s.plain(t.alert.review.empty() ? "Draft, not yet agreed on: " : "Reviewed: ");
  for (auto d = t.alert.decisions.rbegin(); d != t.alert.decisions.rend(); ++d) s.plain(d == t.alert.decisions.rbegin() ? "" : "; before that ").name(decision_words(*d));
  return s;
}

std::string points(double value) {
  const auto tenths = static_cast<long>(value * 10 + (value < 0 ? -0.5 : 0.5));
  std::string out = std::to_string(tenths / 10);
  if (tenths % 10) out += "." + std::to_string(std::abs(tenths % 10));
  return (tenths < 0 && tenths / 10 == 0 ? "-" : "") + out;
}

}  // namespace

void facts_of(Telling& t) {
  Story& story = t.story;
  story.alert = t.alert.id;
  story.score = t.alert.score;
  story.draft = t.alert.review.empty();
  story.review = flat(reviewed(t));
  story.as_of_time = t.as_of;
  if (t.as_of) story.as_of = say(*t.as_of);
  story.force = say("force", to_string(t.threat.force));
  story.stance = say("stance", to_string(t.threat.stance));
  story.version = t.context.version;
  story.marking = t.context.marking;
}

Section headline_section(Telling& t) {
  Story& story = t.story;
  facts_of(t);
  story.headline = headline(t);
  story.title = flat(story.headline);

  Section out{"headline", "In short", {}};
  add(out, seen_sentence(t), true);
  add(out, targets_sentence(t), true);
  add(out, time_sentence(t), true);
  add(out, incident_sentence(t), true);
  add(out, reviewed(t).plain(". It is a warning put together by a program from what was read; every sentence leads to the words it rests on."), false);
  return out;
}

// "It ranks above the next, alr-7c6b… (34.5), for its spread (+9), target (+8) …": the parts that differ most.
Sentence rank_sentence(Telling& t) {
  const std::vector<Alert>& all = t.index.findings().alerts;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Alert& a) { return a.id == t.alert.id; });
  Say s(t);
  const std::size_t above = t.context.alerts_above + static_cast<std::size_t>(at - all.begin()), of = t.context.alerts_above + all.size() + t.context.alerts_below;
  if (of < 2 || at == all.end()) return s;
  if (at + 1 == all.end()) return s.plain("It ranks last of " + std::to_string(of) + " alerts.");
  const Alert& next = *(at + 1);
  std::map<std::string, double> more;
  for (const ScorePart& p : t.alert.parts) more[p.name] += p.points;
  for (const ScorePart& p : next.parts) more[p.name] -= p.points;
  std::vector<std::pair<std::string, double>> parts(more.begin(), more.end());
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
  s.plain("Number " + std::to_string(above + 1) + " of " + std::to_string(of) + ". The next, ").code(next.id).plain(", has " + points(next.score) + " points");
  int told = 0;
  for (const auto& [name, by] : parts)
    if (by != 0 && told < 4)
      s.plain(told++ == 0 ? "; most of the difference is " : ", ").name(say("part_of_score", name)).plain(by > 0 ? " (+" + points(by) + ")" : " (" + points(by) + ")");
  return s.plain(told == 0 ? ", and the same parts; the order is by their ids." : ".");
}

Section score_section(Telling& t) {
  Section out{"score", "Why it ranks where it ranks", {}};
  Table table{"The score is the sum of these parts, out of 100. Who is threatened adds nothing to it.",
              {"Part", "Points", "Why"}, {1}, {}, {}, false};
  for (const ScorePart& p : t.alert.parts) {
    t.story.bars.push_back({say("part_of_score", p.name), p.points});
    table.rows.push_back({Say(t).name(say("part_of_score", p.name)), Say(t).plain(points(p.points)), Say(t).name(p.why).cite(p.spans)});
  }
  table.rows.push_back({Say(t).plain("Sum"), Say(t).plain(points(t.alert.score)), Say(t)});
  out.blocks.emplace_back(Picture{Drawing::bars, 0});
  add(out, rank_sentence(t), false);
  out.blocks.emplace_back(std::move(table));
  return out;
}

}  // namespace tocsin::brief
