// SPDX-License-Identifier: Apache-2.0
// An alert as CAP 1.2 (OASIS). Elements stand in the order the schema demands, times in UTC as -00:00. It is a draft for a few
// named receivers until a person escalates the alert; what only a person can say (instruction, severity, expiry, a radius) is
// left out or Unknown. The passages its sentences cite stand in a parameter, the manifest in the comment at the end.
#include <algorithm>
#include <set>

#include "brief/escape.h"
#include "brief/exchange.h"
#include "brief/manifest.h"
#include "brief/svg.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kHeadline = 160;   // characters at most, the standard says

std::string cap_time(Time time) {
  std::string out = format_time(time);
  return out.replace(out.size() - 1, 1, "-00:00");
}

std::string element(std::string_view name, std::string_view text) {
  return text.empty() ? "" : "<" + std::string(name) + ">" + xml(text) + "</" + std::string(name) + ">\n";
}

std::string valued(std::string_view element_name, std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return "<" + std::string(element_name) + "><valueName>" + xml(name) + "</valueName><value>" + xml(value) + "</value></" + std::string(element_name) + ">\n";
}

std::string parameter(std::string_view name, std::string_view value) { return valued("parameter", name, value); }

// When the threat says, set beside the time the alert speaks of; nothing of it is guessed where no time is named.
std::string_view urgency(const std::optional<Interval>& set, Time as_of) {
  if (!set || !set->from || !set->to) return "Unknown";
  return *set->to < as_of ? "Past" : *set->from > as_of ? "Future" : "Immediate";
}

// The first time to come that the threat sets, else the last.
std::optional<Interval> time_set(const Findings& own, Time as_of) {
  std::optional<Interval> out;
  for (const Threat& t : own.threats) {
    if (!asserted(t.stance) || !threatening(t.force)) continue;
    for (const TimeValue& v : t.times) {
      if (!v.interval || !v.interval->from || !v.interval->to) continue;
      const bool coming = *v.interval->to >= as_of, known = out && *out->to >= as_of;
      if (!out || (coming && (!known || *v.interval->from < *out->from)) || (!coming && !known && *v.interval->from > *out->from)) out = v.interval;
    }
  }
  return out;
}

std::string degrees(double value) { return json::Writer().value(value).text(); }

std::string areas(const Findings& own) {
  std::string out;
  std::set<std::string> known;
  for (const Threat& t : own.threats) {
    if (!asserted(t.stance)) continue;
    for (const ThreatPlace& p : t.places) {
      const std::string name = inert(p.name) + (p.country.empty() ? "" : ", " + country_name(p.country));
      if (!known.insert(name).second) continue;
      const bool point = p.lat && p.lon;
      out += "<area>\n" + element("areaDesc", name + (point ? "" : " (its coordinates are not known)"));
      if (point) out += element("circle", degrees(*p.lat) + "," + degrees(*p.lon) + " 0");   // a point: no source gives an extent
      if (p.geonameid) out += valued("geocode", "GeoNames", std::to_string(p.geonameid));
      out += "</area>\n";
    }
  }
  return out;
}

}  // namespace

std::string cap_form(const Story& story, const Index& index, const Findings& own) {
  const Alert& alert = own.alerts[0];
  const bool escalated = alert.review == "escalated";
  const Time as_of = *story.as_of_time;
  const std::optional<Interval> set = time_set(own, as_of);
  const Passages passages(story, index);

  const auto said = {std::string_view("headline"), std::string_view("threat"), std::string_view("unconfirmed")};
  const std::set<int> numbers = cited_in(story, said);

  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n";
  out += element("identifier", "tocsin-" + story.alert) + element("sender", "tocsin") + element("sent", cap_time(as_of));
  out += element("status", escalated ? "Actual" : "Draft") + element("msgType", "Alert") + element("source", "Tocsin" + (story.version.empty() ? "" : " " + story.version));
  out += element("scope", "Restricted") + element("restriction", label(story.marking)) + element("note", inert(story.review));
  out += "<info>\n" + element("language", "en") + element("category", "Security") + element("event", "Threat of violence");
  out += element("responseType", "Assess") + element("urgency", urgency(set, as_of)) + element("severity", "Unknown");
  out += element("certainty", escalated ? "Likely" : "Possible") + element("effective", cap_time(as_of));
  if (set && *set->from > as_of) out += element("onset", cap_time(*set->from));
  out += element("senderName", "Tocsin, a program; it decides nothing") + element("headline", shortened(titled(story), kHeadline - 3));
  out += element("description", inert(story.review) + ".\n\n" + told(story, said));
  out += parameter("tocsin:alert", story.alert) + parameter("tocsin:tlp", word(story.marking.tlp)) + parameter("tocsin:pap", word(story.marking.pap));
  out += parameter("tocsin:score", decimal(story.score)) + parameter("tocsin:force", story.force) + parameter("tocsin:stance", story.stance);
  if (!numbers.empty()) out += parameter("tocsin:passages", passages.list({numbers.begin(), numbers.end()}));
  out += areas(own) + "</info>\n</alert>\n" + std::string(manifest_blank(Form::cap));
  seal(out, Form::cap);
  return out;
}

}  // namespace tocsin::brief
