// SPDX-License-Identifier: Apache-2.0
// The places of an alert as GeoJSON (RFC 7946, lon before lat): those that are threatened, and those of the events it cites.
// A place whose coordinates are not known is a feature without geometry, so that no map loses it silently.
#include <algorithm>
#include <cmath>
#include <map>

#include "brief/exchange.h"
#include "brief/manifest.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

struct Feature {
  std::string role, name, country, within, stands_for, when, status;
  std::int64_t geonameid = 0;
  std::optional<double> lat, lon;
  std::vector<Passage> passages;
  std::size_t more = 0;   // that are not listed
};

double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }   // 0.1 m, finer than any gazetteer

// A place named in several versions of a threat is one feature.
std::vector<Feature> threatened(const Findings& own) {
  std::map<std::string, Feature> found;
  for (const Threat& t : own.threats) {
    if (!asserted(t.stance)) continue;
    for (const ThreatPlace& p : t.places) {
      Feature& f = found[p.geonameid ? std::to_string(p.geonameid) : inert(p.name) + "|" + p.country];
      if (f.name.empty()) {
        f = {"threatened place", inert(p.name), p.country, "", "named in the threat, which " + say("force", to_string(t.force)), "", "", p.geonameid, p.lat, p.lon, {}, 0};
      }
      for (const TimeValue& v : t.times)
        if (f.when.empty()) f.when = say(v);
      if (f.passages.size() < kExchangedPassages) f.passages.push_back(p.span);
      else ++f.more;
    }
  }
  std::vector<Feature> out;
  for (auto& [key, f] : found) out.push_back(std::move(f));
  return out;
}

void write(json::Writer& w, const Feature& f, const std::string& id, const Story& story, Passages& passages) {
  const bool point = f.lat && f.lon;
  w.begin_object().key("type").value("Feature").key("id").value(id).key("geometry");
  if (point) w.begin_object().key("type").value("Point").key("coordinates").begin_array().value(rounded(*f.lon)).value(rounded(*f.lat)).end_array().end_object();
  else w.null();
  w.key("properties").begin_object().key("name").value(f.name).key("role").value(f.role).key("stands_for").value(f.stands_for);
  w.key("when").text_or_null(f.when).key("status").text_or_null(f.status);
  w.key("country").text_or_null(f.country).key("country_name").text_or_null(f.country.empty() ? "" : country_name(f.country));
  w.key("within").text_or_null(f.within).key("geonameid");
  if (f.geonameid) w.value(f.geonameid);
  else w.null();
  w.key("precision").value(point ? "the gazetteer's point for the whole place, not the spot" : "coordinates not known: a named place");
  const std::vector<int> numbers = passages.numbers(f.passages);
  w.key("words").value(passages.quoted({numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(numbers.size(), 3))}, " ")).key("tlp").value(word(story.marking.tlp)).key("pap").value(word(story.marking.pap));
  w.key("draft").value(story.draft).key("alert").value(story.alert).key("more_citations").value(static_cast<std::uint64_t>(f.more)).key("citations").begin_array();
  for (const int n : numbers) passages.write(w, n);
  w.end_array().end_object().end_object();
}

}  // namespace

std::string geojson_form(const Story& story, const Index& index, const Findings& own) {
  Passages passages(story, index);
  json::Writer w;
  w.begin_object().key("type").value("FeatureCollection").key("generator").value("Tocsin").key("features").begin_array();
  std::size_t n = 0;
  for (const Feature& f : threatened(own)) write(w, f, story.alert + "-place-" + std::to_string(++n), story, passages);
  for (const Incident& i : own.incidents) {
    if (!i.place) continue;
    const Place& p = *i.place;
    const bool is_cited = std::find(own.alerts[0].incidents.begin(), own.alerts[0].incidents.end(), i.id) != own.alerts[0].incidents.end();
    write(w, {is_cited ? "place of an event it cites" : "place of an event told with it", inert(p.name), p.country, inert(p.within), named(i) + ". " + said_of(i), i.when ? say(*i.when) : "",
              say("incident", to_string(i.status)), p.geonameid, p.lat, p.lon,
              {i.spans.begin(), i.spans.begin() + static_cast<std::ptrdiff_t>(std::min(i.spans.size(), kExchangedPassages))}, i.spans.size() - std::min(i.spans.size(), kExchangedPassages)},
          i.id, story, passages);
  }
  w.end_array().key("tocsin").begin_object().key("alert").value(story.alert).key("title").value(titled(story)).key("score").value(story.score);
  w.key("force").value(story.force).key("stance").value(story.stance).key("review").value(inert(story.review)).key("draft").value(story.draft);
  w.key("as_of").text_or_null(story.as_of_time ? format_time(*story.as_of_time) : "").key("version").text_or_null(story.version);
  w.key("tlp").value(word(story.marking.tlp)).key("pap").value(word(story.marking.pap)).key("in_short").value(told(story, {"headline"})).key("citations").begin_array();
  for (const int number : cited_in(story, {"headline"})) passages.write(w, number);
  w.end_array();
  // The blank ends this member, the collection and the line.
  std::string out = w.text() + "," + std::string(manifest_blank(Form::geojson));
  seal(out, Form::geojson);
  return out;
}

}  // namespace tocsin::brief
