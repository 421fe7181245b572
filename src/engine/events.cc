// SPDX-License-Identifier: Apache-2.0
#include "engine/events.h"

#include <cmath>

#include "brief/brief.h"
#include "brief/escape.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/json_writer.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kWords = 300;  // bytes of a threat's words

std::string_view name(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::started:
      return "new";
    case Change::Kind::joined:
      return "joined";
    case Change::Kind::edited:
      return "edited";
    case Change::Kind::first_moved:
      return "first_moved";
    case Change::Kind::merged:
      return "merged";
  }
  return "";
}

std::string_view name(AlertChange::Kind kind) {
  switch (kind) {
    case AlertChange::Kind::started:
      return "new";
    case AlertChange::Kind::raised:
      return "raised";
    case AlertChange::Kind::withdrawn:
      return "withdrawn";
  }
  return "";
}

void time_or_null(json::Writer& w, std::string_view key, const std::optional<Time>& time) {
  w.key(key);
  time ? w.value(format_time(*time)) : w.null();
}

const std::string& source_of(const Document& d) { return d.kind == DocumentKind::article ? d.outlet : d.channel; }

std::string words_of(const AlertChange& c) { return brief::shortened(brief::one_line(brief::cited_text(c.document.text, c.words)), kWords); }

std::string shown(std::string_view text) { return text::terminal_safe(brief::one_line(text::masked(text))); }

double tenths(double score) { return std::round(score * 10) / 10; }

std::string short_number(double score) {
  json::Writer w;
  w.value(tenths(score));
  return w.text();
}

}  // namespace

std::string message_event(const Change& c, const std::map<Id, const Document*>& documents) {
  json::Writer w;
  w.begin_object().key("event").value(name(c.kind)).key("id").value(c.document).key("family").value(c.family);
  const bool message = c.kind != Change::Kind::merged && c.kind != Change::Kind::first_moved;
  if (message) {
    w.key("relation").value(to_string(c.relation)).key("of").text_or_null(c.of).key("similarity").value(c.similarity);
    const auto at = documents.find(c.document);
    if (at != documents.end()) {
      const Document& d = *at->second;
      w.key("source_id").value(d.source_id).key("channel").text_or_null(d.channel);
      time_or_null(w, "published", d.published);
    }
  }
  if (!c.was.empty()) w.key("was").value(c.was);
  w.end_object();
  return w.text() + "\n";
}

std::string article_event(const Document& d, const Id& was) {
  json::Writer w;
  w.begin_object().key("event").value("article").key("id").value(d.id).key("outlet").text_or_null(d.outlet);
  w.key("title").text_or_null(text::masked(d.title));
  time_or_null(w, "published", d.published);
  if (!was.empty()) w.key("was").value(was);
  w.end_object();
  return w.text() + "\n";
}

std::string alert_event(const AlertChange& c) {
  json::Writer w;
  w.begin_object().key("event").value("alert").key("change").value(name(c.kind)).key("id").value(c.alert.id);
  if (c.kind != AlertChange::Kind::withdrawn) {
    w.key("score").value(tenths(c.alert.score)).key("force").value(to_string(c.threat.force)).key("stance").value(to_string(c.threat.stance));
    w.key("caller").text_or_null(c.threat.caller ? text::masked(c.threat.caller->name) : std::string());
    w.key("text").value(words_of(c)).key("targets").begin_array();
    for (const Passage& p : c.threat.targets_chosen)
      if (p.document == c.document.id) w.value(brief::shortened(brief::one_line(brief::cited_text(c.document.text, p.span)), kWords));
    w.end_array().key("threat").value(c.threat.id).key("family").text_or_null(c.alert.family);
    w.key("document").value(c.document.id).key("source").text_or_null(text::masked(source_of(c.document)));
    time_or_null(w, "published", c.document.published);
  }
  if (c.kind != AlertChange::Kind::started) w.key("was").value(tenths(c.was));
  w.end_object();
  return w.text() + "\n";
}

std::string alert_text(const AlertChange& c) {
  if (c.kind == AlertChange::Kind::withdrawn) return "withdrawn  " + c.alert.id + "  is part of another alert now, or was taken back\n";
  const std::string caller = c.threat.caller ? shown(c.threat.caller->name) + " " : "";
  const std::string source = source_of(c.document).empty() ? "" : shown(source_of(c.document)) + ", ";
  return (c.kind == AlertChange::Kind::started ? "ALERT " : "RAISED ") + short_number(c.alert.score) + "  " + caller + brief::say("force", to_string(c.threat.force)) + ": \"" +
         shown(words_of(c)) + "\"  " + source + (c.document.published ? format_time(*c.document.published) : "undated") + "  " + c.alert.id + "\n";
}

std::string silence_event(const SourceHealth& h) {
  json::Writer w;
  w.begin_object().key("event").value(h.silent_since ? "silent" : "heard").key("source").value(h.name).key("place").value(h.place);
  time_or_null(w, "since", h.silent_since);
  w.end_object();
  return w.text() + "\n";
}

std::string silence_text(const SourceHealth& h) {
  if (!h.silent_since) return "heard   " + shown(h.name) + "  speaks again\n";
  return "SILENT  " + shown(h.name) + "  nothing new since " + format_time(*h.silent_since) + "\n";
}

}  // namespace tocsin
