// SPDX-License-Identifier: Apache-2.0
// The records as JSON, field by field as docs/formats.md and docs/schemas say.
#include "brief/json.h"

#include <charconv>
#include <cmath>

#include "core/clock.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {

Printer::Printer(const Findings& findings) : findings_(findings) {
  for (const Document& d : findings.documents) documents_.emplace(d.id, &d);
}

std::string Printer::text_of(const Passage& p) const {
  const auto it = documents_.find(p.document);
  return it == documents_.end() ? std::string() : cited_text(it->second->text, p.span);
}

void Printer::passage_fields(const Passage& p) {
  w_.key("document").value(name_of(p.document));
  w_.key("begin").value(std::uint64_t{p.span.begin}).key("end").value(std::uint64_t{p.span.end});
  w_.key("text").value(text_of(p));
}

void Printer::passage(const Passage& p) {
  w_.begin_object();
  passage_fields(p);
  w_.end_object();
}

void Printer::passages(std::string_view key, const std::vector<Passage>& list) {
  w_.key(key).begin_array();
  for (const Passage& p : list) passage(p);
  w_.end_array();
}

void Printer::ids(std::string_view key, const std::vector<Id>& list) {
  w_.key(key).begin_array();
  for (const Id& id : list) w_.value(id);
  w_.end_array();
}

void Printer::texts(std::string_view key, const std::vector<std::string>& list) {
  w_.key(key).begin_array();
  for (const std::string& s : list) w_.value(text::masked(s));
  w_.end_array();
}

void Printer::maybe(std::string_view key, const std::optional<Passage>& p) {
  w_.key(key);
  if (p) {
    passage(*p);
  } else {
    w_.null();
  }
}

void Printer::name(std::string_view key, const std::optional<Name>& n) {
  w_.key(key);
  if (!n) {
    w_.null();
    return;
  }
  w_.begin_object().key("name").value(text::masked(n->name));
  passages("spans", n->spans);
  w_.end_object();
}

void Printer::time(std::string_view key, const std::optional<Time>& t) {
  w_.key(key).text_or_null(t ? format_time(*t) : std::string());
}

void Printer::interval(std::string_view key, const std::optional<Interval>& when) {
  w_.key(key);
  if (!when) {
    w_.null();
    return;
  }
  const bool dates = when->precision >= Precision::day;
  const auto end = [&](const std::optional<Time>& t) {
    return !t ? std::string() : dates ? format_date(*t) : format_time(*t);
  };
  w_.begin_object().key("from").text_or_null(end(when->from)).key("to").text_or_null(end(when->to));
  w_.key("precision").value(to_string(when->precision)).end_object();
}

void Printer::document(const Document& d) {
  w_.begin_object().key("id").value(name_of(d.id)).key("source_id").value(d.source_id).key("kind").value(to_string(d.kind));
  w_.key("channel").text_or_null(text::masked(d.channel)).key("outlet").text_or_null(text::masked(d.outlet));
  time("published", d.published);
  time("edited", d.edited);
  w_.key("url").text_or_null(text::masked(d.url)).key("title").text_or_null(text::masked(d.title));
  w_.key("lang").value(d.lang).key("author").text_or_null(d.author).key("sha256").text_or_null(d.sha256).key("file").value(d.file);
  w_.key("at").value(d.at).key("main_incident").text_or_null(d.main_incident);
  if (d.forwarded_published) {
    w_.key("forwarded").begin_object().key("from").text_or_null(text::masked(d.forwarded_from));
    time("published", d.forwarded_published);
    w_.end_object();
  }
  if (!d.feed.empty()) w_.key("feed").value(text::masked(d.feed));
  if (!d.provenances.empty()) {
    w_.key("provenances").begin_array();
    for (const Provenance& p : d.provenances) provenance(p);
    w_.end_array();
  }
  w_.end_object();
}

void Printer::provenance(const Provenance& p) {
  w_.begin_object().key("sha256").text_or_null(p.sha256).key("file").value(p.file).key("at").value(p.at);
  if (!p.feed.empty()) w_.key("feed").value(text::masked(p.feed));
  if (p.import != 0) w_.key("import").value(p.import);
  w_.end_object();
}

void Printer::family(const Family& f) {
  w_.begin_object().key("id").value(f.id).key("first").value(name_of(f.first)).key("members").begin_array();
  for (const Member& m : f.members) {
    w_.begin_object().key("document").value(name_of(m.document)).key("relation").value(to_string(m.relation));
    w_.key("of").text_or_null(m.of.empty() ? m.of : name_of(m.of)).key("similarity").value(m.similarity);
    passages("spans", m.spans);
    w_.end_object();
  }
  w_.end_array();
  texts("channels", f.channels);
  time("from", f.from);
  time("to", f.to);
  w_.end_object();
}

void Printer::alert(const Alert& a) {
  w_.begin_object().key("id").value(a.id).key("score").value(a.score).key("parts").begin_array();
  for (const ScorePart& p : a.parts) {
    w_.begin_object().key("name").value(p.name).key("points").value(p.points).key("why").value(text::masked(p.why));
    passages("spans", p.spans);
    w_.end_object();
  }
  w_.end_array().key("threat").value(a.threat).key("family").text_or_null(a.family).key("outlet").text_or_null(a.outlet);
  ids("incidents", a.incidents);
  ids("statements", a.statements);
  ids("claims", a.claims);
  ids("links", a.links);
  w_.key("review").text_or_null(text::masked(a.review));
  if (!a.decisions.empty()) {  // of no alert that a scan has just made
    w_.key("decisions").begin_array();
    for (const Decision& d : a.decisions) decision(d);
    w_.end_array();
  }
  w_.end_object();
}

void Printer::decision(const Decision& d) {
  w_.begin_object().key("entry").value(d.entry).key("time").value(d.time).key("decision").value(to_string(d.kind));
  w_.key("reviewer").value(d.reviewer).key("note").value(text::masked(d.note)).key("alert").value(d.alert);
  w_.key("document").value(name_of(d.document)).key("with").text_or_null(d.with);
  ids("documents", d.documents);
  w_.key("corrections").begin_array();
  for (const Correction& c : d.corrections) {
    w_.begin_object().key("slot").value(c.slot).key("word").text_or_null(c.word);
    std::vector<Passage> spans;
    for (const Span& s : c.spans) spans.push_back({d.document, s});
    passages("spans", spans);
    w_.end_object();
  }
  w_.end_array().end_object();
}

void Printer::threat(const Threat& t) {
  w_.begin_object().key("id").value(t.id).key("force").value(to_string(t.force)).key("stance").value(to_string(t.stance));
  w_.key("score").value(t.score);
  name("caller", t.caller);
  name("addressee", t.addressee);
  maybe("act", t.act);
  passages("victims", t.victims);
  passages("targets_chosen", t.targets_chosen);
  passages("targets_rejected", t.targets_rejected);
  w_.key("places").begin_array();
  for (const ThreatPlace& p : t.places) {
    w_.begin_object();
    passage_fields(p.span);
    w_.key("geonameid");
    if (p.geonameid) {
      w_.value(p.geonameid);
    } else {
      w_.null();
    }
    w_.key("country").text_or_null(p.country).key("name").value(text::masked(p.name)).end_object();
  }
  w_.end_array();
  passages("time", t.time);
  passages("means", t.means);
  passages("motive", t.motive);
  passages("condition", t.condition);
  interval("posted", t.posted);
  w_.key("outlet").text_or_null(t.outlet).key("reported_by").text_or_null(t.reported_by.empty() ? t.reported_by : name_of(t.reported_by));
  w_.key("document").value(name_of(t.document)).end_object();
}

void Printer::figure(const Figure& f) {
  w_.begin_object().key("id").value(f.id).key("effect").value(to_string(f.effect)).key("category").value(to_string(f.category));
  w_.key("min").optional(f.min).key("max").optional(f.max).key("qualifier").value(to_string(f.qualifier));
  name("source", f.source);
  w_.key("status").value(to_string(f.status)).key("subset_of").text_or_null(f.subset_of);
  if (f.derived) w_.key("derived").value(true);
  w_.key("span");
  passage(f.span);
  w_.end_object();
}

void Printer::incident(const Incident& i) {
  w_.begin_object().key("id").value(i.id).key("what").value(text::masked(i.what)).key("place");
  if (i.place) {
    w_.begin_object().key("name").value(text::masked(i.place->name)).key("geonameid");
    if (i.place->geonameid) {
      w_.value(i.place->geonameid);
    } else {
      w_.null();
    }
    w_.key("country").text_or_null(i.place->country).key("lat").optional(i.place->lat).key("lon").optional(i.place->lon);
    w_.key("within").text_or_null(text::masked(i.place->within)).end_object();
  } else {
    w_.null();
  }
  interval("when", i.when);
  name("actor", i.actor);
  w_.key("status").value(to_string(i.status)).key("figures").begin_array();
  for (const Figure& f : i.figures) figure(f);
  w_.end_array().key("totals").begin_array();
  for (const Total& t : i.totals) {
    w_.begin_object().key("effect").value(to_string(t.effect)).key("category").value(to_string(t.category));
    w_.key("min").optional(t.min).key("max").optional(t.max).key("by_source").begin_array();
    for (const TotalBySource& s : t.by_source) {
      w_.begin_object().key("source").value(text::masked(s.source)).key("min").optional(s.min).key("max").optional(s.max);
      ids("figures", s.figures);
      if (s.derived) w_.key("derived").value(true);
      w_.end_object();
    }
    w_.end_array().end_object();
  }
  w_.end_array();
  passages("spans", i.spans);
  if (i.grading) {
    w_.key("grading").begin_object().key("grade").value(to_string(i.grading->grade)).key("credibility").value(i.grading->credibility);
    w_.key("sources").value(i.grading->sources).key("why").value(text::masked(i.grading->why)).end_object();
  }
  w_.end_object();
}

void Printer::statement(const Statement& s) {
  w_.begin_object().key("id").value(s.id);
  name("source", s.source);
  w_.key("role").text_or_null(text::masked(s.role)).key("affiliation").text_or_null(text::masked(s.affiliation));
  name("told_to", s.told_to);
  w_.key("manner").value(to_string(s.manner));
  maybe("cue", s.cue);
  passages("content", s.content);
  w_.key("span");
  passage(s.span);
  w_.end_object();
}

void Printer::claim(const Claim& c) {
  w_.begin_object().key("id").value(c.id);
  name("holder", c.holder);
  w_.key("text").value(text::masked(c.text)).key("status").value(to_string(c.status));
  maybe("status_span", c.status_span);
  w_.key("span");
  passage(c.span);
  w_.end_object();
}

void Printer::outlet(const Outlet& o) {
  w_.begin_object().key("id").value(o.id).key("name").value(text::masked(o.name));
  texts("aliases", o.aliases);
  w_.key("standing").value(to_string(o.standing));
  ids("vouched_by", o.vouched_by);
  passages("spans", o.spans);
  if (!o.listed.empty()) {
    w_.key("listed").begin_array();
    for (const RegisterLine& l : o.listed) {
      w_.begin_object().key("name").value(l.name).key("standing").value(to_string(l.standing)).key("reliability").text_or_null(l.reliability);
      w_.key("source").value(l.source).key("date").value(l.date).end_object();
    }
    w_.end_array();
  }
  if (!o.resembles.empty()) texts("resembles", o.resembles);
  w_.end_object();
}

void Printer::link(const Link& l) {
  w_.begin_object().key("id").value(l.id).key("from").value(name_of(l.from)).key("to").value(name_of(l.to));
  w_.key("relation").value(to_string(l.relation)).key("status").value(to_string(l.status));
  passages("spans", l.spans);
  w_.end_object();
}

void Printer::oddity(const Oddity& o) {
  w_.begin_object().key("file").value(o.file).key("at").value(o.at).key("record").value(text::masked(o.record));
  w_.key("what").value(text::masked(o.what)).key("action").value(o.action).end_object();
}

void Printer::lists() {
  const auto all = [&](std::string_view key, const auto& records, auto print) {
    w_.key(key).begin_array();
    for (const auto& record : records) (this->*print)(record);
    w_.end_array();
  };
  all("documents", findings_.documents, &Printer::document);
  all("families", findings_.families, &Printer::family);
  all("alerts", findings_.alerts, &Printer::alert);
  all("threats", findings_.threats, &Printer::threat);
  all("incidents", findings_.incidents, &Printer::incident);
  all("statements", findings_.statements, &Printer::statement);
  all("claims", findings_.claims, &Printer::claim);
  all("outlets", findings_.outlets, &Printer::outlet);
  all("links", findings_.links, &Printer::link);
  all("oddities", findings_.oddities, &Printer::oddity);
}

std::string findings_json(const Findings& findings) {
  Printer p(findings);
  p.writer().begin_object().key("schema").value("tocsin/1");
  p.lists();
  p.writer().end_object();
  return p.writer().text();
}

std::string record_json(const Findings& findings, const Document& document, std::string_view input_id) {
  Printer p(findings);
  p.rename(document.id, input_id);
  p.writer().begin_object().key("id").value(input_id).key("schema").value("tocsin/1");
  p.lists();
  p.writer().end_object();
  return p.writer().text();
}

void append_trace_line(std::string_view input_id, std::string_view family, Relation relation, std::string_view of,
                       double similarity, std::string& out) {
  out += R"({"id":)";
  json::append_quoted(input_id, out);
  out += R"(,"family":)";
  json::append_quoted(family, out);
  out += R"(,"relation":")";
  out += to_string(relation);
  out += R"(","of":)";
  if (of.empty())
    out += "null";
  else
    json::append_quoted(of, out);
  out += R"(,"similarity":)";
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, std::round(similarity * 1e4) / 1e4).ptr);
  out += "}\n";
}

}  // namespace tocsin::brief
