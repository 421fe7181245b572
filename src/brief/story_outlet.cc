// SPDX-License-Identifier: Apache-2.0
// Who issued the threat, and who says what that outlet is.
#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

void one(Telling& t, const Outlet& o, Section& out) {
  Slots slots;
  Say name(t);
  name.name(o.name);
  if (!o.spans.empty()) name.cite(o.spans);
  slots.slots.push_back({"Outlet", {name}, Tone::plain});
  if (!o.aliases.empty()) {
    Say s(t);
    for (std::size_t i = 0; i < o.aliases.size(); ++i) {
      if (i) s.plain(", ");
      s.name(o.aliases[i]);
    }
    slots.slots.push_back({"Also named", {s}, Tone::plain});
  }
  Slot standing{"Standing", {Say(t).plain(say("standing", to_string(o.standing)))}, Tone::plain};
  std::vector<Sentence> voices;
  for (const Id& id : o.vouched_by)
    if (const Statement* s = t.index.statement(id)) voices.push_back(statement_sentence(t, *s));
  for (const RegisterLine& l : o.listed)
    standing.lines.push_back(Say(t).plain("the team's register: " + say("standing", to_string(l.standing)) + (l.reliability.empty() ? "" : ", reliability " + l.reliability) + ", says ").name(l.source).plain(", " + l.date));
  if (voices.empty() && o.listed.empty()) standing.lines.back() = Say(t).append(standing.lines.back()).plain(": nothing that was read says what it is.");
  slots.slots.push_back(std::move(standing));
  for (const std::string& better_known : o.resembles)
    slots.slots.push_back({"Looks like", {Say(t).name(better_known).plain(", which is better known: it may be an impostor")}, Tone::plain});
  if (!voices.empty()) slots.slots.push_back({"As stated by", std::move(voices), Tone::plain});
  out.blocks.emplace_back(std::move(slots));
}

}  // namespace

Section outlet_section(Telling& t) {
  Section out{"outlet", "Who issued it", {}};
  const Outlet* issuer = t.index.outlet(t.alert.outlet);
  if (!issuer) issuer = t.index.outlet(t.threat.outlet);
  if (issuer) {
    one(t, *issuer, out);
  } else {
    const Document* d = t.index.document(t.threat.document);
    Say s(t);
    if (d && d->kind == DocumentKind::message) {
      s.plain("It was posted in ").source_of(*d);
      if (const auto words = opening(*d)) s.cite(*words);
      s.plain("; nothing that was read says who speaks there.");
    } else {
      s.plain("Nothing that was read says who issued it.");
    }
    out.blocks.emplace_back(Paragraph{s, false});
  }
  Bullets links;
  for (const Link* l : t.links) {
    if (l->relation != LinkRelation::issued_by) continue;
    Say s(t);
    s.plain(capital(say("status", to_string(l->status))) + ": ").thing(l->from).plain(" " + say("link", to_string(l->relation)) + " ").thing(l->to);
    if (!l->spans.empty()) s.plain(", by the words ").quotes(l->spans, 3);
    links.items.push_back(s.plain("."));
  }
  if (!links.items.empty()) out.blocks.emplace_back(std::move(links));
  return out;
}

}  // namespace tocsin::brief
