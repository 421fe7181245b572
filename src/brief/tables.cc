// SPDX-License-Identifier: Apache-2.0
#include "brief/tables.h"

#include <algorithm>

#include "brief/json.h"
#include "core/clock.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

// Calls `visit(name, records, print)` for each list.
template <class Visit>
void each_list(const Findings& f, Visit visit) {
  visit("documents", f.documents, &Printer::document);
  visit("families", f.families, &Printer::family);
  visit("alerts", f.alerts, &Printer::alert);
  visit("threats", f.threats, &Printer::threat);
  visit("incidents", f.incidents, &Printer::incident);
  visit("statements", f.statements, &Printer::statement);
  visit("claims", f.claims, &Printer::claim);
  visit("outlets", f.outlets, &Printer::outlet);
  visit("links", f.links, &Printer::link);
}

std::string safe(std::string_view s) {
  std::string out = text::terminal_safe(text::masked(s));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// At most `most` characters (bytes of whole characters), with an ellipsis where it was cut.
std::string cut(std::string s, std::size_t most) {
  if (s.size() <= most) return s;
  while (most > 0 && (static_cast<unsigned char>(s[most]) & 0xC0) == 0x80) --most;
  return s.substr(0, most) + "…";
}

std::string range(const std::optional<std::int64_t>& min, const std::optional<std::int64_t>& max) {
  if (min && max) return *min == *max ? std::to_string(*min) : std::to_string(*min) + "–" + std::to_string(*max);
  if (min) return std::to_string(*min) + " or more";
  return max ? "up to " + std::to_string(*max) : "a number not given";
}

std::string when(const std::optional<Interval>& i) {
  if (!i || (!i->from && !i->to)) return "no date";
  const auto end = [&](const Time& t) { return i->precision >= Precision::day ? format_date(t) : format_time(t); };
  const std::string from = i->from ? end(*i->from) : "", to = i->to ? end(*i->to) : "";
  return from == to || to.empty() ? from : from + "…" + to;
}

struct Lines {
  const Findings& findings;
  const TextStyle& style;
  Printer printer{findings};

  std::string bold(const std::string& s) const { return style.colour ? "\x1b[1m" + s + "\x1b[0m" : s; }
  std::string dim(const std::string& s) const { return style.colour ? "\x1b[2m" + s + "\x1b[0m" : s; }
  std::string words(const Passage& p, std::size_t most = 160) const { return cut(safe(printer.text_of(p)), most); }
  std::string names(const std::optional<Name>& n) const { return n ? safe(n->name) : "not named"; }
  std::size_t room() const { return static_cast<std::size_t>(std::max(40, style.width)) - 4; }

  std::string line(const Incident& i) const {
    std::string out = bold(safe(i.what)) + "  " + (i.place ? safe(i.place->name) : "place not given") + "  " + when(i.when) + "  " +
                      std::string(to_string(i.status)) + "  " + dim(i.id) + "\n";
    for (const Total& t : i.totals) {
      out += "    " + std::string(to_string(t.effect)) + " " + std::string(to_string(t.category)) + ": " + range(t.min, t.max) + "  (";
      for (std::size_t k = 0; k < t.by_source.size(); ++k)
        out += (k ? "; " : "") + (t.by_source[k].source.empty() ? std::string("the report") : safe(t.by_source[k].source)) + ": " +
               range(t.by_source[k].min, t.by_source[k].max);
      out += ")\n";
    }
    if (i.grading) out += "    " + std::string(to_string(i.grading->grade)) + ", credibility " + std::to_string(i.grading->credibility) + ": " + cut(safe(i.grading->why), 3 * room()) + "\n";
    return out;
  }
  std::string line(const Statement& s) const {
    std::string who = names(s.source);
    if (!s.role.empty() || !s.affiliation.empty())
      who += " (" + safe(s.role) + (s.role.empty() || s.affiliation.empty() ? "" : ", ") + safe(s.affiliation) + ")";
    std::string out = bold(who) + "  " + (s.cue ? words(*s.cue, 40) : "—") + (s.told_to ? "  to " + names(s.told_to) : "") + "  " +
                      dim(s.id) + "\n";
    for (const Passage& p : s.content) out += "    “" + words(p, 2 * room()) + "”\n";
    return out;
  }
  std::string line(const Claim& c) const {
    return bold(std::string(to_string(c.status))) + "  " + names(c.holder) + "  " + dim(c.id) + "\n    “" + cut(safe(c.text), 2 * room()) + "”\n";
  }
  std::string line(const Outlet& o) const {
    std::string out = bold(safe(o.name)) + "  " + std::string(to_string(o.standing)) + "  vouched for by " +
                      std::to_string(o.vouched_by.size()) + "  " + dim(o.id) + "\n";
    if (!o.aliases.empty()) {
      out += "    also: ";
      for (std::size_t k = 0; k < o.aliases.size(); ++k) out += (k ? ", " : "") + safe(o.aliases[k]);
      out += "\n";
    }
    for (const RegisterLine& l : o.listed)
      out += "    register: " + std::string(to_string(l.standing)) + (l.reliability.empty() ? "" : ", reliability " + l.reliability) + ", says " + safe(l.source) + ", " + safe(l.date) + "\n";
    for (const std::string& name : o.resembles) out += "    looks like " + safe(name) + ": may be an impostor\n";
    return out;
  }
  std::string line(const Oddity& o) const {
    return bold(safe(o.file)) + ":" + std::to_string(o.at) + "  " + (o.record.empty() ? "" : safe(o.record) + "  ") + safe(o.what) + "  [" +
           o.action + "]\n";
  }
  std::string line(const Document& d) const {
    const std::string where = d.kind == DocumentKind::article ? d.outlet : d.channel;
    std::string out = bold(where.empty() ? std::string("no outlet or channel") : safe(where)) + "  " +
                      (d.published ? format_time(*d.published) : std::string("no date")) + "  " + dim(d.id) + "\n";
    if (!d.title.empty()) out += "    " + safe(d.title) + "\n";
    if (d.forwarded_published) out += "    says it is from " + (d.forwarded_from.empty() ? std::string("a source it does not name") : safe(d.forwarded_from)) + ", posted " + format_time(*d.forwarded_published) + "\n";
    if (d.provenances.empty()) return out + line(Provenance{d.sha256, d.at, d.file, d.feed, 0});
    for (const Provenance& p : d.provenances) out += line(p);
    return out;
  }
  std::string line(const Provenance& p) const {
    std::string out = safe(p.file) + ":" + std::to_string(p.at) + "  sha256 " + p.sha256;
    if (!p.feed.empty()) out += "  from " + safe(p.feed);
    if (p.import != 0) out += "  import " + std::to_string(p.import);
    return "    " + dim(out) + "\n";
  }
  std::string line(const Threat& t) const {
    return bold(std::string(to_string(t.force)) + ", " + std::string(to_string(t.stance))) + "  " + names(t.caller) + "  " + dim(t.id) + "\n" +
           (t.act ? "    “" + words(*t.act) + "”\n" : "");
  }
  std::string line(const Family& f) const {
    std::string out = bold(std::to_string(f.members.size()) + (f.members.size() == 1 ? " message" : " messages")) + "  earliest seen " +
                      (f.from ? format_time(*f.from) : std::string("at no known time")) + "  " + dim(f.id) + "\n";
    for (const Member& m : f.members) out += "    " + std::string(to_string(m.relation)) + "  " + dim(m.document) + "\n";
    return out;
  }
  std::string line(const Link& l) const {
    return bold(std::string(to_string(l.relation)) + ", " + std::string(to_string(l.status))) + "  " + l.from + " → " + l.to + "  " + dim(l.id) + "\n";
  }
  std::string line(const Alert& a) const {
    char points[16];
    std::snprintf(points, sizeof points, "%5.1f", a.score);
    return bold(points) + "  " + dim(a.id) + "\n";
  }
};

}  // namespace

std::string list_json(const Findings& f, std::string_view list) {
  std::string out;
  Printer p(f);
  each_list(f, [&](std::string_view name, const auto& records, auto print) {
    if (name != list) return;
    for (const auto& record : records) {
      (p.*print)(record);
      out += p.take() + "\n";
    }
  });
  if (list == "oddities") {
    for (const Oddity& o : f.oddities) {
      p.oddity(o);
      out += p.take() + "\n";
    }
  }
  return out;
}

std::string list_text(const Findings& f, std::string_view list, const TextStyle& style, const Context& context) {
  if (list == "alerts") return summary_text(f, style, context);
  const Lines lines{f, style};
  std::string out;
  std::size_t count = 0;
  each_list(f, [&](std::string_view name, const auto& records, auto) {
    if (name != list) return;
    count = records.size();
    for (const auto& record : records) out += lines.line(record);
  });
  if (list == "oddities") {
    count = f.oddities.size();
    for (const Oddity& o : f.oddities) out += lines.line(o);
  }
  return out + std::to_string(count) + " " + std::string(list) + "\n";
}

std::vector<Id> record_ids(const Findings& f) {
  std::vector<Id> out;
  each_list(f, [&](std::string_view, const auto& records, auto) {
    for (const auto& record : records) out.push_back(record.id);
  });
  return out;
}

std::string one_json(const Findings& f, const Id& id) {
  std::string out;
  each_list(f, [&](std::string_view, const auto& records, auto print) {
    for (const auto& record : records) {
      if (record.id != id) continue;
      Printer p(f);
      (p.*print)(record);
      out = p.writer().text() + "\n";
    }
  });
  return out;
}

std::string one_text(const Findings& f, const Id& id, const TextStyle& style, const Context& context) {
  if (std::any_of(f.alerts.begin(), f.alerts.end(), [&](const Alert& a) { return a.id == id; })) {
    const Result<std::string> text = brief(f, id, Form::text, style, context);
    return text.ok() ? *text : text.status().message() + "\n";
  }
  const Lines lines{f, style};
  std::string out;
  each_list(f, [&](std::string_view, const auto& records, auto) {
    for (const auto& record : records)
      if (record.id == id) out = lines.line(record);
  });
  for (const Document& d : f.documents)
    if (d.id == id) out += "\n" + text::terminal_safe(text::masked(d.text)) + "\n";
  return out;
}

std::string hits_json(const Findings& f, const std::vector<Passage>& hits) {
  std::string out;
  Printer p(f);
  for (const Passage& hit : hits) {
    p.passage(hit);
    out += p.take() + "\n";
  }
  return out;
}

std::string hits_text(const Findings& f, const std::vector<Passage>& hits, const TextStyle& style) {
  const Lines lines{f, style};
  std::string out;
  for (const Passage& hit : hits) {
    for (const Document& d : f.documents) {
      if (d.id != hit.document) continue;
      std::uint32_t from = hit.span.begin > 60 ? hit.span.begin - 60 : 0;
      std::uint32_t to = std::min<std::uint32_t>(static_cast<std::uint32_t>(d.text.size()), hit.span.end + 100);
      while (from > 0 && (static_cast<unsigned char>(d.text[from]) & 0xC0) == 0x80) --from;
      while (to < d.text.size() && (static_cast<unsigned char>(d.text[to]) & 0xC0) == 0x80) ++to;
      out += lines.line(d) + "    …" + safe(d.text.substr(from, to - from)) + "…\n";
    }
  }
  return out + std::to_string(hits.size()) + (hits.size() == 1 ? " document\n" : " documents\n");
}

std::vector<Passage> passages(const Findings& f) {
  std::vector<Passage> out;
  const auto add = [&](const std::vector<Passage>& list) { out.insert(out.end(), list.begin(), list.end()); };
  const auto name = [&](const std::optional<Name>& n) {
    if (n) add(n->spans);
  };
  const auto one = [&](const std::optional<Passage>& p) {
    if (p) out.push_back(*p);
  };
  for (const Family& r : f.families)
    for (const Member& m : r.members) add(m.spans);
  for (const Alert& r : f.alerts)
    for (const ScorePart& p : r.parts) add(p.spans);
  for (const Threat& t : f.threats) {
    name(t.caller), name(t.addressee), one(t.act);
    for (const auto* list : {&t.victims, &t.targets_chosen, &t.targets_rejected, &t.time, &t.means, &t.motive, &t.condition}) add(*list);
    for (const ThreatPlace& p : t.places) out.push_back(p.span);
  }
  for (const Incident& i : f.incidents) {
    name(i.actor), add(i.spans);
    for (const Figure& g : i.figures) name(g.source), out.push_back(g.span);
  }
  for (const Statement& s : f.statements) name(s.source), name(s.told_to), one(s.cue), add(s.content), out.push_back(s.span);
  for (const Claim& c : f.claims) name(c.holder), one(c.status_span), out.push_back(c.span);
  for (const Outlet& o : f.outlets) add(o.spans);
  for (const Link& l : f.links) add(l.spans);
  return out;
}

}  // namespace tocsin::brief
