// SPDX-License-Identifier: Apache-2.0
#include "brief/parcel.h"

#include "brief/escape.h"
#include "brief/svg.h"
#include "brief/telling.h"
#include "brief/terminal.h"
#include "brief/width.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/json_writer.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kLongestName = 120;  // bytes
constexpr std::size_t kMostNamed = 8;      // targets, places
constexpr std::size_t kMostInText = 200;

std::string told(std::string_view words) { return shortened(one_line(text::terminal_safe(text::masked(words))), kLongestName); }

struct Short {
  std::string caller, outlet, seen_in;
  std::vector<std::string> targets, not_targets;
  std::vector<std::pair<std::string, std::string>> places;  // name, country
  std::optional<Time> first_seen;
  std::size_t copies = 0, channels = 0;
};

std::vector<std::string> words_of(const Index& index, const std::vector<Passage>& passages) {
  std::vector<std::string> out;
  for (const Passage& p : passages)
    if (const Document* d = index.document(p.document); d && out.size() < kMostNamed) out.push_back(told(cited_text(d->text, p.span)));
  return out;
}

Short in_short(const Index& index, const Alert& a, const Threat* threat) {
  Short out;
  const Outlet* outlet = index.outlet(a.outlet.empty() && threat ? threat->outlet : a.outlet);
  if (outlet) out.outlet = told(outlet->name);
  if (threat) {
    if (threat->caller) out.caller = told(threat->caller->name);
    out.targets = words_of(index, threat->targets_chosen), out.not_targets = words_of(index, threat->targets_rejected);
    for (const ThreatPlace& p : threat->places)
      if (out.places.size() < kMostNamed) out.places.emplace_back(told(p.name), p.country);
    if (const Document* d = index.document(threat->document)) out.first_seen = d->published, out.seen_in = told(d->channel.empty() ? d->outlet : d->channel);
  }
  if (const Family* family = index.family(a.family)) {
    out.copies = family->members.size() - std::min<std::size_t>(1, family->members.size()), out.channels = family->channels.size();
    if (family->from) out.first_seen = family->from;
  }
  return out;
}

std::string state_of(const Alert& a) { return a.review.empty() ? "draft" : a.review; }

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "“" : ", “") + item + "”";
  return out;
}

std::string headline(const Threat* threat, const Short& s) {
  std::string out = (s.caller.empty() ? "Somebody unnamed" : s.caller) + " " + say("force", to_string(threat ? threat->force : Force::none));
  for (std::size_t i = 0; i < s.places.size() && i < 3; ++i)
    out += (i == 0 ? ": " : ", ") + s.places[i].first + (s.places[i].second.empty() ? "" : ", " + country_name(s.places[i].second));
  return out;
}

void texts(json::Writer& w, std::string_view key, const std::vector<std::string>& list) {
  w.key(key).begin_array();
  for (const std::string& text : list) w.value(text);
  w.end_array();
}

void write(json::Writer& w, const Index& index, const Alert& a) {
  const Threat* threat = index.threat(a.threat);
  const Short s = in_short(index, a, threat);
  w.begin_object().key("alert").value(a.id).key("score").value(a.score).key("state").value(state_of(a)).key("draft").value(a.review.empty());
  w.key("headline").value(headline(threat, s)).key("caller").text_or_null(s.caller);
  w.key("force").text_or_null(threat ? to_string(threat->force) : "").key("stance").text_or_null(threat ? to_string(threat->stance) : "");
  texts(w, "targets", s.targets), texts(w, "not_targets", s.not_targets);
  w.key("places").begin_array();
  for (const auto& [name, country] : s.places) w.begin_object().key("name").value(name).key("country").text_or_null(country).end_object();
  w.end_array().key("outlet").text_or_null(s.outlet).key("seen_in").text_or_null(s.seen_in);
  w.key("first_seen").text_or_null(s.first_seen ? format_time(*s.first_seen) : std::string());
  w.key("copies").value(std::uint64_t{s.copies}).key("channels").value(std::uint64_t{s.channels});
  w.key("incidents").value(std::uint64_t{a.incidents.size()}).end_object();
}

}  // namespace

std::string parcel_json(const Index& index, const std::vector<const Alert*>& alerts, const ParcelHead& head) {
  json::Writer w;
  w.begin_object().key("schema").value("tocsin/1").key("kind").value(alerts.size() == 1 ? "summary" : "digest").key("key").value(head.key);
  w.key("rule").value(head.rule).key("time").value(format_time(head.time)).key("tlp").value(word(head.marking.tlp)).key("pap").value(word(head.marking.pap));
  w.key("count").value(std::uint64_t{alerts.size()}).key("alerts").begin_array();
  for (const Alert* a : alerts) write(w, index, *a);
  w.end_array().end_object();
  return w.text() + "\n";
}

std::string parcel_text(const Index& index, const std::vector<const Alert*>& alerts, const ParcelHead& head) {
  Terminal out(TextStyle{false, 72});
  out.line(label(head.marking));
  out.blank();
  out.paragraph(count(alerts.size(), "alert", "alerts") + " of rule " + Terminal::safe(head.rule) + ", " + say(head.time) +
                    ". Put together by a program from public posts and reports.", 0);
  for (std::size_t i = 0; i < alerts.size() && i < kMostInText; ++i) {
    const Alert& a = *alerts[i];
    const Threat* threat = index.threat(a.threat);
    const Short s = in_short(index, a, threat);
    out.blank();
    out.paragraph(Terminal::safe(headline(threat, s)), 6, padded(decimal(a.score), 4, true) + "  ");
    if (!s.targets.empty()) out.paragraph(Terminal::safe("Named as targets: " + joined(s.targets)), 6);
    if (!s.not_targets.empty()) out.paragraph(Terminal::safe("Named as no targets: " + joined(s.not_targets)), 6);
    out.paragraph(Terminal::safe("Earliest seen" + (s.seen_in.empty() ? "" : " in " + s.seen_in) + (s.first_seen ? ", " + say(*s.first_seen) : "") + "; " +
                                 (s.copies == 0 ? std::string("no copy seen.") : count(s.copies, "copy", "copies") + " in " + count(s.channels, "channel", "channels") + ".")), 6);
    out.paragraph(a.id + " · " + (a.review.empty() ? "DRAFT: no person has reviewed it" : a.review), 6);
  }
  out.blank();
  if (alerts.size() > kMostInText) out.paragraph("And " + count(alerts.size() - kMostInText, "more alert", "more alerts") + " with lower scores.", 0);
  out.paragraph("Parcel " + head.key, 0);
  return out.take();
}

std::string parcel_subject(const Index& index, const std::vector<const Alert*>& alerts) {
  const Alert& first = *alerts.front();
  if (alerts.size() > 1) return count(alerts.size(), "alert", "alerts") + ", the highest " + decimal(first.score);
  const Threat* threat = index.threat(first.threat);
  const Short s = in_short(index, first, threat);
  const std::string where = s.outlet.empty() ? s.seen_in : s.outlet;
  return decimal(first.score) + ", " + state_of(first) + ": " + headline(threat, s) + (where.empty() ? "" : " (" + where + ")");
}

}  // namespace tocsin::brief
