// SPDX-License-Identifier: Apache-2.0
// Where sources contradict each other, what nobody has confirmed, and what Tocsin does not know.
#include <algorithm>
#include <set>

#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kTold = 40;

bool unconfirmed(ClaimStatus s) {
  return s == ClaimStatus::unclear || s == ClaimStatus::disputed || s == ClaimStatus::never_confirmed;
}

Section bullets(const char* key, const char* title, std::vector<Sentence> items, const char* none, Telling& t) {
  Section out{key, title, {}};
  if (items.empty()) {
    out.blocks.emplace_back(Paragraph{Say(t).plain(none), false});
    return out;
  }
  Bullets list;
  const std::size_t left = items.size() > kTold ? items.size() - kTold : 0;
  if (left) {
    items.resize(kTold);
    list.more = count(left, "more is", "more are") + " not told here; the JSON form has them all.";
  }
  list.items = std::move(items);
  out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace

Section contradictions_section(Telling& t) {
  std::vector<Sentence> items;
  for (const Link* l : t.links) {
    if (l->relation != LinkRelation::contradicts) continue;
    Say s(t);
    s.plain(capital(say("status", to_string(l->status))) + ": ").thing(l->from).plain(" contradicts ").thing(l->to);
    if (!l->spans.empty()) s.cite(l->spans);
    items.push_back(s.plain("."));
  }
  for (const Incident* i : t.incidents)
    for (const Total& total : i->totals) {
      if (!sources_differ(total)) continue;
      Say s(t);
      s.plain("Sources differ on the number ")
          .plain(say("effect", to_string(total.effect)) + " (" + say("category", to_string(total.category)) + ") in ").incident(*i).plain(": ");
      for (std::size_t n = 0; n < total.by_source.size(); ++n) {
        const TotalBySource& by = total.by_source[n];
        if (n) s.plain("; ");
        s.name(by.source.empty() ? "source not named" : by.source).plain(" " + said_number(by.min, by.max, Qualifier::exactly));
        std::vector<Passage> spans;
        for (const Figure& f : i->figures)
          if (std::find(by.figures.begin(), by.figures.end(), f.id) != by.figures.end()) spans.push_back(f.span);
        s.cite(spans);
      }
      items.push_back(s.plain("."));
    }
  return bullets("contradictions", "Where sources contradict each other", std::move(items), "No contradiction was found.", t);
}

Section unconfirmed_section(Telling& t) {
  std::vector<Sentence> items;
  for (const Id& id : t.alert.claims) {
    const Claim* c = t.index.claim(id);
    if (!c || !unconfirmed(c->status)) continue;
    Say s(t);
    s.plain(capital(say("claim", to_string(c->status))) + ": ").quote(c->span);
    if (c->holder) s.plain(", held by ").name(c->holder->name);
    if (c->status_span) s.plain("; in the words ").quote(*c->status_span);
    if (const Document* d = t.index.document(c->span.document)) s.plain(" (").source_of(*d).plain(")");
    items.push_back(s.plain("."));
  }
  for (const Link* l : t.links) {
    if (l->status != LinkStatus::unclear || l->relation == LinkRelation::contradicts) continue;
    Say s(t);
    s.plain("Unclear: whether ").thing(l->from).plain(" " + say("link", to_string(l->relation)) + " ").thing(l->to);
    if (!l->spans.empty()) s.plain("; in the words ").quotes(l->spans, 2);
    items.push_back(s.plain("."));
  }
  for (const Incident* i : t.incidents) {
    if (i->status == IncidentStatus::unclear || i->status == IncidentStatus::disputed) {
      Say s(t);
      s.plain(capital(say("incident", to_string(i->status))) + ": ").incident(*i);
      if (!i->spans.empty()) s.cite(i->spans.front());
      items.push_back(s.plain("."));
    }
    for (const Figure& f : i->figures) {
      if (!unconfirmed(f.status)) continue;
      Say s(t);
      s.plain(capital(say("claim", to_string(f.status))) + ": the figure ").quote(f.span);
      if (f.source) s.plain(" of ").name(f.source->name);
      items.push_back(s.plain("."));
    }
  }
  return bullets("unconfirmed", "What nobody has confirmed", std::move(items),
                 "No source that was read says of anything here that it is unclear or was not confirmed. That does not confirm it.", t);
}

Section unknown_section(Telling& t) {
  std::vector<Sentence> items;
  const auto plain = [&](std::string text) { items.push_back(Say(t).plain(std::move(text))); };
  plain("Whether anybody means to do it, or could. Tocsin reads words and compares them; it does not investigate.");
  plain("Where it was first written. Earliest seen is the earliest in what was read.");

  std::string missing;
  const auto absent = [&](const char* what, const auto& has) {
    for (const Threat* v : t.versions)
      if (has(*v)) return;
    missing += (missing.empty() ? "" : ", ") + std::string(what);
  };
  absent("who calls for it", [](const Threat& v) { return v.caller.has_value(); });
  absent("whom it addresses", [](const Threat& v) { return v.addressee.has_value(); });
  absent("targets", [](const Threat& v) { return !v.targets_chosen.empty(); });
  absent("a place", [](const Threat& v) { return !v.places.empty(); });
  absent("a time", [](const Threat& v) { return !v.time.empty(); });
  absent("means", [](const Threat& v) { return !v.means.empty(); });
  absent("a motive", [](const Threat& v) { return !v.motive.empty(); });
  absent("a condition", [](const Threat& v) { return !v.condition.empty(); });
  if (!missing.empty()) plain("What the text does not say, as far as it was understood: " + missing + ".");

  std::set<std::string> unlisted;
  for (const Threat* v : t.versions)
    for (const ThreatPlace& p : v->places)
      if (p.geonameid == 0 && unlisted.insert(p.name).second)
        items.push_back(Say(t).plain("Where exactly ").name(p.name).plain(" lies: no gazetteer has it.").cite(p.span));
  for (const Threat* v : t.versions)
    for (std::size_t i = 0; i < v->time.size(); ++i)
      if (i >= v->times.size() || !v->times[i].interval)
        items.push_back(Say(t).plain("Which date ").quote(v->time[i]).plain(" means."));

  std::size_t assumed = 0, undated = 0;
  std::set<std::string> languages;
  for (const Document* d : t.story.documents) {
    assumed += d->zone_assumed ? 1 : 0;
    undated += d->published ? 0 : 1;
    languages.insert(d->lang);
  }
  if (assumed) plain("The time zone of " + count(assumed, "cited document", "cited documents") + ": none was named, so one was assumed.");
  if (undated) plain("When " + count(undated, "cited document was", "cited documents were") + " published.");
  if (languages.count("und") || languages.count("")) plain("The language of some of what is cited was not recognised, so it may be read wrongly.");
  if (!t.context.skipped.empty()) {
    std::string kinds;
    for (const auto& [kind, n] : t.context.skipped) {
      std::string words = kind;
      std::replace(words.begin(), words.end(), '_', ' ');
      kinds += (kinds.empty() ? "" : ", ") + words + " " + digits(static_cast<std::int64_t>(n));
    }
    plain("What was not read: " + kinds + ".");
  }
  plain("Times are given in UTC.");
  return bullets("unknown", "What Tocsin does not know", std::move(items), "", t);
}

}  // namespace tocsin::brief
