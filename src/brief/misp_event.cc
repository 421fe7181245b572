// SPDX-License-Identifier: Apache-2.0
#include "brief/manifest.h"
#include "brief/misp.h"
#include "core/clock.h"

namespace tocsin::brief {
namespace {

// MISP's object templates (misp-objects), with the versions their attributes were checked with.
struct Template {
  std::string_view name, category, uuid, version;
};
constexpr Template kTemplates[] = {{"report", "misc", "70a68471-df22-4e3f-aa1a-5a3be19f82df", "8"},
                                   {"chat-message", "misc", "2273e7ab-9cf7-43d3-9eb6-e69697dcc7d5", "2"},
                                   {"news-media", "misc", "691463c5-5302-4847-9bec-4c56ccfec677", "3"},
                                   {"news-agency", "misc", "92b3f7fd-c4bc-42af-a73b-033ace439622", "2"},
                                   {"intelligence-source-assessment", "misc", "2d3a5895-6c54-50b5-bd25-ce33e974c50a", "1"},
                                   {"incident", "misc", "38597424-f9bb-4865-9b4b-819172df0334", "1"},
                                   {"geolocation", "misc", "cd6f2238-ba55-4888-82c4-104e6e1acf21", "8"}};

const Template& known(std::string_view name) {
  for (const Template& t : kTemplates)
    if (t.name == name) return t;
  return kTemplates[0];
}

}  // namespace

MispEvent::MispEvent(const Story& story) : alert_(story.alert), time_(std::to_string(story.as_of_time->time_since_epoch().count())) {
  w_.begin_object().key("Event").begin_object().key("Orgc").begin_object().key("name").value("Tocsin").key("uuid").value(uuid("misp organisation")).end_object();
  w_.key("uuid").value(uuid("misp event " + alert_)).key("info").value(titled(story)).key("date").value(format_date(*story.as_of_time));
  w_.key("timestamp").value(time_).key("threat_level_id").value("4");   // undefined: nobody graded it
  w_.key("analysis").value(story.draft ? "0" : "2").key("distribution").value("0").key("published").value(false).key("disable_correlation").value(false);
}

void MispEvent::tag(const std::string& name) { w_.begin_object().key("name").value(name).end_object(); }

void MispEvent::tags(const std::vector<std::string>& names) {
  w_.key("Tag").begin_array();
  for (const std::string& name : names) tag(name);
  w_.end_array();
}

std::string MispEvent::id(std::string_view name, std::string_view key) const {
  return uuid("misp " + std::string(name) + " " + alert_ + " " + std::string(key));
}

std::string MispEvent::open(std::string_view name, std::string_view key, const std::string& comment) {
  const Template& t = known(name);
  object_ = id(name, key), count_ = 0;
  w_.begin_object().key("name").value(t.name).key("meta-category").value(t.category).key("template_uuid").value(t.uuid).key("template_version").value(t.version);
  w_.key("uuid").value(object_).key("timestamp").value(time_).key("distribution").value("0").key("comment").value(comment).key("Attribute").begin_array();
  return object_;
}

void MispEvent::attribute(std::string_view relation, const std::string& value, std::string_view type, const std::string& named) {
  if (value.empty()) return;
  w_.begin_object().key("uuid").value(uuid("misp attribute " + object_ + " " + std::to_string(count_++))).key("object_relation").value(relation);
  w_.key("type").value(type).key("category").value("Other").key("to_ids").value(false).key("timestamp").value(time_).key("distribution").value("0");
  w_.key("disable_correlation").value(true);
  if (!named.empty()) {
    w_.key("Tag").begin_array();
    tag(named);
    w_.end_array();
  }
  w_.key("value").value(value).end_object();
}

void MispEvent::refer(const std::string& object, std::string_view relationship, const std::string& comment) {
  references_.push_back({object, std::string(relationship), comment});
}

void MispEvent::close() {
  w_.end_array();
  if (!references_.empty()) {
    w_.key("ObjectReference").begin_array();
    for (const Reference& r : references_) {
      w_.begin_object().key("uuid").value(uuid("misp reference " + object_ + " " + r.object + " " + r.relationship)).key("object_uuid").value(object_);
      w_.key("referenced_uuid").value(r.object).key("relationship_type").value(r.relationship).key("timestamp").value(time_).key("comment").value(r.comment).end_object();
    }
    w_.end_array();
  }
  w_.end_object();
  references_.clear();
}

void MispEvent::event_report(const std::string& name, const std::string& markdown) {
  w_.key("EventReport").begin_array().begin_object().key("uuid").value(id("event report", name)).key("name").value(name).key("content").value(markdown);
  w_.key("distribution").value("0").key("timestamp").value(time_).key("deleted").value(false).end_object().end_array();
}

void MispEvent::plain(const std::string& key, std::string_view type, std::string_view category, const std::string& value, const std::string& comment, const std::string& named) {
  w_.begin_object().key("uuid").value(id("plain", key)).key("type").value(type).key("category").value(category).key("to_ids").value(false);
  w_.key("timestamp").value(time_).key("distribution").value("0").key("disable_correlation").value(true).key("comment").value(comment);
  if (!named.empty()) {
    w_.key("Tag").begin_array();
    tag(named);
    w_.end_array();
  }
  w_.key("value").value(value).end_object();
}

std::string MispEvent::end() {
  w_.begin_object().key("uuid").value(id("plain", "manifest")).key("type").value("comment").key("category").value("Internal reference").key("to_ids").value(false);
  w_.key("timestamp").value(time_).key("distribution").value("0").key("disable_correlation").value(true);
  w_.key("comment").value("SHA-256 of this file with these digits as zeros; `tocsin check` compares it");
  // The blank ends the attribute, the event and the line.
  std::string out = w_.text() + "," + std::string(manifest_blank(Form::misp));
  seal(out, Form::misp);
  return out;
}

}  // namespace tocsin::brief
