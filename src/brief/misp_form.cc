// SPDX-License-Identifier: Apache-2.0
// An alert as a MISP event: objects of MISP's own templates, tags of its taxonomies, and a report to read. It is for the
// receiving organisation only and not published: a person does that. A program grades no source, so the Admiralty grades say
// that they cannot be judged, and standing is told as it was stated.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "brief/manifest.h"
#include "brief/misp.h"
#include "brief/svg.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kCitations = "passages: words, bytes, file and SHA-256, for `tocsin check`";

std::string_view likelihood(double p) {   // ICD 203, as the taxonomy estimative-language has it
  return p < 0.05 ? "almost-no-chance" : p < 0.2 ? "very-unlikely" : p < 0.45 ? "unlikely" : p < 0.55 ? "roughly-even-chance" : p < 0.8 ? "likely" : p < 0.95 ? "very-likely" : "almost-certain";
}

std::string_view state(const Story& story, std::string_view decided) {
  return story.draft ? "draft" : decided == "dismissed" ? "rejected" : "complete";
}

void tags(MispEvent& e, const Story& story, std::string_view decided) {
  std::string pap = label(story.marking);
  pap.erase(0, pap.find(' ') + 1);
  std::vector<std::string> names{"tlp:" + std::string(word(story.marking.tlp)), pap, "workflow:state=\"" + std::string(state(story, decided)) + "\""};
  if (story.draft) names.push_back("workflow:todo=\"review-before-publication\"");
  e.tags(names);
}

void report(MispEvent& e, const Story& story) {
  const std::string id = e.open("report", story.alert, story.draft ? "Draft: no person has reviewed it." : "Reviewed.");
  e.attribute("title", titled(story));
  e.attribute("type", "Alert");
  e.attribute("case-number", story.alert);
  e.attribute("summary", "Score " + decimal(story.score) + " of 100. " + inert(story.review) + ".");
  for (const Section& section : story.sections)
    if (section.key == "headline")
      for (const Sentence& s : sentences(section)) e.attribute("summary", inert(s));
  e.close();
}

// `edge`: to what it was copied from.
void post(MispEvent& e, const SpreadPost& p, const SpreadEdge* edge, const Story& story, const Passages& passages) {
  const Document& d = *p.document;
  const std::string relation = say("relation", to_string(p.member->relation));
  const std::string id = e.open("chat-message", d.id, capital(relation) + (d.zone_assumed ? "; time zone assumed" : ""));
  e.attribute("message-id", inert(d.source_id.empty() ? d.id : d.source_id));
  e.attribute("timestamp", format_time(*p.at), "datetime");
  e.attribute("chat-id", inert(source_name(d)));
  e.attribute("content", passages.quoted(passages.as_read(d.id), "\n"));
  if (d.lang != "und") e.attribute("language", inert(d.lang));
  e.attribute("forwarded-from-chat-id", inert(d.forwarded_from));
  const SpreadPost* of = edge ? &story.course.posts[edge->to] : nullptr;
  if (of && of->document && of->at)
    e.refer(e.id("chat-message", of->document->id), p.member->relation == Relation::translated ? "is-a-translation-of" : "derived-from",
            relation + (edge->kind == EdgeKind::forward ? ": the post says that it is a forward" : ": inferred from the words"));
  e.close();
}

void article(MispEvent& e, const Document& d, const Passages& passages) {
  e.open("news-media", d.id, d.published ? say_exactly(*d.published) + (d.zone_assumed ? ", time zone assumed" : "") : "not dated");
  e.attribute("source", inert(source_name(d)));
  e.attribute("title", inert(d.title));
  e.attribute("content", passages.quoted(passages.as_read(d.id), "\n"));
  e.close();
}

// An outlet, and where somebody said what it is, an assessment without grades.
void outlet(MispEvent& e, const Outlet& o, bool issuer, const Story& story) {
  e.open("news-agency", o.id, "An outlet. Standing: " + say("standing", to_string(o.standing)));
  e.attribute("name", inert(o.name));
  for (const std::string& alias : o.aliases) e.attribute("alias", inert(alias));
  e.close();
  if (o.standing == Standing::unknown && o.vouched_by.empty()) return;
  e.open("intelligence-source-assessment", o.id, "A program read what others say of it and graded nothing.");
  e.attribute("source-id", inert(o.name));
  e.attribute("source-type", "OSINT");
  e.attribute("source-reliability", "F - Reliability cannot be judged", "text", "admiralty-scale:source-reliability=\"f\"");
  e.attribute("information-credibility", "6 - Truth cannot be judged", "text", "admiralty-scale:information-credibility=\"6\"");
  e.attribute("evaluation", "Standing: " + say("standing", to_string(o.standing)) + (issuer ? "\n\n" + told(story, {"outlet"}) : ""));
  e.attribute("related-report", story.alert);
  e.refer(e.id("news-agency", o.id), "relates", "what is said of it");
  e.close();
}

void incident(MispEvent& e, const Incident& i) {
  e.open("incident", i.id, "An event that the threat cites, or that is told with it. Status: " + say("incident", to_string(i.status)));
  e.attribute("name", named(i));
  e.attribute("description", said_of(i));
  e.attribute("incident_type", inert(i.what));
  e.close();
}

void place(MispEvent& e, std::set<std::string>& known, const std::string& name, std::string_view country, std::optional<double> lat, std::optional<double> lon,
           const std::string& within, bool threatened) {
  if (!known.insert(name + "|" + std::string(country)).second) return;
  e.open("geolocation", name + "|" + std::string(country), std::string(threatened ? "Named in the threat" : "Place of an event that the threat cites") +
                                                           (lat && lon ? "; the gazetteer's point for the place, not the spot" : "; in no gazetteer, coordinates not known"));
  e.attribute("text", name);
  if (lat && lon) e.attribute("latitude", json::Writer().value(*lat).text(), "float"), e.attribute("longitude", json::Writer().value(*lon).text(), "float");
  e.attribute("countrycode", std::string(country));
  // The template wants one of these; a place that is but a name stands as its own region.
  e.attribute("region", within.empty() && country.empty() && !lat ? name : within);
  e.close();
}

// What the threat and its copies name, the same words once.
void targets(MispEvent& e, const Findings& own, const Index& index, Passages& passages) {
  std::set<std::string> said;
  const auto all = [&](const std::string& what, const std::vector<Passage>& list) {
    for (const Passage& p : list) {
      const Document* d = index.document(p.document);
      if (!d || !said.insert(what + " " + inert(cited_text(d->text, p.span))).second) continue;
      if (const int n = passages.number(p)) e.plain(what + " " + std::to_string(n), "comment", "Targeting data", what + ": " + passages.quoted({n}, ""), "");
    }
  };
  for (const Threat& t : own.threats) {
    if (!asserted(t.stance) || !threatening(t.force)) continue;
    all("Target chosen", t.targets_chosen);
    all("Ruled out as a target", t.targets_rejected);
    all("Victims or warned", t.victims);
    all("Time set", t.time);
  }
}

}  // namespace

std::string misp_form(const Story& story, const Index& index, const Findings& own) {
  Passages passages(story, index);
  add_openings(story.course, passages);
  const Alert& alert = own.alerts[0];
  const Threat* threat = index.threat(alert.threat);
  MispEvent e(story);
  tags(e, story, alert.review);

  e.begin_objects();
  report(e, story);
  std::map<std::size_t, const SpreadEdge*> edges;
  for (const SpreadEdge& edge : story.course.edges) edges.emplace(edge.from, &edge);
  for (std::size_t i = 0; i < std::min(story.course.posts.size(), kExchangedPosts); ++i)
    if (const SpreadPost& p = story.course.posts[i]; p.document && p.at)   // the template wants a time
      post(e, p, edges.count(i) ? edges[i] : nullptr, story, passages);
  for (const Id& id : passages.documents())
    if (const Document* d = index.document(id); d && d->kind == DocumentKind::article) article(e, *d, passages);
  for (const Outlet& o : own.outlets) outlet(e, o, o.id == alert.outlet, story);
  for (const Incident& i : own.incidents) incident(e, i);
  std::set<std::string> places;
  for (const Threat& t : own.threats)
    if (asserted(t.stance))
      for (const ThreatPlace& p : t.places) place(e, places, inert(p.name), p.country, p.lat, p.lon, "", true);
  for (const Incident& i : own.incidents)
    if (i.place) place(e, places, inert(i.place->name), i.place->country, i.place->lat, i.place->lon, inert(i.place->within), false);
  e.end_objects();

  // Every section but what stands in the objects of posts, then the passages the numbers lead to.
  std::string words = "**" + label(story.marking) + "** · " + inert(story.review) + "\n\n# " + titled(story) + "\n\n" +
                      told(story, {"headline", "threat", "spread", "outlet", "incidents", "statements", "claims", "links", "contradictions", "unconfirmed", "unknown", "score"}, "## ");
  if (const std::string more = left_out(story.course); !more.empty()) words += "\n" + more + "\n";
  words += "\n## Passages\n\n";
  for (const Id& id : passages.documents())
    if (const Document* d = index.document(id))
      words += "- " + inert(source_name(*d)) + ", " + (d->published ? say_exactly(*d->published) : "not dated") + ": " + passages.quoted(passages.as_read(id), " ") + "\n";
  e.event_report("Brief", words);

  e.begin_attributes();
  if (threat)
    e.plain("reading", "text", "External analysis", "It " + say("force", to_string(threat->force)) + ", " + say("stance", to_string(threat->stance)) + ".",
            "how sure the reader is that the author threatens: " + json::Writer().value(std::round(threat->score * 100) / 100).text(), "estimative-language:likelihood-probability=\"" + std::string(likelihood(threat->score)) + "\"");
  targets(e, own, index, passages);
  for (const Id& id : passages.documents())
    if (const Document* d = index.document(id))
      e.plain("passages " + id, "text", "Internal reference", passages.list(passages.of(id)), inert(source_name(*d)) + ", " + (d->published ? say_exactly(*d->published) : "not dated") + "; " + std::string(kCitations));
  return e.end();
}

}  // namespace tocsin::brief
