// SPDX-License-Identifier: Apache-2.0
// The fields of every record, named once: an archive visits them to write a record as JSON or to read it back.
//
//   template <class Archive> void fields(Archive& a, Link& r) { a("id", r.id)("from", r.from)…; }
//
// The names are the members' names, so `SELECT body ->> 'force' FROM threats` asks what it says.
#pragma once

#include "tocsin/records.h"

namespace tocsin::store {

template <class A>
void fields(A& a, Span& r) {
  a("begin", r.begin)("end", r.end);
}
template <class A>
void fields(A& a, Passage& r) {
  a("document", r.document)("span", r.span);
}
template <class A>
void fields(A& a, Member& r) {
  a("document", r.document)("relation", r.relation)("of", r.of)("similarity", r.similarity)("spans", r.spans);
}
template <class A>
void fields(A& a, Family& r) {
  a("id", r.id)("first", r.first)("members", r.members)("channels", r.channels)("from", r.from)("to", r.to);
}
template <class A>
void fields(A& a, Interval& r) {
  a("from", r.from)("to", r.to)("precision", r.precision);
}
template <class A>
void fields(A& a, TimeValue& r) {
  a("type", r.type)("timex", r.timex)("interval", r.interval);
}
template <class A>
void fields(A& a, PlaceValue& r) {
  a("geonameid", r.geonameid)("name", r.name)("country", r.country)("lat", r.lat)("lon", r.lon);
}
template <class A>
void fields(A& a, NumberValue& r) {
  a("min", r.min)("max", r.max)("qualifier", r.qualifier);
}
template <class A>
void fields(A& a, Name& r) {
  a("name", r.name)("spans", r.spans);
}

template <class A>
void fields(A& a, Mention& r) {
  a("kind", r.kind)("span", r.span)("time", r.time)("place", r.place)("number", r.number);
}
template <class A>
void fields(A& a, StatementReading& r) {
  a("source", r.source)("role", r.role)("affiliation", r.affiliation)("told_to", r.told_to)("cue", r.cue);
  a("content", r.content)("manner", r.manner)("span", r.span);
}
template <class A>
void fields(A& a, ThreatReading& r) {
  a("force", r.force)("stance", r.stance)("score", r.score)("caller", r.caller)("addressee", r.addressee)("act", r.act);
  a("victims", r.victims)("targets_chosen", r.targets_chosen)("targets_rejected", r.targets_rejected);
  a("places", r.places)("time", r.time)("means", r.means)("motive", r.motive)("condition", r.condition)("span", r.span);
  a("why", r.why);
}
template <class A>
void fields(A& a, CasualtyReading& r) {
  a("span", r.span)("qualifier", r.qualifier)("number", r.number)("group", r.group)("cue", r.cue);
  a("effect", r.effect)("part_of", r.part_of);
}
template <class A>
void fields(A& a, ClaimReading& r) {
  a("span", r.span)("status_span", r.status_span)("status", r.status)("holder", r.holder);
}
template <class A>
void fields(A& a, StandingReading& r) {
  a("outlet", r.outlet)("standing_span", r.standing_span)("standing", r.standing)("statement", r.statement);
  a("belongs_to", r.belongs_to);
}
template <class A>
void fields(A& a, Reading& r) {
  a("document", r.document)("reader", r.reader)("lang", r.lang)("evaluated", r.evaluated)("threat_score", r.threat_score);
  a("is_alert", r.is_alert)("mentions", r.mentions)("statements", r.statements)("threats", r.threats);
  a("casualties", r.casualties)("claims", r.claims)("standings", r.standings);
}

template <class A>
void fields(A& a, ThreatPlace& r) {
  a("span", r.span)("geonameid", r.geonameid)("country", r.country)("name", r.name)("lat", r.lat)("lon", r.lon);
}
template <class A>
void fields(A& a, Threat& r) {
  a("id", r.id)("force", r.force)("stance", r.stance)("score", r.score)("caller", r.caller)("addressee", r.addressee);
  a("act", r.act)("victims", r.victims)("targets_chosen", r.targets_chosen)("targets_rejected", r.targets_rejected);
  a("time", r.time)("means", r.means)("motive", r.motive)("condition", r.condition)("places", r.places);
  a("times", r.times)("posted", r.posted)("outlet", r.outlet)("reported_by", r.reported_by)("document", r.document);
}
template <class A>
void fields(A& a, Figure& r) {
  a("id", r.id)("effect", r.effect)("category", r.category)("min", r.min)("max", r.max)("qualifier", r.qualifier);
  a("source", r.source)("status", r.status)("subset_of", r.subset_of)("span", r.span);
  a.newer("derived", r.derived);
}
template <class A>
void fields(A& a, TotalBySource& r) {
  a("source", r.source)("min", r.min)("max", r.max)("figures", r.figures);
  a.newer("derived", r.derived);
}
template <class A>
void fields(A& a, Total& r) {
  a("effect", r.effect)("category", r.category)("min", r.min)("max", r.max)("by_source", r.by_source);
}
template <class A>
void fields(A& a, Place& r) {
  a("name", r.name)("geonameid", r.geonameid)("country", r.country)("lat", r.lat)("lon", r.lon)("within", r.within);
}
template <class A>
void fields(A& a, Grading& r) {
  a("grade", r.grade)("credibility", r.credibility)("sources", r.sources)("why", r.why);
}
template <class A>
void fields(A& a, Incident& r) {
  a("id", r.id)("what", r.what)("place", r.place)("when", r.when)("actor", r.actor)("status", r.status);
  a("figures", r.figures)("totals", r.totals)("spans", r.spans);
  a.newer("grading", r.grading);
}
template <class A>
void fields(A& a, Statement& r) {
  a("id", r.id)("source", r.source)("role", r.role)("affiliation", r.affiliation)("told_to", r.told_to);
  a("manner", r.manner)("cue", r.cue)("content", r.content)("span", r.span);
}
template <class A>
void fields(A& a, Claim& r) {
  a("id", r.id)("holder", r.holder)("text", r.text)("status", r.status)("status_span", r.status_span)("span", r.span);
}
template <class A>
void fields(A& a, RegisterLine& r) {
  a("name", r.name)("aliases", r.aliases)("standing", r.standing)("reliability", r.reliability)("source", r.source);
  a("date", r.date);
}
template <class A>
void fields(A& a, Outlet& r) {
  a("id", r.id)("name", r.name)("aliases", r.aliases)("standing", r.standing)("vouched_by", r.vouched_by);
  a("spans", r.spans);
  a.newer("listed", r.listed).newer("resembles", r.resembles);
}
template <class A>
void fields(A& a, Link& r) {
  a("id", r.id)("from", r.from)("to", r.to)("relation", r.relation)("status", r.status)("spans", r.spans);
}
template <class A>
void fields(A& a, Correction& r) {
  a("slot", r.slot)("word", r.word)("spans", r.spans);
}
// Its entry and time are the log's.
template <class A>
void fields(A& a, Decision& r) {
  a("kind", r.kind)("reviewer", r.reviewer)("note", r.note)("alert", r.alert)("document", r.document)("with", r.with);
  a("documents", r.documents)("about", r.about)("corrections", r.corrections);
}
template <class A>
void fields(A& a, ScorePart& r) {
  a("name", r.name)("points", r.points)("why", r.why)("spans", r.spans);
}
template <class A>
void fields(A& a, Alert& r) {
  a("id", r.id)("score", r.score)("parts", r.parts)("threat", r.threat)("family", r.family)("outlet", r.outlet);
  a("incidents", r.incidents)("statements", r.statements)("claims", r.claims)("links", r.links);  // decisions are the log's
}

}  // namespace tocsin::store
