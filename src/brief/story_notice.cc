// SPDX-License-Identifier: Apache-2.0
// What a platform or an authority must be told to find a threat and judge it: in short, who is threatened, where every copy is,
// why it is taken for a threat, what is not known.
#include <algorithm>

#include "brief/telling.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

// The slots as the brief tells them; those that whoever must act asks for first are there also when nothing fills them.
Section threatened(Telling& t) {
  Section out{"threatened", "Who is threatened, where and when", {}};
  for (Block& b : threat_section(t).blocks) {
    auto* slots = std::get_if<Slots>(&b);
    if (!slots) continue;
    std::size_t at = 2;   // after force and stance
    for (const char* label : {"Targets chosen", "Victims or warned", "Place", "Time"}) {
      const auto has = std::find_if(slots->slots.begin(), slots->slots.end(), [&](const Slot& s) { return s.label == label; });
      if (has == slots->slots.end())
        slots->slots.insert(slots->slots.begin() + static_cast<std::ptrdiff_t>(at++), {label, {Say(t).plain("not said, as far as the text was understood")}, Tone::plain});
    }
    out.blocks.push_back(std::move(b));
  }
  return out;
}

std::string time_of(Time at) { return say_exactly(at) + " (" + format_time(at) + ")"; }

// One post: what leads a platform to it.
Slots locator(Telling& t, const Document& d, const std::string& relation) {
  Slots out;
  const auto add = [&](const char* label, Sentence s) { out.slots.push_back({label, {std::move(s)}, Tone::plain}); };
  Say where(t);
  where.source_of(d);
  if (const auto words = opening(d)) where.cite(*words);
  add(d.kind == DocumentKind::article ? "Outlet" : "Channel", where);
  add(d.kind == DocumentKind::article ? "Id of the article" : "Id of the message", d.source_id.empty() ? Say(t).plain("none in what was read") : Say(t).code(d.source_id));
  add("Address", d.url.empty() ? Say(t).plain("none in what was read") : Say(t).code(d.url));
  add("Posted", Say(t).plain(d.published ? time_of(*d.published) + (d.zone_assumed ? ", time zone assumed" : "") : "not dated"));
  if (d.edited) add("Edited", Say(t).plain(time_of(*d.edited)));
  if (!d.forwarded_from.empty()) add("Says it is from", Say(t).name(d.forwarded_from));
  if (d.forwarded_published) add("Says the original is of", Say(t).plain(time_of(*d.forwarded_published)));
  add("What it is", Say(t).plain(relation + "; " + language_name(d.lang)));
  add("Begins", [&] {
    Say s(t);
    if (const auto words = opening(d)) s.quote(*words, 160);
    return Sentence(s);
  }());
  add("Kept as", Say(t).code(d.id).plain("; its file and the file's hash stand under Sources"));
  return out;
}

Section located(Telling& t) {
  Section out{"located", "Where it is: every copy that was read", {}};
  const auto one = [&](std::size_t number, const Document& d, const std::string& relation) {
    out.blocks.emplace_back(Heading{Say(t).plain("No. " + std::to_string(number))});
    out.blocks.emplace_back(locator(t, d, relation));
  };
  if (t.family) {
    std::map<Id, std::size_t> numbers;
    for (std::size_t i = 0; i < t.family->members.size(); ++i) numbers.emplace(t.family->members[i].document, i + 1);
    for (const Member& m : t.family->members) {
      const Document* d = t.index.document(m.document);
      const auto of = numbers.find(m.of);
      if (d) one(numbers[m.document], *d, say("relation", to_string(m.relation)) + (of == numbers.end() ? "" : " of no. " + std::to_string(of->second)));
    }
  } else if (const Document* d = t.index.document(t.threat.document)) {
    one(1, *d, t.threat.reported_by.empty() ? "earliest seen; no copy was read" : "a report of it; no post of it was read");
  }
  return out;
}

Section reasons(Telling& t) {
  Section out{"reasons", "Why it is taken for a threat", {}};
  Bullets list;
  for (const ScorePart& p : t.alert.parts)
    if (p.points > 0) list.items.push_back(Say(t).plain(capital(say("part_of_score", p.name)) + ": ").name(p.why).cite(p.spans).plain("."));
  for (const Incident* i : t.incidents) {
    Say s(t);
    s.plain("It cites an event: ").incident(*i);
    if (!i->spans.empty()) s.cite(i->spans.front());
    list.items.push_back(s.plain(" (" + say("incident", to_string(i->status)) + ")."));
  }
  if (!list.items.empty()) out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace

std::vector<Section> notice_sections(Telling& t) {
  std::vector<Section> out;
  for (Section (*tell)(Telling&) : {headline_section, threatened, located, reasons, outlet_section, unconfirmed_section, unknown_section}) {
    Section s = tell(t);
    if (!s.blocks.empty()) out.push_back(std::move(s));
  }
  return out;
}

}  // namespace tocsin::brief
