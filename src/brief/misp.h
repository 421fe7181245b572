// SPDX-License-Identifier: Apache-2.0
// The parts of a MISP event, one after the other: tags, objects, a report, attributes. Only misp_*.cc use it.
//
//   MispEvent e(story);
//   e.tags({"tlp:amber"});
//   e.begin_objects();  e.open("report", "alr-1", "Draft");  e.attribute("title", "…");  e.close();  e.end_objects();
//   e.event_report("Brief", "## In short …");  e.begin_attributes();  e.plain(…);  return e.end();
//
// UUIDs are made from names, times from what the alert speaks of: the same alert is the same event.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/exchange.h"

namespace tocsin::brief {

class MispEvent {
 public:
  explicit MispEvent(const Story& story);

  void tags(const std::vector<std::string>& names);
  void begin_objects() { w_.key("Object").begin_array(); }
  // An object of MISP's template of that name, which must be one of kTemplates.
  std::string open(std::string_view name, std::string_view key, const std::string& comment);
  void attribute(std::string_view relation, const std::string& value, std::string_view type = "text", const std::string& tag = {});   // empty: none
  void refer(const std::string& object, std::string_view relationship, const std::string& comment);   // of the one that is open
  void close();
  void end_objects() { w_.end_array(); }
  std::string id(std::string_view name, std::string_view key) const;

  void event_report(const std::string& name, const std::string& markdown);
  void begin_attributes() { w_.key("Attribute").begin_array(); }
  void plain(const std::string& key, std::string_view type, std::string_view category, const std::string& value, const std::string& comment, const std::string& tag = {});
  std::string end();

 private:
  void tag(const std::string& name);

  json::Writer w_;
  std::string alert_, time_;
  std::string object_;   // that is open
  std::size_t count_ = 0;
  struct Reference {
    std::string object, relationship, comment;
  };
  std::vector<Reference> references_;
};

}  // namespace tocsin::brief
