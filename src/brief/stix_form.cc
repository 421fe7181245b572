// SPDX-License-Identifier: Apache-2.0
// An alert as a STIX 2.1 bundle: what stands around the objects, the review, and the report that refers to all of them.
#include <algorithm>
#include <cmath>

#include "brief/manifest.h"
#include "brief/stix.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

// The standard markings (OASIS, STIX common objects: TLP 2.0 and PAP): no others may be made.
struct Standard {
  std::string_view id, created;
};
constexpr Standard kTlp[] = {{"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "2022-10-01T00:00:00.000Z"},
                             {"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "2022-10-01T00:00:00.000Z"},
                             {"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "2022-10-01T00:00:00.000Z"},
                             {"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "2022-10-01T00:00:00.000Z"},
                             {"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "2022-10-01T00:00:00.000Z"}};
constexpr Standard kPap[] = {{"marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e", "2022-10-06T00:00:00.000Z"},
                             {"marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab", "2022-10-02T00:00:00.000Z"},
                             {"marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9", "2022-10-09T00:00:00.000Z"},
                             {"marking-definition--ad15a0cd-55b6-4588-a14c-a66105329b92", "2022-10-01T00:00:00.000Z"}};
constexpr std::string_view kTlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
constexpr std::string_view kPapExtension = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";
constexpr std::string_view kDefined = "2026-11-23T00:00:00.000Z";   // when Tocsin's own objects were defined

const Standard& standard(Tlp tlp) { return kTlp[static_cast<std::size_t>(tlp)]; }
const Standard& standard(Pap pap) { return kPap[static_cast<std::size_t>(pap)]; }

std::string maker() { return "identity--" + uuid("stix maker"); }
std::string extension() { return "extension-definition--" + uuid("stix extension 1"); }

void marking(json::Writer& w, const Standard& known, std::string_view label, std::string_view extension_id, std::string_view property, std::string_view value) {
  w.begin_object().key("type").value("marking-definition").key("spec_version").value("2.1").key("id").value(known.id);
  w.key("created").value(known.created).key("name").value(label).key("extensions").begin_object().key(extension_id).begin_object();
  w.key("extension_type").value("property-extension").key(property).value(value).end_object().end_object().end_object();
}

}  // namespace

std::string stix_time(Time time) {
  std::string out = format_time(time);
  return out.replace(out.size() - 1, 1, ".000Z");
}

StixBundle::StixBundle(const Story& story, const Index& index, const Findings& own, Passages& passages)
    : story_(story), index_(index), own_(own), passages_(passages), modified_(stix_time(*story.as_of_time)) {
  const SpreadPost* first = story.course.first ? &story.course.posts[*story.course.first] : nullptr;
  const Threat* threat = index.threat(own.alerts[0].threat);
  const Document* d = threat ? index.document(threat->document) : nullptr;
  const std::optional<Time> at = first ? first->at : d ? d->published : std::nullopt;
  created_ = at && *at < *story.as_of_time ? stix_time(*at) : modified_;
  grouping_ = "grouping--" + uuid("stix grouping " + story.alert);
}

std::string StixBundle::open(std::string_view type, std::string_view key) {
  const std::string id = std::string(type) + "--" + uuid("stix " + std::string(type) + " " + std::string(key));
  ids_.push_back(id);
  known_.insert(id);
  w_.begin_object().key("type").value(type).key("spec_version").value("2.1").key("id").value(id).key("created_by_ref").value(maker());
  w_.key("created").value(created_).key("modified").value(modified_);
  if (story_.draft) w_.key("labels").begin_array().value("draft").end_array();
  refs("object_marking_refs", {std::string(standard(story_.marking.tlp).id), std::string(standard(story_.marking.pap).id)});
  return id;
}

void StixBundle::open_extension() {
  w_.key("extensions").begin_object().key(extension()).begin_object().key("extension_type").value("property-extension");
}

void StixBundle::refs(std::string_view name, const std::vector<std::string>& ids) {
  if (ids.empty()) return;   // the standard knows no empty lists
  w_.key(name).begin_array();
  for (const std::string& id : ids) w_.value(id);
  w_.end_array();
}

void StixBundle::numbers(std::string_view name, const std::vector<Passage>& list) {
  const std::vector<int> found = passages_.numbers(list);
  if (found.empty()) return;
  w_.key(name).begin_array();
  for (const int n : found) w_.value(static_cast<std::int64_t>(n));
  w_.end_array();
}

std::string StixBundle::observable(std::string_view type, const std::string& contributing, const std::string& members) {
  // The space the standard names for observables; the contributing properties as canonical JSON.
  const std::string id = std::string(type) + "--" + uuid_v5("00abedb4-aa42-466c-9c01-fed23315a9b7", contributing);
  if (!known_.insert(id).second) return id;
  ids_.push_back(id);
  std::string object = R"({"type":")" + std::string(type) + R"(","spec_version":"2.1","id":")" + id + R"(","object_marking_refs":[")" +
                       std::string(standard(story_.marking.tlp).id) + R"(",")" + std::string(standard(story_.marking.pap).id) + "\"]," + members + "}";
  w_.raw(object);
  return id;
}

void StixBundle::begin() {
  w_.begin_object().key("type").value("bundle").key("id").value("bundle--" + uuid("stix bundle " + story_.alert)).key("objects").begin_array();
  w_.begin_object().key("type").value("identity").key("spec_version").value("2.1").key("id").value(maker()).key("created").value(kDefined);
  w_.key("modified").value(kDefined).key("name").value("Tocsin").key("identity_class").value("system");
  w_.key("description").value("A program that reads what channels post and what outlets report, and warns. It decides nothing; a person does.").end_object();
  marking(w_, standard(story_.marking.tlp), label(story_.marking).substr(0, label(story_.marking).find(' ')), kTlpExtension, "tlp_2_0", word(story_.marking.tlp));
  marking(w_, standard(story_.marking.pap), label(story_.marking).substr(label(story_.marking).find(' ') + 1), kPapExtension, "pap", word(story_.marking.pap));
  w_.begin_object().key("type").value("extension-definition").key("spec_version").value("2.1").key("id").value(extension());
  w_.key("created_by_ref").value(maker()).key("created").value(kDefined).key("modified").value(kDefined).key("name").value("Tocsin");
  w_.key("description").value("Force and stance of a threat, its slots, the parts of a score, and passages that lead back to bytes of files.");
  w_.key("schema").value("docs/formats.md of Tocsin, STIX 2.1").key("version").value("1.0.0");
  w_.key("extension_types").begin_array().value("property-extension").end_array().end_object();
}

std::string StixBundle::report_id() const { return "report--" + uuid("stix report " + story_.alert); }

void StixBundle::review() {
  if (story_.draft) return;
  const std::string& decided = own_.alerts[0].review;
  open("opinion", "review " + story_.alert);
  w_.key("explanation").value(inert(story_.review)).key("opinion");
  w_.value(decided == "escalated" ? "strongly-agree" : decided == "confirmed" ? "agree" : "disagree");
  refs("object_refs", {report_id()});
  close();
}

std::string StixBundle::end() {
  const Alert& alert = own_.alerts[0];
  const Threat* threat = index_.threat(alert.threat);
  const std::vector<std::string> all = ids_;   // not itself
  open("report", story_.alert);
  w_.key("name").value(titled(story_)).key("report_types").begin_array().value("threat-report").end_array();
  w_.key("published").value(modified_).key("lang").value("en");
  w_.key("description").value(inert(story_.review) + ".\n\n" + told(story_, {"headline", "threat", "score"}));
  if (threat) w_.key("confidence").value(static_cast<std::int64_t>(std::lround(std::clamp(threat->score, 0.0, 1.0) * 100)));
  refs("object_refs", all);
  open_extension();
  w_.key("alert").value(story_.alert).key("score").value(alert.score).key("draft").value(story_.draft);
  text("review", inert(alert.review));
  w_.key("tlp").value(word(story_.marking.tlp)).key("pap").value(word(story_.marking.pap));
  text("version", story_.version);
  if (!alert.parts.empty()) w_.key("parts").begin_array();
  for (const ScorePart& p : alert.parts) {
    w_.begin_object().key("name").value(p.name).key("points").value(p.points).key("why").value(inert(p.why));
    numbers("passages", p.spans);
    w_.end_object();
  }
  if (!alert.parts.empty()) w_.end_array();
  // The blank ends the extension, the report and the bundle.
  std::string out = w_.text() + "," + std::string(manifest_blank(Form::stix));
  seal(out, Form::stix);
  return out;
}

std::string stix_form(const Story& story, const Index& index, const Findings& own) {
  Passages passages(story, index);
  add_openings(story.course, passages);
  for (const ScorePart& p : own.alerts[0].parts) passages.numbers(p.spans);   // the report comes after the notes that hold them
  for (const Link& l : own.links) passages.numbers(l.spans);
  StixBundle b(story, index, own, passages);
  b.begin();
  b.places();
  b.sources();
  b.incidents();
  b.family();
  b.notes();
  b.review();
  b.documents();
  b.relationships();
  return b.end();
}

}  // namespace tocsin::brief
