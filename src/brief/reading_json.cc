// SPDX-License-Identifier: Apache-2.0
// One reading a line: what `tocsin read` prints.
#include "brief/json.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

struct SpanPrinter {
  json::Writer& w;
  std::string_view text;

  void fields(Span s) const {
    w.key("begin").value(std::uint64_t{s.begin}).key("end").value(std::uint64_t{s.end});
    w.key("text").value(text::masked(slice(text, s)));
  }
  void one(std::string_view key, const std::optional<Span>& s) const {
    w.key(key);
    if (!s) {
      w.null();
      return;
    }
    w.begin_object();
    fields(*s);
    w.end_object();
  }
  void many(std::string_view key, const std::vector<Span>& list) const {
    w.key(key).begin_array();
    for (Span s : list) {
      w.begin_object();
      fields(s);
      w.end_object();
    }
    w.end_array();
  }
};

void mention(const SpanPrinter& p, const Mention& m) {
  json::Writer& w = p.w;
  w.begin_object().key("kind").value(to_string(m.kind));
  p.fields(m.span);
  if (m.kind == MentionKind::time && m.time) {
    w.key("value").begin_object().key("type").value(to_string(m.time->type));
    w.key("timex").value(m.time->timex).end_object();
  } else if (m.kind == MentionKind::place) {
    w.key("value");
    if (m.place) {
      w.begin_object().key("geonameid").value(m.place->geonameid).key("name").value(m.place->name);
      w.key("country").value(m.place->country).key("lat").value(m.place->lat).key("lon").value(m.place->lon).end_object();
    } else {
      w.null();
    }
  } else if (m.kind == MentionKind::number && m.number) {
    w.key("value").begin_object().key("min").optional(m.number->min).key("max").optional(m.number->max);
    w.key("qualifier").value(to_string(m.number->qualifier)).end_object();
  }
  w.end_object();
}

void statement(const SpanPrinter& p, const StatementReading& s) {
  p.w.begin_object();
  p.one("source", s.source);
  p.one("role", s.role);
  p.one("affiliation", s.affiliation);
  p.one("told_to", s.told_to);
  p.one("cue", s.cue);
  p.many("content", s.content);
  p.w.key("manner").value(to_string(s.manner)).end_object();
}

void threat(const SpanPrinter& p, const ThreatReading& t) {
  p.w.begin_object().key("force").value(to_string(t.force)).key("stance").value(to_string(t.stance));
  p.w.key("score").value(t.score);
  p.one("caller", t.caller);
  p.one("addressee", t.addressee);
  p.one("act", t.act);
  p.many("victims", t.victims);
  p.many("targets_chosen", t.targets_chosen);
  p.many("targets_rejected", t.targets_rejected);
  p.many("places", t.places);
  p.many("time", t.time);
  p.many("means", t.means);
  p.many("motive", t.motive);
  p.many("condition", t.condition);
  if (!t.why.empty()) p.w.key("why").value(t.why);
  p.w.end_object();
}

}  // namespace

std::string reading_json(const Reading& reading, const Document& document, std::string_view input_id) {
  json::Writer w;
  const SpanPrinter p{w, document.text};
  w.begin_object().key("id").value(input_id).key("lang").value(reading.lang);
  w.key("reader").value(reading.reader);
  w.key("threat_score").value(reading.threat_score).key("is_alert").value(reading.is_alert);
  if (!reading.evaluated) w.key("evaluated").value(false);
  w.key("mentions").begin_array();
  for (const Mention& m : reading.mentions) mention(p, m);
  w.end_array().key("statements").begin_array();
  for (const StatementReading& s : reading.statements) statement(p, s);
  w.end_array().key("threats").begin_array();
  for (const ThreatReading& t : reading.threats) threat(p, t);
  w.end_array().end_object();
  return w.text();
}

}  // namespace tocsin::brief
