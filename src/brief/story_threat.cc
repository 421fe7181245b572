// SPDX-License-Identifier: Apache-2.0
// The threat slot by slot, in its own words, and in those of its copies in other languages.
#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

std::string language_of(const Telling& t, const Threat& v) {
  const Document* d = t.index.document(v.document);
  return language_name(d ? d->lang : "und");
}

// One line for the alert's own threat, one for each copy in another language that fills the slot.
template <class Tell>
void slot(Telling& t, Slots& into, const std::string& label, Tone tone, Tell tell) {
  Slot out{label, {}, tone};
  for (const Threat* v : t.versions) {
    Say words(t);
    tell(*v, words);
    if (words.empty()) continue;
    Say line(t);
    if (v != &t.threat) line.plain("In the copy in " + language_of(t, *v) + ": ");
    out.lines.push_back(line.append(words));
  }
  if (!out.lines.empty()) into.slots.push_back(std::move(out));
}

void passages(Telling& t, Slots& into, const std::string& label, std::vector<Passage> Threat::* list, Tone tone = Tone::plain) {
  slot(t, into, label, tone, [&](const Threat& v, Say& say) {
    if (!(v.*list).empty()) say.quotes(v.*list);
  });
}

// Where the threat and the incidents lie, each spot once.
void points(Telling& t) {
  const auto add = [&](const std::string& name, std::optional<double> lat, std::optional<double> lon, bool threatened) {
    if (!lat || !lon || !(*lat >= -90 && *lat <= 90) || !(*lon >= -180 && *lon <= 180)) return;
    for (const MapPoint& m : t.story.map)
      if (m.threatened == threatened && m.lat == *lat && m.lon == *lon) return;
    t.story.map.push_back({flat(Say(t).name(name)), *lat, *lon, threatened});
  };
  for (const Threat* v : t.versions)
    for (const ThreatPlace& p : v->places) add(p.name, p.lat, p.lon, true);
  for (const Incident* i : t.incidents)
    if (i->place) add(i->place->name, i->place->lat, i->place->lon, false);
}

void place(const Telling& t, const ThreatPlace& p, Say& out) {
  out.quote(p.span);
  // Where a name is shorter than the fullest form found, the full one; then what is known of it.
  const Document* d = t.index.document(p.span.document);
  if (d && !p.name.empty() && cited_text(d->text, p.span.span) != p.name) out.plain(", ").name(p.name);
  if (!p.country.empty()) out.plain(", " + country_name(p.country));
  if (p.geonameid == 0) {
    out.plain(" (in no gazetteer: kept as a named place)");
  } else {
    out.plain(" (GeoNames " + std::to_string(p.geonameid) + ")");
  }
}

}  // namespace

Section threat_section(Telling& t) {
  Section out{"threat", "The threat", {}};
  Slots slots;
  slots.slots.push_back({"Force", {Say(t).plain("It " + say("force", to_string(t.threat.force)) + ".").cite(t.threat.act ? std::vector<Passage>{*t.threat.act} : std::vector<Passage>{})}, Tone::plain});
  slots.slots.push_back({"Stance", {Say(t).plain(say("stance", to_string(t.threat.stance)))}, Tone::plain});
  slot(t, slots, "Called by", Tone::plain, [](const Threat& v, Say& say) {
    if (v.caller) say.name(*v.caller);
  });
  slot(t, slots, "Addressed to", Tone::plain, [](const Threat& v, Say& say) {
    if (v.addressee) say.name(*v.addressee);
  });
  slot(t, slots, "Act", Tone::plain, [](const Threat& v, Say& say) {
    if (v.act) say.quote(*v.act);
  });
  passages(t, slots, "Targets chosen", &Threat::targets_chosen, Tone::chosen);
  passages(t, slots, "Ruled out as targets", &Threat::targets_rejected, Tone::rejected);
  passages(t, slots, "Victims or warned", &Threat::victims);
  slot(t, slots, "Place", Tone::plain, [&](const Threat& v, Say& say) {
    for (std::size_t i = 0; i < v.places.size(); ++i) {
      if (i) say.plain("; ");
      place(t, v.places[i], say);
    }
  });
  slot(t, slots, "Time", Tone::plain, [](const Threat& v, Say& words) {
    for (std::size_t i = 0; i < v.time.size(); ++i) {
      if (i) words.plain("; ");
      words.quote(v.time[i]);
      const std::string when = i < v.times.size() ? say(v.times[i]) : "";
      words.plain(when.empty() ? ", not resolved to a date" : ": " + when);
    }
  });
  passages(t, slots, "Means", &Threat::means);
  passages(t, slots, "Motive given", &Threat::motive);
  passages(t, slots, "Condition", &Threat::condition);
  if (t.threat.posted) slots.slots.push_back({"Posted", {Say(t).plain(say(*t.threat.posted))}, Tone::plain});
  out.blocks.emplace_back(std::move(slots));

  points(t);
  const bool drawn = !t.story.map.empty();
  if (drawn) out.blocks.emplace_back(Picture{Drawing::map, 0});

  // Places that no gazetteer has stand beside the map, with the words that name them.
  Say beside(t);
  for (const ThreatPlace& p : t.threat.places)
    if (!p.lat || !p.lon) {
      if (!beside.empty()) beside.plain("; ");
      beside.name(p.name).cite(p.span);
      beside.plain(" (threatened)");
    }
  for (const Incident* i : t.incidents)
    if (i->place && (!i->place->lat || !i->place->lon)) {
      if (!beside.empty()) beside.plain("; ");
      beside.name(i->place->name);
      if (!i->spans.empty()) beside.cite(i->spans.front());
      beside.plain(i->place->within.empty() ? " (incident)" : " (incident, within ");
      if (!i->place->within.empty()) beside.name(i->place->within).plain(")");
    }
  if (!beside.empty()) {
    Say line(t);
    line.plain(drawn ? "Not on the map, because their coordinates are not known: " : "No map is drawn: no coordinates are known for ");
    out.blocks.emplace_back(Paragraph{line.append(beside).plain("."), false});
  }
  return out;
}

}  // namespace tocsin::brief
