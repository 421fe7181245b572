// SPDX-License-Identifier: Apache-2.0
#include "brief/custody.h"

#include <algorithm>
#include <set>

#include "brief/json.h"
#include "brief/terminal.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/json.h"
#include "core/json_writer.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

std::string safe(std::string_view words) { return Terminal::safe(text::masked(words)); }

std::string day_of(const std::string& time) {
  const std::optional<ParsedTime> parsed = parse_time(time);
  return parsed ? say(parsed->time) : time;
}

std::string verb(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::confirm: return "confirmed";
    case DecisionKind::dismiss: return "dismissed";
    case DecisionKind::escalate: return "escalated";
    case DecisionKind::merge: return "merged with another alert";
    case DecisionKind::split: return "split";
    case DecisionKind::correct: return "corrected";
  }
  return "";
}

// ---- examples: `[chosen:the ferry pier]`, as docs/annotation.md marks

struct Mark {
  Span span;
  std::string_view slot;
};

std::vector<Mark> marks(const ThreatReading& t) {
  std::vector<Mark> out;
  const auto one = [&](const std::optional<Span>& span, std::string_view slot) {
    if (span) out.push_back({*span, slot});
  };
  const auto many = [&](const std::vector<Span>& spans, std::string_view slot) {
    for (const Span& s : spans) out.push_back({s, slot});
  };
  one(t.caller, "caller"), one(t.addressee, "addressee"), one(t.act, "act");
  many(t.victims, "victim"), many(t.targets_chosen, "chosen"), many(t.targets_rejected, "rejected"), many(t.places, "place");
  many(t.time, "time"), many(t.means, "means"), many(t.motive, "motive"), many(t.condition, "condition");
  std::sort(out.begin(), out.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  std::uint32_t end = 0;  // marks never nest or overlap: the first stays
  std::erase_if(out, [&](const Mark& m) {
    if (m.span.begin < end) return true;
    end = m.span.end;
    return false;
  });
  return out;
}

std::string marked(std::string_view text, const std::vector<Mark>& marks) {
  std::string out;
  std::uint32_t at = 0;
  for (const Mark& m : marks) {
    out += text::masked(text.substr(at, m.span.begin - at));
    out += "[" + std::string(m.slot) + ":" + text::masked(slice(text, m.span)) + "]";
    at = m.span.end;
  }
  return out + text::masked(text.substr(at));
}

// The threat a person looked at: the one that was corrected, else the surest.
const ThreatReading* looked_at(const Reading& reading, const Decision& decision) {
  const ThreatReading* best = nullptr;
  for (const ThreatReading& t : reading.threats) {
    if (decision.kind == DecisionKind::correct && overlap(t.span, decision.about)) return &t;
    if (!best || t.score > best->score) best = &t;
  }
  return best;
}

// The body of an entry in words: what says nothing is left out, hashes are cut to what tells them apart.
std::string told(const json::Value& body) {
  std::string out;
  for (const json::Member& m : body.members) {
    std::string value = m.value.is(json::Type::object) ? "(" + told(m.value) + ")" : m.value.text();
    if (value.empty() || value == "()" || (m.name == "about" && value == "(begin 0, end 0)")) continue;
    if (value.size() == 64 && value.find_first_not_of("0123456789abcdef") == value.npos) value = value.substr(0, 12) + "…";
    out += (out.empty() ? "" : ", ") + m.name + " " + value;
  }
  return out;
}

std::string told(const std::string& body) {
  const Result<json::Value> value = json::parse(body);
  return value.ok() ? told(*value) : body;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) { return std::to_string(n) + " " + std::string(n == 1 ? one : many); }

}  // namespace

std::string decision_words(const Decision& d) {
  std::string out = verb(d.kind) + " by " + d.reviewer + ", " + day_of(d.time);
  for (const Correction& c : d.corrections) {
    out += &c == &d.corrections.front() ? " (" : ", ";
    out += c.slot + (c.word.empty() ? c.spans.empty() ? ": none" : "" : ": " + c.word);
  }
  if (!d.corrections.empty()) out += ")";
  return out + ": " + d.note;
}

std::string decided_text(const Alert& alert) {
  std::string out = alert.id + ": " + (alert.review.empty() ? "draft" : alert.review) + "\n";
  for (const Decision& d : alert.decisions) out += "  " + safe(decision_words(d)) + "\n";
  if (alert.review.empty() && !alert.decisions.empty()) out += "  It is a draft until enough people confirm, dismiss or escalate it as it is now.\n";
  return out;
}

std::string withdrawn_text(const Alert& alert) {
  return alert.id + ": withdrawn. As corrected, no post of it is a threat its author stands behind; the log keeps what it was.\n";
}

std::string example_json(const Document& document, const Reading& reading, const Decision& decision) {
  if (decision.kind == DecisionKind::merge || decision.kind == DecisionKind::split) return {};
  const ThreatReading* threat = looked_at(reading, decision);
  if (threat == nullptr) return {};
  json::Writer w;
  w.begin_object().key("id").value(document.id).key("lang").value(document.lang).key("kind").value("review");
  w.key("marked").value(marked(document.text, marks(*threat)));
  w.key("force").value(to_string(threat->force)).key("stance").value(to_string(threat->stance));
  w.key("verdict").value(to_string(decision.kind)).key("reader").value(reading.reader).key("corrected").begin_array();
  for (const Correction& c : decision.corrections) w.value(c.slot);
  w.end_array().key("note").value(text::masked(decision.note)).key("reviewer").value(decision.reviewer).key("time").value(decision.time).end_object();
  return w.text() + "\n";
}

std::string log_json(const LogReport& report) {
  std::string out;
  for (const LogEntry& e : report.log) {
    json::Writer w;
    w.begin_object().key("n").value(e.n).key("time").value(e.time).key("act").value(e.act).key("subject").value(text::masked(e.subject));
    w.key("body").value(e.body).key("before").value(e.before).key("hash").value(e.hash).end_object();
    out += w.text() + "\n";
  }
  json::Writer w;
  w.begin_object().key("entries").value(report.entries).key("head").value(report.head).key("holds").value(report.why.empty());
  w.key("first_bad").optional(report.first_bad).key("why").text_or_null(report.why).key("clock_went_back").begin_array();
  for (const std::int64_t n : report.clock_went_back) w.value(n);
  w.end_array().key("stamp");
  if (report.stamp) {
    w.begin_object().key("entry").value(report.stamp->entry).key("time").value(format_time(report.stamp->time));
    w.key("verified").value(report.stamp->verified).end_object();
  } else {
    w.null();
  }
  w.end_object();
  return out + w.text() + "\n";
}

std::string log_text(const LogReport& report, const TextStyle& style) {
  Terminal out(style);
  for (const LogEntry& e : report.log)
    out.paragraph(safe(e.act) + "  " + safe(e.subject) + "  " + Terminal::dim(safe(told(e.body))), 0,
                  Terminal::dim(std::to_string(e.n) + "  " + safe(e.time)) + "  ");
  out.blank();
  if (!report.clock_went_back.empty()) {
    std::string which;
    for (const std::int64_t n : report.clock_went_back) which += (which.empty() ? "" : ", ") + std::to_string(n);
    out.paragraph("The clock went back before entry " + which + ".", 0);
  }
  if (report.stamp && report.stamp->entry > 0)
    out.paragraph("Entry " + std::to_string(report.stamp->entry) + " and all before it were there on " + say(report.stamp->time) + ", says the time-stamp. " +
                      (report.stamp->verified ? "Its signature holds." : "Its signature was not looked at: give --ca FILE."), 0);
  if (report.why.empty()) {
    out.paragraph(Terminal::bold("The log holds: ") + counted(static_cast<std::size_t>(report.entries), "entry", "entries") + ".", 0);
    out.paragraph("Head " + report.head + ". Keep it elsewhere: `tocsin audit --head …` later shows that nothing before it was changed.", 0);
  } else {
    out.paragraph(Terminal::red("The log does not hold") + (report.first_bad ? " at entry " + std::to_string(*report.first_bad) : "") + ": " + report.why + ".", 0);
  }
  return out.take();
}

std::string purge_json(const PurgeReport& report) {
  json::Writer w;
  w.begin_object().key("dry_run").value(report.dry_run).key("documents").begin_array();
  for (const Document* d : report.documents) w.value(d->id);
  w.end_array().key("alerts").begin_array();
  for (const Id& id : report.alerts) w.value(id);
  w.end_array().end_object();
  return w.text() + "\n";
}

std::string purge_text(const PurgeReport& report) {
  std::string out = (report.dry_run ? "Would delete " : "Deleted ") + counted(report.documents.size(), "document", "documents");
  if (!report.documents.empty()) {
    const auto [first, last] = std::minmax_element(report.documents.begin(), report.documents.end(),
                                                   [](const Document* a, const Document* b) { return a->published < b->published; });
    if ((*first)->published && (*last)->published) out += ", published " + say(*(*first)->published) + " to " + say(*(*last)->published);
  }
  out += ".\n";
  if (!report.alerts.empty()) {
    out += counted(report.alerts.size(), "alert goes", "alerts go") + (report.dry_run ? " with them:\n" : " with them, or changed:\n");
    for (const Id& id : report.alerts) out += "  " + id + "\n";
  }
  if (!report.dry_run && !report.documents.empty()) out += "The log keeps that they were here, with their hashes. The source files are as they were.\n";
  return out;
}

}  // namespace tocsin::brief
