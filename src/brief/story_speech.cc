// SPDX-License-Identifier: Apache-2.0
// Who said what to whom, what is claimed with what status, and how things are connected.
#include <algorithm>
#include <map>

#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kTold = 40;

std::string not_told(std::size_t left) { return count(left, "more is", "more are") + " not told here; the JSON form has them all."; }

// Records of a list, by the time and place they stand at.
template <class T, class Get, class Where>
std::vector<const T*> in_order(const Telling& t, const std::vector<Id>& ids, Get get, Where where) {
  std::vector<const T*> out;
  for (const Id& id : ids)
    if (const T* record = get(id)) out.push_back(record);
  const auto key = [&](const T* r) {
    const Passage& p = where(*r);
    const Document* d = t.index.document(p.document);
    return std::tuple(!d || !d->published, d && d->published ? *d->published : Time{}, p, r->id);
  };
  std::stable_sort(out.begin(), out.end(), [&](const T* a, const T* b) { return key(a) < key(b); });
  return out;
}

}  // namespace

Sentence statement_sentence(Telling& t, const Statement& s) {
  Say out(t);
  if (s.source) {
    // The statement itself is cited at the end; the name apart only where it is read from elsewhere ("he said").
    bool named_here = false;
    for (const Passage& p : s.source->spans) named_here = named_here || (p.document == s.span.document && inside(p.span, s.span.span));
    if (named_here) out.name(s.source->name);
    else out.name(*s.source);
  } else {
    out.plain("A source that is not named");
  }
  if (!s.role.empty()) out.plain(", ").name(s.role);
  if (!s.affiliation.empty()) out.plain(", ").name(s.affiliation);
  if (s.told_to) {
    out.plain(", to ").name(s.told_to->name);
  }
  out.plain(": ");
  out.quotes(s.content.empty() ? std::vector<Passage>{s.span} : s.content, 3);
  out.plain(" (" + say("manner", to_string(s.manner)));
  if (const Document* d = t.index.document(s.span.document)) out.plain("; ").document(*d);
  return out.plain(")").cite(s.span);
}

Section statements_section(Telling& t) {
  Section out{"statements", "Who said what", {}};
  const auto list = in_order<Statement>(t, t.alert.statements, [&](const Id& id) { return t.index.statement(id); },
                                        [](const Statement& s) -> const Passage& { return s.span; });
  Bullets bullets;
  for (std::size_t n = 0; n < std::min(list.size(), kTold); ++n) bullets.items.push_back(statement_sentence(t, *list[n]));
  if (list.size() > kTold) bullets.more = not_told(list.size() - kTold);
  if (list.empty()) {
    out.blocks.emplace_back(Paragraph{Say(t).plain("No statement about it was found."), false});
  } else {
    out.blocks.emplace_back(std::move(bullets));
  }
  return out;
}

Section claims_section(Telling& t) {
  Section out{"claims", "Claims and their status", {}};
  const auto list = in_order<Claim>(t, t.alert.claims, [&](const Id& id) { return t.index.claim(id); },
                                    [](const Claim& c) -> const Passage& { return c.span; });
  if (list.empty()) {
    out.blocks.emplace_back(Paragraph{Say(t).plain("No claim about it was found."), false});
    return out;
  }
  Table table{"What is claimed, by whom, and the words that say how sure it is", {"Status", "Claim", "Held by", "In the words", "Where"}, {}, {}, {}, false};
  for (std::size_t n = 0; n < std::min(list.size(), kTold); ++n) {
    const Claim& c = *list[n];
    Say claim(t), holder(t), words(t), where(t);
    claim.quote(c.span);
    if (c.holder) holder.name(*c.holder);
    if (c.status_span) words.quote(*c.status_span);
    if (const Document* d = t.index.document(c.span.document)) where.document(*d);
    table.rows.push_back({Say(t).plain(say("claim", to_string(c.status))), claim, holder, words, where});
  }
  if (list.size() > kTold) table.more = not_told(list.size() - kTold);
  out.blocks.emplace_back(std::move(table));
  return out;
}

Section links_section(Telling& t) {
  Section out{"links", "How these are connected", {}};
  Bullets bullets;
  for (const Link* l : t.links) {
    if (l->relation != LinkRelation::cites_as_motive) continue;
    if (bullets.items.size() == kTold) {
      bullets.more = "More are not told here; the JSON form has them all.";
      break;
    }
    Say s(t);
    s.plain(capital(say("status", to_string(l->status))) + ": ").thing(l->from).plain(" " + say("link", to_string(l->relation)) + " ").thing(l->to);
    if (!l->spans.empty()) s.plain(". In the words ").quotes(l->spans, 3);
    bullets.items.push_back(s.plain("."));
  }
  // Who tells of one incident, in one sentence for each incident and status.
  std::map<std::pair<Id, LinkStatus>, std::vector<const Link*>> tellings;
  for (const Link* l : t.links)
    if (l->relation == LinkRelation::same_incident) tellings[{t.index.incident(l->to) ? l->to : l->from, l->status}].push_back(l);
  for (const auto& [what, list] : tellings) {
    Say s(t);
    s.plain(capital(say("status", to_string(what.second))) + ": ").thing(what.first).plain(" is also told in ");
    for (std::size_t n = 0; n < std::min(list.size(), kTold); ++n) {
      if (n) s.plain("; ");
      s.thing(list[n]->from == what.first ? list[n]->to : list[n]->from);
      if (!list[n]->spans.empty()) s.cite(list[n]->spans.front());
    }
    if (list.size() > kTold) s.plain("; and " + count(list.size() - kTold, "more", "more"));
    bullets.items.push_back(s.plain("."));
  }
  if (bullets.items.empty()) return out;
  out.blocks.emplace_back(std::move(bullets));
  return out;
}

}  // namespace tocsin::brief
