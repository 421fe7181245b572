// SPDX-License-Identifier: Apache-2.0
// The records of a run by their ids, so that a brief finds what its alert points to without walking all of them.
//
//   Index index(findings);
//   if (const Threat* t = index.threat(alert.threat)) …
//   Findings own = index.scope(*index.alert("alr-1"));   // the alert and everything it points to, nothing else
#pragma once

#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::brief {

class Index {
 public:
  explicit Index(const Findings& findings);   // must outlive it

  const Findings& findings() const { return findings_; }

  // nullptr: none of that id.
  const Document* document(std::string_view id) const { return find(documents_, id); }
  const Family* family(std::string_view id) const { return find(families_, id); }
  const Alert* alert(std::string_view id) const { return find(alerts_, id); }
  const Threat* threat(std::string_view id) const { return find(threats_, id); }
  const Incident* incident(std::string_view id) const { return find(incidents_, id); }
  const Incident* incident_of_figure(std::string_view figure) const { return find(figure_incidents_, figure); }
  const Figure* figure(std::string_view id) const { return find(figures_, id); }
  const Statement* statement(std::string_view id) const { return find(statements_, id); }
  const Claim* claim(std::string_view id) const { return find(claims_, id); }
  const Outlet* outlet(std::string_view id) const { return find(outlets_, id); }
  const Link* link(std::string_view id) const { return find(links_, id); }

  // What the documents say themselves, in the order of the findings.
  const std::vector<const Threat*>& threats_in(std::string_view document) const { return list(threats_in_, document); }
  const std::vector<const Oddity*>& oddities_of(std::string_view file) const { return list(oddities_of_, file); }

  // Its threat, family, outlet, incidents, statements (also those that vouch), claims and links, the threats read in the
  // family's members and in what quotes it, every document any of these cites, and the oddities of those documents' files.
  Findings scope(const Alert& alert) const;

 private:
  template <class T>
  using ById = std::unordered_map<std::string_view, const T*>;
  template <class T>
  using Lists = std::unordered_map<std::string_view, std::vector<const T*>>;

  template <class T>
  static const T* find(const ById<T>& map, std::string_view id) {
    const auto it = map.find(id);
    return it == map.end() ? nullptr : it->second;
  }
  template <class T>
  static const std::vector<const T*>& list(const Lists<T>& map, std::string_view id) {
    static const std::vector<const T*> kNone;
    const auto it = map.find(id);
    return it == map.end() ? kNone : it->second;
  }

  const Findings& findings_;
  ById<Document> documents_;
  ById<Family> families_;
  ById<Alert> alerts_;
  ById<Threat> threats_;
  ById<Incident> incidents_, figure_incidents_;
  ById<Figure> figures_;
  ById<Statement> statements_;
  ById<Claim> claims_;
  ById<Outlet> outlets_;
  ById<Link> links_;
  Lists<Threat> threats_in_;
  Lists<Oddity> oddities_of_;
};

// Every document that these records cite or lead to, whether it is among them or not.
std::set<Id> cited_documents(const Findings& findings);

}  // namespace tocsin::brief
