// SPDX-License-Identifier: Apache-2.0
// The case as a table: a row for each passage of each fact, to be sorted and filtered. `kind` says which list a row is of,
// `record` is the same in all rows of one record. The last row is the manifest.
#include <array>
#include <charconv>
#include <set>

#include "brief/csv_row.h"
#include "brief/forms.h"
#include "brief/manifest.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::array<std::string_view, 29> kColumns = {
    "kind", "record", "what", "value", "source", "status", "from", "to", "min", "max", "place", "geonameid", "country", "lat", "lon",
    "document", "document_kind", "published", "outlet", "channel", "message", "url", "words", "lang", "begin", "end", "file", "at", "sha256"};

struct Fact {
  std::string kind, record, what;
  std::string value = {}, source = {}, status = {};   // masked when they are written
  std::optional<Interval> when = {};
  std::optional<std::int64_t> min = {}, max = {};
  Place place = {};
};

class Rows {
 public:
  explicit Rows(const Telling& t) : t_(t) {
    Row head;
    for (const std::string_view column : kColumns) head.put(column);
    out_ = head.line();
  }

  // A row for each passage; one without, where there is none that can be shown.
  void add(const Fact& f, const std::vector<Passage>& passages) {
    std::set<Passage> shown;
    for (const Passage& p : passages)
      if (const Document* d = document(p); d && shown.insert(p).second) row(f, *d, p.span);
    if (shown.empty()) out_ += facts(f).empty(14).line();
  }
  std::string take() { return std::move(out_); }

 private:
  const Document* document(const Passage& p) const {
    const Document* d = t_.index.document(p.document);
    return d && !empty(p.span) && p.span.end <= d->text.size() ? d : nullptr;
  }
  static Row facts(const Fact& f) {
    Row r;
    r.put(f.kind).text(f.record).text(text::masked(f.what)).text(text::masked(f.value)).text(text::masked(f.source)).put(f.status);
    r.interval(f.when.value_or(Interval{})).number(f.min).number(f.max);
    r.text(text::masked(f.place.name)).number(f.place.geonameid ? std::optional(f.place.geonameid) : std::nullopt).text(f.place.country);
    return r.degrees(f.place.lat).degrees(f.place.lon);
  }
  void row(const Fact& f, const Document& d, Span span) {
    Row r = facts(f);
    r.put(d.id).put(to_string(d.kind)).put(d.published ? format_time(*d.published) : std::string()).text(text::masked(d.outlet));
    r.text(text::masked(d.channel)).text(d.kind == DocumentKind::message ? text::masked(d.source_id) : std::string()).text(text::masked(d.url)).exact(cited_text(d.text, span)).text(d.lang);
    r.number(span.begin).number(span.end).exact(d.file).number(static_cast<std::int64_t>(d.at)).put(d.sha256);
    out_ += r.line();
  }

  const Telling& t_;
  std::string out_;
};

std::vector<Passage> opening_of(const Document* d) {
  const auto words = d ? opening(*d) : std::nullopt;
  return words ? std::vector<Passage>{*words} : std::vector<Passage>{};
}

void the_case(const Telling& t, Rows& rows) {
  const auto about = [&](const char* what, std::string value) { rows.add({"case", t.alert.id, what, std::move(value)}, {}); };
  about("review", t.alert.review.empty() ? "No person has reviewed this: draft" : "Reviewed: " + t.alert.review);
  about("marking", label(t.context.marking));
  about("score of 100", json::Writer().value(t.alert.score).text());
  about("as of", t.as_of ? format_time(*t.as_of) : "not known");
  for (const ScorePart& p : t.alert.parts)
    rows.add({"score", t.alert.id, say("part_of_score", p.name), json::Writer().value(p.points).text() + " points: " + p.why}, p.spans);
}

void the_threat(const Telling& t, const Threat& v, Rows& rows) {
  const auto add = [&](const char* what, const std::vector<Passage>& passages, const std::string& value = {}) {
    if (!passages.empty()) rows.add({"threat", v.id, what, value, v.caller ? v.caller->name : ""}, passages);
  };
  rows.add({"threat", v.id, "force", std::string(to_string(v.force)), v.caller ? v.caller->name : "", std::string(to_string(v.stance))},
           v.act ? std::vector<Passage>{*v.act} : opening_of(t.index.document(v.document)));
  if (v.caller) add("called by", v.caller->spans, v.caller->name);
  if (v.addressee) add("addressed to", v.addressee->spans, v.addressee->name);
  add("target chosen", v.targets_chosen);
  add("ruled out as target", v.targets_rejected);
  add("victims or warned", v.victims);
  for (const ThreatPlace& p : v.places)
    rows.add({"threat", v.id, "place", p.name, v.caller ? v.caller->name : "", "", std::nullopt, std::nullopt, std::nullopt,
              Place{p.name, p.geonameid, p.country, p.lat, p.lon, ""}},
             {p.span});
  for (std::size_t i = 0; i < v.time.size(); ++i) {
    const TimeValue value = i < v.times.size() ? v.times[i] : TimeValue{};
    rows.add({"threat", v.id, "time", value.timex, v.caller ? v.caller->name : "", "", value.interval}, {v.time[i]});
  }
  add("means", v.means);
  add("motive given", v.motive);
  add("condition", v.condition);
}

void the_posts(const Telling& t, Rows& rows) {
  if (!t.family) return rows.add({"post", t.threat.document, t.threat.reported_by.empty() ? "earliest seen" : "reported; no post was read"}, opening_of(t.index.document(t.threat.document)));
  for (const Member& m : t.family->members)
    rows.add({"post", m.document, say("relation", to_string(m.relation)), m.of.empty() ? "" : "of " + m.of}, opening_of(t.index.document(m.document)));
}

void the_incidents(const Telling& t, Rows& rows) {
  for (const Incident* i : t.incidents) {
    rows.add({"incident", i->id, i->what, "", i->actor ? i->actor->name : "", std::string(to_string(i->status)), i->when, std::nullopt, std::nullopt, i->place.value_or(Place{})}, i->spans);
    for (const Figure& f : i->figures)
      rows.add({"figure", i->id, std::string(to_string(f.effect)) + ", " + say("category", to_string(f.category)), said_number(f.min, f.max, f.qualifier),
                f.source ? f.source->name : "", std::string(to_string(f.status)), i->when, f.min, f.max, i->place.value_or(Place{})},
               {f.span});
  }
}

void what_is_said(const Telling& t, Rows& rows) {
  for (const Id& id : t.alert.statements)
    if (const Statement* s = t.index.statement(id)) {
      const std::string role = s->role + (s->role.empty() || s->affiliation.empty() ? "" : ", ") + s->affiliation;
      rows.add({"statement", s->id, say("manner", to_string(s->manner)), role, s->source ? s->source->name : ""}, s->content.empty() ? std::vector<Passage>{s->span} : s->content);
    }
  for (const Id& id : t.alert.claims)
    if (const Claim* c = t.index.claim(id)) {
      const std::string holder = c->holder ? c->holder->name : "", status(to_string(c->status));
      rows.add({"claim", c->id, "claimed", c->text, holder, status}, {c->span});
      if (c->status_span) rows.add({"claim", c->id, "status said by", c->text, holder, status}, {*c->status_span});
    }
}

void the_outlet(const Telling& t, Rows& rows) {
  const Outlet* o = t.index.outlet(t.alert.outlet.empty() ? t.threat.outlet : t.alert.outlet);
  if (o) rows.add({"outlet", o->id, "issued it", o->name, "", std::string(to_string(o->standing))}, o->spans);
}

void the_links(const Telling& t, Rows& rows) {
  for (const Link* l : t.links)
    rows.add({"link", l->id, say("link", to_string(l->relation)), l->from + " to " + l->to, "", std::string(to_string(l->status))}, l->spans);
}

// The cells of each row, as RFC 4180 says; none where a quoted cell does not end.
std::optional<std::vector<std::vector<std::string>>> cells_of(std::string_view csv) {
  std::vector<std::vector<std::string>> out(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && csv.substr(i + 1, 1) == "\"") cell += csv[++i];
    else if (c == '"') quoted = !quoted;
    else if (quoted || (c != ',' && c != '\r' && c != '\n')) cell += c;
    else if (c != '\r') {
      out.back().push_back(std::exchange(cell, {}));
      if (c == '\n') out.emplace_back();
    }
  }
  if (quoted || !cell.empty() || !out.back().empty()) return std::nullopt;
  out.pop_back();
  return out;
}

}  // namespace

std::string csv_form(const Telling& t) {
  Rows rows(t);
  the_case(t, rows);
  for (const Threat* v : t.versions) the_threat(t, *v, rows);
  the_posts(t, rows);
  the_outlet(t, rows);
  the_incidents(t, rows);
  what_is_said(t, rows);
  the_links(t, rows);
  std::string out = rows.take();
  out += manifest_blank(Form::csv).substr(2);   // the row before ends the line
  seal(out, Form::csv);
  return out;
}

std::optional<std::vector<Citation>> csv_citations(std::string_view bytes) {
  const auto rows = cells_of(bytes);
  if (!rows || rows->empty()) return std::nullopt;
  constexpr std::size_t kDocument = 15, kWords = 22, kBegin = 24, kEnd = 25, kFile = 26, kAt = 27, kSha = 28;
  std::vector<Citation> out;
  for (std::size_t r = 1; r < rows->size(); ++r) {
    const std::vector<std::string>& row = (*rows)[r];
    if (row.size() != kColumns.size()) return std::nullopt;
    if (row[kDocument].empty()) continue;
    const auto integer = [&](std::size_t column, auto& into) {
      const std::string& cell = row[column];
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), into);
      return error == std::errc() && end == cell.data() + cell.size();
    };
    Citation c;
    const auto words = from_exactly(row[kWords]), file = from_exactly(row[kFile]);
    if (!words || !file || !integer(kBegin, c.passage.span.begin) || !integer(kEnd, c.passage.span.end) || !integer(kAt, c.at)) return std::nullopt;
    c.passage.document = row[kDocument], c.text = *words, c.file = *file, c.sha256 = row[kSha];
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace tocsin::brief
